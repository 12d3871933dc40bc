"""Families in and out by file."""

from django.urls import path

from kring.exchange import views

app_name = "exchange"
urlpatterns = [
    path("gezinnen/uit-bestand/", views.bring_in, name="import"),
    path("gezinnen/uit-bestand/maken/", views.create, name="create"),
    path("gezinnen/uit-bestand/sjabloon/<slug:kind>/", views.template, name="template"),
    path("gezin/<uuid:family_id>/kopie/", views.export, name="export"),
    path("gezin/<uuid:family_id>/kopie/<slug:kind>/", views.copy, name="copy"),
]
