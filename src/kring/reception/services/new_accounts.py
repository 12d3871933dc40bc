"""A new account, for somebody who was invited."""

from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from kring.base.errors import KringError
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.mail_address import one_way
from kring.people.models import Organisation, User


class AlreadyKnown(KringError):
    """There is an account with this mail address already."""

    status = 422


def make_account(
    *, mail: str, name: str, password: str, language: str, organisation: Organisation | None
) -> User:
    """A new account for somebody who was invited: it opens nothing by itself.

    Raises:
        AlreadyKnown: sign in with the account that is there.
    """
    if User.objects.filter(email=one_way(mail)).exists():
        raise AlreadyKnown(_("Er is al iemand met dit mailadres. Meld eerst aan."))
    user = User(
        username=f"mens-{uuid4().hex}", email=mail, first_name=name, language=language,
        organisation=organisation,
    )  # fmt: skip
    user.set_password(password)
    with transaction.atomic():
        user.save()
        record(Entry.Verb.ADDED, by=user, part="account", item=user.pk, detail="made")
    return user
