"""Pages that show several rooms at once."""

from django.urls import path

from kring.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.start, name="start"),
    path("gezinnen/", views.wall, name="wall"),
    path("vrijwilligers/", views.volunteers, name="volunteers"),
    path("gezin/<uuid:family_id>/", views.family, name="family"),
    path(
        "gezin/<uuid:family_id>/vrijwilligers/",
        views.family_volunteers,
        name="family_volunteers",
    ),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("favicon.ico", views.favicon, name="favicon"),
]
