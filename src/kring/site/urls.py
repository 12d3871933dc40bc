"""Where each address leads. Addresses are Dutch, names are English."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from kring.site import demo

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kring.people.urls")),
    path("", include("kring.overview.urls")),
    path("", include("kring.exchange.urls")),
    path("", include("kring.rights.urls")),
    path("", include("kring.reception.urls")),
    path("", include("kring.site.first.urls")),
    path("toolbox/", include("kring.toolbox.urls")),
    path("taal/", login_not_required(set_language), name="set_language"),
]
handler400 = "kring.base.error_pages.bad_request"
handler403 = "kring.base.error_pages.forbidden"
handler404 = "kring.base.error_pages.not_found"
handler500 = "kring.base.error_pages.broken"
if settings.DEMO:
    urlpatterns += [
        path("demo/", include(([path("als/<slug:role>/", demo.look_as, name="as")], "demo"))),
    ]
