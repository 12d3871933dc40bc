"""Which files we take, what is left of them, and that sealed pieces keep their place."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kring.base import attachments
from kring.base.attachments import BY_CODE, KINDS, MOST_BYTES, NotTaken, safe_name, taken
from kring.base.attachments_sealed import PIECE, new_file_key, opened_pieces, sealed_pieces
from kring.base.envelope import Tampered

FILE, OTHER = UUID(int=1), UUID(int=2)
KEY = new_file_key()


def picture(form="PNG", mode="RGB", size=(40, 30), **more):
    made = BytesIO()
    Image.new(mode, size, 128 if len(mode) == 1 else None).save(made, form, **more)
    return made.getvalue()


def png_that_says(width, height):
    """A PNG whose header speaks of so many pixels; there is next to nothing behind it."""

    def chunk(kind, data):
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
XXE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
ZIP = b"PK\x03\x04" + bytes(40)
REFUSED = {
    "SVG as a picture": (SVG, "kaart.png"),
    "SVG": (SVG, "kaart.svg"),
    "HTML as a picture": (HTML, "kaart.png"),
    "HTML": (HTML, "kaart.html"),
    "XML with an entity": (XXE, "kaart.xml"),
    "a billion laughs as a picture": (LAUGHS, "kaart.jpg"),
    "a zip": (ZIP, "kaart.zip"),
    "a zip as a PDF": (ZIP, "kaart.pdf"),
    "a workbook": (ZIP, "kaart.xlsx"),
    "a zip as text": (ZIP, "kaart.txt"),
    "a PDF that begins as HTML": (HTML + b"%PDF-1.7", "kaart.pdf"),
    "a program as a recording": (b"MZ" + bytes(90), "stem.ogg"),
    "a picture under another name": (picture(), "kaart.jpg"),
    "a GIF": (b"GIF89a" + bytes(30), "kaart.gif"),
    "no ending": (picture(), "kaart"),
    "two endings": (HTML, "kaart.png.html"),
    "latin-1": ("één".encode("latin-1"), "brief.txt"),
    "a picture that breaks off": (picture()[:60], "kaart.png"),
    "a JPEG that breaks off": (picture("JPEG")[:200], "kaart.jpg"),
    "nothing": (b"", "kaart.png"),
}


@pytest.mark.parametrize(("data", "name"), REFUSED.values(), ids=REFUSED)
def test_row_23_what_is_not_of_our_kinds_is_refused_with_a_way_out(data, name):
    with pytest.raises(NotTaken) as refusal:
        taken(data, name=name)
    assert len(str(refusal.value)) > 20


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_row_23_what_hides_behind_a_picture_does_not_stay(form):
    ending = "png" if form == "PNG" else "jpg"
    kind, kept = taken(picture(form) + HTML + ZIP, name=f"kaart.{ending}")

    assert kind.code == form.lower()
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_row_24_where_and_with_what_it_was_made_is_gone(form):
    exif = Image.Exif()
    exif[0x010F] = "Fototoestel van Lieve"
    exif.get_ifd(0x8825)[2] = (50.0, 51.0, 12.5)  # the latitude
    sent = picture(form, exif=exif, icc_profile=b"a profile with a secret")
    assert b"Fototoestel" in sent

    _, kept = taken(sent, name="kaart.png" if form == "PNG" else "kaart.jpg")

    again = Image.open(BytesIO(kept))
    assert not again.getexif()
    assert not {"exif", "icc_profile", "comment"} & set(again.info)
    assert b"Fototoestel" not in kept
    assert b"a profile" not in kept


def test_a_photo_that_was_held_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right

    _, kept = taken(picture("JPEG", size=(40, 30), exif=exif), name="kaart.jpg")

    assert Image.open(BytesIO(kept)).size == (30, 40)


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 4_001), (12_000, 8_000)])
def test_row_25_a_picture_that_says_it_is_huge_is_refused_before_it_is_decoded(
    size, monkeypatch
):
    monkeypatch.setattr(Image.Image, "load", None)  # decoding anything would fail otherwise

    with pytest.raises(NotTaken, match="40 miljoen"):
        taken(png_that_says(*size), name="kaart.png")


def test_row_26_a_file_that_is_too_large_is_refused():
    with pytest.raises(NotTaken, match="10 MB"):
        taken(b"%PDF-" + bytes(MOST_BYTES), name="brief.pdf")


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_mode_of_a_picture_comes_through(mode):
    kind, kept = taken(picture(mode=mode), name="kaart.PNG")

    assert kind.code == "png"
    assert Image.open(BytesIO(kept)).size == (40, 30)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_mode_of_a_photo_comes_through(mode):
    _, kept = taken(picture("JPEG", mode=mode), name="kaart.jpeg")

    assert Image.open(BytesIO(kept)).mode in ("L", "RGB")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.7 ...", "brief.pdf", "pdf"),
        (b"OggS" + bytes(20), "stem.opus", "ogg"),
        (b"\x1a\x45\xdf\xa3\x01\x00webm", "stem.webm", "webm"),
        (b"\0\0\0\x20ftypM4A \0", "stem.m4a", "mp4"),
        ("Brief met é".encode(), "brief.txt", "text"),
    ],
)
def test_other_kinds_are_kept_as_they_came(data, name, code):
    assert taken(data, name=name) == (BY_CODE[code], data)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\Lieve\\kaart.png", "kaart.png"),
        ('kaart"; filename="x.html\r\nX: y.png', "kaart filename=x.htmlX y.png"),
        ("kaart\x00.png", "kaart.png"),
        ("gnp\u202egnp.png", "gnpgnp.png"),
        ("k" * 400 + ".png", "k" * 100 + ".png"),
        (".png", "bestand.png"),
        ("...", "bestand.png"),
        ("خريطة.png", "خريطة.png"),
        ("kaart.html", "kaart.png"),
        ("kaart\u200b\u2028 van ons.png", "kaart van ons.png"),
    ],
)
def test_row_27_a_name_holds_nothing_unseen_and_no_folder(name, shown):
    assert safe_name(name, BY_CODE["png"]) == shown


@given(st.text(), st.sampled_from(KINDS))
def test_every_name_becomes_one_that_can_be_shown(name, kind):
    safe = safe_name(name, kind)

    assert safe.endswith(kind.endings[0])
    assert len(safe) <= attachments.LONGEST_NAME + len(kind.endings[0])
    assert not set(safe) & set('/\\"\r\n\0\u202e')


@given(st.binary(max_size=200))
def test_no_bytes_make_the_check_fall_over(data):
    for kind in KINDS:
        for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"):
            with suppress(NotTaken):  # any other error is a fall
                taken(start + data, name="x" + kind.endings[0])


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_pieces_come_back_as_the_file(size):
    data = bytes(range(256)) * (size // 256 + 1)
    pieces = sealed_pieces(data[:size], key=KEY, file=FILE)

    assert len(pieces) == max(1, -(-size // PIECE))
    assert b"".join(opened_pieces(pieces, key=KEY, file=FILE, count=len(pieces))) == data[:size]


THREE = sealed_pieces(bytes(3 * PIECE), key=KEY, file=FILE)


@pytest.mark.parametrize(
    ("pieces", "file", "count"),
    [
        (THREE[:2], FILE, 2),
        (THREE[:2], FILE, 3),
        ([], FILE, 3),
        ([THREE[1], THREE[0], THREE[2]], FILE, 3),
        ([*THREE, THREE[2]], FILE, 3),
        ([*THREE, THREE[2]], FILE, 4),
        (THREE, OTHER, 3),
        ([THREE[0], THREE[1], THREE[2][:-1]], FILE, 3),
        ([THREE[0], THREE[1], b""], FILE, 3),
    ],
    ids=[
        "cut off", "one gone", "none", "swapped", "one too many", "repeated",
        "of another file", "cut short", "empty",
    ],
)  # fmt: skip
def test_pieces_out_of_place_do_not_open(pieces, file, count):
    with pytest.raises(Tampered):
        list(opened_pieces(pieces, key=KEY, file=file, count=count))
