"""Correcting: a word beside an item, an answer, and the old value that goes after 30 days."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

import cast
from kring.base.errors import NotAllowed, NotFoundHere
from kring.core.words import Text
from kring.families.models import Hidden, Member, Story
from kring.journal.models import Entry
from kring.network.models import Actor, Relation
from kring.plans.models import Action, Goal, Meeting
from kring.rights.models import OldValue, Reply
from kring.rights.services.replying import (
    KEPT_FOR,
    answer,
    change_words,
    replies_of,
    reply_to,
    shred_old_values,
)

pytestmark = [pytest.mark.django_db, pytest.mark.query]

WORD, CHANGE = Reply.Kind.WORD, Reply.Kind.CHANGE
KINDS = (Member, Story, Actor, Relation, Goal, Action, Meeting)


def first(model, family):
    return model.objects.for_system("a test").filter(family=family).first()


def say(family, row, by, kind=WORD, words="Dit klopt niet."):
    return reply_to(family.pk, row.pk, kind=kind, words=cast.nl(words), by=by)


@pytest.mark.parametrize("model", KINDS)
def test_t24_the_family_says_something_about_every_kind_of_item(family, amal, nadia, model):
    reply = say(family, first(model, family), amal)

    [seen] = replies_of(family.pk, by=nadia)
    assert (seen.pk, seen.words, seen.state) == (reply.pk, cast.nl("Dit klopt niet."), "open")
    line = Entry.objects.get(item_id=reply.pk)
    assert (line.verb, line.part, line.detail) == ("added", "reply", "word")


@pytest.mark.parametrize("who", ["alice", "bob", "nadia"])
def test_only_the_family_speaks_for_itself(family, who, request):
    with pytest.raises(NotAllowed):
        say(family, first(Story, family), request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["charlie", "adam", "paula"])
def test_a_stranger_finds_nothing_to_speak_about(family, who, request):
    with pytest.raises(NotFoundHere):
        say(family, first(Story, family), request.getfixturevalue(who))


def test_nothing_said_is_no_reply(family, amal):
    with pytest.raises(NotAllowed, match="Schrijf eerst"):
        reply_to(family.pk, first(Story, family).pk, kind=WORD, words=Text({}), by=amal)


def test_row_5_a_reply_about_what_is_hidden_is_hidden_too(family, amal, nadia):
    row = first(Actor, family)
    say(family, row, amal)
    Hidden.objects.create(family=family, item=row.pk, who=nadia.pk, code="n")

    assert list(replies_of(family.pk, by=nadia)) == []


def test_yes_with_new_words_changes_the_item_and_keeps_the_old(family, amal, nadia):
    row = first(Actor, family)
    reply = say(family, row, amal, kind=CHANGE)

    answer(family.pk, reply.pk, accepted=True, words=None, new_words=cast.nl("Oma"), by=nadia)

    row.refresh_from_db()
    reply.refresh_from_db()
    old = OldValue.objects.get()
    assert (row.label, row.version) == (cast.nl("Oma"), 2)
    assert (reply.state, reply.answered_by, reply.answered_on) == (
        "accepted",
        nadia,
        localdate(),
    )
    assert (old.field, old.value, old.reply) == ("actor.label", {"nl": "Lieve"}, reply)
    assert old.kept_until == localdate() + KEPT_FOR
    assert Entry.objects.filter(part="actor", item_id=row.pk, detail="label").exists()


def test_other_languages_stay_as_they_were(family, nadia):
    row = first(Member, family)

    change_words(row, Text({"nl": "Amal B."}), reply=None, by=nadia)

    assert row.name == Text({"ar": "أمل", "nl": "Amal B."})


def test_where_nothing_stood_nothing_old_is_kept(family, nadia):
    row = first(Relation, family)

    change_words(row, cast.nl("Elke week"), reply=None, by=nadia)

    assert not OldValue.objects.exists()
    assert row.note == cast.nl("Elke week")


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 1), (31, 0)])
def test_t24_the_old_value_goes_after_thirty_days(family, nadia, days, left):
    change_words(first(Actor, family), cast.nl("Oma"), reply=None, by=nadia)

    shred_old_values(before=localdate() + timedelta(days=days))

    assert OldValue.objects.count() == left


def test_yes_without_new_words_changes_nothing_yet(family, amal, nadia):
    reply = say(family, first(Actor, family), amal, kind=CHANGE)

    answer(family.pk, reply.pk, accepted=True, words=cast.nl("Ik pas het aan."), by=nadia)

    assert str(first(Actor, family).label) == "Lieve"
    assert not OldValue.objects.exists()


def test_no_needs_a_reason(family, amal, nadia):
    reply = say(family, first(Actor, family), amal)
    with pytest.raises(NotAllowed, match="waarom niet"):
        answer(family.pk, reply.pk, accepted=False, words=None, by=nadia)

    said = answer(family.pk, reply.pk, accepted=False, words=cast.nl("Zo heet zij."), by=nadia)

    assert (said.state, str(said.answer)) == ("declined", "Zo heet zij.")
    with pytest.raises(NotAllowed, match="al geantwoord"):
        answer(family.pk, reply.pk, accepted=True, words=None, by=nadia)


@pytest.mark.parametrize("who", ["alice", "bob", "amal"])
def test_only_the_coordinator_answers(family, amal, who, request):
    reply = say(family, first(Actor, family), amal)
    with pytest.raises(NotAllowed):
        answer(family.pk, reply.pk, accepted=True, words=None, by=request.getfixturevalue(who))


def test_there_is_no_answer_to_what_was_never_said(family, nadia):
    with pytest.raises(NotFoundHere):
        answer(family.pk, uuid4(), accepted=True, words=None, by=nadia)


def test_asked_said_and_answered_through_the_pages(client, family, amal, nadia):
    row, page = first(Actor, family), reverse("rights:replies", args=[family.pk])
    client.force_login(amal)
    speak = reverse("rights:reply", args=[family.pk, row.pk])
    empty = client.post(speak, {"woorden": " ", "soort": "change"})
    assert empty.status_code == 422
    assert "Schrijf eerst wat je wil zeggen." in empty.content.decode()
    assert client.post(speak, {"woorden": "Zij is oma.", "soort": "change"}).status_code == 302
    [reply] = replies_of(family.pk, by=amal)
    assert reply.kind == CHANGE

    client.force_login(nadia)
    assert "Zij is oma." in client.get(page).content.decode()
    say_so = reverse("rights:reply_answer", args=[family.pk, reply.pk])
    refused = client.post(say_so, {"antwoord": "nee", "woorden": ""})
    assert refused.status_code == 422
    agreed = {"antwoord": "ja", "woorden": "Je hebt gelijk.", "nieuw": "Oma Lieve"}
    assert client.post(say_so, agreed).status_code == 302

    client.force_login(amal)
    said = client.get(page).content.decode()
    assert "Je hebt gelijk." in said
    assert "Oma Lieve" in said


def test_what_was_typed_stays_after_a_mistake(client, family, amal, nadia):
    reply = say(family, first(Actor, family), amal)
    answer(family.pk, reply.pk, accepted=True, words=None, by=nadia)
    client.force_login(nadia)
    address = reverse("rights:reply_answer", args=[family.pk, reply.pk])

    late = client.post(address, {"antwoord": "ja", "woorden": "Te laat"})

    assert late.status_code == 422
    assert "Hierop is al geantwoord." in late.content.decode()
    assert "Te laat" in late.content.decode()


def test_row_05_a_reply_goes_with_what_is_hidden_and_with_who_said_it(
    client, family, amal, nadia
):
    about, other = first(Goal, family), first(Action, family)
    say(family, about, amal)
    client.force_login(nadia)
    page = reverse("rights:to_check")
    assert "Sterrenberg" in client.get(page).content.decode()

    kept = Hidden.objects.create(family=family, item=about.pk, who=nadia.pk)
    assert "Sterrenberg" not in client.get(page).content.decode()
    client.force_login(amal)
    kept.who = amal.pk
    kept.save()
    copy = client.post(reverse("rights:take_copy", args=[family.pk, "yaml"]))
    assert copy.status_code == 200
    assert b"Dit klopt niet." not in copy.content

    say(family, other, amal)
    mother = Member.objects.for_system("a test").get(family=family, position=0)
    assert replies_of(family.pk, by=nadia).filter(item=other.pk).exists()
    Hidden.objects.create(family=family, item=mother.pk, who=nadia.pk)
    assert not replies_of(family.pk, by=nadia).exists()
