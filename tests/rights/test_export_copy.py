"""Taking a family along: looked over by two, read back the same, others spared."""

import io
import json
from dataclasses import asdict
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils.timezone import now

import cast
from kring.base.errors import NotAllowed
from kring.core.formats.family_file import read
from kring.core.sharing import Reader
from kring.documents.pages import pages_of
from kring.exchange.services import bring_in
from kring.families.models import Hidden, Member, Seat, Strength
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.plans.models import Plan
from kring.rights import export_paper
from kring.rights.export_queries import AGREED_FOR, copy_for, wish_of
from kring.rights.models import CopyWish, Reply
from kring.rights.services.exporting import agree_to_copy, ask_for_copy, take_copy

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def actor(family, code):
    rows = Actor.objects.for_system("a test").filter(family=family)
    return next(row for row in rows if row.code == code)


def one(file):
    [family] = file.families
    return family


@pytest.fixture
def printed(monkeypatch):
    """Every word that went to paper, beside the paper itself."""
    words = []

    def pages(title, blocks, **more):
        words.append(json.dumps([asdict(each) for each in blocks], ensure_ascii=False))
        return pages_of(title, blocks, **more)

    monkeypatch.setattr(export_paper, "pages_of", pages)
    return words


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_the_file_reads_back_and_comes_in_the_same(family, amal, kind):
    data = take_copy(family.pk, kind=kind, with_names=True, language="nl", by=amal)

    file = read(data, f"gezin.{kind}")
    again = bring_in(one(file), themes=file.themes, by=None)
    give_seat(
        family=again, user=amal, role=Seat.Role.FAMILY, purpose="x", by=None,
        member=Member.objects.for_system("a test").filter(family=again).first().pk,
    )  # fmt: skip

    assert one(copy_for(again.pk, by=amal, with_names=True)) == one(file)


def test_without_names_others_go_along_by_what_they_do(family, amal):
    copy = one(copy_for(family.pk, by=amal, with_names=False))

    assert {str(each.label) for each in copy.actors} & {"Lieve", "Tante Hala"} == set()
    assert len(copy.actors) == 3
    assert one(copy_for(family.pk, by=amal, with_names=True)).actors[0].label == cast.nl(
        "Lieve"
    )


def test_notes_of_professionals_stay(family, nadia, amal):
    row = actor(family, "ocmw")
    row.layer = 3
    row.save()
    strength = Strength.objects.create(family=family, text=cast.nl("Kookt goed"))

    for user in (nadia, amal):
        copy = one(copy_for(family.pk, by=user, with_names=True))
        assert "ocmw" not in {each.id for each in copy.actors}
        assert [str(each.text) for each in copy.strengths] == [str(strength.text)]


def test_a_coordinators_copy_is_for_every_eye_in_the_family(family, nadia, amal):
    yousef = Member.objects.for_system("a test").get(family=family, position=1)
    Hidden.objects.create(family=family, item=actor(family, "hala").pk, who=yousef.pk, code="y")

    assert "hala" not in {
        each.id for each in one(copy_for(family.pk, by=nadia, with_names=True)).actors
    }
    # Amal may see her: it is hers to take along.
    assert "hala" in {
        each.id for each in one(copy_for(family.pk, by=amal, with_names=True)).actors
    }


def test_a_coordinators_copy_lacks_the_plan_that_is_kept_apart(family, nadia):
    plan = Plan.objects.for_system("a test").get(family=family)
    Hidden.objects.create(family=family, item=plan.pk, who=None, code="z")

    assert one(copy_for(family.pk, by=nadia, with_names=True)).plan is None


def test_what_the_family_said_goes_along_in_extra(family, amal):
    Reply.objects.create(
        family=family, item=actor(family, "lieve").pk, kind="word",
        words=cast.nl("Zij is lief."), state="accepted", answer=cast.nl("Dank je."),
    )  # fmt: skip
    data = take_copy(family.pk, kind="json", with_names=True, language="nl", by=amal)

    [said] = json.loads(data)["families"][0]["extra"]["replies"]

    assert (said["words"], said["answer"]) == ({"nl": "Zij is lief."}, {"nl": "Dank je."})


@pytest.mark.parametrize(("language", "words"), [("nl", "De kaart"), ("en", "Sterrenberg")])
def test_the_paper_holds_all_of_it(family, amal, nadia, language, words, printed):
    pdf = take_copy(family.pk, kind="pdf", with_names=True, language=language, by=amal)

    [said] = printed
    for each in (words, "Amal", "Wij willen een droog huis.", "Bel de verhuurder", "Lieve",
                 "Nadia", "Het huis is nat."):  # fmt: skip
        assert each in said
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == language
        assert opened.open_metadata()["pdfuaid:part"] == "1"


