"""Would the decision table notice a slip in the rule? Each plausible one is made and caught."""

# ruff: noqa: E501 - a slip is a line of the rule as it stands there

import sys
import types
from itertools import chain, product
from pathlib import Path

import pytest
from test_decision_table import (
    FINER,
    GLASSES,
    NOW,
    ROLES,
    SPANS,
    Reader,
    Table,
    Veiled,
    fine,
    seen,
)

from kring.families.models import Family, Hidden, Member, Seat, Strength, rule
from kring.network.models import MapRecord
from kring.signals.models import Signal

pytestmark = [pytest.mark.django_db, pytest.mark.query, pytest.mark.long]

SOURCE = Path(rule.__file__).read_text("utf-8")
SLIPS = {
    "the last moment of a seat counts": ("starts_at <= :now AND ends_at > :now AND withdrawn",
                                         "starts_at <= :now AND ends_at >= :now AND withdrawn"),
    "the first moment of a seat does not": ("starts_at <= :now AND ends_at > :now AND withdrawn",
                                            "starts_at < :now AND ends_at > :now AND withdrawn"),
    "a seat never ends": ("ends_at > :now AND withdrawn_at", "withdrawn_at"),
    "a seat counts before it starts": ("starts_at <= :now AND ends_at > :now AND withdrawn",
                                       "ends_at > :now AND withdrawn"),
    "a withdrawn seat counts": (" AND withdrawn_at IS NULL\"", "\""),
    "a seat is anybody's": ('_LIVE = "user_id = :user AND ', '_LIVE = "'),
    "restriction is forgotten": (" AND NOT home.is_restricted", ""),
    "a glass never ends": ("starts_at <= :now AND ends_at > :now AND ended_at",
                           "starts_at <= :now AND ended_at"),
    "the last moment of a glass counts": ("ends_at > :now AND ended_at",
                                          "ends_at >= :now AND ended_at"),
    "a glass is open before it starts": ("starts_at <= :now AND ends_at > :now AND ended_at",
                                         "ends_at > :now AND ended_at"),
    "a glass put down stays open": (" AND ended_at IS NULL", ""),
    "a glass opens layer 3": ("<layer> IN (1, 2) AND <family>", "<layer> IN (1, 2, 3) AND <family>"),
    "a glass opens layer 1 alone": ("<layer> IN (1, 2) AND <family>", "<layer> = 1 AND <family>"),
    "a volunteer is a professional": ("seat.role IN ('worker', 'coordinator'))\n",
                                      "seat.role <> 'family')\n"),
    "the family is a helper": ("one.layer = 1 AND seat.role = 'family'\n", "1 = 0\n"),
    "layer 3 is for workers": ("one.layer = 3 AND seat.role = 'coordinator'",
                               "one.layer = 3 AND seat.role IN ('worker', 'coordinator')"),
    "layer 4 needs no secrecy": (" AND seat.tie = 'secrecy'", ""),
    "layer 4 is for whoever keeps silence": (
        "one.layer = 4 AND seat.role = 'coordinator' AND", "one.layer = 4 AND"),
    "an author keeps everything": ("<layer> IN (3, 4) AND <author>", "<author>"),
    "an author keeps nothing": ("<author> = :user AND <family> IN", "1 = 0 AND <family> IN"),
    "an author keeps it after leaving": (
        "AND <family> IN (\n            SELECT seat.family_id FROM {_SEATS} WHERE seat.role <> 'family')",
        ""),
    "the family reads what it wrote as a helper": (
        "FROM {_SEATS} WHERE seat.role <> 'family')", "FROM {_SEATS})"),
    "consent is forgotten for layer 1": (
        "OR (one.layer = 1 OR one.layer = 2 AND", "OR one.layer = 1 OR (one.layer = 2 AND"),
    "consent is forgotten for layer 2": (
        "(one.layer = 1 OR one.layer = 2 AND seat.role IN ('worker', 'coordinator'))\n                    AND {agreed}",
        "one.layer = 1 AND {agreed} OR one.layer = 2 AND seat.role IN ('worker', 'coordinator')"),
    "a yes to anybody is a yes to me": (
        'AND (said.receiver IS NULL OR {_is_for_me("said.receiver")})', ""),
    "a yes to all does not count": ("said.receiver IS NULL OR ", ""),
    "a yes taken back counts": (" AND said.withdrawn_on IS NULL", ""),
    "a yes counts before its day": ("said.given_on <= :today", "1 = 1"),
    "a yes never ends": ("AND (said.ends_on IS NULL OR said.ends_on >= :today)", ""),
    "a yes ends a day early": ("said.ends_on >= :today", "said.ends_on > :today"),
    "a yes for one part is one for all": ("said.part IN ('', asked.part)", "1 = 1"),
    "a switch turned off is forgotten": (
        "taken.withdrawn_on IS NOT NULL AND", "1 = 0 AND"),
    "a switch of others turns mine off": (
        'AND taken.withdrawn_on IS NOT NULL AND {_is_for_me("taken.receiver")}',
        "AND taken.withdrawn_on IS NOT NULL"),
    "a switch for one part closes all": ("taken.part IN ('', shut.part)", "1 = 1"),
    "a switch for all parts closes none": ("taken.part IN ('', shut.part)",
                                           "taken.part = shut.part"),
    "a house is nobody": ("{receiver} = :house OR ", ""),
    "a token is nobody": ("{receiver} IN (\n            SELECT actor", "{receiver} IN (\n            SELECT NULL"),
    "hidden is forgotten": ("{who} = :user\n", "1 = 0\n"),
    "hidden from a member is not from their account": ("SELECT member FROM", "SELECT NULL FROM"),
    "hidden from a helper is not from their account": (
        "OR {who} IN (SELECT actor FROM", "OR {who} IN (SELECT NULL FROM"),
    "who left sees what was hidden from them": (
        "(SELECT actor FROM kring_seat WHERE user_id = :user)",
        "(SELECT actor FROM kring_seat WHERE {_LIVE})"),
    "unknown names hide from nobody": ("{who} IS NULL AND", "1 = 0 AND"),
    "unknown names hide from the coordinator too": (" AND {family} NOT IN ({_SITS} AND role = 'coordinator')", ""),
    "a glass shows what is hidden": ("        AND <item> NOT IN (",
                                     "        AND (<layer> IN (1, 2) AND <family> IN ({_GLASS}) OR <item> NOT IN ("),
    "a system role reads": ("bool(user.system_role) or not user.is_active", "not user.is_active"),
    "who left the house reads": ("bool(user.system_role) or not user.is_active",
                                 "bool(user.system_role)"),
}  # fmt: skip
# The bracket that this slip opens must close again.
CLOSES = {"a glass shows what is hidden": ('{hidden("hides.who", "hides.family_id")})\n    """\n\n\n# A consent',
                                           '{hidden("hides.who", "hides.family_id")}))\n    """\n\n\n# A consent')}  # fmt: skip


