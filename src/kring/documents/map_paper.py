"""A family's map for a sheet or a screen: laid out, drawn, and said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kring.core.codes import Id
from kring.core.drawing.draw import draw
from kring.core.drawing.names import Names
from kring.core.drawing.on_map import Drawing, prepare
from kring.core.drawing.palette import BLACK_AND_WHITE, COLOUR_PRINT, SCREEN, Palette
from kring.core.drawing.said import Voice, actor_said, theme_said
from kring.core.drawing.scene_of import scene_of
from kring.core.family import Family, Theme
from kring.core.layout.engine import lay_out
from kring.core.layout.scene import Format, Layout
from kring.core.words import Translate, gettext_noop
from kring.documents.assets import font_widths, icons

# More than these is no longer listened to; the table on the page has them all.
MOST_SAID: Final = 60

_IN_WORDS: Final = gettext_noop("Het gezin staat in het midden: {family}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a map is wanted. `difficult_ties`: show how each tie is, only for who may know."""

    page: Format = Format.SCREEN
    names: Names = Names.FULL
    language: str = "nl"
    translate: Translate = gettext_noop
    in_colour: bool = True
    theme: str | None = None
    member: str | None = None
    difficult_ties: bool = False
    on: date | None = None

    @property
    def palette(self) -> Palette:
        if not self.in_colour:
            return BLACK_AND_WHITE
        return SCREEN if self.page is Format.SCREEN else COLOUR_PRINT


def drawing_of(family: Family, themes: Sequence[Theme], wish: Wish) -> Drawing:
    """Everything in its place on a page of the wished format."""
    scene = scene_of(
        family,
        themes=themes,
        names=wish.names,
        language=wish.language,
        translate=wish.translate,
        on=wish.on,
    )
    layout: Layout = lay_out(scene, format=wish.page, widths=font_widths())
    return prepare(
        family,
        themes=themes,
        layout=layout,
        scene=scene,
        palette=wish.palette,
        theme=wish.theme,
        member=wish.member,
        difficult_ties=wish.difficult_ties,
        on=wish.on,
    )


def svg_of(drawing: Drawing, wish: Wish) -> str:
    return draw(
        drawing,
        icons=icons(),
        widths=font_widths(),
        language=wish.language,
        translate=wish.translate,
    )


def in_words(drawing: Drawing, wish: Wish) -> str:
    """What the map says to who cannot see it: who is near, who helps with what."""
    t = wish.translate
    voice = Voice(
        language=wish.language,
        translate=t,
        names={Id(spot.id): spot.label for spot in drawing.scene.spots},
        themes={piece.theme.id: piece.theme for piece in drawing.rim},
    )
    scene = drawing.scene
    family = ", ".join(words for words in (scene.family, scene.under) if words)
    said = [t(_IN_WORDS).format(family=family)]
    said += [
        actor_said(standing, voice, difficult=drawing.difficult)
        for standing in drawing.standings[:MOST_SAID]
    ]
    said += [theme_said(piece, voice) for piece in drawing.rim]
    return " ".join(said)
