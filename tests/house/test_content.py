"""The words that ship with Kring: instruments of the field, and tips beside each step."""

import re
from importlib.resources import files
from typing import Any

import pytest
import yaml

from kring.core.themes import SHIPPED

INSTRUMENT_KEYS = {
    "instrument",
    "wat",
    "wanneer",
    "door_wie",
    "moment",
    "voor_wie",
    "themas",
    "bron",
    "doel",
    "talen",
}
GOALS = {"leren kennen", "in kaart brengen", "plannen", "samenwerken", "signaleren"}
STEPS = ("gezin", "vrijwilligers", "netwerk", "beleid")

# Words that our screens leave to others, and Dutch that says the same.
NOT_OURS = (
    "sociogram",
    "netwerkanalyse",
    "dichtheid",
    "formele actor",
    "steunbron",
    "ondersteuningsdomein",
    "actiepunt",
    "interventie",
    "cliëntsysteem",
    "casus",
    "dossier",
)


def _documents(folder: str) -> dict[str, tuple[dict[str, Any], str]]:
    """File name without `.md`, to its front matter and its body."""
    read = {}
    for path in sorted(files("kring").joinpath(folder).iterdir(), key=lambda path: path.name):
        assert path.name.endswith(".md"), path.name
        opening, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        assert opening == "", path.name
        read[path.name.removesuffix(".md")] = yaml.safe_load(front), body.strip()
    return read


INSTRUMENTS = _documents("toolbox/instruments")
TIPS = _documents("overview/tips")
ALL = {**INSTRUMENTS, **TIPS}


def _sentences(body: str) -> list[str]:
    """The running sentences of a Markdown text, list items and headings each on their own."""
    plain = re.sub(r"^(\d+\.|-|#+) |\*", "", body, flags=re.MULTILINE)
    return [
        sentence for line in plain.splitlines() for sentence in re.split(r"(?<=[.?!:]) ", line)
    ]


def test_the_guide_and_its_two_instruments_are_among_the_tools() -> None:
    assert {"inspiratiegids-gezinnen-op-de-vlucht", "netwerkkaart", "handelingsplan"} <= set(
        INSTRUMENTS
    )
    assert len(INSTRUMENTS) >= 8


def test_each_thing_that_one_wants_to_do_has_a_tool() -> None:
    assert {front["doel"] for front, _ in INSTRUMENTS.values()} == GOALS


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_instrument_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    front, body = INSTRUMENTS[name]

    assert set(front) == INSTRUMENT_KEYS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert all(front[key] for key in INSTRUMENT_KEYS)
    assert re.fullmatch(r"\d{4}|onbekend", front["wanneer"])
    assert re.fullmatch(r"https://\S+", front["bron"])
    assert front["wat"].count(".") == 1, "one sentence"
    assert set(front["themas"]) <= {theme.id for theme in SHIPPED}
    assert 80 <= len(body.split()) <= 200
    assert re.search(r"^(1\.|-) ", body, flags=re.MULTILINE), "a tool is explained in steps"


def test_every_step_has_its_four_tips_in_order() -> None:
    order = {
        step: sorted(front["volgorde"] for front, _ in TIPS.values() if front["stap"] == step)
        for step in STEPS
    }
    assert order == {step: [1, 2, 3, 4] for step in STEPS}
    assert {front["stap"] for front, _ in TIPS.values()} == set(STEPS)


@pytest.mark.parametrize("name", TIPS)
def test_a_tip_is_short_and_names_its_source(name: str) -> None:
    front, body = TIPS[name]

    assert set(front) == {"stap", "volgorde", "bron"}
    assert name.startswith(f"{front['stap']}-{front['volgorde']}-")
    assert re.fullmatch(r"[^:]+: https?://\S+", front["bron"])
    assert 0 < len(body.split()) <= 40
    assert "\n" not in body


@pytest.mark.parametrize("name", ALL)
def test_what_we_write_is_plain(name: str) -> None:
    front, body = ALL[name]
    text = f"{front.get('wat', '')} {front.get('moment', '')} {body}".lower()

    assert [word for word in NOT_OURS if word in text] == []
    longest = max(_sentences(body), key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= 20, longest
