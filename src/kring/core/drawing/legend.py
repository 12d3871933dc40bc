"""The legend: every sign that this drawing uses, in a fixed order, and no other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kring.core.codes import LinkType, Quality
from kring.core.drawing import geometry
from kring.core.drawing.lettering import line_of_text, runs_right_to_left
from kring.core.drawing.marks import drawn_mark, own_mark
from kring.core.drawing.palette import Palette, paint
from kring.core.drawing.rim import COLOURS
from kring.core.drawing.said import BADGES, STATES
from kring.core.drawing.shapes import Look, badge, symbol
from kring.core.drawing.standing import Badge, Standing, Symbol
from kring.core.drawing.themes import MarkShape, RimTheme, State
from kring.core.drawing.ties import Tie, draw_link_sample, draw_tie_sample
from kring.core.layout.scene import Box, Widths, baseline
from kring.core.layout.text import em
from kring.core.words import Translate, gettext_noop

SMALLEST: Final = 6.0  # points
_HIGH: Final = 14.0  # a sample's height in points, when the lettering is 10
_SHORT, _LONG = 14.0, 26.0  # widths of samples: of a sign and of a line


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign with its word. `sample` is SVG markup around (0, 0), 14 points high."""

    key: str
    text: str
    sample: str
    width: float  # of the sample, in points

    def picture(self) -> str:
        """The sample as a small drawing of its own, for a list beside the map."""
        wide = self.width
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="kring-map sample"'
            f' viewBox="{-wide / 2:g} {-_HIGH / 2:g} {wide:g} {_HIGH:g}" width="{wide:g}"'
            f' height="{_HIGH:g}" aria-hidden="true">{self.sample}</svg>'
        )


_SYMBOLS: Final = {
    Symbol.PERSON: gettext_noop("mens"),
    Symbol.VOLUNTEER: gettext_noop("vrijwilliger"),
    Symbol.SERVICE: gettext_noop("dienst"),
    Symbol.GROUP: gettext_noop("groep"),
    Symbol.PLACE: gettext_noop("plek"),
}
_WANTED: Final = gettext_noop("nog te zoeken")
_ENDED: Final = gettext_noop("gestopt")
_TIES: Final = {
    Quality.STRONG: gettext_noop("sterke band"),
    Quality.NORMAL: gettext_noop("band"),
    Quality.WEAK: gettext_noop("losse band"),
    Quality.STRESSFUL: gettext_noop("moeilijke band"),
    Quality.BROKEN: gettext_noop("verbroken band"),
}
_ARROW: Final = gettext_noop("pijl: naar wie steun krijgt")
_LINKS: Final = {
    LinkType.KNOWS: gettext_noop("kennen elkaar"),
    LinkType.COOPERATES: gettext_noop("werken samen"),
    LinkType.REFERS: gettext_noop("verwijst door"),
    LinkType.CONFLICT: gettext_noop("hebben ruzie"),
}
_MARKS: Final = {
    True: gettext_noop("vol: draagt het thema"),
    False: gettext_noop("open: helpt mee"),
}
_CARRIES: Final = gettext_noop("draagt dit thema")
_HELPS: Final = gettext_noop("helpt bij dit thema")


@dataclass(frozen=True, slots=True)
class Used:
    """What stands on a drawing: the question that a legend answers."""

    standings: Sequence[Standing]
    ties: Iterable[Tie]
    links: Iterable[LinkType]
    rim: Sequence[RimTheme]
    looks: frozenset[Look] = frozenset()


def legend_of(
    used: Used, palette: Palette, translate: Translate = gettext_noop
) -> tuple[Entry, ...]:
    """Symbols, badges, lines, then the rim; each sign once."""
    return tuple(
        Entry(key, translate(words), sample, width)
        for key, words, sample, width in _entries(used, palette)
    )


_Sample = tuple[str, str, str, float]


def _entries(used: Used, palette: Palette) -> Iterator[_Sample]:
    yield from _symbols(used, palette)
    yield from _lines(used, palette)
    yield from _themes(used, palette)


def _symbols(used: Used, palette: Palette) -> Iterator[_Sample]:
    settled = [one for one in used.standings if not (one.is_wanted or one.is_ended)]
    for kind, words in _SYMBOLS.items():
        warm = [one.is_warm for one in settled if one.symbol is kind]
        if warm:
            drawn = symbol(kind, Look.PLAIN, 6.5, "", palette, warm=warm[0])
            yield f"symbol-{kind}", words, drawn, _SHORT
    for look, words, there in (
        (Look.WANTED, _WANTED, any(one.is_wanted for one in used.standings)),
        (Look.ENDED, _ENDED, any(one.is_ended for one in used.standings)),
        (Look.CARRIES, _CARRIES, Look.CARRIES in used.looks),
        (Look.HELPS, _HELPS, Look.HELPS in used.looks),
    ):
        if there:
            drawn = symbol(Symbol.PERSON, look, 6.5, "", palette, warm=True)
            yield f"look-{look}", words, drawn, _SHORT
    worn = {one_badge for one in used.standings for one_badge in one.shown_badges}
    for one_badge in Badge:
        if one_badge in worn:
            yield f"badge-{one_badge}", BADGES[one_badge], badge(one_badge, 6, palette), _SHORT


