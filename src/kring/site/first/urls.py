"""Where the first start is, as long as there is one."""

from django.urls import path

from kring.site.first import views

app_name = "first"
urlpatterns = [
    path("eerste-start/<str:token>/", views.who, name="who"),
    path("eerste-start/<str:token>/<slug:address>/", views.step, name="step"),
]
