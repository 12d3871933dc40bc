"""Who and what a record may speak of: each id mentioned is some record's own, and only its."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from kring.core.codes import ThemeId
from kring.core.family import (
    Actor,
    Consent,
    Family,
    FamilyFile,
    Link,
    MapRecord,
    Member,
    Relation,
    Story,
    Strength,
    Theme,
    ThemeState,
)
from kring.core.formats.faults import shown
from kring.core.formats.findings import Findings, Path, listed, unknown
from kring.core.formats.shape import Mention
from kring.core.plan import Action, Agreement, Goal, GoodPractice, Meeting, Plan, Signal
from kring.core.words import Sentence, gettext_noop, sentence

Targets = tuple[type, ...]

PEOPLE: Final[Targets] = (Member, Actor)
THEMES: Final[Targets] = (Theme,)
ANYBODY: Final[Targets] = ()  # codes of users stand outside the file

# For each field that mentions something: the records it may mention.
MENTIONED: Final[Mapping[tuple[type, str], Targets]] = {
    (Consent, "by"): PEOPLE,
    (Consent, "shared_with"): PEOPLE,
    (Member, "hidden_from"): ANYBODY,
    (Strength, "member"): (Member,),
    (Strength, "theme"): THEMES,
    (ThemeState, "id"): THEMES,
    (ThemeState, "scored_by"): PEOPLE,
    (Actor, "possible_themes"): THEMES,
    (Actor, "visible_to"): PEOPLE,
    (Actor, "hidden_from"): ANYBODY,
    (Relation, "actor"): (Actor,),
    (Relation, "members"): (Member,),
    (Relation, "themes"): THEMES,
    (Relation, "hidden_from"): ANYBODY,
    (Link, "a"): (Actor,),
    (Link, "b"): (Actor,),
    (MapRecord, "made_with"): PEOPLE,
    (Story, "spoken_by"): PEOPLE,
    (Story, "people"): PEOPLE,
    (Story, "hidden_from"): ANYBODY,
    (Plan, "coordinator"): PEOPLE,
    (Plan, "map_id"): (MapRecord,),
    (Goal, "theme"): THEMES,
    (Goal, "for_members"): (Member,),
    (Goal, "scored_by"): PEOPLE,
    (Action, "goal"): (Goal,),
    (Action, "responsible"): PEOPLE,
    (Action, "with"): PEOPLE,
    (Action, "private_to"): PEOPLE,
    (Agreement, "parties"): PEOPLE,
    (Agreement, "by"): PEOPLE,
    (Meeting, "chair"): PEOPLE,
    (Meeting, "present"): PEOPLE,
    (Meeting, "excused"): PEOPLE,
    (Meeting, "agenda"): THEMES,
    (Meeting, "decisions"): (Action, Agreement, Goal),
    (Signal, "themes"): THEMES,
    (GoodPractice, "themes"): THEMES,
    (FamilyFile, "expected_observations"): ANYBODY,
}


def check(
    mentions: Sequence[Mention], findings: Findings, *, shipped: Collection[ThemeId]
) -> None:
    """Tell which ids stand twice, and which are mentioned but are nobody's.

    `shipped` are the themes of a file that has no list of its own.
    """
    own: dict[tuple[Path, type], dict[str, Mention]] = defaultdict(dict)
    taken: dict[tuple[Path, type | None], dict[str, Mention]] = defaultdict(dict)
    for mention in mentions:
        if mention.spot.field == "id":
            own[_family(mention), mention.spot.record].setdefault(mention.name, mention)
            first = taken[_namespace(mention)].setdefault(mention.name, mention)
            if first is not mention:
                _tell(mention, _twice(mention, first), findings)
    themes = own.get(((), Theme), dict.fromkeys(shipped))
    for mention in mentions:
        spot, family = mention.spot, _family(mention)
        targets = MENTIONED.get((spot.record, spot.field), ANYBODY)
        groups = [themes] if targets is THEMES else [own[family, target] for target in targets]
        if groups and not any(mention.name in group for group in groups):
            known = [name for group in groups for name in group]
            elsewhere = mention.name in taken[family, None]
            _tell(mention, _nobody(mention.name, known, elsewhere=elsewhere), findings)


def _family(mention: Mention) -> Path:
    """The path of the family a mention stands in; empty for the file and for families."""
    path = mention.spot.path
    return path[:2] if path[0] == "families" and mention.spot.record is not Family else ()


def _namespace(mention: Mention) -> tuple[Path, type | None]:
    """Where an id is alone: with families, with themes, or with all else in its family."""
    record = mention.spot.record
    return _family(mention), record if record in (Family, Theme, ThemeState) else None


def _twice(mention: Mention, first: Mention) -> Sentence:
    what = gettext_noop('"{name}" staat al op regel {line}. Geef elk deel een eigen id.')
    return sentence(what, name=shown(mention.name), line=first.line)


def _nobody(name: str, known: Collection[str], *, elsewhere: bool) -> Sentence:
    if not elsewhere or not known:
        return unknown(name, known)
    what = gettext_noop('"{name}" is iets anders in dit gezin. Kies hier uit: {choices}.')
    return sentence(what, name=shown(name), choices=listed(known))


def _tell(mention: Mention, what: Sentence, findings: Findings) -> None:
    findings.add(what, path=mention.spot.path, line=mention.line)
