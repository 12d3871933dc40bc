"""Which day it is: the real one in Belgium, or the fixed day on which the example lives."""

from datetime import date

from django.conf import settings
from django.utils.timezone import localdate


def today() -> date:
    """The day that maps, plans and observations are read on.

    The demo stands still on one day (`KRING_TODAY`), so that its families stay as told; who may
    see what always follows the real clock.
    """
    fixed: date | None = settings.KRING_TODAY
    return fixed or localdate()
