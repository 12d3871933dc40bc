"""Members of a family come in one by one: a link that they have, four pictures they know."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from kring.base.errors import NotAllowed, NotFoundHere
from kring.core.sharing import Reader
from kring.families.models import Family, Hidden, Member, PictureCode, Seat
from kring.families.queries import circle_of
from kring.journal.models import Entry
from kring.overview.queries import read_family
from kring.people.models import User
from kring.reception import queries
from kring.reception.pictures import PICTURES
from kring.reception.qr import dots_of
from kring.reception.services import codes as services
from kring.reception.services.codes import LinkRefused, WrongPictures
from kring.reception.tokens import mark_of
from kring.rights.journal_queries import lines_for

pytestmark = [pytest.mark.django_db, pytest.mark.query]

FOUR = ["sun", "moon", "sun", "bus"]
OTHER = ["sun", "moon", "sun", "star"]


@pytest.fixture
def yousef(family):
    return Member.objects.for_system("for a test").get(family=family, position=1).pk


@pytest.fixture
def given(family, alice, yousef):
    return give(family, yousef, by=alice)


@pytest.fixture
def chosen(given):
    services.choose_pictures(given.word, pictures=FOUR, again=FOUR)
    return given


def give(family, member, *, by, asked_apart=True):
    return services.give_code(
        family.pk, member=member, language="ar", asked_apart=asked_apart, by=by
    )


def tap(client, word, pictures):
    """One tap after another, as on a phone; the last answer."""
    address = reverse("reception:pictures", args=[word])
    tapped = []
    for each in pictures:
        page = client.post(address, {"tapped": tapped, "picture": each})
        if page.status_code == 200:
            tapped = re.findall(r'name="tapped" value="([^"]+)"', page.content.decode())
    return page


# By services


def test_there_are_sixteen_pictures_that_are_shipped():
    assert len(PICTURES) == 16
    assert all(services._are_four([each] * 4) for each in PICTURES)


def test_the_link_opens_the_account_of_one_member(family, given, yousef, chosen):
    user = services.try_pictures(given.word, pictures=FOUR)

    seat = Seat.of(user).get()
    assert (seat.role, seat.member, seat.family_id) == ("family", yousef, family.pk)
    assert (user.first_name, user.last_name, user.email) == ("", "", "")
    assert user.language == "ar"
    assert not user.has_usable_password()
    assert str(user) == "Gezinslid"


def test_neither_the_link_nor_the_pictures_can_be_read_back(chosen):
    row = PictureCode.objects.get(pk=chosen.code.pk)

    assert bytes(row.token_hash) == mark_of(chosen.word)
    assert chosen.word not in row.pictures
    assert "moon" not in row.pictures


@pytest.mark.parametrize(
    ("pictures", "again"),
    [(FOUR, OTHER), (FOUR[:3], FOUR[:3]), (["sun"] * 3 + ["appel"],) * 2, ([], [])],
)
def test_one_chooses_four_pictures_twice_the_same(given, pictures, again):
    with pytest.raises(WrongPictures, match="niet twee keer dezelfde vier"):
        services.choose_pictures(given.word, pictures=pictures, again=again)


def test_pictures_are_chosen_once(chosen):
    with pytest.raises(LinkRefused):
        services.choose_pictures(chosen.word, pictures=OTHER, again=OTHER)


def test_before_they_are_chosen_nothing_opens(given):
    with pytest.raises(WrongPictures):
        services.try_pictures(given.word, pictures=FOUR)


def test_guessing_gets_slower_and_is_never_locked_for_good(chosen):
    def guess():
        with pytest.raises(WrongPictures) as refusal:
            services.try_pictures(chosen.word, pictures=OTHER)
        return str(refusal.value)

    def pass_by():
        PictureCode.objects.update(waits_until=now())

    assert all("Probeer opnieuw" in guess() for _ in range(4))
    assert "Wacht 15 minuten" in guess()
    with pytest.raises(WrongPictures, match="Wacht 15 minuten"):
        services.try_pictures(chosen.word, pictures=FOUR)
    for minutes in (30, 60, 120, 240, 240):
        pass_by()
        assert all("Probeer opnieuw" in guess() for _ in range(4))
        assert f"Wacht {minutes} minuten" in guess()

    pass_by()
    services.try_pictures(chosen.word, pictures=FOUR)
    code = PictureCode.objects.get(pk=chosen.code.pk)
    assert (code.misses, code.waits_until) == (0, None)


def test_a_link_that_nobody_used_for_three_days_is_over(given):
    PictureCode.objects.update(choose_before=now())
    with pytest.raises(LinkRefused):
        services.code_behind(given.word)


def test_once_chosen_it_works_for_as_long_as_the_seat(chosen, given):
    PictureCode.objects.update(choose_before=now() - timedelta(days=90))
    services.try_pictures(chosen.word, pictures=FOUR)

    Seat.objects.filter(pk=chosen.code.seat_id).update(withdrawn_at=now())
    with pytest.raises(LinkRefused):
        services.try_pictures(chosen.word, pictures=FOUR)


def test_a_new_code_ends_the_old_one_and_keeps_the_seat(family, alice, yousef, chosen):
    again = give(family, yousef, by=alice)

    with pytest.raises(LinkRefused):
        services.code_behind(chosen.word)
    assert again.code.seat_id == chosen.code.seat_id


@pytest.mark.parametrize("who", ["bob", "amal"])
def test_only_who_works_with_the_family_gives_a_code(request, family, yousef, who):
    with pytest.raises(NotAllowed):
        give(family, yousef, by=request.getfixturevalue(who))


def test_never_without_asking_apart(family, alice, yousef):
    with pytest.raises(NotAllowed, match="apart, zonder de andere volwassene"):
        give(family, yousef, by=alice, asked_apart=False)


def test_never_for_somebody_of_another_family(family, charlie, other_family, yousef):
    with pytest.raises(NotFoundHere):
        give(family, yousef, by=charlie)
    with pytest.raises(NotFoundHere, match="Kies een gezinslid"):
        give(other_family, yousef, by=charlie)


def test_codes_are_seen_by_the_coordinator_the_giver_and_oneself(
    request, family, chosen, nadia, alice, amal, bob
):
    his = services.try_pictures(chosen.word, pictures=FOUR)

    def seen(reader):
        return [each.name for each in queries.codes_of(family.pk, by=reader)]

    assert seen(nadia) == seen(alice) == seen(his) == ["Yousef"]
    assert seen(amal) == seen(bob) == []
    Hidden.objects.create(family=family, item=his.pk, who=nadia.pk)
    assert seen(nadia) == []
    with pytest.raises(NotFoundHere):
        services.stop_code(family.pk, chosen.code.pk, by=nadia)


def test_every_move_is_written_down(family, alice, nadia, chosen):
    with pytest.raises(WrongPictures):
        services.try_pictures(chosen.word, pictures=OTHER)
    services.stop_code(family.pk, chosen.code.pk, by=nadia)

    lines = Entry.objects.filter(item_id=chosen.code.pk).order_by("pk")
    assert [(line.verb, line.detail, line.actor_id) for line in lines] == [
        ("added", "given", alice.pk),
        ("changed", "chosen", chosen.code.seat.user_id),
        ("refused", "pictures", None),
        ("changed", "stopped", nadia.pk),
    ]


def test_a_square_is_black_dots_inside_a_white_rim():
    dots = dots_of("https://kring.example/code/abc/")

    assert dots.size > 29
    assert re.fullmatch(r"(M\d+ \d+h1v1h-1z)+", dots.path)
    assert min(int(x) for x in re.findall(r"M(\d+) ", dots.path)) == 4


# By pages


def test_giving_a_code_shows_a_card_once_that_names_nobody(client, family, alice, yousef):
    client.force_login(alice)
    address = reverse("reception:codes", args=[family.pk])
    assert "Vraag dit apart" in client.get(address).content.decode()

    page = client.post(
        address, {"member": str(yousef), "language": "ar", "asked_apart": "on"}
    ).content.decode()

    card = page.partition("<article")[2].partition("</article>")[0]
    word = re.search(r"/code/([\w-]{43})/", card)[1]
    assert 'lang="ar" dir="rtl"' in card
    for name in ("Yousef", "Amal", "أمل", "Sterrenberg", str(family.pk)):
        assert name not in card
    assert services.code_behind(word).seat.member == yousef
    assert word not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"asked_apart": ""}, "Vraag het eerst apart, zonder de andere volwassene."),
        ({"member": ""}, "Kies een gezinslid."),
        ({"member": "iemand"}, "Kies een gezinslid uit de lijst."),
    ],
)
def test_a_mistake_in_giving_is_said(client, family, alice, yousef, wrong, sentence):
    client.force_login(alice)
    typed = {"member": str(yousef), "language": "ar", "asked_apart": "on"} | wrong

    response = client.post(reverse("reception:codes", args=[family.pk]), typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not PictureCode.objects.exists()


def test_first_the_language_then_four_pictures_twice(client, given):
    address = reverse("reception:pictures", args=[given.word])
    for _ in range(3):
        assert "العربية" in client.get(address).content.decode()
    response = client.post(address, {"language": "ar"})
    assert response.headers["Location"] == f"{address}?taal"
    page = client.get(f"{address}?taal").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert page.count('name="picture"') == 16

    response = tap(client, given.word, FOUR + FOUR)

    user = User.objects.get(seats__codes=given.code)
    assert response.status_code == 302
    assert int(client.session["_auth_user_id"].replace("-", ""), 16) == user.pk.int
    assert client.session.get_expiry_age() == 15 * 60
    home = reverse("overview:family", args=[given.code.seat.family_id])
    assert client.get(home).status_code == 200


def test_an_unknown_language_becomes_dutch(client, given):
    client.post(reverse("reception:pictures", args=[given.word]), {"language": "xx"})
    assert User.objects.get(seats__codes=given.code).language == "nl"


def test_coming_back_takes_four_taps(client, chosen):
    assert tap(client, chosen.word, FOUR).status_code == 302
    assert "_auth_user_id" in client.session


def test_a_wrong_tap_is_said_and_a_tap_can_be_taken_back(client, chosen):
    page = tap(client, chosen.word, OTHER)
    assert page.status_code == 422
    assert "Dit zijn niet jouw vier tekeningen." in page.content.decode()
    assert "_auth_user_id" not in client.session

    address = reverse("reception:pictures", args=[chosen.word])
    page = client.post(address, {"tapped": ["sun", "moon"], "wipe": "1"}).content.decode()
    assert 'name="tapped"' not in page
    page = client.post(address, {"tapped": ["sun", "appel"], "picture": "bus"}).content.decode()
    assert re.findall(r'name="tapped" value="(\S+)"', page) == ["sun", "bus"]


def test_twice_different_begins_again(client, given):
    page = tap(client, given.word, FOUR + OTHER)

    assert page.status_code == 422
    assert "Begin opnieuw" in page.content.decode()
    assert PictureCode.objects.get(pk=given.code.pk).pictures == ""


def test_a_lost_phone_is_out_at_once(client, family, nadia, chosen):
    tap(client, chosen.word, FOUR)
    home = reverse("overview:family", args=[family.pk])
    assert client.get(home).status_code == 200

    lead = type(client)()
    lead.force_login(nadia)
    stop = reverse("reception:stop_code", args=[family.pk, chosen.code.pk])
    assert lead.post(stop).status_code == 302

    assert client.get(home).status_code == 302
    page = client.get(
        reverse("reception:pictures", args=[chosen.word]), headers={"Accept-Language": "nl"}
    )
    assert page.status_code == 404


def test_one_sees_ones_own_code_and_can_stop_it(client, family, chosen):
    tap(client, chosen.word, FOUR)
    address = reverse("reception:codes", args=[family.pk])
    assert "Yousef" in client.get(address).content.decode()
    assert client.post(address, {"member": "x"}).status_code == 403

    client.post(reverse("reception:stop_code", args=[family.pk, chosen.code.pk]))

    assert client.get(address).status_code == 302


def test_one_adult_never_learns_that_the_other_signs_in(client, family, amal, alice, chosen):
    """Two worlds for Amal: her circle and her journal read as if Yousef had no code."""
    his = services.try_pictures(chosen.word, pictures=FOUR)
    read_family(family.pk, by=his, part="plan", parts=())

    def seen_by(reader, role):
        people = [
            each.name for each in circle_of(family.pk, by=reader) if each.role == "family"
        ]
        lines = lines_for(family.pk, by=reader, reader=role)
        return people, {(line.part, line.actor_id) for line in lines}

    people, lines = seen_by(amal, Reader.FAMILY)
    assert people == ["Amal"]
    assert not any(part == "code" or actor == his.pk for part, actor in lines)
    people, lines = seen_by(alice, Reader.WORKER)
    assert people == ["Amal", "Gezinslid"]
    assert ("plan", his.pk) in lines
    assert ("code", alice.pk) in lines


def test_the_account_of_a_family_is_in_no_list_of_the_administrator(adam, given):
    names = [each.user.username for each in queries.colleagues(by=adam)]
    assert not any(name.startswith("gezin-") for name in names)
    assert Family.objects.visible_to(adam).count() == 0
