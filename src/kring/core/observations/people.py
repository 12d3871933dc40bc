"""O06, O07 and O12: the people of one's own, next to the services."""

from collections.abc import Iterator
from typing import Final

from kring.core.codes import Frequency, Id, Quality, Round, Support
from kring.core.family import Relation
from kring.core.observations.facts import Facts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.words import gettext_noop, sentence

OFTEN_FIRST: Final = tuple(Frequency)


def mostly_services(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O06: services are most of the map, or nobody of one's own in the country is very near.

    Both parts ask a map of some size. Neutral actors count for neither side. Nobody is very
    near only when the ring of every informal actor in the country is known. Where services are
    not most of the map, the sentence does not say that they are.
    """
    sides = len(facts.formal) + len(facts.informal)
    if len(facts.actors) < thresholds.balance_actors:
        return
    share = len(facts.formal) / sides if sides else 0.0
    why = []
    if share >= thresholds.formal_many:
        why.append(
            sentence(gettext_noop("De meeste mensen en diensten op de kaart zijn diensten."))
        )
    if facts.asked(Round.NEAR) and _nobody_near(facts, thresholds):
        why.append(
            sentence(
                gettext_noop(
                    "Wie heel dicht bij het gezin staat, is een dienst of woont niet hier."
                )
            )
        )
    template = (
        gettext_noop(
            "Het gezin steunt vooral op diensten. Met wie wil het gezin graag meer contact?"
        )
        if share >= thresholds.formal_many
        else gettext_noop(
            "Heel dicht bij het gezin staat hier nog niemand, of alleen een dienst. "
            "Met wie wil het gezin graag meer contact?"
        )
    )
    if why:
        yield Observation(
            code="O06",
            subject="family",
            severity=Severity.HIGH if share >= thresholds.formal_most else Severity.MEDIUM,
            sentence=sentence(template),
            reasons=tuple(why),
            rows=Rows(actors=facts.in_order(facts.formal)),
        )


def _nobody_near(facts: Facts, thresholds: Thresholds) -> bool:
    own = facts.informal & facts.in_country
    placed = {relation.actor for relation in facts.family.relations}
    return own <= placed and not any(
        relation.actor in own
        and (relation.closeness is None or relation.closeness <= thresholds.near_ring)
        for relation in facts.relations
    )


def nobody_to_trust(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O07: an adult without anybody informal who listens, is near, and is seen often enough.

    A ring, a quality or a frequency that nobody gave could be the right one, so it is taken
    for a yes; so is emotional support where neither kind of support nor quality was given.
    Only such people abroad: medium.
    """
    if not facts.asked(Round.NEAR, Round.FEELINGS, Round.PER_MEMBER):
        return
    for member in facts.members:
        if not facts.at_least(member, thresholds.adult_age):
            continue
        trusted = {
            relation.actor
            for relation in facts.relations_of(member)
            if relation.actor in facts.informal and _may_be_trusted(relation, thresholds)
        }
        if trusted & facts.in_country:
            continue
        name = str(member.name)
        reasons = [
            sentence(
                gettext_noop(
                    "Op de kaart staat niemand die hier woont, dicht bij {member} staat, "
                    "naar {member} luistert en vaak contact heeft. Diensten tellen niet mee."
                ),
                member=name,
            )
        ]
        if trusted:
            reasons.append(
                sentence(
                    gettext_noop("In het buitenland wel: {names}."), names=facts.names(trusted)
                )
            )
        yield Observation(
            code="O07",
            subject=member.id,
            severity=Severity.MEDIUM if trusted else Severity.HIGH,
            sentence=sentence(
                gettext_noop(
                    "Bij {member} staat hier nog geen vertrouwenspersoon. "
                    "Klopt dat? Wie komt in de buurt?"
                ),
                member=name,
            ),
            reasons=tuple(reasons),
            rows=Rows(actors=facts.in_order(trusted), members=(member.id,)),
            apart=True,
        )


def _may_be_trusted(relation: Relation, thresholds: Thresholds) -> bool:
    told_nothing = relation.quality is None and not relation.support
    return (
        (Support.EMOTIONAL in relation.support or told_nothing)
        and (relation.closeness is None or relation.closeness <= thresholds.trusted_ring)
        and relation.quality in (None, Quality.STRONG, Quality.NORMAL)
        and _often_enough(relation, thresholds)
    )


def no_contact_of_ones_own(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O12: somebody old enough whom no informal relation in the country names.

    A relation of the whole family is nobody's own. A frequency that nobody gave is taken for
    often enough.
    """
    if not facts.asked(Round.PER_MEMBER):
        return
    for member in facts.members:
        if not facts.at_least(member, thresholds.own_contact_age):
            continue
        if own_contacts(facts, thresholds, member.id):
            continue
        adult = facts.at_least(member, thresholds.adult_age)
        yield Observation(
            code="O12",
            subject=member.id,
            severity=Severity.MEDIUM if adult else Severity.INFO,
            sentence=sentence(
                gettext_noop(
                    "{member} heeft hier geen eigen contacten buiten het gezin. "
                    "Is dat een wens?"
                ),
                member=str(member.name),
            ),
            reasons=(
                sentence(
                    gettext_noop(
                        "Op de kaart staat niemand die hier woont en {member} zelf vaak ziet. "
                        "Diensten en contacten van heel het gezin tellen niet mee."
                    ),
                    member=str(member.name),
                ),
            ),
            rows=Rows(members=(member.id,)),
            apart=True,
        )


def own_contacts(facts: Facts, thresholds: Thresholds, member: Id) -> frozenset[Id]:
    """Informal actors in the country with whom a relation names this member, often enough."""
    own = facts.informal & facts.in_country
    return frozenset(
        relation.actor
        for relation in facts.relations
        if relation.members != "all"
        and member in relation.members
        and relation.actor in own
        and _often_enough(relation, thresholds)
    )


def _often_enough(relation: Relation, thresholds: Thresholds) -> bool:
    """At least as often as the threshold; a frequency that nobody gave may be."""
    return relation.freq is None or OFTEN_FIRST.index(relation.freq) <= OFTEN_FIRST.index(
        thresholds.regular
    )
