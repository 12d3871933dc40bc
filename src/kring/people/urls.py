"""Signing in and out."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from kring.people.views import SignIn

app_name = "people"
urlpatterns = [
    path("aanmelden/", login_not_required(SignIn.as_view()), name="login"),
    path("afmelden/", LogoutView.as_view(next_page="people:login"), name="logout"),
]
