"""Coming in by invitation, by code or by phone, looking after accounts, and leaving."""

from django.urls import path

from kring.reception.views import accounts, codes, devices, invitations, leaving, own

app_name = "reception"
circle = "gezin/<uuid:family_id>/kring"
urlpatterns = [
    path(f"{circle}/uitnodigen/", invitations.invite, name="invite"),
    path(f"{circle}/uitnodigingen/", invitations.invitations, name="invitations"),
    path(
        f"{circle}/uitnodigingen/<uuid:invitation_id>/code/",
        invitations.confirm,
        name="confirm",
    ),
    path(
        f"{circle}/uitnodigingen/<uuid:invitation_id>/weg/", invitations.cancel, name="cancel"
    ),
    path("uitnodiging/code/", invitations.waiting, name="waiting"),
    path("uitnodiging/<str:word>/", invitations.accept, name="accept"),
    path(f"{circle}/codes/", codes.codes, name="codes"),
    path(f"{circle}/codes/<uuid:code_id>/weg/", codes.stop, name="stop_code"),
    path("code/<str:word>/", codes.pictures, name="pictures"),
    path(
        f"{circle}/toestellen/<uuid:user_id>/weg/", devices.forget_helper, name="forget_helper"
    ),
    path("mijn/toestel/", devices.devices, name="devices"),
    path("mijn/toestel/<uuid:device_id>/weg/", devices.forget, name="forget_device"),
    path("mijn/toestel/vinger/", devices.remember_finger, name="remember_finger"),
    path("mijn/pin/", devices.pin, name="pin"),
    path("mijn/pin/vinger/", devices.finger, name="finger"),
    path("mijn/stappen/", own.steps, name="steps"),
    path("mijn/bezoek/", own.visit, name="visit"),
    path("mijn/hulp/", own.help_page, name="help"),
    path("mijn/vertrek/", leaving.leave_site, name="leave"),
    path("welkom/<str:word>/", accounts.take_up, name="welcome"),
    path("beheer/mensen/", accounts.people, name="people"),
    path("beheer/uitnodigen/", accounts.welcome, name="new_welcome"),
    path("beheer/mensen/<uuid:user_id>/", accounts.person, name="person"),
    path("beheer/mensen/<uuid:user_id>/rol/", accounts.ask_role, name="ask_role"),
    path("beheer/mensen/<uuid:user_id>/einde/", accounts.end_account, name="end_account"),
    path(
        "beheer/mensen/<uuid:user_id>/toestellen/weg/",
        accounts.forget_devices,
        name="forget_devices",
    ),
    path(
        "beheer/mensen/<uuid:user_id>/afmelden/",
        accounts.end_sessions,
        name="end_sessions",
    ),
    path("beheer/rollen/<uuid:request_id>/", accounts.decide_role, name="decide_role"),
    path("beheer/organisaties/", accounts.organisations, name="organisations"),
    path(
        "beheer/organisaties/<uuid:organisation_id>/",
        accounts.organisation,
        name="organisation",
    ),
]
