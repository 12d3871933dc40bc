"""The map as a web page of its own: drawing, table, list and observations in one file."""

from collections.abc import Iterator, Sequence
from typing import Final

from kring.core.drawing.legend import Entry as Sign
from kring.core.drawing.lettering import FONTS, escape, runs_right_to_left
from kring.core.drawing.palette import DARK, rules
from kring.core.drawing.table import Entry, Helper, Row, Table
from kring.core.languages import direction
from kring.core.words import Text, Translate, gettext_noop

_MAP: Final = gettext_noop("De kaart")
_SIGNS: Final = gettext_noop("Wat de tekens zeggen")
_SAYS: Final = gettext_noop("Dit zegt de kaart")
_TABLE: Final = gettext_noop("Wie helpt waarbij")
_TABLE_CAPTION: Final = gettext_noop("Vet: draagt het thema. Gewoon: helpt mee.")
_THEME: Final = gettext_noop("Thema")
_LIST: Final = gettext_noop("Iedereen op de kaart")
_CARRIES: Final = gettext_noop("Draagt")
_HELPS: Final = gettext_noop("Helpt met")
_MAY_HELP: Final = gettext_noop("Kan misschien helpen met")
_NAME, _ROLE, _WHERE = gettext_noop("Naam"), gettext_noop("Rol"), gettext_noop("Waar")
_MORE: Final = gettext_noop("Verder")
_MAYBE: Final = gettext_noop("{name} (misschien)")

_STYLE: Final = f"""
:root{{color-scheme:light dark;--paper:#fff;--ink:#1f2e2d;--soft:#4c5b59;--line:#8f8673}}
*{{box-sizing:border-box}}
body{{margin:0 auto;max-width:75rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font:112.5%/1.5 {FONTS}}}
h1,h2{{line-height:1.2}}
svg.kring-map{{display:block;width:100%;max-width:60rem;height:auto;margin:0 auto}}
svg.sample{{display:inline-block;width:auto;height:1.1em;margin:0;vertical-align:-.2em}}
ul.signs{{display:flex;flex-wrap:wrap;gap:.4rem 1.5rem;list-style:none;padding:0}}
.scroll{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%}}
caption{{text-align:start;color:var(--soft)}}
th,td{{border-block-end:1px solid var(--line);padding:.5rem;text-align:start;
vertical-align:top}}
th small{{display:block;font-weight:normal;color:var(--soft)}}
td ul{{list-style:none;margin:0;padding:0}}
@media (prefers-color-scheme:dark){{
:root{{--paper:#182423;--ink:#f2efe8;--soft:#c5cdca;--line:#7e7a6f}}
{rules(DARK)}
}}
@media print{{.scroll{{overflow:visible}}}}
"""


def html_page(
    *,
    title: str,
    drawing: str,
    signs: Sequence[Sign],
    table: Table,
    everybody: Sequence[Entry],
    observations: Sequence[str] = (),
    language: str = "nl",
    translate: Translate = gettext_noop,
) -> str:
    """One file that needs nothing else: no script, no font, no picture from outside.

    Args:
        drawing: the `<svg>` from `draw`; the rest from `legend`, `table_of` and `list_of`.
        observations: what the map says, as sentences; without any that part is left out.
    """
    t = translate
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(language)}" dir="{direction(language)}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{_bdi(title)}</h1>",
        f"<section><h2>{escape(t(_MAP))}</h2>{drawing}",
        f"<h3>{escape(t(_SIGNS))}</h3>",
        f'<ul class="signs">{"".join(map(_sign, signs))}</ul></section>',
        *_said(observations, t),
        f"<section><h2>{escape(t(_TABLE))}</h2>",
        *_table(table, language, t),
        f"</section><section><h2>{escape(t(_LIST))}</h2>",
        *_list(everybody, t),
        "</section></main></body></html>\n",
    ]
    return "".join(parts)


def _bdi(text: str) -> str:
    """A name in its own direction, so that it turns nothing round it."""
    return f'<bdi dir="{"rtl" if runs_right_to_left(text) else "ltr"}">{escape(text)}</bdi>'


def _sign(sign: Sign) -> str:
    return f"<li>{sign.picture()} {escape(sign.text)}</li>"


def _said(observations: Sequence[str], t: Translate) -> Iterator[str]:
    if observations:
        yield f"<section><h2>{escape(t(_SAYS))}</h2><ul>"
        yield from (f"<li>{_bdi(sentence)}</li>" for sentence in observations)
        yield "</ul></section>"


def _scrolls(title: str) -> str:
    """A wide table scrolls by itself, also by keyboard, and the page does not."""
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(title)}">'


def _table(table: Table, language: str, t: Translate) -> Iterator[str]:
    yield f"{_scrolls(t(_TABLE))}<table><caption>{escape(t(_TABLE_CAPTION))}</caption>"
    yield "<thead><tr>"
    for column in (t(_THEME), *table.columns):
        yield f'<th scope="col">{escape(column)}</th>'
    yield "</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr>{_row_head(row, language)}"
        yield from (f"<td>{_cell(cell, t)}</td>" for cell in row.cells)
        yield "</tr>"
    yield "</tbody></table></div>"


def _row_head(row: Row, language: str) -> str:
    small = "".join(f"<small>{escape(words)}</small>" for words in _unlike(row.need, row.state))
    return f'<th scope="row">{escape(row.name)}{small}{_own_words(row.words, language)}</th>'


def _unlike(*words: str) -> dict[str, None]:
    return dict.fromkeys(word for word in words if word)


def _own_words(words: Text | None, language: str) -> str:
    if not words:
        return ""
    spoken = words.language_for(language)
    said = escape(words.in_language(language))
    return f'<small lang="{escape(spoken)}" dir="{direction(spoken)}">“{said}”</small>'


def _cell(cell: Sequence[Helper], t: Translate) -> str:
    if not cell:
        return ""
    return f"<ul>{''.join(f'<li>{_helper(helper, t)}</li>' for helper in cell)}</ul>"


def _helper(helper: Helper, t: Translate) -> str:
    name = _bdi(helper.name)
    if helper.may_help:
        return escape(t(_MAYBE)).format(name=name)
    return f"<strong>{name}</strong>" if helper.carries else name


def _list(everybody: Sequence[Entry], t: Translate) -> Iterator[str]:
    yield f"{_scrolls(t(_LIST))}<table><thead><tr>"
    for column in (_NAME, _ROLE, _WHERE, _CARRIES, _HELPS, _MORE):
        yield f'<th scope="col">{escape(t(column))}</th>'
    yield "</tr></thead><tbody>"
    for one in everybody:
        more = [*one.signs, *one.ties, *one.knows]
        if one.may_help_with:
            more.append(f"{t(_MAY_HELP)}: {', '.join(one.may_help_with)}")
        yield (
            f'<tr><th scope="row">{_bdi(one.name)}</th><td>{escape(one.role)}</td>'
            f"<td>{escape(f'{one.sphere}, {one.ring}')}</td>"
            f"<td>{escape(', '.join(one.carries))}</td><td>{escape(', '.join(one.helps))}</td>"
            f"<td>{_items(more)}</td></tr>"
        )
    yield "</tbody></table></div>"


def _items(words: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{_bdi(word)}</li>' for word in words)}</ul>" if words else ""
