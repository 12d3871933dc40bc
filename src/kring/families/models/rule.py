"""The rule of who reads what of a family: one text, asked inside every question.

It is SQL, written out, for three reasons. It acts at the moment that a question runs, so that a
yes taken back is gone from every list and page at once. It works on sets, so that ten thousand
families cost what ten do. And it costs no more than its text: built out of querysets it would
take most of the time of a page. docs/besluiten/0012 tells the rule in words.

In these texts `:name` is something about the reader, `<name>` a column of the row in question.
"""

# ruff: noqa: S608 - the texts are ours; what comes from elsewhere goes along as a parameter

import re
from functools import cache
from typing import Any, Final

from django.db.models import BooleanField, DateField, DateTimeField, F, UUIDField
from django.db.models.expressions import Expression
from django.utils.timezone import localdate, now

from kring.people.models import User

PARTS: Final = ("story", "map", "plan")  # what a family opens or closes, one by one

# A seat counts from its first moment until just before its last, unless it was withdrawn.
_LIVE = "user_id = :user AND starts_at <= :now AND ends_at > :now AND withdrawn_at IS NULL"
_SITS = f"SELECT family_id FROM kring_seat WHERE {_LIVE}"
# In a restricted family a seat opens nothing.
_SEATS = f"""
    (SELECT * FROM kring_seat WHERE {_LIVE}) seat
    JOIN kring_family home ON home.id = seat.family_id AND NOT home.is_restricted
"""
# A glass opens layers 1 and 2, restricted or not, and whatever the family said.
_GLASS = """
    SELECT family_id FROM kring_breakglass
    WHERE user_id = :user AND starts_at <= :now AND ends_at > :now AND ended_at IS NULL
"""


def _is_for_me(receiver: str) -> str:
    """Whether a consent speaks of this reader: by account, by house, or as a helper there."""
    return f"""
        ({receiver} = :user OR {receiver} = :house OR {receiver} IN (
            SELECT actor FROM kring_seat WHERE role <> 'family' AND {_LIVE}))
    """


def _agreed(part: str) -> str:
    """The families that said yes to this reader for the part; "" stands for any part.

    A switch turned off for the reader beats every yes, also the one to the whole circle.
    """
    asked = " UNION ALL ".join(
        f"SELECT '{each}' AS part" for each in ([part] if part else PARTS)
    )
    return f"""
        SELECT said.family_id FROM kring_consent said
        JOIN ({asked}) asked ON said.part IN ('', asked.part)
        WHERE said.family_id IN ({_SITS})
            AND said.given_on <= :today AND said.withdrawn_on IS NULL
            AND (said.ends_on IS NULL OR said.ends_on >= :today)
            AND (said.receiver IS NULL OR {_is_for_me("said.receiver")})
            AND (said.family_id, asked.part) NOT IN (
                SELECT taken.family_id, shut.part FROM kring_consent taken
                JOIN ({asked}) shut ON taken.part IN ('', shut.part)
                WHERE taken.family_id IN ({_SITS})
                    AND taken.withdrawn_on IS NOT NULL AND {_is_for_me("taken.receiver")})
    """


def hidden(who: str = "<who>", family: str = "<family>") -> str:
    """Whether this line hides its item from the reader.

    Whoever somebody was in a family, they stay: a seat that ended shows nothing hidden.
    """
    return f"""
        ({who} = :user
        OR {who} IN (SELECT member FROM kring_seat WHERE user_id = :user)
        OR {who} IN (SELECT actor FROM kring_seat WHERE user_id = :user)
        OR {who} IS NULL AND {family} NOT IN ({_SITS} AND role = 'coordinator'))
    """


@cache
def records(*, part: str, needs_consent: bool) -> str:
    """The rule for the records of one kind.

    Who agreed is asked once for both layers: it is most of the work on many families.
    """
    agreed = f"seat.family_id IN ({_agreed(part)})" if needs_consent else "1 = 1"
    numbers = " UNION ALL ".join(f"SELECT {layer} AS layer" for layer in (1, 2, 3, 4))
    return f"""
        ((<family>, <layer>) IN (
            SELECT seat.family_id, one.layer FROM {_SEATS} CROSS JOIN ({numbers}) one
            WHERE one.layer = 1 AND seat.role = 'family'
                OR (one.layer = 1 OR one.layer = 2 AND seat.role IN ('worker', 'coordinator'))
                    AND {agreed}
                OR one.layer = 3 AND seat.role = 'coordinator'
                OR one.layer = 4 AND seat.role = 'coordinator' AND seat.tie = 'secrecy')
        OR <layer> IN (3, 4) AND <author> = :user AND <family> IN (
            SELECT seat.family_id FROM {_SEATS} WHERE seat.role <> 'family')
        OR <layer> IN (1, 2) AND <family> IN ({_GLASS}))
        AND <item> NOT IN (
            SELECT item FROM kring_hidden hides
            WHERE {hidden("hides.who", "hides.family_id")})
    """


# A consent to, or by way of, somebody whom the reader may not know of is not there either. Ids
# lie in a list as text, with dashes, and on one of the databases in a column without.
NO_HIDDEN_PEOPLE: Final = f"""
    <item> NOT IN (
        SELECT said.id FROM kring_consent said
        JOIN kring_hidden hides ON hides.family_id = said.family_id
            AND (hides.item = said.receiver
                OR REPLACE(CAST(said."by" AS TEXT), '-', '')
                    LIKE '%%' || REPLACE(CAST(hides.item AS TEXT), '-', '') || '%%')
        WHERE {hidden("hides.who", "hides.family_id")})
"""
FAMILIES: Final = f"""
    (<family> IN (SELECT seat.family_id FROM {_SEATS}) OR <family> IN ({_GLASS}))
"""
UNDER_GLASS: Final = f"<family> IN ({_GLASS})"


@cache
def shows(part: str) -> str:
    """Whether this family shows the reader its story, its map or its plan."""
    return f"""
        (<family> IN (
            SELECT seat.family_id FROM {_SEATS}
            WHERE seat.role = 'family' OR seat.family_id IN ({_agreed(part)}))
        OR <family> IN ({_GLASS}))
    """


def reads_nothing(user: User) -> bool:
    """Who runs the site, writes policy or no longer works here reads no family, whatever
    seat they hold."""
    return bool(user.system_role) or not user.is_active


class Rule(Expression):
    """A text of this module as a condition, for one reader at this moment."""

    def __init__(self, text: str, user: User, **columns: str) -> None:
        super().__init__(output_field=BooleanField())
        self.text, self.names = text, tuple(columns)
        self.columns: list[Any] = [F(column) for column in columns.values()]
        moment = now()
        self.reader: dict[str, Any] = {
            "user": (UUIDField(), user.pk),
            "house": (UUIDField(), user.organisation_id),
            "now": (DateTimeField(), moment),
            "today": (DateField(), localdate(moment)),
        }

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Any) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        columns = dict(zip(self.names, map(compiler.compile, self.columns), strict=True))
        reader = {
            name: field.get_db_prep_value(value, connection)
            for name, (field, value) in self.reader.items()
        }
        params: list[Any] = []

        def fill(found: re.Match[str]) -> str:
            if found["reader"]:
                params.append(reader[found["reader"]])
                return "%s"
            sql, given = columns[found["column"]]
            params.extend(given)
            return str(sql)

        return f"({_PLACES.sub(fill, self.text)})", tuple(params)


_PLACES = re.compile(r":(?P<reader>[a-z]+)\b|<(?P<column>[a-z]+)>")
