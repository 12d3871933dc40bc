"""A copy of a family for the family: asked, looked over by a second person, taken along."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.core.formats.family_file import write_json, write_yaml
from kring.core.sharing import Reader
from kring.families.models import Seat
from kring.families.queries import circle_of
from kring.journal.models import Entry
from kring.journal.services import record
from kring.overview.queries import EVERYTHING, SeenFamily, check_is_whole, read_family
from kring.people.models import User
from kring.rights.export_paper import OwnCopy, Sitter, paper_of
from kring.rights.export_queries import copy_for, for_family, wish_of
from kring.rights.journal_queries import lines_for, sitters_of
from kring.rights.journal_shown import days_of
from kring.rights.models import CopyWish
from kring.rights.queries import sits_as

PART: Final = "copy"
PDF, YAML, JSON = "pdf", "yaml", "json"
MEDIA_TYPES: Final = {
    PDF: "application/pdf", YAML: "application/yaml", JSON: "application/json"
}  # fmt: skip
MOST_LINES: Final = 2000  # of the journal on paper; the page has them all
SECOND: Final = (Seat.Role.FAMILY, Seat.Role.WORKER, Seat.Role.COORDINATOR)


@transaction.atomic
def ask_for_copy(family_id: UUID, *, with_names: bool, by: User) -> CopyWish:
    """The coordinator looked over what goes out; now somebody else does.

    Raises:
        NotAllowed: this is no coordinator of the circle.
    """
    if not sits_as(family_id, (Seat.Role.COORDINATOR,), user=by):
        raise NotAllowed(_("Dit is voor de coördinator van de kring."))
    CopyWish.objects.filter(family=family_id).delete()
    wish = CopyWish.objects.create(family_id=family_id, asked_by=by, with_names=with_names)
    record(Entry.Verb.ADDED, by=by, part=PART, family=family_id, item=wish.pk)
    return wish


@transaction.atomic
def agree_to_copy(family_id: UUID, *, by: User) -> CopyWish:
    """The second person looked as well.

    Raises:
        NotAllowed: nothing was asked, or who asked may not be the second.
    """
    wish = wish_of(family_id)
    if wish is None or not sits_as(family_id, SECOND, user=by):
        raise NotAllowed(_("Er is geen kopie om na te kijken."))
    if wish.asked_by_id == by.pk:
        raise NotAllowed(_("Iemand anders moet dit nakijken."))
    if wish.agreed_at is None:
        wish.agreed_at, wish.agreed_by = now(), by
        wish.save()
        record(
            Entry.Verb.CHANGED, by=by, part=PART, family=family_id, item=wish.pk,
            detail="agreed",
        )  # fmt: skip
    return wish


def take_copy(
    family_id: UUID, *, kind: str, with_names: bool, language: str, by: User
) -> bytes:
    """The copy itself, as `pdf`, `yaml` or `json`; the journal says that it was taken.

    For staff the names go along as the second person agreed, whatever is asked here.

    Raises:
        NotFoundHere: see `open_family`.
        NotAllowed: neither the family nor its coordinator, or nobody else looked yet.
        NotWhole: something of the family does not open.
    """
    seen = read_family(family_id, by=by, part=PART, parts=EVERYTHING)
    reader = seen.door.reader
    if not sits_as(family_id, (Seat.Role.FAMILY, Seat.Role.COORDINATOR), user=by):
        raise NotAllowed(_("Een kopie is voor het gezin en zijn coördinator."))
    if reader is not Reader.FAMILY:
        wish = wish_of(family_id)
        if wish is None or wish.agreed_at is None or wish.asked_by_id != by.pk:
            raise NotAllowed(_("Iemand anders moet dit eerst nakijken."))
        with_names = wish.with_names
    return _written(seen, kind=kind, with_names=with_names, language=language, by=by)


def _written(
    seen: SeenFamily, *, kind: str, with_names: bool, language: str, by: User
) -> bytes:
    family_id = seen.door.pk
    if kind == PDF:
        check_is_whole(seen)
        with translation.override(language):
            own = _copy(for_family(seen, by=by, with_names=with_names), by=by)
            made = paper_of(own, language=language)
    else:
        file = copy_for(family_id, by=by, with_names=with_names)
        made = (write_yaml if kind == YAML else write_json)(file).encode()
    record(
        Entry.Verb.EXPORTED, by=by, part="family", family=family_id,
        detail=f"{kind}{'' if with_names else ' without names'}",
    )  # fmt: skip
    return made


def _copy(seen: SeenFamily, *, by: User) -> OwnCopy:
    family_id = seen.door.pk
    lines = lines_for(family_id, by=by, reader=Reader.FAMILY)[:MOST_LINES]
    return OwnCopy(
        family=seen.family,
        themes=seen.themes,
        sitters=[
            Sitter(
                each.name, str(Seat.Role(each.role.value).label), each.organisation, each.until
            )
            for each in circle_of(family_id, by=by)
        ],
        days=days_of(lines, sitters_of(family_id), for_family=True),
        on=localdate(),
    )
