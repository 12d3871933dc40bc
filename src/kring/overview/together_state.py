"""What a device is told of a map: what stands in each field, what is open, and the drawing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID

from kring.core.drawing.draw import draw
from kring.core.drawing.on_map import prepare
from kring.core.drawing.scene_of import scene_of
from kring.core.labels import said, theme_icon, theme_short
from kring.core.layout.engine import lay_out
from kring.core.layout.scene import Format, Layout
from kring.core.together.fields import DRAWN, cells_of
from kring.core.together.operations import GONE, Cell, Operation, Standing
from kring.documents.assets import font_widths, icons
from kring.families.circle import names_in_circle
from kring.network.board import MODELS, Board
from kring.overview.map_shown import Pen
from kring.overview.shell import spoken_by
from kring.people.models import User

ENDS_OF: Final = {("relation", "actor"), ("link", "a"), ("link", "b")}
LISTS: Final = {("relation", "members"), ("map", "made_with")}

Json = dict[str, Any]


def state_of(board: Board, *, by: User, pen: Pen) -> Json:
    """The whole map for this reader, with the bin; nothing of it tells of what is hidden."""
    shown = board.shown
    return {
        "family": {
            "label": shown.label.in_language(pen.language),
            "members": [
                {"id": each.id, "name": each.name.in_language(pen.language)}
                for each in shown.members
            ],
            "languages": list(shown.languages or spoken_by(shown)),
        },
        "themes": [
            {
                "id": each.id,
                "label": theme_short(each, pen.language, pen.translate),
                "question": said(each.question, pen.language, pen.translate),
                "icon": theme_icon(each),
            }
            for each in board.themes
        ],
        **stand_of(board, by=by),
        "dates": [{"id": str(row.pk), "date": row.date.isoformat()} for row in board.dates()],
        **_drawn(board, pen),
        "me": {
            "id": str(by.pk),
            "name": str(by),
            "role": str(board.door.reader),
            "member": board.door.member,
            "language": pen.language,
        },
    }


def stand_of(board: Board, *, by: User) -> Json:
    """What stands in every field, and what somebody has to choose between."""
    stands = board.stands()
    names = names_in_circle(board.door.pk, by=by)
    return {"records": _records(board, stands), "open": _Open(board, stands, names, by).told()}


def _records(board: Board, stands: Standing) -> Json:
    found: dict[str, Json] = {kind: {} for kind in (*MODELS, "theme")}
    held: dict[tuple[str, str], dict[str, tuple[Operation, ...]]] = {}
    for cell, there in stands.items():
        held.setdefault((cell.kind, cell.record), {})[cell.field] = tuple(there)
    for kind, key, record in board.records():
        values = dict(cells_of(kind, record))
        fields = {}
        for field, there in sorted(held.get((kind, key), {}).items()):
            if board.withholds(Cell(kind, key, field)):
                continue
            is_held = field in DRAWN[kind] or (kind, field) in LISTS
            fields[field] = {
                "value": values[field] if is_held else there[0].value,
                "ops": [each.id for each in there],
            }
            if field == GONE:
                fields[field]["tap"] = there[0].tap
        found[kind][key] = fields
    return found


@dataclass(frozen=True, slots=True)
class _Open:
    """What somebody has to choose between, as far as this reader may know of it."""

    board: Board
    stands: Standing
    names: Mapping[UUID, str]
    by: User

    def told(self) -> list[Json]:
        found = []
        for cell, there in self.board.open(self.stands).items():
            if (cell.kind, cell.record) not in self.board.visible:
                continue
            shown = [each for each in there if self._is_shown(each)]
            values = [each.value for each in shown]
            if len(shown) < 2 or (cell.field != GONE and all(v == values[0] for v in values)):
                continue
            found.append({"cell": asdict(cell), "said": [self._one(each) for each in shown]})
        return found

    def _is_shown(self, one: Operation) -> bool:
        cell = one.cell
        if (cell.kind, cell.record) not in self.board.visible or self.board.withholds(cell):
            return False
        return (cell.kind, cell.field) not in ENDS_OF or one.value in self.board.known

    def _one(self, one: Operation) -> Json:
        author = self.board.authors.get(one.id)
        value = one.value
        if (one.cell.kind, one.cell.field) in LISTS and isinstance(value, list):
            value = [each for each in value if each in self.board.known]
        return {
            "id": one.id,
            "cell": asdict(one.cell),
            "value": value,
            "by": self.names.get(author, "") if author else "",
            "mine": author == self.by.pk,
        }


def _drawn(board: Board, pen: Pen) -> Json:
    family = board.shown
    scene = scene_of(
        family, themes=board.themes, language=pen.language, translate=pen.translate, on=pen.on
    )
    layout = lay_out(scene, format=Format.SCREEN, widths=font_widths())
    drawing = prepare(family, themes=board.themes, layout=layout, scene=scene, on=pen.on)
    svg = draw(
        drawing, icons=icons(), widths=font_widths(), language=pen.language,
        translate=pen.translate, with_legend=False,
    )  # fmt: skip
    return {"layout": layout_as_json(layout), "drawing": svg}


def layout_as_json(layout: Layout) -> Json:
    """As `asdict`; the bends as a list, since a pair is no name in JSON."""
    bends = [
        {"a": a, "b": b, "points": [list(point) for point in points]}
        for (a, b), points in layout.bends.items()
    ]
    told = asdict(layout)
    return {**told, "bends": bends}
