"""From the bytes of a family file to its tree: how large, which letters, YAML or JSON."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from kring.core.formats.findings import Findings
from kring.core.formats.json_text import grow_from_json
from kring.core.formats.tree import MOST_BYTES, UNREADABLE, Growing, Node, no_letter
from kring.core.formats.yaml_text import grow_from_yaml
from kring.core.words import gettext_noop, sentence


def tree_of(data: bytes, findings: Findings) -> Node:
    """What the file holds, not yet understood. Faults that leave a tree are in `findings`.

    JSON when the name ends so, or when the name says nothing and it begins with a brace;
    YAML otherwise.

    Raises:
        FileRefused: it is no text, no YAML or JSON, empty, or past a limit.
    """
    text = _text_of(data, findings)
    growing = Growing(findings)
    name = findings.file.casefold()
    says_nothing = not name.endswith((".yaml", ".yml"))
    if name.endswith(".json") or (says_nothing and text.lstrip().startswith("{")):
        grow_from_json(text, growing)
    else:
        grow_from_yaml(text, growing)
    if growing.root is None:
        findings.stop(sentence(gettext_noop("Dit bestand is leeg.")))
    return growing.root


def _text_of(data: bytes, findings: Findings) -> str:
    """UTF-8, with or without a byte-order mark, as text that holds letters only."""
    if len(data) > MOST_BYTES:
        what = gettext_noop("Dit bestand is te groot: hoogstens {most} MB.")
        findings.stop(sentence(what, most=MOST_BYTES // 1024**2))
    if data.startswith((BOM_UTF16_BE, BOM_UTF16_LE)) or b"\0" in data[:2]:
        what = gettext_noop("Dit bestand is bewaard als UTF-16. Bewaar het als UTF-8.")
        findings.stop(sentence(what))
    try:
        text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        what = gettext_noop("Deze regel is geen UTF-8. Bewaar het bestand als UTF-8.")
        line = error.object.count(b"\n", 0, error.start) + 1
        findings.stop(sentence(what), line=line)
    if wrong := UNREADABLE.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        findings.stop(no_letter(wrong[0]), line=line)
    return text
