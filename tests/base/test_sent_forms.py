"""The key of a form: when it is taken, whose it is, and what of it lies in the table."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from cast import a_member, person
from kring.base.once import SentForm
from kring.families.models import Member, Seat, Story
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.rights.models import Reply
from kring.rights.services.retaining import carry_out, due_at

pytestmark = [pytest.mark.django_db, pytest.mark.query]

SAID = {"woorden": "Dat klopt niet."}


@pytest.fixture
def address(family, item):
    return reverse("rights:reply", args=[family.pk, item])


@pytest.fixture
def item(family):
    return a_member(family)


def replies():
    return Reply.objects.for_system("test").count()


def test_the_pages_of_one_visit_each_have_another_key_and_their_forms_the_same(
    client, family, amal
):
    client.force_login(amal)
    address = reverse("rights:replies", args=[family.pk])

    pages = [client.get(address).content.decode() for _ in range(2)]

    keys = [set(re.findall(r'name="once" value="([\w-]{36})"', page)) for page in pages]
    assert [len(each) for each in keys] == [1, 1]
    assert keys[0] != keys[1]


def test_a_form_with_a_mistake_takes_no_key_and_comes_back_with_it(client, address, amal):
    client.force_login(amal)
    key = str(uuid4())

    wrong = client.post(address, {"woorden": "", "once": key})

    assert wrong.status_code == 422
    assert f'name="once" value="{key}"' in wrong.content.decode()
    assert not SentForm.objects.exists()
    assert client.post(address, SAID | {"once": key}).status_code == 302
    assert replies() == 1


def test_what_breaks_halfway_takes_no_key_and_changes_nothing(
    client, address, amal, monkeypatch
):
    client.force_login(amal)
    sent, lines = SAID | {"once": str(uuid4())}, Entry.objects.count()

    def breaks(*words):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("kring.rights.reply_views.messages.success", breaks)
        with pytest.raises(RuntimeError):
            client.post(address, sent)

    assert (replies(), SentForm.objects.count(), Entry.objects.count()) == (0, 0, lines)
    assert client.post(address, sent).status_code == 302
    assert replies() == 1


def test_other_words_with_the_same_key_are_not_lost(client, address, amal):
    """Somebody went back to the page as it stood, and wrote something else."""
    client.force_login(amal)
    key = str(uuid4())

    for words in ("Eerst dit.", "Dan dat.", "Eerst dit."):
        client.post(address, {"woorden": words, "once": key})

    assert replies() == 2


def test_the_key_of_another_is_another_key(family, amal, charlie):
    yousef = person("Yousef")
    father = Member.objects.for_system("test").get(family=family, position=1)
    give_seat(
        family=family, user=yousef, role=Seat.Role.FAMILY, purpose="x", by=None,
        member=father.pk,
    )  # fmt: skip
    story = Story.objects.for_system("test").get(family=family)
    address, key = reverse("rights:reply", args=[family.pk, story.pk]), str(uuid4())
    for user in (amal, yousef):
        client = Client()
        client.force_login(user)
        assert client.post(address, SAID | {"once": key}).status_code == 302

    stranger = Client()
    stranger.force_login(charlie)
    assert stranger.post(address, SAID | {"once": key}).status_code == 404
    assert SentForm.objects.count() == replies() == 2


def test_the_table_says_nothing_of_who_sent_what_about_whom(client, address, family, amal):
    client.force_login(amal)
    key = str(uuid4())
    client.post(address, SAID | {"once": key})

    row = SentForm.objects.get()
    held = row.mark.encode() + bytes(row.led)
    assert str(row) == row.mark
    for word in (key, str(family.pk), str(amal.pk), "gezin", "klopt"):
        assert word.encode() not in held


def test_after_a_day_the_row_goes(client, address, amal):
    client.force_login(amal)
    for _ in range(2):
        client.post(address, SAID | {"once": str(uuid4())})
    old = SentForm.objects.first()
    SentForm.objects.filter(pk=old.pk).update(at=now() - timedelta(days=1))

    carry_out(due_at(now()), now())

    assert old.pk not in SentForm.objects.values_list("pk", flat=True)
    assert SentForm.objects.count() == 1


def test_the_same_form_after_its_row_went_is_locked_anew(client, address, amal):
    """One lock and one nonce for two addresses would betray the lock."""
    client.force_login(amal)
    sent, held = SAID | {"once": str(uuid4())}, set()
    for _ in range(2):
        client.post(address, sent)
        [row] = SentForm.objects.all()
        held.add((row.mark, bytes(row.led)))
        row.delete()

    assert len({mark for mark, _ in held}) == 1
    assert len(held) == 2
