"""The limits that docs/beheer.md tells are those of the code."""

import re
from pathlib import Path

from kring.base import attachments as pieces
from kring.core.formats import found_tables, tree, zipped
from kring.exchange import uploads
from kring.families.services import attachments, glass
from kring.overview import together_views, wall
from kring.people import sessions, throttle
from kring.reception.views import own
from kring.site import settings

PAGE = Path(__file__).parent.parent.parent / "docs" / "beheer.md"
KB, MB = 1024, 1024**2
LIMITS = {
    "MB in één formulier, zonder bestanden": settings.DATA_UPLOAD_MAX_MEMORY_SIZE / MB,
    "MB van één bestand bij een gezin": pieces.MOST_BYTES / MB,
    "miljoen punten van één beeld": pieces.MOST_PIXELS / 1_000_000,
    "bestanden van één gezin": attachments.MOST,
    "MB van één ingelezen bestand": uploads.MOST_EACH / MB,
    "MB van ingelezen bestanden samen": uploads.MOST_TOGETHER / MB,
    "bestanden in één zip": zipped.MOST_FILES,
    "MB van één zip, uitgepakt": zipped.MOST_BYTES / MB,
    "rijen van één ingelezen tabel": found_tables.MOST_ROWS,
    "gezinnen op één pagina": wall.MOST,
    "gezinnen op één pagina met eigen stappen": own.MOST,
    "kB in één zending bij samen tekenen": together_views.MOST_BYTES / KB,
    "handelingen in één zending": together_views.MOST_AT_ONCE,
    "handelingen van één persoon in één gezin per minuut": together_views.MOST_A_MINUTE,
    "foute pogingen op één account in 15 minuten": throttle.PER_ACCOUNT[0],
    "foute pogingen van één adres per uur": throttle.PER_ADDRESS[0],
    "sessies van één persoon tegelijk": sessions.MOST,
    "keer lezen uit nood per dag": glass.MOST_A_DAY,
}


def test_the_limits_on_paper_are_those_of_the_code():
    part = PAGE.read_text("utf-8").partition("\n## Grenzen\n")[2].partition("\n## ")[0]

    told = {name: int(number) for name, number in re.findall(r"\| ([^|]+) \| (\d+) \|", part)}

    assert told == LIMITS
    assert uploads.MOST_EACH == tree.MOST_BYTES
