"""Who is behind a mail address and a password."""

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from kring.people.models import User


class ByMailAddress(ModelBackend):
    """Signing in with a mail address. An unknown one takes as long as a wrong password."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, *, mail: str = "", password: str = ""
    ) -> User | None:
        user = User.objects.filter(email=mail).first() if mail else None
        if user is None:
            User().set_password(password)
            return None
        is_right = user.check_password(password)
        return user if is_right and self.user_can_authenticate(user) else None
