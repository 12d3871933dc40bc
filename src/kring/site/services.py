"""What changes the site as a whole."""

from django.db import transaction
from django.utils.translation import gettext as _

from kring.base.errors import NotFoundHere
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import Organisation, User
from kring.reception.services.new_accounts import make_account


@transaction.atomic
def make_first_administrator(*, mail: str, name: str, password: str, language: str) -> User:
    """The account of who runs a new site. There is only ever one first.

    Raises:
        NotFoundHere: somebody runs this site already.
        AlreadyKnown: there is an account with this mail address.
    """
    user = make_account(
        mail=mail, name=name, password=password, language=language, organisation=None
    )
    # Who writes in the journal waits for who writes there now: a second sees the first.
    if User.objects.filter(system_role=User.SystemRole.ADMINISTRATOR).exists():
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    user.system_role = User.SystemRole.ADMINISTRATOR
    user.save(update_fields=["system_role"])
    record(Entry.Verb.CHANGED, by=user, part="role", item=user.pk, detail="administrator")
    return user


@transaction.atomic
def name_organisation(name: str, *, by: User) -> None:
    """The organisation that runs the site; who set it up belongs to it."""
    organisation, is_new = Organisation.objects.get_or_create(name=name)
    by.organisation = organisation
    by.save(update_fields=["organisation"])
    record(
        Entry.Verb.ADDED if is_new else Entry.Verb.CHANGED, by=by, part="organisation",
        item=organisation.pk,
    )  # fmt: skip
