"""Where each address leads. Addresses are Dutch, names are English."""

from django.urls import include, path

urlpatterns = [
    path("", include("kring.people.urls")),
]
