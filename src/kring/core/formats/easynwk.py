"""Reads the maps of easyNWK: its JSON of all years and the text files of easyNWK 1.5.

The current map becomes the family with its actors, ties and links. Each dated map becomes a map
record; what stood on the older ones is kept whole under its `extra`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from kring.core.codes import Code, Day, Id, Round
from kring.core.family import Actor, Family, Link, MapRecord, Member, Relation
from kring.core.formats.easynwk_alter import read_alter
from kring.core.formats.easynwk_record import FIRST, checked, looks_like_easynwk
from kring.core.formats.easynwk_remarks import remarks_on
from kring.core.formats.easynwk_text import looks_like_text, record_of_text
from kring.core.formats.easynwk_words import BLANK_EGO, SIZE, SUPPORT_KEYS, TOOL
from kring.core.formats.faults import Imported
from kring.core.formats.findings import Findings
from kring.core.formats.source import json_of, refused, text_of
from kring.core.themes import SHIPPED
from kring.core.words import Text, gettext_noop, sentence

Record = Mapping[str, Any]

EGO: Final = Id("ego")
WHOLE_FAMILY: Final = ("familie", "fam.", "gezin", "family", "famille")
YEARS: Final = range(1900, 2101)

BLANK_MAP: Final = {"id": FIRST, "title": "", "date": ""}

NOT_EASYNWK: Final = gettext_noop("Dit is geen kaart van easyNWK.")
NO_NAME: Final = gettext_noop("Gezin zonder naam")


def read_easynwk(data: bytes, *, name: str, on: Day | None = None) -> Imported:
    """One family. Raises FileRefused when this is no easyNWK file, or a broken one.

    `on`: the day that a map without a date of its own gets; without it that map has no record.
    """
    if looks_like_text(data):
        return from_record(record_of_text(data, name=name), name=name, on=on)
    value = json_of(text_of(data, name=name), name=name)
    if not looks_like_easynwk(value):
        raise refused(name, sentence(NOT_EASYNWK))
    return from_record(value, name=name, on=on)


def from_record(value: Record, *, name: str, on: Day | None = None) -> Imported:
    """As `read_easynwk`, of the JSON value of a file."""
    record = checked(value, Findings(name))
    versions = record["versions"]
    current = next(
        (each for each in versions if each["id"] == record["currentVersion"]), versions[-1]
    )
    family = _family(record, current, on)
    return Imported(
        families=(family,),
        themes=SHIPPED,
        remarks=remarks_on(family, nwk=current["nwk"], name=name),
    )


def _family(record: Record, current: Record, on: Day | None) -> Family:
    nwk = current["nwk"]
    actors = tuple(_actor(alter, at) for at, alter in enumerate(nwk["alteri"]))
    links, loose = _links(nwk, [actor.id for actor, _ in actors])
    maps, undated = _maps(record["versions"], current, on)
    label = label_of(nwk["ego"], record["versions"])
    ego, note = _ego(nwk["ego"], label)
    extra = {
        "ego": ego,
        "connections": loose,
        "undated": undated,
        "nwk": without(nwk, "ego", "alteri", "connections"),
        "record": {
            key: value
            for key, value in without(record, "versions", "currentVersion").items()
            if value != SIZE.get(key)
        },
    }
    return Family(
        id=Id("gezin-1"),
        label=Text.dutch(label),
        members=_members(label),
        actors=tuple(actor for actor, _ in actors),
        relations=tuple(relation for _, relation in actors),
        links=links,
        maps=maps,
        note=note,
        extra=kept({key: value for key, value in extra.items() if value}),
    )


def label_of(ego: Record, versions: Iterable[Record]) -> str:
    """The ego's name; where it is empty, the name that it has on another map."""
    in_order = sorted(versions, key=lambda version: int(version["id"]))
    names = [each.get("name") for each in (ego, *(each["nwk"]["ego"] for each in in_order))]
    return next((name for name in names if isinstance(name, str) and name.strip()), NO_NAME)


def _members(label: str) -> tuple[Member, ...]:
    """The person in the middle. A name such as "Gezin H." says that it is a whole family."""
    if label == NO_NAME or label.split()[0].casefold() in WHOLE_FAMILY:
        return ()
    return (Member(id=EGO, name=Text.dutch(label), role=Code("other")),)


def _ego(ego: Record, label: str) -> tuple[dict[str, Any], Text | None]:
    """What our family cannot say of the ego, and its note."""
    note = ego.get("note")
    said = {**BLANK_EGO, "name": label, "note": note if isinstance(note, str) else ""}
    more = {key: value for key, value in ego.items() if value != said.get(key)}
    return more, Text.dutch(said["note"]) if said["note"].strip() else None


def _actor(alter: Record, at: int) -> tuple[Actor, Relation]:
    """`a7` for alter 7. An id of before 2021 is long: such a person is named by its place."""
    if isinstance(alter["id"], int):
        return read_alter(alter, Id(f"a{alter['id']}"))
    actor, relation = read_alter(alter, Id(f"p{at + 1}"))
    more = {**actor.extra.get(TOOL, {}), "id": alter["id"]}
    return replace(actor, extra=kept(more)), relation


def _links(nwk: Record, names: list[Id]) -> tuple[tuple[Link, ...], list[Any]]:
    """The links, and the connections that are none: with oneself, twice, to nobody."""
    known = {alter["id"]: name for alter, name in zip(nwk["alteri"], names, strict=True)}
    links: dict[frozenset[Id], Link] = {}
    loose = []
    for tie in nwk["connections"]:
        a, b = known.get(tie.get("id1")), known.get(tie.get("id2"))
        if a is None or b is None or a == b or frozenset((a, b)) in links:
            loose.append(tie)
        else:
            more = without(tie, "id1", "id2")
            links[frozenset((a, b))] = Link(a=a, b=b, extra=kept(more))
    return tuple(links.values()), loose


def _maps(
    versions: Iterable[Record], current: Record, on: Day | None
) -> tuple[tuple[MapRecord, ...], list[Any]]:
    """A record for each dated map; the maps of which nobody knows the day, as they came."""
    maps, undated = [], []
    for version in versions:
        more = without(version, "id", "title", "date", *["nwk"] * (version is current))
        told = _day(version["date"])
        day = told or on
        if day is None:
            undated.append(without(version, *["nwk"] * (version is current)))
            continue
        if version["date"] and told is None:
            more["date"] = version["date"]
        record = MapRecord(
            id=Id(f"kaart-{version['id']}"),
            date=day,
            title=Text.dutch(version["title"]) if version["title"].strip() else None,
            asked=_asked(version["nwk"]),
            extra=kept(more),
        )
        maps.append(record)
    return tuple(maps), [] if undated == [BLANK_MAP] and not maps else undated


def _day(value: Any) -> Day | None:
    """Only a day that a family file holds too."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return day if day.year in YEARS else None


def _asked(nwk: Record) -> tuple[Round, ...]:
    """Always who is near and who knows whom; feelings where somebody answered about them."""
    keys = (*SUPPORT_KEYS, "conflict")
    feelings = any(alter.get(key) for alter in nwk["alteri"] for key in keys)
    return (Round.NEAR, Round.LINKS, *[Round.FEELINGS] * feelings)


def without(record: Record, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def kept(more: Record) -> dict[str, Any]:
    """As it goes under `extra`: nothing when there is nothing."""
    return {TOOL: dict(more)} if more else {}