def slipped(name):
    """The rule with this slip in it; without a name as it is."""
    text = SOURCE
    for old, new in filter(None, (SLIPS.get(name), CLOSES.get(name))):
        assert text.count(old) == 1, (name, text.count(old))
        text = text.replace(old, new)
    module = types.ModuleType("slipped_rule")
    exec(compile(text, name, "exec"), module.__dict__)
    module.now = lambda: NOW
    return module


def put_in(monkeypatch, module):
    """In every module of ours that took something from the rule."""
    for each in [m for n, m in sys.modules.items() if n.startswith("kring.families")]:
        for name, held in list(vars(each).items()):
            is_from_there = each is not rule and held is getattr(rule, name, None)
            if is_from_there and name in vars(module):
                monkeypatch.setattr(each, name, getattr(module, name))


def grand():
    return product(ROLES, SPANS, (False, True), (False, True), GLASSES, [FINER["yes to all"]])


KINDS = [Strength, Member, Signal, MapRecord]


def test_every_slip_in_the_rule_is_noticed(monkeypatch):
    monkeypatch.setattr(rule, "now", lambda: NOW)
    table = Table(chain(grand(), fine()), kinds=KINDS)
    stranger, veiled = table.me, table.other
    veils = Veiled(me=veiled)
    insiders = Reader(table.me.pk, house=table.house.pk)
    expected = {model: table.expected(model) for model in KINDS}
    expected[Family] = {
        home for home, world in table.worlds.items() if world.sees_family(insiders, home)
    }
    shown, hidden = veils.shown(), veils.hidden()

    def notices():
        """Whether anything differs from the oracle."""
        for system_role, is_active in (("analyst", True), ("", False)):
            user = type(stranger)(pk=stranger.pk, system_role=system_role, is_active=is_active)
            if seen(Strength, user) or Seat.of(user).exists():
                return True
        found = set(Hidden.items_for(veiled).values_list("item", flat=True))
        if found != hidden or seen(Strength, veiled) != shown:
            return True
        return any(seen(model, table.me) != rows for model, rows in expected.items())

    with monkeypatch.context() as patch:
        put_in(patch, slipped(""))
        assert not notices()  # it is the slip that shows, not how it is put in
    caught = {}
    for name in SLIPS:
        with monkeypatch.context() as patch:
            put_in(patch, slipped(name))
            caught[name] = notices()
    assert [name for name, is_caught in caught.items() if not is_caught] == []
    assert len(caught) >= 18