def test_the_paper_of_a_family_of_which_little_is_known(other_family):
    user = cast.person("Iemand")
    member = Member.objects.create(family=other_family, code="m", name=cast.nl("Iemand"),
                                   role="mother", languages={}, extra={})  # fmt: skip
    give_seat(family=other_family, user=user, role=Seat.Role.FAMILY, purpose="x", by=None,
              member=member.pk)  # fmt: skip

    assert take_copy(
        other_family.pk, kind="pdf", with_names=True, language="ar", by=user
    ).startswith(b"%PDF")


def test_the_journal_tells_who_took_it(family, amal):
    take_copy(family.pk, kind="yaml", with_names=False, language="nl", by=amal)

    line = Entry.objects.get(verb=Entry.Verb.EXPORTED)
    assert (line.actor_id, line.detail) == (amal.pk, "yaml without names")


def test_staff_takes_nothing_before_a_second_person_looked(family, nadia, alice):
    take = {"kind": "yaml", "with_names": True, "language": "nl"}
    with pytest.raises(NotAllowed):
        take_copy(family.pk, **take, by=nadia)
    ask_for_copy(family.pk, with_names=False, by=nadia)
    with pytest.raises(NotAllowed):
        take_copy(family.pk, **take, by=nadia)
    with pytest.raises(NotAllowed, match="Iemand anders"):
        agree_to_copy(family.pk, by=nadia)

    agree_to_copy(family.pk, by=alice)
    agree_to_copy(family.pk, by=alice)

    assert b"Lieve" not in take_copy(family.pk, **take, by=nadia)  # as it was looked over
    with pytest.raises(NotAllowed):
        take_copy(family.pk, **take, by=alice)


def test_a_second_look_is_good_for_seven_days(family, nadia, alice):
    wish = ask_for_copy(family.pk, with_names=True, by=nadia)
    agree_to_copy(family.pk, by=alice)
    CopyWish.objects.filter(pk=wish.pk).update(agreed_at=now() - AGREED_FOR)

    assert wish_of(family.pk) is None


@pytest.mark.parametrize("who", ["alice", "bob", "amal"])
def test_only_the_coordinator_asks(family, who, request):
    with pytest.raises(NotAllowed):
        ask_for_copy(family.pk, with_names=True, by=request.getfixturevalue(who))


def test_nobody_agrees_to_what_nobody_asked(family, alice):
    with pytest.raises(NotAllowed):
        agree_to_copy(family.pk, by=alice)


def test_through_the_pages_with_a_list_to_tick(client, family, nadia, amal):
    page, ask = (
        reverse(f"rights:{name}", args=[family.pk]) for name in ("take_along", "take_ask")
    )
    client.force_login(nadia)
    assert client.post(ask, {"nagekeken": ["namen"]}).status_code == 422
    assert "Lieve" in client.get(page).content.decode()
    everything = {"nagekeken": ["namen", "nota", "geven"], "met_namen": "1"}
    assert client.post(ask, everything).status_code == 302
    assert "Iemand anders kijkt dit na" in client.get(page).content.decode()
    agree = reverse("rights:take_agree", args=[family.pk])
    assert client.post(agree, {"nagekeken": "1"}).status_code == 422

    client.force_login(amal)
    assert client.post(agree, {"nagekeken": "1"}).status_code == 302

    client.force_login(nadia)
    taken = client.post(reverse("rights:take_copy", args=[family.pk, "pdf"]), {"taal": "nl"})
    assert taken.status_code == 200
    assert taken["Content-Type"] == "application/pdf"
    assert "attachment" in taken["Content-Disposition"]
    assert client.post(reverse("rights:take_copy", args=[family.pk, "exe"])).status_code == 404


def test_a_worker_reads_what_the_copy_waits_for(client, family, nadia, alice):
    client.force_login(alice)
    page = reverse("rights:take_along", args=[family.pk])
    assert "Het gezin neemt zelf zijn kopie" in client.get(page).content.decode()
    ask_for_copy(family.pk, with_names=True, by=nadia)
    assert "Kijk dit na" in client.get(page).content.decode()


def test_row_47_who_only_counts_takes_nothing(family, paula, adam):
    for user in (paula, adam):
        with pytest.raises(Exception, match="bestaat niet"):
            take_copy(family.pk, kind="pdf", with_names=True, language="nl", by=user)


def test_readers_are_those_of_the_core():
    assert {each.value for each in Reader} == {role.value for role in Seat.Role}


def test_a_second_look_takes_part_within_days(family, nadia):
    wish = ask_for_copy(family.pk, with_names=True, by=nadia)
    CopyWish.objects.filter(pk=wish.pk).update(
        asked_at=now() - AGREED_FOR - timedelta(seconds=1)
    )

    assert wish_of(family.pk) is None
