"""Coming in, leaving, and looking after one's own account."""

from django.urls import path

from kring.people.views import password, security, sign_in

app_name = "people"
urlpatterns = [
    path("aanmelden/", sign_in.login, name="login"),
    path("aanmelden/passkey/", sign_in.login_passkey, name="login_passkey"),
    path("aanmelden/passkey/vraag/", sign_in.passkey_question, name="passkey_question"),
    path("aanmelden/tweede-stap/", sign_in.second_step, name="second_step"),
    path("opnieuw-aanmelden/", sign_in.again, name="again"),
    path("afmelden/", sign_in.logout, name="logout"),
    path("wachtwoord-vergeten/", password.forgot, name="forgot"),
    path(
        "wachtwoord-kiezen/<uuid:user_id>/<str:token>/",
        password.new_password,
        name="new_password",
    ),
    path("beveiliging/", security.security, name="security"),
    path("beveiliging/passkey/", security.add_passkey, name="add_passkey"),
    path("beveiliging/passkey/<int:pk>/weg/", security.remove_passkey, name="remove_passkey"),
    path("beveiliging/app/", security.add_app, name="add_app"),
    path("beveiliging/app/code.svg", security.app_picture, name="app_picture"),
    path("beveiliging/app/weg/", security.remove_app, name="remove_app"),
    path("beveiliging/noodcodes/", security.recovery_codes, name="recovery_codes"),
    path("beveiliging/wachtwoord/", security.change_password, name="change_password"),
    path("beveiliging/sessies/", security.end_session, name="end_session"),
]
