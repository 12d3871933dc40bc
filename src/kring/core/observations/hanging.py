"""Which actors hang together, and what falls apart when one of them leaves."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kring.core.codes import Id

Neighbours = Mapping[Id, Collection[Id]]  # both ways, no actor beside itself


@dataclass(frozen=True, slots=True)
class Cut:
    """What one actor keeps together, in pairs of *other* actors that can reach each other."""

    lost: int  # pairs that lose each other when the actor leaves
    connected: int  # pairs that are connected now

    @property
    def share(self) -> float:
        return self.lost / self.connected if self.connected else 0.0


def components(actors: Sequence[Id], neighbours: Neighbours) -> tuple[tuple[Id, ...], ...]:
    """The connected components, in the order in which `actors` meets them.

    Neighbours outside `actors` are left out, so that a part of a map can be looked at.
    """
    place = {actor: index for index, actor in enumerate(actors)}
    seen: set[Id] = set()
    found = []
    for start in actors:
        if start in seen:
            continue
        seen.add(start)
        reached = [start]
        for here in reached:  # grows while it is walked
            new = [there for there in neighbours[here] if there in place and there not in seen]
            seen.update(new)
            reached += new
        found.append(tuple(sorted(reached, key=place.__getitem__)))
    return tuple(found)


def cuts(parts: Sequence[Sequence[Id]], neighbours: Neighbours) -> Mapping[Id, Cut]:
    """For each actor in the components `parts`: what would fall apart without it.

    Linear in actors and links: one walk per component finds the articulation points
    (Hopcroft and Tarjan 1973, algorithm 447), counting the actors behind each.
    """
    connected = sum(_pairs(len(part)) for part in parts)
    found = {}
    for part in parts:
        others = len(part) - 1
        for actor, pieces in _pieces_behind(part, neighbours).items():
            rest = others - sum(pieces)
            left = _pairs(rest) + sum(_pairs(piece) for piece in pieces)
            found[actor] = Cut(_pairs(others) - left, connected - others)
    return found


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def _pieces_behind(part: Sequence[Id], neighbours: Neighbours) -> dict[Id, list[int]]:
    """For each actor, the sizes of the pieces that only it ties to where the walk began."""
    inside = set(part)
    start = part[0]
    met = {start: 0}  # when the walk met an actor
    low = {start: 0}  # the earliest one met that its branch has a link to
    size = {start: 1}  # of its branch
    pieces: dict[Id, list[int]] = {actor: [] for actor in part}
    walk: list[tuple[Id, Iterator[Id]]] = [(start, iter(neighbours[start]))]
    while walk:
        here, ahead = walk[-1]
        for there in ahead:
            if there not in inside:
                continue
            if there not in met:
                met[there] = low[there] = len(met)
                size[there] = 1
                walk.append((there, iter(neighbours[there])))
                break
            low[here] = min(low[here], met[there])
        else:
            walk.pop()
            if walk:
                above = walk[-1][0]
                size[above] += size[here]
                low[above] = min(low[above], low[here])
                if low[here] >= met[above]:
                    pieces[above].append(size[here])
    return pieces