def _lines(used: Used, palette: Palette) -> Iterator[_Sample]:
    ties = [tie for tie in used.ties if not tie.wanted]
    for quality, words in _TIES.items():
        if any(tie.quality is quality for tie in ties):
            plain = Tie(quality, to_family=False, from_family=False)
            yield f"tie-{quality}", words, draw_tie_sample(plain, _LONG, palette), _LONG
    if any(tie.to_family or tie.from_family for tie in ties):
        arrow = Tie(Quality.NORMAL, to_family=False, from_family=True)
        yield "arrow", _ARROW, draw_tie_sample(arrow, _LONG, palette), _LONG
    kinds = set(used.links)
    for kind, words in _LINKS.items():
        if kind in kinds:
            yield f"link-{kind}", words, draw_link_sample(kind, _LONG, palette), _LONG


def _themes(used: Used, palette: Palette) -> Iterator[_Sample]:
    states = {piece.state for piece in used.rim}
    for state, words in STATES.items():
        if state in states:
            yield f"state-{state}", words, _piece(state, palette), _LONG
    marks = {mark.is_filled for piece in used.rim for mark in piece.marks}
    for filled, words in _MARKS.items():
        if filled in marks:
            drawn = ""
            for x, shape in zip((-9, 0, 9), MarkShape, strict=True):
                mark = drawn_mark(shape, 3.4, palette, filled=filled)
                drawn += f'<g transform="translate({x} 0)">{mark}</g>'
            yield f"mark-{'carries' if filled else 'helps'}", words, drawn, _LONG


def _piece(state: State, palette: Palette) -> str:
    fill, outline, _ = COLOURS[state]
    half, high = _LONG / 2 - 2, 4.0
    if state in (State.NOT_NEEDED, State.NOT_ASKED):
        line = geometry.straight((-half, 0), (half, 0))
        look = 'stroke-width="1"'
        if state is State.NOT_ASKED:
            look = 'stroke-width="2" stroke-dasharray="0.1 4" stroke-linecap="round"'
        return f'<path d="{line}"{paint(palette, "", "none", outline)} {look}/>'
    dash = ' stroke-dasharray="2.6 2"' if state is State.GAP else ""
    body = (
        f'<rect x="{-half}" y="{-high}" width="{2 * half}" height="{2 * high}" rx="{high}"'
        f'{paint(palette, "", fill, outline)} stroke-width="1"{dash}/>'
    )
    return body + (own_mark(2.6, palette) if state is State.OURSELVES else "")


def draw_legend(
    entries: Sequence[Entry], box: Box, size: float, palette: Palette, widths: Widths
) -> Iterator[str]:
    """The legend in its box, in rows; smaller letters rather than a word left out.

    Right to left when its words run so.
    """
    rows = _rows(entries, box[2] - box[0], size, widths)
    while size > SMALLEST and len(rows) * _pitch(size) > box[3] - box[1]:
        size = max(SMALLEST, size - 0.25)
        rows = _rows(entries, box[2] - box[0], size, widths)
    scale = size / 10
    backwards = bool(entries) and runs_right_to_left(entries[0].text)
    words = paint(palette, "", "ink")
    top = box[1] + max(0.0, (box[3] - box[1] - len(rows) * _pitch(size)) / 2)
    for number, row in enumerate(rows):
        room = sum(_width(entry, size, widths) for entry in row)
        x = (box[0] + box[2] - room) / 2
        y = top + (number + 0.5) * _pitch(size)
        line = (0.0, y - size / 2, 0.0, y + size / 2)
        for entry in reversed(row) if backwards else row:
            wide = em(entry.text, widths) * size
            sample, text = x + entry.width * scale / 2, x + (entry.width * scale + _NEAR * size)
            if backwards:
                sample, text = x + wide + (_NEAR * size + entry.width * scale / 2), x
            yield (
                f'<g transform="translate({sample:.1f} {y:.1f}) scale({scale:.3f})">'
                f"{entry.sample}</g>"
            )
            yield line_of_text(
                entry.text, text + wide / 2, baseline(line, size), size=size, paint=words
            )
            x += _width(entry, size, widths)


_NEAR: Final = 0.45  # em between a sample and its word
_FAR: Final = 1.2  # em between two entries


def _pitch(size: float) -> float:
    return size * 1.36


def _width(entry: Entry, size: float, widths: Widths) -> float:
    return entry.width * size / 10 + (_NEAR + _FAR + em(entry.text, widths)) * size


def _rows(
    entries: Sequence[Entry], room: float, size: float, widths: Widths
) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        wide = _width(entry, size, widths)
        if not rows or wide > left:
            rows.append([])
            left = room
        rows[-1].append(entry)
        left -= wide
    return rows
