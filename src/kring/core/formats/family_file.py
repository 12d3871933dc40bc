"""The family file: read whole or not at all, and written so that it reads back the same."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from kring.core.family import FamilyFile, Meta, Theme
from kring.core.formats import references
from kring.core.formats.findings import Findings
from kring.core.formats.parsing import tree_of
from kring.core.formats.shape import Shaping
from kring.core.formats.tree import UNREADABLE, Mapped, Node, Scalar
from kring.core.formats.writing import yaml_of
from kring.core.plain import plain
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop, sentence

SCHEMA_VERSION: Final = Meta().schema_version
VERSION: Final = ("meta", "schema_version")
SHIPPED_BY_ID: Final = {theme.id: theme for theme in SHIPPED}

Step = Callable[[Node], Node]
# For each older version: how its tree becomes that of the version after it.
STEPS: Final[Mapping[int, Step]] = {}


def read(data: bytes, name: str) -> FamilyFile:
    """The families in a file of ours. `name` is told in faults; its end says YAML or JSON.

    A file without themes speaks of the shipped ones; a theme of its own without short name,
    question or icon takes those of the shipped theme with the same id.

    Raises:
        FileRefused: with everything that is wrong; nothing is read in part.
    """
    findings = Findings(name)
    tree = migrated(tree_of(data, findings), findings)
    shaping = Shaping(findings)
    file: FamilyFile = shaping.record(FamilyFile, tree)
    references.check(shaping.mentions, findings, shipped=SHIPPED_BY_ID)
    findings.settle()
    return replace(
        file,
        meta=replace(file.meta, schema_version=SCHEMA_VERSION),
        themes=tuple(completed(theme) for theme in file.themes) or SHIPPED,
    )


def write_yaml(file: FamilyFile) -> str:
    """The file as YAML 1.2, without what `read` fills in: defaults and the shipped themes."""
    return yaml_of(_written(file))


def write_json(file: FamilyFile) -> str:
    """The file as JSON (RFC 8259); otherwise as `write_yaml`."""
    return json.dumps(_written(file), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def completed(theme: Theme) -> Theme:
    """The theme with what we ship for its id, where it says nothing itself."""
    ours = SHIPPED_BY_ID.get(theme.id, theme)
    return replace(
        theme,
        short=theme.short or ours.short,
        question=theme.question or ours.question,
        icon=theme.icon or ours.icon,
    )


def migrated(
    tree: Node,
    findings: Findings,
    *,
    steps: Mapping[int, Step] = STEPS,
    newest: int = SCHEMA_VERSION,
) -> Node:
    """The tree as the newest version would hold it.

    A version that is newer, or too old to know, ends the reading; one that is missing or no
    number is left for the shaping to tell.
    """
    found = _version_in(tree)
    if found is None:
        return tree
    version, line = found
    if version > newest:
        newer = gettext_noop("Versie {version} is nieuwer dan deze Kring kent. Werk Kring bij.")
        findings.stop(sentence(newer, version=version), path=VERSION, line=line)
    while version < newest:
        if version not in steps:
            old = gettext_noop("Versie {version} kennen we niet. Nu is het versie {newest}.")
            findings.stop(
                sentence(old, version=version, newest=newest), path=VERSION, line=line
            )
        tree = steps[version](tree)
        version += 1
    return tree


def _version_in(tree: Node) -> tuple[int, int] | None:
    """The version that the file says it has, and the line where it says so."""
    node: Node | None = tree
    for name in VERSION:
        node = node.entries.get(name, (0, None))[1] if isinstance(node, Mapped) else None
    value = node.value if isinstance(node, Scalar) else None
    if node is None or not isinstance(value, int | float) or value != int(value):
        return None
    return int(value), node.line


def _written(file: FamilyFile) -> dict[str, Any]:
    meta = replace(file.meta, schema_version=SCHEMA_VERSION)
    themes = () if file.themes == SHIPPED else file.themes
    values = plain(replace(file, meta=meta, themes=themes))
    first = {"meta": {"schema_version": SCHEMA_VERSION, **values.pop("meta")}}
    if themes:
        first["themes"] = values.pop("themes")
    return {key: _readable(value) for key, value in {**first, **values}.items()}


def _readable(value: Any) -> Any:
    """Plain values that every reader takes: control letters become �, 6.0 becomes 6."""
    if isinstance(value, dict):
        return {_readable(key): _readable(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_readable(held) for held in value]
    if isinstance(value, str):
        return UNREADABLE.sub("\ufffd", value)
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 10**15
    return int(value) if is_whole else value
