"""Small families for the tables of these tests, written as in a family file."""

from datetime import date

from kring.core.family import Family
from kring.core.observations import DEFAULT, read_map
from kring.core.plain import typed
from kring.core.themes import SHIPPED

ON = date(2026, 3, 1)
OF_A_RELATION = (
    "members", "closeness", "freq", "quality", "dir", "support", "interpreter", "confirmed",
)  # fmt: skip
EVERY_ROUND = ["themes", "need", "near", "links", "feelings", "per_member"]


def who(key, sphere="services", helps="", *, carries="", tied=True, **fields):
    """An actor and its relation with the family; themes as words, fields as in the file."""
    themes = dict.fromkeys(helps.split(), "helps")
    themes |= dict.fromkeys(carries.split(), "carries")
    relation = {name: fields.pop(name) for name in OF_A_RELATION if name in fields}
    actor = {"id": key, "label": key.title(), "sphere": sphere, **fields}
    return actor, [{"actor": key, "themes": themes, **relation}] if tied else []


def crowd(names, sphere="services"):
    return [who(name, sphere) for name in names.split()]


def mother(**fields):
    return {"id": "m", "name": "Rasha", "role": "mother", "birth_year": 1990, **fields}


def child(born=2014, **fields):
    return {"id": "k", "name": "Karim", "role": "child", "birth_year": born, **fields}


def small_map(*people, some="", urgent="", links="", asked=None, **fields):
    """A family with these people; `links` as "a-b c!d", where ! is a conflict."""
    needs = [{"id": theme, "need": "some"} for theme in some.split()]
    needs += [{"id": theme, "need": "urgent"} for theme in urgent.split()]
    family = {
        "id": "GEZ",
        "label": "Gezin",
        "themes": needs,
        "actors": [actor for actor, _ in people],
        "relations": [relation for _, ties in people for relation in ties],
        "links": [
            {"a": a, "b": b, "type": "conflict" if "!" in pair else "cooperates"}
            for pair in links.split()
            for a, b in [pair.replace("!", "-").split("-")]
        ],
    } | fields
    if asked is not None:
        family["maps"] = [{"id": "map", "date": "2026-02-01", "asked": asked}]
    return typed(Family, family)


def read(family, thresholds=DEFAULT):
    return read_map(family, themes=SHIPPED, on=ON, thresholds=thresholds)


def said(family, thresholds=DEFAULT):
    """All observations and strengths by their key."""
    reading = read(family, thresholds)
    return {each.key: each for each in (*reading.observations, *reading.strengths)}
