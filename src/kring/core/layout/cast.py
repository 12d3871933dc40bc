"""The actors of a scene as arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags
from kring.core.layout.scene import Kept, Ring, Scene, Spot, Widths
from kring.core.layout.text import Lettering, letterings
from kring.core.layout.ties import Ties

FEW: Final = 24  # so many actors have bold names


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything about the actors that does not change with the page or the lettering."""

    scene: Scene  # with a ring without name for each ring beyond the last
    spots: tuple[Spot, ...]
    sector: Counts
    ring: Counts
    people: Flags  # sectors: in the left half
    ties: Ties
    bold: bool
    plain: Sequence[Sequence[Lettering]]  # without under lines
    full: Sequence[Sequence[Lettering]]

    def __len__(self) -> int:
        return len(self.spots)

    @property
    def cell(self) -> Counts:
        return self.ring * len(self.people) + self.sector

    @property
    def has_under(self) -> bool:
        return any(spot.under for spot in self.spots)

    def wishing(self, kept: Mapping[str, Kept]) -> "Cast":
        """The same actors, who would like to stand there; what a hand placed stays kept."""
        spots = tuple(
            spot if spot.kept is not None else replace(spot, kept=kept.get(spot.id))
            for spot in self.spots
        )
        return replace(self, spots=spots)


def cast_of(scene: Scene, widths: Widths, *, as_many_as: int | None = None) -> Cast:
    """The actors of a scene, their ties and the ways to write their labels.

    Names are bold when there are few; `as_many_as` is how many there were when it was decided.

    Raises:
        ValueError: an actor stands in a sector that is not there or in a ring below the first,
            or a tie names an actor that is not there.
    """
    spots, number = scene.spots, {spot.id: index for index, spot in enumerate(scene.spots)}
    for spot in spots:
        if not 0 <= spot.sector < len(scene.sectors) or spot.ring < 0:
            raise ValueError(f"{spot.id}: no sector {spot.sector} or ring {spot.ring}")
    if missing := {end for tie in scene.ties for end in tie} - number.keys():
        raise ValueError(f"ties with who is not there: {sorted(missing)}")
    beyond = max((spot.ring + 1 for spot in spots), default=1) - len(scene.rings)
    rings = (*scene.rings, *(Ring(f"beyond-{n + 1}", "") for n in range(beyond)))
    bold = (len(spots) if as_many_as is None else as_many_as) <= FEW
    plain = [letterings(spot.label, "", widths, bold=bold) for spot in spots]
    full = [
        letterings(spot.label, spot.under, widths, bold=bold) if spot.under else ways
        for spot, ways in zip(spots, plain, strict=True)
    ]
    return Cast(
        scene=replace(scene, rings=rings),
        spots=spots,
        sector=np.array([spot.sector for spot in spots], int),
        ring=np.array([spot.ring for spot in spots], int),
        people=np.array([sector.people for sector in scene.sectors], bool),
        ties=Ties(len(spots), ((number[a], number[b]) for a, b in scene.ties)),
        bold=bold,
        plain=plain,
        full=full,
    )
