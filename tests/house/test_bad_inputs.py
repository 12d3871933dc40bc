"""Whoever means harm, or types something odd: the rows that go through every page at once."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from uuid import uuid4

import pytest

from cast import STERRENBERG, bring, give_seat, person
from kring.core.words import Text
from kring.families.models import Consent, Seat
from kring.families.services import withdraw_consent
from kring.site.doors import CIRCLE, DOORS, SIGNED_IN, address_of
from kring.site.examples import values_of
from same_page import without_marks

pytestmark = [pytest.mark.django_db]

OF_THE_CIRCLE = [name for name, door in DOORS.items() if door.gets[1] == 404]
PAGES = [
    name
    for name, door in DOORS.items()
    if door.gets == CIRCLE or (door.gets == SIGNED_IN and name.startswith("overview:"))
]


def bare(response):
    """What a stranger can compare: everything but the mark against forged forms."""
    body = without_marks(response.content)
    headers = {k: v for k, v in response.headers.items() if k != "Set-Cookie"}
    return response.status_code, headers, body


@pytest.mark.parametrize("name", OF_THE_CIRCLE)
@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("get", {}),
        ("head", {}),
        ("get", {"Range": "bytes=0-10"}),
        ("get", {"If-None-Match": "*"}),
        ("get", {"If-Modified-Since": "Mon, 01 Mar 2027 12:00:00 GMT"}),
    ],
)
def test_row_01_a_strangers_family_answers_as_one_that_is_not_there(
    client, family, charlie, name, method, headers
):
    client.force_login(charlie)
    values, absent = values_of(family), uuid4()

    closed = getattr(client, method)(address_of(name, values), headers=headers)
    missing = getattr(client, method)(
        address_of(name, values | {"family_id": absent}), headers=headers
    )

    assert closed.status_code == missing.status_code
    assert closed.status_code in {404, 405}
    one, other = bare(closed), bare(missing)
    assert one[1] == other[1]
    assert one[2].replace(str(family.pk).encode(), b"") == other[2].replace(
        str(absent).encode(), b""
    )


def test_row_03_what_is_saved_after_the_yes_was_taken_back_is_refused_and_stays_on_the_page(
    client, family, alice
):
    client.force_login(alice)
    page = address_of("overview:family_network", values_of(family))
    assert client.get(page).status_code == 200
    upload = address_of("exchange:copy", values_of(family))

    withdraw_consent(family.pk, by=None, receiver=None, part="")

    assert "toont dit niet meer" in client.get(page).content.decode()
    type(family).objects.for_system("test").update(is_example=True)  # so that she may copy
    copied = client.post(upload).content.decode()
    assert "Tante Hala" not in copied
    assert not Consent.objects.for_system("test").filter(family=family, withdrawn_on=None)


STRANGE = [
    "%00", "%ff%fe", "%c0%ae%c0%ae", "x" * 5000, "9" * 30, "-1", "1e9", "null", "NaN",
    "%0d%0aSet-Cookie:x=1", "..%2f..%2fsettings.py", "%e2%80%ae", "{{7*7}}",
]  # fmt: skip


@pytest.mark.parametrize("odd", STRANGE)
@pytest.mark.parametrize("place", ["/gezin/{}/", "/toolbox/{}/", "/gezin/{}/afdrukken/", "/{}"])
def test_row_16_an_odd_address_is_not_found(client, alice, odd, place):
    client.force_login(alice)
    response = client.get(place.format(odd))
    assert response.status_code in {400, 404}
    assert "x" not in response.cookies


@pytest.mark.parametrize("odd", STRANGE)
@pytest.mark.parametrize(
    "asked", ["/gezinnen/?pagina={}", "/toolbox/?zoek={}", "/toolbox/?thema={}", "{}?wie={}"]
)
def test_row_16_an_odd_question_breaks_nothing(client, family, alice, odd, asked):
    client.force_login(alice)
    network = address_of("overview:family_network", values_of(family))
    response = client.get(asked.format(*([odd] if asked.count("{}") == 1 else [network, odd])))
    assert response.status_code in {200, 400, 404}
    assert "x" not in response.cookies


NAMES = {
    "long": "A" * 200,
    "emoji": "👩‍👩‍👧‍👦🇧🇪",
    "override": "\u202eevil\u202c",
    "marks": "Z" + "\u0301" * 80,
    "ligature": "ﬀⅧİ",
    "arabic and dutch": "أمل (oma) 123",
}


@pytest.mark.parametrize("word", NAMES.values(), ids=NAMES)
def test_row_17_a_strange_name_is_shown_as_it_was_written_and_kept_apart(client, word):
    amal, *others = STERRENBERG.members
    family = bring(
        replace(STERRENBERG, members=(replace(amal, name=Text.dutch(word)), *others))
    )
    user = person("Els")
    give_seat(family=family, user=user, role=Seat.Role.WORKER, purpose="x", by=None)
    client.force_login(user)

    page = client.get(address_of("overview:family", values_of(family))).content.decode()

    # A `bdi` keeps the direction of a name from spilling over into the words around it.
    assert re.search(rf"<bdi[^>]*>\s*{re.escape(word)}\s*</bdi>", page)


HOSTILE = (
    "<svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
)


class Reader(HTMLParser):
    """What a browser would make of a page: scripts, handlers of events, where links lead."""

    def __init__(self):
        super().__init__()
        self.scripts, self.handlers, self.links, self.images = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "script" and attributes.get("type") != "application/json":
            self.scripts.append(attributes.get("src"))
        if tag == "img":
            self.images.append(attributes.get("src"))
        self.handlers += [name for name in attributes if name.startswith("on")]
        self.links += [attributes[name] for name in ("href", "action") if name in attributes]


def hostile(value, word):
    """The same record with every Dutch text replaced by this word."""
    if isinstance(value, Text):
        return Text(dict.fromkeys(value.words, word))
    if isinstance(value, tuple):
        return tuple(hostile(each, word) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(
            value,
            **{
                name: hostile(getattr(value, name), word)
                for name in value.__dataclass_fields__
                if isinstance(getattr(value, name), Text | tuple)
                or hasattr(getattr(value, name), "__dataclass_fields__")
            },
        )
    return value


@pytest.mark.parametrize("word", HOSTILE)
def test_row_18_markup_in_every_text_is_shown_as_text_on_every_page(client, word):
    family = bring(hostile(STERRENBERG, word))
    user = person("Els")
    give_seat(family=family, user=user, role=Seat.Role.COORDINATOR, purpose=word, by=None)
    client.force_login(user)
    shown = 0

    for name in PAGES:
        response = client.get(address_of(name, values_of(family)))
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = Reader()
        page.feed(response.content.decode())
        assert all(source and source.startswith("/static/") for source in page.scripts), name
        assert page.handlers == [], name
        assert not [link for link in page.links if link.startswith("javascript:")], name
        assert "x" not in page.images, name
        assert not re.search(r">\s*49\s*<", response.content.decode()), name
        shown += word.replace("<", "&lt;").encode() in response.content.replace(
            b"&quot;", b'"'
        ).replace(b"&gt;", b">")

    assert shown > 2
