"""Into a circle by invitation: a link in a mail, and a code that is said aloud."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail as outgoing
from django.urls import reverse
from django.utils.timezone import localdate, now

from cast import person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Hidden, Invitation, Seat
from kring.journal.models import Entry
from kring.people import mail
from kring.people.models import User
from kring.reception import queries
from kring.reception.services import invitations as services
from kring.reception.services.invitations import (
    MOST_MISSES,
    CodeRefused,
    InvitationRefused,
)
from kring.reception.tokens import mark_of
from reception.inviting import ELS, terms
from same_page import without_marks

pytestmark = [pytest.mark.django_db, pytest.mark.query]

SENTENCE = "Deze uitnodiging werkt niet. Vraag een nieuwe aan wie je uitnodigde."


def typed(**more):
    given = terms()
    return {
        "mail": given.mail, "role": given.role.value, "purpose": given.purpose,
        "tie": given.tie.value, "told_on": given.told_on.isoformat(),
        "agreed_on": given.agreed_on.isoformat(), "agreed_how": given.agreed_how,
        "ends_on": given.ends_on.isoformat(),
    } | more  # fmt: skip


def give_factor(user, kind=Authenticator.Type.TOTP):
    return Authenticator.objects.create(user=user, type=kind, data={})


@pytest.fixture
def els(db):
    return person("Els", email=ELS)


@pytest.fixture
def sent(family, nadia):
    return services.invite(family.pk, terms=terms(), by=nadia)


@pytest.fixture
def accepted(sent, els):
    return services.accept(sent.word, user=els)


def seats_of(user):
    return list(Seat.of(user).values_list("role", flat=True))


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


# By services


def test_of_the_link_only_the_hash_is_kept_and_the_words_lie_sealed(sent):
    row = Invitation.objects.filter(pk=sent.invitation.pk).values().get()

    assert bytes(row["token_hash"]) == mark_of(sent.word)
    assert len(sent.word) == 43
    for words in (ELS, "buddy voor Nederlands", "mondeling"):
        assert words.encode() not in b"".join(
            bytes(v) for v in row.values() if isinstance(v, bytes)
        )


def test_a_seat_begins_only_after_the_code_and_the_second_factor(family, nadia, els, accepted):
    with pytest.raises(NotAllowed, match="nog geen tweede stap"):
        services.confirm(family.pk, accepted.pk, code=accepted.code, by=nadia)
    assert seats_of(els) == []

    give_factor(els)
    said = f"{accepted.code[:3]} {accepted.code[3:]}"
    seat = services.confirm(family.pk, accepted.pk, code=said, by=nadia)

    assert seats_of(els) == ["volunteer"]
    assert (seat.purpose, seat.tie, seat.agreed_how) == (
        "buddy voor Nederlands", "discretion", "mondeling",
    )  # fmt: skip
    assert localdate(seat.ends_at) == terms().ends_on + timedelta(days=1)
    assert Invitation.objects.get(pk=accepted.pk).code is None


@pytest.mark.parametrize(
    ("role", "kind", "is_ready"),
    [
        ("coordinator", Authenticator.Type.TOTP, False),
        ("coordinator", Authenticator.Type.WEBAUTHN, True),
        ("worker", Authenticator.Type.TOTP, True),
        ("worker", Authenticator.Type.WEBAUTHN, True),
        ("worker", Authenticator.Type.RECOVERY_CODES, False),
    ],
)
def test_what_somebody_sets_up_depends_on_the_role(family, nadia, els, role, kind, is_ready):
    sent = services.invite(family.pk, terms=terms(role=Seat.Role(role)), by=nadia)
    invitation = services.accept(sent.word, user=els)
    give_factor(els, kind)

    assert queries.is_ready(invitation) is is_ready


def test_an_invitation_that_nobody_accepted_is_not_ready(sent):
    assert not queries.is_ready(sent.invitation)


def test_a_wrong_code_is_counted_and_the_fifth_ends_it(family, nadia, els, accepted):
    give_factor(els)
    wrong = f"{(int(accepted.code) + 1) % 10**6:06}"
    for _ in range(MOST_MISSES - 1):
        with pytest.raises(CodeRefused, match="Deze code klopt niet"):
            services.confirm(family.pk, accepted.pk, code=wrong, by=nadia)
    with pytest.raises(CodeRefused, match="vijf keer fout"):
        services.confirm(family.pk, accepted.pk, code=wrong, by=nadia)

    with pytest.raises(NotFoundHere):
        services.confirm(family.pk, accepted.pk, code=accepted.code, by=nadia)
    assert seats_of(els) == []


def test_nothing_is_confirmed_before_somebody_accepted(family, nadia, sent):
    with pytest.raises(NotFoundHere):
        services.confirm(family.pk, sent.invitation.pk, code="123456", by=nadia)


def test_nothing_is_confirmed_for_an_account_that_ended(family, nadia, els, accepted):
    give_factor(els)
    els.is_active = False
    els.save()
    with pytest.raises(NotFoundHere):
        services.confirm(family.pk, accepted.pk, code=accepted.code, by=nadia)


@pytest.mark.parametrize("who", ["alice", "bob", "amal"])
def test_only_the_coordinator_invites(request, family, who):
    with pytest.raises(NotAllowed):
        services.invite(family.pk, terms=terms(), by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["charlie", "adam", "paula"])
def test_for_others_there_is_no_such_family(request, family, who):
    with pytest.raises(NotFoundHere):
        services.invite(family.pk, terms=terms(), by=request.getfixturevalue(who))


def test_a_member_of_the_family_gets_no_mail(family, nadia):
    with pytest.raises(NotAllowed, match="eigen code"):
        services.invite(family.pk, terms=terms(role=Seat.Role.FAMILY), by=nadia)


def test_every_move_is_written_down_without_words(family, nadia, els, accepted):
    give_factor(els)
    services.confirm(family.pk, accepted.pk, code=accepted.code, by=nadia)

    lines = Entry.objects.filter(item_id=accepted.pk).order_by("pk")
    assert [(line.verb, line.detail) for line in lines] == [
        ("added", "volunteer"), ("changed", "accepted"), ("changed", "confirmed"),
    ]  # fmt: skip
    assert lines[1].actor_id == els.pk


def test_who_is_hidden_from_a_coordinator_is_not_in_her_list(family, nadia, els, accepted):
    assert [each.pk for each in queries.invitations_of(family.pk, by=nadia)] == [accepted.pk]

    for item in (accepted.pk, els.pk):
        hidden = Hidden.objects.create(family=family, item=item, who=nadia.pk)
        assert list(queries.invitations_of(family.pk, by=nadia)) == []
        with pytest.raises(NotFoundHere):
            services.cancel(family.pk, accepted.pk, by=nadia)
        hidden.delete()


# Row 10 of the table of bad inputs


def late(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=now())


def used(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=now())


def cancelled(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(cancelled_at=now())


def test_row_10_a_scanner_of_mail_changes_nothing(client, sent, family):
    before = Invitation.objects.filter(pk=sent.invitation.pk).values().get()
    lines = Entry.objects.count()
    address = reverse("reception:accept", args=[sent.word])

    pages = [
        client.get(address),
        client.get(address),
        client.get(address),
        client.head(address),
    ]

    assert [page.status_code for page in pages] == [200] * 4
    assert Invitation.objects.filter(pk=sent.invitation.pk).values().get() == before
    assert Entry.objects.count() == lines
    for words in ("Sterrenberg", "buddy", ELS, str(family.pk)):
        assert words not in pages[0].content.decode()


@pytest.mark.parametrize("spoil", [late, used, cancelled])
def test_row_10_late_used_and_cancelled_read_the_same(client, sent, els, spoil):
    spoil(sent.invitation)
    address = reverse("reception:accept", args=[sent.word])
    other = reverse("reception:accept", args=["nooit-bestaan"])
    client.force_login(els)

    for page in (client.get(address), client.post(address)):
        assert page.status_code == 404
        assert SENTENCE in page.content.decode()
        assert visible(page) == visible(client.get(other))
    with pytest.raises(InvitationRefused):
        services.accept(sent.word, user=els)


def test_row_10_an_invitation_is_used_once(sent, els, accepted):
    with pytest.raises(InvitationRefused):
        services.accept(sent.word, user=els)


def test_row_10_at_seventy_two_hours_it_is_over(sent):
    assert sent.invitation.expires_at - sent.invitation.made_at >= timedelta(
        hours=71, minutes=59
    )
    assert sent.invitation.expires_at - sent.invitation.made_at <= timedelta(
        hours=72, minutes=1
    )


@pytest.mark.parametrize("address", ["iemand@anders.be", ""])
def test_row_10_another_address_is_refused_with_the_same_text(client, sent, address):
    other = person("Iemand", email=address)
    client.force_login(other)

    page = client.post(reverse("reception:accept", args=[sent.word]))

    assert page.status_code == 404
    assert SENTENCE in page.content.decode()
    assert seats_of(other) == []


def test_row_10_a_stolen_link_dies_after_five_wrong_addresses(client, sent, els):
    address = reverse("reception:accept", args=[sent.word])
    given = {"mail": "dief@anders.be", "name": "Dief", "password": "een-lang-woord-hier"}
    for _ in range(MOST_MISSES):
        page = client.post(address, given)
        assert page.status_code == 422
        assert SENTENCE in page.content.decode()
        assert 'value="Dief"' in page.content.decode()

    assert client.get(address).status_code == 404
    assert not User.objects.filter(email="dief@anders.be").exists()


@pytest.mark.parametrize("role", ["administrator", "analyst"])
def test_row_10_whoever_runs_the_site_is_never_in_a_circle(sent, role):
    with pytest.raises(InvitationRefused):
        services.accept(sent.word, user=person("Adam", email=ELS, system_role=role))


def visible(page):
    return without_marks(page.content.decode()).replace(page.wsgi_request.path, "")


# By pages


def test_one_reads_in_words_what_somebody_will_see_before_it_goes(client, family, nadia):
    client.force_login(nadia)
    address = reverse("reception:invite", args=[family.pk])

    page = client.post(address, typed()).content.decode()

    assert "Dit zal deze persoon zien" in page
    assert "papieren, en nota&#x27;s van beroepskrachten" in page
    assert str(family.pk)[:8] in page
    assert Invitation.objects.count() == 0
    again = client.post(address, typed(back="1")).content.decode()
    assert "Bekijk eerst" in again
    assert 'value="buddy voor Nederlands"' in again


def test_the_mail_holds_a_link_and_nothing_of_the_family(client, family, nadia):
    client.force_login(nadia)
    response = client.post(reverse("reception:invite", args=[family.pk]), typed(send="1"))
    mail.finish()

    assert response.status_code == 302
    [message] = outgoing.outbox
    assert message.to == [ELS]
    for words in ("Sterrenberg", "buddy", "Nadia", "vrijwilliger", str(family.pk)):
        assert words not in message.subject + message.body
    assert client.get(link_in(message)).status_code == 200


class PostIsDown:
    """A mail server that does not answer, and then gives up."""

    def __init__(self, *args, **more):
        pass

    def send_messages(self, messages):
        time.sleep(3)
        raise TimeoutError


def test_row_49_a_mail_server_that_is_down_holds_nobody_up(client, family, nadia, settings):
    settings.EMAIL_BACKEND = f"{__name__}.PostIsDown"
    client.force_login(nadia)
    began = time.monotonic()

    response = client.post(reverse("reception:invite", args=[family.pk]), typed(send="1"))

    assert time.monotonic() - began < 2.5
    assert response.status_code == 302
    mail.finish()
    page = client.get(reverse("reception:invitations", args=[family.pk])).content.decode()
    assert ELS in page
    assert "Trek de uitnodiging in" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"mail": "els"}, "Schrijf het mailadres zo"),
        ({"mail": ""}, "Schrijf een mailadres."),
        ({"role": ""}, "Kies een rol."),
        ({"role": "family"}, "family"),
        ({"purpose": " "}, "Schrijf waarvoor deze persoon komt."),
        ({"tie": ""}, "Kies beroepsgeheim of discretieplicht."),
        ({"told_on": "3000-01-01"}, "Kies een dag tot en met vandaag."),
        ({"agreed_on": ""}, "Kies een dag."),
        ({"agreed_how": ""}, "Schrijf hoe het gezin ja zei."),
        ({"ends_on": "2020-01-01"}, "Kies een dag vanaf vandaag."),
        ({"ends_on": "3000-01-01"}, "Kies een dag binnen het jaar."),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(client, family, nadia, wrong, sentence):
    client.force_login(nadia)
    given = typed(send="1") | wrong

    response = client.post(reverse("reception:invite", args=[family.pk]), given)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "<title>" in page
    assert "Fout:" in page.partition("</title>")[0]
    assert Invitation.objects.count() == 0
    for name in ("mail", "purpose", "agreed_how"):
        if given[name].strip():
            assert f'value="{given[name]}"' in page


def test_from_a_link_to_a_seat_for_somebody_new(client, family, nadia, sent):
    address = reverse("reception:accept", args=[sent.word])
    given = {"mail": ELS.upper(), "name": "Els Peeters", "password": "een-lang-woord-hier"}

    response = client.post(address, given)

    assert response.headers["Location"] == reverse("reception:waiting")
    els = User.objects.get(email=ELS)
    assert str(els) == "Els Peeters"
    waiting = client.get(reverse("reception:waiting")).content.decode()
    code = Invitation.objects.get(pk=sent.invitation.pk).code
    assert "Stel nu eerst een tweede stap in." in waiting
    assert code not in waiting
    assert client.get(reverse("overview:wall")).headers["Location"] == reverse(
        "people:security"
    )

    give_factor(els)
    assert code in client.get(reverse("reception:waiting")).content.decode()

    lead = type(client)()
    lead.force_login(nadia)
    shown = lead.get(reverse("reception:invitations", args=[family.pk])).content.decode()
    assert "Els Peeters" in shown
    assert code not in shown
    confirm = reverse("reception:confirm", args=[family.pk, sent.invitation.pk])
    wrong = lead.post(confirm, {"code": "abc"})
    assert wrong.status_code == 422
    assert 'value="abc"' in wrong.content.decode()
    empty = lead.post(confirm, {"code": ""})
    assert empty.status_code == 422
    assert "Schrijf de zes cijfers die je hoorde." in empty.content.decode()
    assert lead.post(confirm, {"code": code}).status_code == 302
    assert seats_of(els) == ["volunteer"]
    assert "Er wacht geen uitnodiging op een code." in (
        client.get(reverse("reception:waiting")).content.decode()
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Schrijf je naam."),
        ({"password": "kort"}, "12"),
        ({"password": "els@voorbeeld.be"}, "lijkt"),
        ({"mail": "els"}, "Schrijf het mailadres zo"),
    ],
)
def test_a_mistake_in_a_new_account_keeps_the_name(client, sent, wrong, sentence):
    given = {"mail": ELS, "name": "Els", "password": "een-lang-woord-hier"} | wrong

    response = client.post(reverse("reception:accept", args=[sent.word]), given)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "een-lang-woord-hier" not in page
    assert given["name"] == "" or f'value="{given["name"]}"' in page
    assert not User.objects.filter(email=ELS).exists()


def test_who_has_an_account_signs_in_first(client, sent, els):
    address = reverse("reception:accept", args=[sent.word])
    given = {"mail": ELS, "name": "Els", "password": "een-lang-woord-hier"}

    page = client.post(address, given)
    assert page.status_code == 422
    assert "Er is al iemand met dit mailadres. Meld eerst aan." in page.content.decode()

    client.force_login(els)
    assert "Ja, ik wil in de kring" in client.get(address).content.decode()
    assert client.post(address).headers["Location"] == reverse("reception:waiting")
    assert Invitation.objects.get(pk=sent.invitation.pk).accepted_by == els


def test_taking_an_invitation_back(client, family, nadia, sent, els):
    client.force_login(nadia)
    address = reverse("reception:cancel", args=[family.pk, sent.invitation.pk])

    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    with pytest.raises(InvitationRefused):
        services.accept(sent.word, user=els)


def test_the_code_of_another_invitation_is_nobodys_to_see(client, accepted, charlie):
    client.force_login(charlie)
    assert accepted.code not in client.get(reverse("reception:waiting")).content.decode()
