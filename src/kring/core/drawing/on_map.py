"""What stands on one drawing of a family, and what of it is in colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kring.core.codes import Part
from kring.core.drawing.legend import Entry, Used, legend_of
from kring.core.drawing.palette import SCREEN, Palette
from kring.core.drawing.said import themes_of
from kring.core.drawing.shapes import Look
from kring.core.drawing.standing import Standing, standings
from kring.core.drawing.themes import RimTheme, rim_of
from kring.core.drawing.ties import Tie, concerns, tie_type, ties_of
from kring.core.family import Family, Link, Theme
from kring.core.layout.scene import Layout, Scene
from kring.core.words import Translate, gettext_noop


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is looked at: a theme, a member, an actor, or nothing."""

    theme: str | None = None
    member: str | None = None
    actor: str | None = None

    def __bool__(self) -> bool:
        return bool(self.theme or self.member or self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A family with its places, ready to be drawn or summed up in a legend."""

    family: Family
    layout: Layout
    scene: Scene
    standings: tuple[Standing, ...]
    rim: tuple[RimTheme, ...]
    chosen: Chosen
    difficult: bool
    palette: Palette

    def look(self, standing: Standing) -> Look:
        if not self.is_chosen(standing):
            return Look.PALE_WANTED if standing.is_wanted else Look.PALE
        if standing.is_ended:
            return Look.ENDED
        if standing.is_wanted:
            return Look.WANTED
        if self.chosen.theme:
            carries = self.chosen.theme in themes_of(standing, Part.CARRIES)
            return Look.CARRIES if carries else Look.HELPS
        return Look.PLAIN

    def is_chosen(self, standing: Standing) -> bool:
        """Whether an actor stays in colour."""
        theme, member = self.chosen.theme, self.chosen.member
        on_theme = (
            not theme
            or theme in standing.actor.possible_themes
            or any(theme in relation.themes for relation in standing.relations)
        )
        of_member = not member or any(concerns(r, member) for r in standing.relations)
        return on_theme and of_member

    def ties(self, standing: Standing) -> tuple[Tie, ...]:
        if not self.is_chosen(standing):
            return ()
        if self.layout.ties_on_demand and not self._is_asked_for(standing):
            return ()
        return ties_of(standing, difficult=self.difficult, member=self.chosen.member)

    def _is_asked_for(self, standing: Standing) -> bool:
        if self.chosen.actor:
            return standing.actor.id == self.chosen.actor
        return bool(self.chosen)

    def links(self) -> Sequence[Link]:
        """The lines between actors that show: of the chosen actor, or among the chosen."""
        actor = self.chosen.actor
        if actor and self.layout.ties_on_demand:
            return [link for link in self.family.links if actor in (link.a, link.b)]
        if self.layout.ties_on_demand and not self.chosen:
            return []
        shown = {one.actor.id for one in self.standings if self.is_chosen(one)}
        return [link for link in self.family.links if link.a in shown and link.b in shown]

    def legend(self, translate: Translate = gettext_noop) -> tuple[Entry, ...]:
        used = Used(
            standings=self.standings,
            ties=[tie for one in self.standings for tie in self.ties(one)],
            links=[tie_type(link, difficult=self.difficult) for link in self.links()],
            rim=self.rim,
            looks=frozenset(self.look(one) for one in self.standings),
        )
        return legend_of(used, self.palette, translate)


def prepare(
    family: Family,
    *,
    themes: Sequence[Theme],
    layout: Layout,
    scene: Scene,
    palette: Palette = SCREEN,
    theme: str | None = None,
    member: str | None = None,
    actor: str | None = None,
    difficult_ties: bool = False,
    on: date | None = None,
) -> Drawing:
    """Everything that stands on one drawing; who stands on it is what the scene holds.

    Args:
        theme, member, actor: what is looked at; the rest turns pale. Of very many actors only
            the ties of what is chosen show (`Layout.ties_on_demand`).
        difficult_ties: show how each tie is, and conflicts. Only for who may know.
        on: the day it is, as for `scene_of`.
    """
    shown = {spot.id for spot in scene.spots}
    everybody = standings(family, themes=[t.id for t in themes], show_ended=True, on=on)
    return Drawing(
        family=family,
        layout=layout,
        scene=scene,
        standings=tuple(one for one in everybody if one.actor.id in shown),
        rim=rim_of(family, themes),
        chosen=Chosen(theme=theme, member=member, actor=actor),
        difficult=difficult_ties,
        palette=palette,
    )
