"""Wat als ... wegvalt? What nobody reaches any more when one actor is taken away in thought."""

from collections.abc import Sequence
from dataclasses import dataclass

from kring.core.codes import Day, Id, Round, ThemeId
from kring.core.family import Family, Theme
from kring.core.observations.facts import Facts, gather
from kring.core.observations.hanging import components
from kring.core.observations.people import own_contacts
from kring.core.observations.thresholds import DEFAULT, Thresholds
from kring.core.observations.wording import side_by_side
from kring.core.words import Sentence, gettext_noop, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What is lost when `actor` is no longer there.

    `themes`: themes with a need that lose their only support.
    `groups`: the pieces, of one actor or more, into which those break up who reached each other
    through `actor`; empty when they still reach each other.
    `isolated`: those among them who then know nobody on the map.
    `members`: who then have no contact of their own; speak of it *apart* (as O12), so their
    sentences stand alone in `apart`.
    """

    actor: Id
    question: Sentence
    themes: tuple[ThemeId, ...]
    groups: tuple[tuple[Id, ...], ...]
    isolated: tuple[Id, ...]
    members: tuple[Id, ...]
    sentences: tuple[Sentence, ...]  # at least one
    apart: tuple[Sentence, ...]


def without(
    family: Family,
    actor: Id,
    *,
    themes: Sequence[Theme],
    on: Day,
    thresholds: Thresholds = DEFAULT,
) -> Absence:
    """What the map loses without `actor`, as far as it was asked (unknown is never no).

    An actor that is not active takes nothing away. Raises KeyError for an id that is not there.
    """
    label = {each.id: str(each.label) for each in family.actors}[actor]
    facts = gather(family, themes=themes, on=on)
    lost = _themes(facts, actor)
    groups = _groups(facts, actor)
    members = _members(facts, thresholds, actor)
    isolated = tuple(group[0] for group in groups if len(group) == 1)
    return Absence(
        actor=actor,
        question=sentence(gettext_noop("Wat als {actor} wegvalt?"), actor=label),
        themes=lost,
        groups=groups if len(groups) > 1 else (),
        isolated=isolated,
        members=members,
        sentences=_sentences(facts, lost, groups, isolated),
        apart=_apart(facts, members),
    )


def _themes(facts: Facts, actor: Id) -> tuple[ThemeId, ...]:
    return facts.sole_support(actor) if facts.asked(Round.THEMES, Round.NEED) else ()


def _groups(facts: Facts, actor: Id) -> tuple[tuple[Id, ...], ...]:
    """What is left of the actor's own component, in the order of the largest piece first."""
    if not facts.asked(Round.LINKS) or actor not in facts.in_country:
        return ()
    [whole] = [group for group in facts.groups if actor in group]
    pieces = components([other for other in whole if other != actor], facts.linked)
    return tuple(sorted(pieces, key=len, reverse=True))


def _members(facts: Facts, thresholds: Thresholds, actor: Id) -> tuple[Id, ...]:
    if not facts.asked(Round.PER_MEMBER):
        return ()
    return tuple(
        member.id
        for member in facts.members
        if own_contacts(facts, thresholds, member.id) == {actor}
    )


def _sentences(
    facts: Facts,
    themes: Sequence[ThemeId],
    groups: Sequence[tuple[Id, ...]],
    isolated: Sequence[Id],
) -> tuple[Sentence, ...]:
    said = []
    if themes:
        said.append(
            sentence(
                gettext_noop("Bij {themes} staat dan niemand meer."),
                themes=facts.theme_names(themes),
            )
        )
    large = [facts.names(group) for group in groups if len(group) > 1]
    if len(large) > 1:
        said.append(
            sentence(
                gettext_noop("Deze groepjes verliezen elkaar dan: {groups}."),
                groups=side_by_side(large),
            )
        )
    if isolated:
        template = (
            gettext_noop("{names} kent dan niemand meer op deze kaart.")
            if len(isolated) == 1
            else gettext_noop("{names} kennen dan niemand meer op deze kaart.")
        )
        said.append(sentence(template, names=facts.names(isolated)))
    if said:
        return tuple(said)
    if not facts.asked(Round.THEMES, Round.NEED, Round.LINKS):
        return (sentence(gettext_noop("Er is nog niet genoeg gevraagd om dat te weten.")),)
    return (
        sentence(
            gettext_noop(
                "Dan verliest geen thema zijn enige steun, en niemand zijn enige lijn."
            )
        ),
    )


def _apart(facts: Facts, members: Sequence[Id]) -> tuple[Sentence, ...]:
    return tuple(
        sentence(
            gettext_noop("{member} heeft hier dan geen eigen contacten meer buiten het gezin."),
            member=str(member.name),
        )
        for member in facts.members
        if member.id in members
    )
