"""YAML into a tree: the safe C parser's events, without aliases, tags or a second document."""

import re
from typing import Any, Final

import yaml

from kring.core.formats.faults import shown
from kring.core.formats.findings import Findings
from kring.core.formats.tree import Growing, no_letter
from kring.core.words import gettext_noop, sentence

# What libyaml says, and what that means for who wrote the file.
PROBLEMS: Final = {
    "mapping values are not allowed in this context": gettext_noop(
        "Hier staat een dubbele punt te veel, of de regel springt niet goed in."
        " Zet een tekst met een dubbele punt tussen aanhalingstekens."
    ),
    "found character that cannot start any token": gettext_noop(
        # xgettext: no-python-format
        "Een waarde kan niet beginnen met een tab, @, % of `."
        " Spring in met spaties, en zet zo'n tekst tussen aanhalingstekens."
    ),
    "found unexpected end of stream": gettext_noop(
        "Hier begint een tekst tussen aanhalingstekens die nergens eindigt."
    ),
    "did not find expected ',' or ']'": gettext_noop(
        'Een lijst die met "[" begint, heeft komma\'s tussen de waarden en "]" op het einde.'
    ),
    "did not find expected ',' or '}'": gettext_noop(
        'Een groep die met "{{" begint, heeft komma\'s tussen de velden en "}}" op het einde.'
    ),
    "found invalid Unicode character escape code": gettext_noop(
        "Achter \\u staat hier geen letter. Schrijf de letter zelf."
    ),
    "found unknown escape character": gettext_noop(
        "Deze letter achter \\ kennen we niet. Schrijf \\\\ voor een backslash."
    ),
}
OTHER_PROBLEM: Final = gettext_noop(
    "Hier klopt de schrijfwijze niet. Kijk inspringing, haakjes en aanhalingstekens na."
)
# Line breaks for libyaml, letters for YAML 1.2: refused rather than read otherwise.
BREAKS: Final = re.compile("[\x85\u2028\u2029]")


def grow_from_yaml(text: str, growing: Growing) -> None:
    """Feed all of `text` to `growing`; its findings stop the reading where it cannot go on."""
    if wrong := BREAKS.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        growing.findings.stop(no_letter(wrong[0]), line=line)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            _take(event, growing)
    except yaml.MarkedYAMLError as error:
        _explain(error, growing.findings)


def _take(event: yaml.Event, growing: Growing) -> None:
    line = _line(event.start_mark)
    if isinstance(event, yaml.ScalarEvent):
        if event.anchor is not None or event.tag is not None:
            _refuse_marks(event, growing, line)
        if event.implicit[0]:
            growing.plain(event.value, line)
        else:
            growing.text(event.value, line)
    elif isinstance(event, yaml.CollectionStartEvent):
        _refuse_marks(event, growing, line)
        if isinstance(event, yaml.MappingStartEvent):
            growing.open_mapping(line)
        else:
            growing.open_list(line)
    elif isinstance(event, yaml.CollectionEndEvent):
        growing.close()
    elif isinstance(event, yaml.AliasEvent):
        what = gettext_noop('Verwijzingen zoals "*{name}" lezen we niet. Schrijf het voluit.')
        told = sentence(what, name=shown(event.anchor))
        growing.findings.add(told, path=growing.here(), line=line)
        growing.unread(line)
    elif isinstance(event, yaml.DocumentStartEvent) and growing.root is not None:
        what = gettext_noop('Hier begint een tweede document. Haal de regel met "---" weg.')
        growing.findings.stop(sentence(what), line=line)


def _refuse_marks(
    event: yaml.ScalarEvent | yaml.CollectionStartEvent, growing: Growing, line: int
) -> None:
    """Tell of an anchor or a tag; the value is read without them."""
    if event.anchor is not None:
        what = gettext_noop('Een anker zoals "&{name}" lezen we niet. Schrijf alles voluit.')
        told = sentence(what, name=shown(event.anchor))
        growing.findings.add(told, path=growing.here(), line=line)
    if event.tag is not None:
        what = gettext_noop('Een type zoals "{name}" lezen we niet. Laat het weg.')
        name = shown(event.tag).replace("tag:yaml.org,2002:", "!!")
        growing.findings.add(sentence(what, name=name), path=growing.here(), line=line)


def _explain(error: yaml.MarkedYAMLError, findings: Findings) -> None:
    """Stop with a sentence for what libyaml found; an unended text is told at its start."""
    unended = error.problem == "found unexpected end of stream"
    line = _line(error.context_mark if unended else error.problem_mark)
    findings.stop(sentence(PROBLEMS.get(error.problem or "", OTHER_PROBLEM)), line=line)


def _line(mark: Any) -> int:
    """libyaml's marks count from 0, and have a type of their own."""
    return int(mark.line) + 1
