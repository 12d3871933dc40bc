"""What a family may ask: see who sees what, hide, decide; and the lead's side of that."""

from django.urls import path

from kring.rights import (
    circle_views,
    decision_views,
    glass_views,
    hidden_views,
    letting_go_urls,
    restrict_views,
    views,
)

app_name = "rights"
FAMILY = "gezin/<uuid:family_id>"
urlpatterns = [
    path(f"{FAMILY}/wie-ziet-wat/", views.who_sees_what, name="who_sees_what"),
    path(f"{FAMILY}/wie-ziet-wat/zet/", views.turn, name="turn"),
    path(f"{FAMILY}/wie-ziet-wat/terug/", views.undo, name="undo"),
    path(f"{FAMILY}/wie-ziet-wat/ja/", views.consent, name="consent"),
    path(f"{FAMILY}/wie-ziet-wat/stilleggen/", restrict_views.restrict, name="restrict"),
    path(f"{FAMILY}/kring/beheren/", circle_views.seats, name="seats"),
    path(f"{FAMILY}/kring/beheren/nieuw/", circle_views.seat_new, name="seat_new"),
    path(f"{FAMILY}/kring/beheren/<uuid:seat_id>/", circle_views.seat, name="seat"),
    path(f"{FAMILY}/niet-laten-zien/", hidden_views.hidden, name="hidden"),
    path(f"{FAMILY}/niet-laten-zien/nieuw/", hidden_views.hide, name="hide"),
    path(f"{FAMILY}/niet-laten-zien/toon/", hidden_views.unhide, name="unhide"),
    path(f"{FAMILY}/beslissen/", decision_views.decisions, name="decisions"),
    path(f"{FAMILY}/beslissen/vraag/", decision_views.ask_for, name="ask"),
    path(f"{FAMILY}/beslissen/<uuid:decision_id>/", decision_views.answer, name="answer"),
    path(f"{FAMILY}/noodtoegang/", glass_views.glass, name="glass"),
    path(f"{FAMILY}/noodtoegang/sluit/", glass_views.glass_close, name="glass_close"),
    path(f"{FAMILY}/noodtoegang/nakijken/", glass_views.glasses, name="glasses"),
    *letting_go_urls.urlpatterns,
]
