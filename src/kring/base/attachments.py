"""Files that people add: which kinds we take, by their first bytes, and made anew where we can.

A picture is decoded and drawn again, so that nothing stays of what the camera or somebody else
hid in it: no place, no serial number, no second file behind it. Other kinds are kept as they
came, and only ever leave as something to save (OWASP ASVS 5.0, 5.2 and 5.3).
"""

import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 10 * 1024**2
MOST_PIXELS: Final = 40_000_000
LONGEST_NAME: Final = 100
# Bytes that no text holds; tab and the ends of lines may.
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NotTaken(ValueError):
    """We do not keep this file. `str(error)` says why, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: `looks` knows it by its bytes, `anew` makes it again from what shows."""

    code: str
    media_type: str
    endings: tuple[str, ...]  # the first is ours
    looks: Callable[[bytes], bool]
    anew: Callable[[bytes], bytes] | None = None
    is_sound: bool = False


def _picture(form: str, *, modes: tuple[str, ...]) -> Callable[[bytes], bytes]:
    def anew(data: bytes) -> bytes:
        try:
            with warnings.catch_warnings():
                # Our own limit, below, is stricter than the one that only warns.
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                image: Image.Image = Image.open(BytesIO(data), formats=(form,))
            if (
                image.width * image.height > MOST_PIXELS
            ):  # the header says so: nothing is decoded
                raise NotTaken(_too_many_pixels())
            image = ImageOps.exif_transpose(image)
            image = image if image.mode in modes else image.convert(modes[-1])
            bare = Image.frombytes(image.mode, image.size, image.tobytes())
        except Image.DecompressionBombError:
            raise NotTaken(_too_many_pixels()) from None
        except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
            if isinstance(error, NotTaken):
                raise
            raise NotTaken(
                _("Deze foto is beschadigd. Maak of bewaar ze opnieuw en probeer nog eens.")
            ) from None
        made = BytesIO()
        bare.save(made, form, **({"quality": 88} if form == "JPEG" else {}))
        return made.getvalue()

    return anew


def _too_many_pixels() -> str:
    return _(
        "Deze foto heeft te veel beeldpunten: hoogstens {most} miljoen mag. "
        "Maak de foto kleiner en probeer nog eens."
    ).format(most=MOST_PIXELS // 10**6)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _NO_TEXT.search(data)


KINDS: Final = (
    Kind(
        "jpeg", "image/jpeg", (".jpg", ".jpeg"), lambda data: data.startswith(b"\xff\xd8\xff"),
        anew=_picture("JPEG", modes=("L", "RGB")),
    ),
    Kind(
        "png", "image/png", (".png",), lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
        anew=_picture("PNG", modes=("L", "RGB", "RGBA")),
    ),
    Kind("pdf", "application/pdf", (".pdf",), lambda data: data.startswith(b"%PDF-")),
    Kind(
        "ogg", "audio/ogg", (".ogg", ".oga", ".opus"), lambda data: data.startswith(b"OggS"),
        is_sound=True,
    ),
    Kind(
        "webm", "audio/webm", (".webm", ".weba"),
        lambda data: data.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in data[:64],
        is_sound=True,
    ),
    Kind(
        "mp4", "audio/mp4", (".m4a", ".mp4"),
        lambda data: data[4:8] == b"ftyp" and data[8:11] in (b"M4A", b"mp4", b"iso"),
        is_sound=True,
    ),
    Kind("text", "text/plain; charset=utf-8", (".txt",), _is_text),
)  # fmt: skip
BY_CODE: Final = {kind.code: kind for kind in KINDS}


def taken(data: bytes, *, name: str) -> tuple[Kind, bytes]:
    """The kind of this file, and the bytes to keep of it.

    Raises:
        NotTaken: it is empty, too large, not of a kind that we know, or not what its name says.
    """
    if not data:
        raise NotTaken(_("Dit bestand is leeg. Kies een ander bestand."))
    if len(data) > MOST_BYTES:
        raise NotTaken(
            _("Dit bestand is te groot: hoogstens {most} MB mag.").format(
                most=MOST_BYTES // 1024**2
            )
        )
    ending = PurePath(name).suffix.lower()
    kind = next((each for each in KINDS if ending in each.endings and each.looks(data)), None)
    if kind is None:
        raise NotTaken(
            _(
                "Dit bestand kunnen we niet bewaren. Kies een foto (JPEG of PNG), een PDF, "
                "gewone tekst (.txt) of een opname (OGG, WebM of M4A)."
            )
        )
    return kind, kind.anew(data) if kind.anew else data


def safe_name(name: str, kind: Kind) -> str:
    """A name to show and to save under: no folders, nothing unseen, short, our own ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, dot, ending = last.rpartition(".")
    stem = stem if dot else ending
    seen = "".join(
        each for each in stem if unicodedata.category(each)[0] not in "CZ" or each == " "
    )
    bare = re.sub(r'["\'<>:|?*;%]', "", seen).strip(" .")
    return (bare[:LONGEST_NAME].strip(" .") or _("bestand")) + kind.endings[0]
