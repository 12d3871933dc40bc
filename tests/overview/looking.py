"""A family as somebody sees it, without a database; a page as somebody reads it."""

import re
from types import SimpleNamespace

from cast import STERRENBERG
from kring.core.sharing import Reader, as_seen_by
from kring.core.themes import SHIPPED
from kring.families.queries import OpenFamily
from kring.overview.queries import SeenFamily

ROW = SimpleNamespace(pk=STERRENBERG.id)


def flat(page):
    """The words of a page without its tags, one space between."""
    inline = re.sub(r"</?(bdi|b|small)\b[^>]*>", "", page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inline))


def seen_by(reader, family=STERRENBERG, *, actor=None):
    """What a page gets of `family` for a reader in this role."""
    return SeenFamily(
        door=OpenFamily(
            row=ROW, reader=Reader(reader), actor=actor, member=None,
            parts=frozenset({"story", "map", "plan"}),
        ),
        family=as_seen_by(family, role=Reader(reader), actor=actor),
        themes=SHIPPED,
        unreadable=(),
    )  # fmt: skip
