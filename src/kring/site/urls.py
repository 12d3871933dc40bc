"""Where each address leads. Addresses are Dutch, names are English."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from kring.site import demo

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kring.people.urls")),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/", include(([path("als/<slug:role>/", demo.look_as, name="as")], "demo"))),
    ]
