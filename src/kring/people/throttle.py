"""Counting wrong tries: slower and slower, never locked for good, in every process at once.

A try is written down before it is looked at, so that many at the same moment are all counted.
What is kept is a mark of the account and of the address, never the name or the address itself.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.errors import KringError
from kring.people.models import WrongTry

PER_ACCOUNT: Final = (10, timedelta(minutes=15))
PER_ADDRESS: Final = (50, timedelta(hours=1))
FREE: Final = 3  # wrong tries on an account before waiting begins
LONGEST_WAIT: Final = timedelta(minutes=1)
# One text for every reason, so that it tells nothing about the account.
TOO_MANY: Final = _("Te veel pogingen. Wacht een kwartier en probeer dan opnieuw.")


class TooManyTries(KringError):
    """Not looked at: wait first."""

    status = 429

    def __init__(self) -> None:
        super().__init__(str(TOO_MANY))


@dataclass(frozen=True, slots=True)
class Try:
    """One try that is written down as wrong, until somebody says it was right."""

    account: str | None
    rows: tuple[int, ...]

    def begins_waiting(self) -> bool:
        """Is this the wrong try after which the account has to wait, and not a later one?

        As long as tries keep coming it is said once; of a quarter without, the next says it.
        """
        since = now() - PER_ACCOUNT[1]
        wrong = WrongTry.objects.filter(mark=self.account, at__gt=since)
        return self.account is not None and wrong.count() == FREE

    def was_right(self) -> None:
        """Forget this try and the wrong ones on the account; those of the address stay."""
        WrongTry.objects.filter(pk__in=self.rows).delete()
        if self.account is not None:
            WrongTry.objects.filter(mark=self.account).delete()


def write_down(request: HttpRequest, account: str | None) -> Try:
    """Count this try before looking at it.

    `account`: what it is a try on, known to us or not; None where nothing can be guessed.

    Raises:
        TooManyTries: this account or this visitor's address has to wait. It is not counted.
    """
    ours = None if account is None else mark("account", account)
    theirs = mark("address", network_of(request))
    WrongTry.objects.filter(at__lte=now() - PER_ADDRESS[1]).delete()
    must_wait = ours is not None and _waits(ours)
    marks = [each for each in (ours, theirs) if each is not None]
    rows = [WrongTry.objects.create(mark=each, at=now()) for each in marks]
    if must_wait or _over(ours, PER_ACCOUNT) or _over(theirs, PER_ADDRESS):
        WrongTry.objects.filter(pk__in=[row.pk for row in rows]).delete()
        raise TooManyTries
    return Try(ours, tuple(row.pk for row in rows))


def network_of(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the /64, which is one household and not one device."""
    told = request.META.get("REMOTE_ADDR") or ""
    try:
        address = ip_address(told)
    except ValueError:
        return "here"  # a socket of this machine
    if address.version == 4:
        return str(address)
    return str(ip_network((address, 64), strict=False).network_address)


def mark(kind: str, value: str) -> str:
    """What stands in the table: it cannot be turned back without the secret of the site."""
    message = f"kring/try/1:{kind}:{value}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def _waits(account: str) -> bool:
    """After the third wrong try 1 second, then 2, 4, 8 ... until the longest wait."""
    since = now() - PER_ACCOUNT[1]
    moments = list(
        WrongTry.objects.filter(mark=account, at__gt=since)
        .order_by("-at")
        .values_list("at", flat=True)
    )
    if len(moments) < FREE:
        return False
    wait = min(timedelta(seconds=2 ** (len(moments) - FREE)), LONGEST_WAIT)
    return now() < moments[0] + wait


def _over(mark: str | None, limit: tuple[int, timedelta]) -> bool:
    most, within = limit
    return (
        mark is not None
        and WrongTry.objects.filter(mark=mark, at__gt=now() - within).count() > most
    )


def forget(account: str) -> None:
    """Forget the wrong tries on this account: its owner showed another way who they are."""
    WrongTry.objects.filter(mark=mark("account", account)).delete()
