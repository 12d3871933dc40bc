"""Pages that show several rooms at once."""

from django.urls import path

from kring.overview import (
    circle,
    files_views,
    meetings_views,
    network_views,
    networks,
    plan_views,
    policy_views,
    printing,
    register_views,
    search_views,
    together_views,
    views,
)

app_name = "overview"
urlpatterns = [
    path("", views.start, name="start"),
    path("gezinnen/", views.wall, name="wall"),
    path("zoeken/", search_views.page, name="search"),
    path("vrijwilligers/", views.volunteers, name="volunteers"),
    path("netwerk/", networks.networks, name="networks"),
    path("beleid/", policy_views.policy, name="policy"),
    path("gezin/<uuid:family_id>/", views.family, name="family"),
    path(
        "gezin/<uuid:family_id>/vrijwilligers/",
        views.family_volunteers,
        name="family_volunteers",
    ),
    path("gezin/<uuid:family_id>/beleid/", policy_views.family_policy, name="family_policy"),
    path("gezin/<uuid:family_id>/afdrukken/", printing.choose, name="print"),
    path("gezin/<uuid:family_id>/afdrukken/<slug:kind>.pdf", printing.paper, name="paper"),
    path("netwerk/lege-kaart.pdf", printing.blank, name="blank"),
    path("gezin/<uuid:family_id>/kring/", circle.family_circle, name="family_circle"),
    path(
        "gezin/<uuid:family_id>/netwerk/",
        network_views.family_network,
        name="family_network",
    ),
    path("gezin/<uuid:family_id>/netwerk/plan/", plan_views.family_plan, name="family_plan"),
    path(
        "gezin/<uuid:family_id>/netwerk/overleg/",
        meetings_views.family_meetings,
        name="family_meetings",
    ),
    path("gezin/<uuid:family_id>/samen-tekenen/", together_views.together, name="together"),
    path(
        "gezin/<uuid:family_id>/samen-tekenen/stand/",
        together_views.together_state,
        name="together_state",
    ),
    path(
        "gezin/<uuid:family_id>/samen-tekenen/handelingen/",
        together_views.together_send,
        name="together_send",
    ),
    path("gezin/<uuid:family_id>/bestanden/", files_views.files, name="files"),
    path("gezin/<uuid:family_id>/bestanden/<uuid:file_id>/", files_views.file, name="file"),
    path(
        "gezin/<uuid:family_id>/bestanden/<uuid:file_id>/weg/",
        files_views.throw,
        name="throw_file",
    ),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("privacy/register/", register_views.register, name="register"),
    path("favicon.ico", views.favicon, name="favicon"),
]
