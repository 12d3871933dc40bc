"""Files of a family: added, taken along, and thrown away."""

from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from kring.base.attachments import BY_CODE, Kind, safe_name, taken
from kring.base.attachments_sealed import new_file_key, sealed_pieces
from kring.base.errors import NotAllowed
from kring.families.attached import MODELS, content_of, file_row
from kring.families.models import Paper, Piece, Recording, Seat
from kring.families.services.changes import added
from kring.families.services.writing import (
    WRITES_DOWN,
    check_may_write,
    check_no_glass,
    locked,
)
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

PART: Final = "file"
MOST: Final = 200  # files of one family


@transaction.atomic
def add_file(family: UUID, *, data: bytes, name: str, by: User) -> Paper | Recording:
    """Keep a file: its pieces, its row and the line in the journal, or nothing at all.

    Raises:
        NotFoundHere, NotAllowed: see `check_may_write`; or the family has its most files.
        NotTaken: we do not keep this one; it says why.
    """
    check_may_write(family, by=by, roles=WRITES_DOWN)
    kind, kept = taken(data, name=name)
    home = locked(family)
    if _count(family) >= MOST:
        raise NotAllowed(
            _("Dit gezin heeft al {most} bestanden. Gooi er eerst een weg.").format(most=MOST)
        )
    model = Recording if kind.is_sound else Paper
    row = model(
        id=uuid4(), family=home, author=by, name=safe_name(name, kind), key=new_file_key(),
        kind=kind.code, size=len(kept),
    )  # fmt: skip
    sealed = sealed_pieces(kept, key=row.key, file=row.pk)
    row.pieces = len(sealed)
    added(row, by=by, part=PART, detail=kind.code)
    Piece.objects.bulk_create(
        Piece(family=home, file=row.pk, number=number, sealed=piece)
        for number, piece in enumerate(sealed)
    )
    return row


def _count(family: UUID) -> int:
    every = (each.objects.for_system("no more files than we can keep") for each in MODELS)
    return sum(rows.filter(family=family).count() for rows in every)


def take_along(family: UUID, file: UUID, *, by: User) -> tuple[Kind, str, bytes]:
    """A file to save: its kind, its name and its content. The journal says who took it.

    Raises:
        NotFoundHere: see `file_row`.
        NotAllowed: they read this family in need.
        SealError: it does not open.
    """
    row = file_row(family, file, by=by)
    check_no_glass(family, by=by)
    content = content_of(row)
    record(Entry.Verb.EXPORTED, by=by, part=PART, family=family, item=row.pk, detail=row.kind)
    return BY_CODE[row.kind], row.name, content


@transaction.atomic
def throw_away(family: UUID, file: UUID, *, by: User) -> None:
    """For whoever added it, the family and the coordinator: it is gone at once.

    Raises:
        NotFoundHere: see `file_row`.
        NotAllowed: somebody else decides about this file.
    """
    row = file_row(family, file, by=by)
    held = check_may_write(family, by=by, roles=WRITES_DOWN)
    if held == {Seat.Role.WORKER} and row.author_id != by.pk:
        raise NotAllowed(
            _("Alleen wie het toevoegde, het gezin of de coördinator gooit dit weg.")
        )
    Piece.objects.filter(file=row.pk, family=family).delete()
    row.delete()
    record(Entry.Verb.ERASED, by=by, part=PART, family=family, item=file, detail=row.kind)
