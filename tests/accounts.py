"""People of whom the tests in this room know the password, the app and the passkey."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp

from kring.people.models import User

PASSWORD = "een heel lang wachtwoord"
WRONG = "Het mailadres of het wachtwoord klopt niet."


def account(name, **more):
    """Somebody with a mail address and a password, and nothing else yet."""
    return User.objects.create_user(
        name, email=f"{name}@kring.test", first_name=name.title(), password=PASSWORD, **more
    )


def sign_in(client, user, *, mail=None, password=PASSWORD, **more):
    return client.post(
        "/aanmelden/", {"mail": mail or user.email, "password": password}, **more
    )


def give_app(user):
    """An app with codes; gives its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def give_recovery_codes(user):
    return RecoveryCodes.activate(user).generate_codes()


def code_now(secret, *, later=0):
    """What the app shows now, or that many steps of half a minute later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))
