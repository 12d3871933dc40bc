"""What can go wrong on purpose. Each error carries a sentence for the person at the screen."""

from typing import ClassVar


class KringError(Exception):
    """Something we can explain. `str(error)` goes on the page as it stands, translated."""

    status: ClassVar[int] = 400


class NotFoundHere(KringError):
    """It does not exist, or this person may not know that it does."""

    status = 404


class NotAllowed(KringError):
    """This person may see it, but not do this with it."""

    status = 403


class NotWhole(KringError):
    """Something of it does not open, and with a hole in it this may not leave the house."""

    status = 409
