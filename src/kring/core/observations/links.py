"""O08, O09 and O14: who around the family knows whom."""

from collections.abc import Iterator
from itertools import combinations

from kring.core.codes import Id, Need, Round, Sphere, ThemeId
from kring.core.observations.facts import Facts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.observations.wording import Words, side_by_side, theme_name
from kring.core.words import Sentence, gettext_noop, sentence

# Kin, friends and daily life need not know the others.
_EXPECTED_TO_KNOW = (Sphere.SERVICES, Sphere.VOLUNTEERS, Sphere.COMMUNITY)


def no_bridge(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O08: people and services without any link between them (`informal-formal`), or groups in
    the country that do not know each other (`groups`)."""
    if not facts.asked(Round.LINKS):
        return
    own = facts.informal & facts.in_country
    two_sides = min(len(own), len(facts.formal)) >= thresholds.side_actors
    if two_sides and not any(facts.linked[actor] & facts.formal for actor in facts.informal):
        yield _apart(
            facts,
            subject="informal-formal",
            severity=Severity.HIGH,
            groups=sentence(gettext_noop("mensen en diensten")),
            actors=own | facts.formal,
            reasons=(
                sentence(
                    gettext_noop(
                        "Tussen de mensen en de diensten op deze kaart staat geen enkele lijn."
                    )
                ),
            ),
        )
    groups = [group for group in facts.groups if len(group) >= thresholds.group_size]
    if len(groups) >= thresholds.groups:
        yield _apart(
            facts,
            subject="groups",
            severity=Severity.MEDIUM,
            groups=side_by_side([facts.names(group) for group in groups]),
            actors=frozenset(actor for group in groups for actor in group),
            reasons=(
                sentence(gettext_noop("Tussen deze groepjes staat op de kaart geen lijn.")),
            ),
        )


def _apart(
    facts: Facts,
    *,
    subject: str,
    severity: Severity,
    groups: Words,
    actors: frozenset[Id],
    reasons: tuple[Sentence, ...],
) -> Observation:
    bridges = frozenset(key for key, actor in facts.actors.items() if actor.bridge)
    if bridges:
        who = sentence(
            gettext_noop("Een brugfiguur op de kaart: {names}."), names=facts.names(bridges)
        )
        reasons = (*reasons, who)
    return Observation(
        code="O08",
        subject=subject,
        severity=severity,
        sentence=sentence(
            gettext_noop("Deze groepjes kennen elkaar niet: {groups}. Wie kan de brug zijn?"),
            groups=groups,
        ),
        reasons=reasons,
        rows=Rows(actors=facts.in_order(actors | bridges)),
    )


def loose_actors(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O09: a service, volunteer or community in the country that is linked to nobody.

    Medium for a formal actor that helps with an urgent theme, where that was asked.
    """
    if not facts.asked(Round.LINKS) or len(facts.actors) < thresholds.loose_actors:
        return
    who_helps = facts.asked(Round.THEMES, Round.NEED)
    for group in facts.groups:
        actor = group[0]
        if len(group) > 1 or facts.actors[actor].sphere not in _EXPECTED_TO_KNOW:
            continue
        themes = (
            tuple(t for t in facts.helped_by(actor) if facts.needs[t] == Need.URGENT)
            if who_helps and actor in facts.formal
            else ()
        )
        reasons = [sentence(gettext_noop("Op de kaart staat geen lijn naar een ander."))]
        if themes:
            reasons.append(
                sentence(
                    gettext_noop("{actor} helpt bij iets dringends: {themes}."),
                    actor=facts.label(actor),
                    themes=facts.theme_names(themes),
                )
            )
        yield Observation(
            code="O09",
            subject=actor,
            severity=Severity.MEDIUM if themes else Severity.INFO,
            sentence=sentence(
                gettext_noop(
                    "{actor} kent niemand anders op deze kaart. "
                    "Is contact nodig, en wil het gezin dat?"
                ),
                actor=facts.label(actor),
            ),
            reasons=tuple(reasons),
            rows=Rows(themes=themes, actors=(actor,)),
        )


def many_services(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O14: a theme of N with many services, most pairs of which have no link in W; and many
    services without a contact point on the map or a coordinator of the plan (`family`)."""
    if not facts.asked(Round.LINKS):
        return
    if facts.asked(Round.THEMES, Round.NEED):
        for theme in facts.needs:
            yield from _loose_services(facts, thresholds, theme)
    plan = facts.family.plan
    pointed = any(actor.coordination for actor in facts.actors.values()) or (
        plan is not None and plan.coordinator is not None
    )
    if len(facts.formal) >= thresholds.services and not pointed:
        yield Observation(
            code="O14",
            subject="family",
            severity=Severity.HIGH,
            sentence=sentence(gettext_noop("Er zijn veel diensten. Wie is het aanspreekpunt?")),
            reasons=(
                sentence(
                    gettext_noop("Op de kaart en in het plan staat nog geen aanspreekpunt.")
                ),
            ),
            rows=Rows(actors=facts.in_order(facts.formal)),
        )


def _loose_services(
    facts: Facts, thresholds: Thresholds, theme: ThemeId
) -> Iterator[Observation]:
    services = facts.in_order(facts.helpers[theme] & facts.formal)
    if len(services) < thresholds.theme_services:
        return
    strangers = [b not in facts.linked[a] for a, b in combinations(services, 2)]
    if sum(strangers) / len(strangers) <= thresholds.unlinked_share:
        return
    yield Observation(
        code="O14",
        subject=theme,
        severity=Severity.MEDIUM,
        sentence=sentence(
            gettext_noop("Bij {theme} zijn er veel diensten. Wie is het aanspreekpunt?"),
            theme=theme_name(facts.themes[theme]),
        ),
        reasons=(
            sentence(
                gettext_noop("Tussen de meeste van deze diensten staat geen lijn: {names}."),
                names=facts.names(services),
            ),
        ),
        rows=Rows(themes=(theme,), actors=services),
    )
