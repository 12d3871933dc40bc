"""Signing in and out."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import path

app_name = "people"
urlpatterns = [
    path(
        "aanmelden/",
        login_not_required(auth.LoginView.as_view(template_name="people/login.html")),
        name="login",
    ),
    path("afmelden/", auth.LogoutView.as_view(next_page="people:login"), name="logout"),
]
