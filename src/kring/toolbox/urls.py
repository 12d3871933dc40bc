"""Addresses of the toolbox."""

from django.urls import path

from kring.toolbox import views

app_name = "toolbox"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.show, name="show"),
]
