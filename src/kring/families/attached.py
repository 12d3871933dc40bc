"""Questions about the files of a family. Every function says who is asking."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from kring.base.attachments import BY_CODE, Kind
from kring.base.errors import NotFoundHere
from kring.base.records import value_of
from kring.base.unreadable import said_instead
from kring.core.unreadable import Gap, Unreadable, stand_in
from kring.core.words import Text
from kring.families.models import Paper, Recording
from kring.people.models import User

MODELS: Final[tuple[Any, ...]] = (Paper, Recording)


@dataclass(frozen=True, slots=True)
class File:
    """A file as a page lists it. `gap`: its name does not open."""

    id: UUID
    name: str
    kind: Kind
    size: int  # bytes
    added_on: date
    gap: Gap | None

    @property
    def words(self) -> Text | None:
        """What stands in the place of a name that does not open."""
        return stand_in(Text, self.gap, said_instead()) if self.gap else None


def files_of(family: UUID, *, by: User) -> list[File]:
    """Papers, then recordings, as they came in. Two questions."""
    return [
        _file(row)
        for model in MODELS
        for row in model.objects.visible_to(by).filter(family=family)
    ]


def file_row(family: UUID, file: UUID, *, by: User) -> Any:
    """The row of one file.

    Raises:
        NotFoundHere: there is no such file in this family, or this person may not see it.
    """
    for model in MODELS:
        row = model.objects.visible_to(by).filter(family=family, pk=file).first()
        if row is not None:
            return row
    raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))


def content_of(row: Any) -> bytes:
    """All of a file that was found for its reader.

    Raises:
        SealError: its key or a piece of it does not open: then nothing of it is given.
    """
    return b"".join(row.open_pieces())


def _file(row: Any) -> File:
    name = value_of(row, "name", str)
    return File(
        id=row.pk, name=str(name), kind=BY_CODE[row.kind], size=row.size, added_on=row.made_on,
        gap=name.gap if isinstance(name, Unreadable) else None,
    )  # fmt: skip
