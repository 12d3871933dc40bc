"""The JSON value of an easyNWK file of any year, checked and in the shape of 2.7."""

from collections.abc import Mapping
from typing import Any, Final, TypeGuard

from kring.core.formats.easynwk_alter import modern
from kring.core.formats.faults import shown
from kring.core.formats.findings import Findings, Path
from kring.core.words import gettext_noop, sentence

Record = Mapping[str, Any]

MOST_PEOPLE: Final = 500
FIRST: Final = 1  # the number of the only map, in files that hold no more than one

WANTS: Final = gettext_noop("Hier hoort {what}.")
A_GROUP: Final = sentence(gettext_noop("een groep gegevens tussen accolades"))
A_LIST: Final = sentence(gettext_noop("een lijst tussen rechte haken"))
A_TEXT: Final = sentence(gettext_noop("een tekst"))
A_NUMBER: Final = sentence(gettext_noop("een nummer"))
TOO_MANY: Final = gettext_noop(
    "Hier staan {count} mensen. Een gezin in Kring heeft er hoogstens {most}."
)
NO_MAP: Final = gettext_noop("Er staat geen enkele kaart in dit bestand.")
TWICE: Final = gettext_noop("Nummer {number} staat hier twee keer.")


def looks_like_easynwk(value: Any) -> TypeGuard[Record]:
    """Whether a JSON value has the shape of an easyNWK file of any year."""
    return isinstance(value, dict) and (
        {"versions", "currentVersion"} <= value.keys() or {"ego", "alteri"} <= value.keys()
    )


def checked(value: Record, findings: Findings) -> dict[str, Any]:
    """`{versions: [{id, title, date, nwk: {ego, alteri, connections}}], currentVersion}`.

    Raises FileRefused with all that is wrong. Keys that nobody knows stay where they are.
    """
    if "versions" in value:
        record = dict(value)
    else:
        record = {"versions": [{"id": FIRST, "nwk": value}], "currentVersion": FIRST}
    versions = _each(record["versions"], ("versions",), findings)
    record["versions"] = [_version(each, path, findings) for each, path in versions]
    if record["versions"]:
        _once([each.get("id") for each in record["versions"]], ("versions",), findings)
    else:
        findings.add(sentence(NO_MAP))
    findings.settle()
    return record


def _version(value: Record, path: Path, findings: Findings) -> dict[str, Any]:
    version: dict[str, Any] = {"title": "", "date": "", **value}
    if not _is_whole(version.get("id")):
        _want(A_NUMBER, (*path, "id"), findings)
    if not isinstance(version["title"], str):
        _want(A_TEXT, (*path, "title"), findings)
    version["nwk"] = _nwk(version.get("nwk"), (*path, "nwk"), findings)
    return version


def _nwk(value: Any, path: Path, findings: Findings) -> dict[str, Any]:
    if not isinstance(value, dict):
        _want(A_GROUP, path, findings)
        return {}
    nwk = {key: held for key, held in value.items() if not (key in SCREEN and not held)}
    nwk["connections"] = nwk.pop("connections", nwk.pop("relations", []))
    nwk.setdefault("ego", {})
    if not isinstance(nwk["ego"], dict):
        _want(A_GROUP, (*path, "ego"), findings)
    alteri = _each(nwk.get("alteri"), (*path, "alteri"), findings)
    if len(alteri) > MOST_PEOPLE:
        told = sentence(TOO_MANY, count=len(alteri), most=MOST_PEOPLE)
        findings.stop(told, path=(*path, "alteri"))
    nwk["alteri"] = [_alter(each, at, findings) for each, at in alteri]
    _once([each.get("id") for each in nwk["alteri"]], (*path, "alteri"), findings)
    ties = _each(nwk["connections"], (*path, "connections"), findings)
    nwk["connections"] = [_tie(each) for each, _ in ties]
    return nwk


SCREEN: Final = ("editIndex", "editTab")  # which form stood open when a map of 2021 was saved


def _alter(value: Record, path: Path, findings: Findings) -> dict[str, Any]:
    alter = modern(value) | {"id": _whole(value.get("id"))}
    if not isinstance(alter["id"], str) and not _is_whole(alter["id"]):
        _want(A_NUMBER, (*path, "id"), findings)
    if not isinstance(alter.get("name"), str):
        _want(A_TEXT, (*path, "name"), findings)
    return alter


def _tie(value: Record) -> dict[str, Any]:
    ends = {key: _whole(value[key]) for key in ("id1", "id2") if key in value}
    return {**value, **ends}


def _each(value: Any, path: Path, findings: Findings) -> list[tuple[Record, Path]]:
    """The groups of a list, each with its path."""
    if not isinstance(value, list):
        _want(A_LIST, path, findings)
        return []
    for at, each in enumerate(value):
        if not isinstance(each, dict):
            _want(A_GROUP, (*path, at), findings)
    return [(each, (*path, at)) for at, each in enumerate(value) if isinstance(each, dict)]


def _once(numbers: list[Any], path: Path, findings: Findings) -> None:
    seen: set[int | str] = set()
    for at, number in enumerate(numbers):
        if not isinstance(number, int | str):
            continue
        if number in seen:
            findings.add(sentence(TWICE, number=shown(number)), path=(*path, at, "id"))
        seen.add(number)


def _whole(value: Any) -> Any:
    """In 2021 a number was written as text."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _want(what: object, path: Path, findings: Findings) -> None:
    findings.add(sentence(WANTS, what=what), path=path)
