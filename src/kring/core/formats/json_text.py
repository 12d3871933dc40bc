"""JSON (RFC 8259) into a tree with line numbers, which Python's own parser does not know."""

import json
import re
from typing import Final, NoReturn

from kring.core.formats.faults import shown
from kring.core.formats.tree import Growing
from kring.core.words import gettext_noop, sentence

# Possessive, so that a hostile file cannot make the search go back; matches everywhere.
TOKEN: Final = re.compile(
    r"""
    [ \t\n\r]*+ (?:
      (?P<sign>[{}\[\]:,])
    | "(?P<text>[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+)"
    | (?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.+-]))
    | (?P<word>-?[^\W\d]\w*+)
    | (?P<end>\Z)
    | (?P<other>[\s\S])
    )""",
    re.VERBOSE,
)


def grow_from_json(text: str, growing: Growing) -> None:
    """Feed all of `text` to `growing`; its findings stop the reading where it cannot go on."""
    reading = _Reading(text, growing)
    reading.value()
    if reading.kind != "end":
        reading.stop(gettext_noop('Na het einde staat nog "{found}". Haal dat weg.'))


class _Reading:
    """One token ahead. The nesting that `growing` allows bounds the recursion too."""

    def __init__(self, text: str, growing: Growing) -> None:
        self.text = text
        self.growing = growing
        self.at = 0
        self.line = 1
        self.advance()

    def advance(self) -> None:
        token = TOKEN.match(self.text, self.at)
        assert token is not None  # noqa: S101
        self.kind = str(token.lastgroup)
        self.found = token[self.kind]
        self.line += self.text.count("\n", self.at, token.start(self.kind))
        self.at = token.end()
        if self.kind == "sign":
            self.kind = self.found

    def value(self) -> None:
        if self.kind == "{":
            self.mapping()
        elif self.kind == "[":
            self.list()
        elif self.kind == "text":
            self.growing.text(self.unescaped(), self.line)
        elif self.kind == "number" or self.found in ("true", "false", "null"):
            self.growing.plain(self.found, self.line)
        elif self.found in ("NaN", "Infinity", "-Infinity"):
            self.growing.refuse_number(self.found, self.line)
        else:
            self.wrong(gettext_noop('Hier hoort een waarde, geen "{found}".'))
        self.advance()

    def mapping(self) -> None:
        self.growing.open_mapping(self.line)
        self.advance()
        while self.kind != "}":
            if self.kind != "text":
                self.wrong(gettext_noop('Hier hoort een veldnaam tussen ", geen "{found}".'))
            self.growing.text(self.unescaped(), self.line)
            self.advance()
            if self.kind != ":":
                self.wrong(gettext_noop('Hier hoort een dubbele punt, geen "{found}".'))
            self.advance()
            self.value()
            self.comma_or("}")
        self.growing.close()

    def list(self) -> None:
        self.growing.open_list(self.line)
        self.advance()
        while self.kind != "]":
            self.value()
            self.comma_or("]")
        self.growing.close()

    def comma_or(self, closing: str) -> None:
        if self.kind == closing:
            return
        if self.kind != ",":
            what = gettext_noop('Hier hoort een komma of "{closing}", geen "{found}".')
            self.wrong(what, closing=closing)
        self.advance()
        if self.kind == closing:
            self.wrong(gettext_noop('Voor "{found}" hoort geen komma.'))

    def unescaped(self) -> str:
        if "\\" not in self.found:
            return self.found
        try:
            return str(json.loads(f'"{self.found}"'))
        except ValueError:
            self.stop(gettext_noop('Wat hier achter een \\ staat, kennen we niet: "{found}".'))

    def wrong(self, template: str, **values: str) -> NoReturn:
        """Stop at this token; the end of the file and a text without an end have sentences."""
        if self.kind == "end":
            self.stop(gettext_noop("Het bestand stopt te vroeg: er ontbreekt een haakje."))
        if self.found == '"':
            self.stop(
                gettext_noop(
                    "Een tekst eindigt met aanhalingstekens op dezelfde regel."
                    " Schrijf \\n voor een nieuwe regel en \\t voor een tab."
                )
            )
        self.stop(template, **values)

    def stop(self, template: str, **values: str) -> NoReturn:
        told = sentence(template, found=shown(self.found), **values)
        self.growing.findings.stop(told, line=self.line)
