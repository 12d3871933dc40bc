"""The first start of a real site: one link, five steps, and never again."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils.timezone import now

from kring.people.models import Organisation, User
from kring.site.first import choices as kept
from kring.site.first.link import new_link
from kring.site.keeping.age import new_pair
from kring.site.services import make_first_administrator

pytestmark = pytest.mark.django_db

ME = {"mail": "Bea@voorbeeld.be", "name": "Bea", "password": "een lange zin om te onthouden"}


@pytest.fixture(autouse=True)
def a_folder(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def link():
    return new_link()


@pytest.fixture
def bea(client, link):
    """The first administrator, signed in by having made the account."""
    assert client.post(link, ME).status_code == 302
    return User.objects.get()


def test_opening_the_link_changes_nothing_and_uses_nothing_up(client, link):
    for _ in range(3):
        page = client.get(link)
        assert page.status_code == 200
        assert "Stap 1 van 5" in page.content.decode()

    assert not User.objects.exists()


def test_the_token_itself_is_kept_nowhere(a_folder, link):
    token = link.split("/")[2]

    assert token not in (a_folder / kept.FILE).read_text("utf-8")
    assert (a_folder / kept.FILE).stat().st_mode & 0o077 == 0


def test_who_makes_the_first_account_runs_the_site_and_goes_on(client, link, bea):
    assert (bea.email, bea.first_name) == ("bea@voorbeeld.be", "Bea")
    assert bea.system_role == User.SystemRole.ADMINISTRATOR
    assert client.get(link)["Location"] == f"{link}organisatie/"


def test_a_wrong_form_comes_back_with_what_was_typed(client, link):
    page = client.post(link, ME | {"password": "kort"})

    assert page.status_code == 422
    assert "bea@voorbeeld.be" in page.content.decode().lower()
    assert not User.objects.exists()


def test_a_second_one_with_the_link_gets_nothing(client, link, bea):
    client.logout()

    assert client.get(link).status_code == 404
    assert client.post(link, ME | {"mail": "mallory@elders.be"}).status_code == 404
    assert client.get(f"{link}organisatie/").status_code == 404
    assert User.objects.count() == 1


def test_somebody_else_who_is_signed_in_gets_nothing_either(client, link, bea):
    client.force_login(User.objects.create_user("eve"))

    assert client.get(link).status_code == 404


def test_two_who_come_first_at_once_make_one_administrator(link, bea):
    with pytest.raises(Exception, match="bestaat niet"):
        make_first_administrator(**ME | {"mail": "x@y.be"}, language="nl")

    assert User.objects.count() == 1


@pytest.mark.parametrize("path", ["/eerste-start/geen/", "/eerste-start/geen/post/"])
def test_another_link_leads_nowhere(client, link, path):
    assert client.get(path).status_code == 404


def test_a_step_waits_for_the_first_account(client, link):
    assert client.get(f"{link}organisatie/").status_code == 404


def test_a_link_lives_one_day_and_a_newer_one_ends_it(client, link, monkeypatch):
    newer = new_link()
    assert client.get(link).status_code == 404
    assert client.get(newer).status_code == 200

    later = now() + timedelta(hours=24)
    monkeypatch.setattr("kring.site.first.link.now", lambda: later)
    assert client.get(newer).status_code == 404


def test_a_site_with_an_administrator_gives_no_new_link(bea):
    assert new_link() is None


def test_an_account_that_is_there_already_is_told(client, link):
    User.objects.create_user("x", email="bea@voorbeeld.be")

    page = client.post(link, ME)

    assert page.status_code == 422
    assert "al iemand met dit mailadres" in page.content.decode()


def test_each_step_keeps_what_was_typed_and_the_last_closes_the_door(client, link, bea):
    def send(address, **typed):
        page = client.post(f"{link}{address}/", typed)
        assert page.status_code == 302, page.content.decode()
        return page["Location"].removeprefix(link)

    public, _ = new_pair()
    assert send("organisatie", name="CAW Noord") == "reservekopie/"
    assert send("reservekopie", how="own", own=f" {public} ") == "zonder-internet/"
    assert send("zonder-internet", offline="write") == "post/"
    assert send("post") == "/beveiliging/"

    bea.refresh_from_db()
    assert bea.organisation == Organisation.objects.get(name="CAW Noord")
    assert kept.choices()["backup_key"] == public
    assert kept.choices()["offline"] == "write"
    [sent] = [each for each in mail.outbox if "proefmail" in each.subject]
    assert sent.to == ["bea@voorbeeld.be"]
    assert client.get(link).status_code == 404
    assert client.get(f"{link}post/").status_code == 404


def test_every_step_but_the_first_can_be_skipped_left_and_taken_up(client, link, bea):
    assert client.get(f"{link}geen-stap/").status_code == 404
    assert client.get(f"{link}organisatie/").status_code == 200
    client.post(f"{link}organisatie/", {"skip": "1"})
    assert client.get(link)["Location"] == f"{link}reservekopie/"
    for address in ("reservekopie", "zonder-internet", "post"):
        client.post(f"{link}{address}/", {"skip": "1"})

    assert client.get(link).status_code == 404
    assert "backup_key" not in kept.choices()


def test_a_key_that_we_make_is_shown_once_and_kept_nowhere(client, link, bea, a_folder):
    page = client.post(f"{link}reservekopie/", {"how": "make"})

    [private] = re.findall(r"AGE-SECRET-KEY-1\w+", page.content.decode())
    assert page["Cache-Control"] == "no-store"
    assert private not in (a_folder / kept.FILE).read_text("utf-8")
    assert kept.choices()["backup_key"].startswith("age1")
    assert private not in client.get(f"{link}reservekopie/").content.decode()


def test_row_30_a_step_sent_twice_is_done_once(client, link):
    key = {"once": str(uuid4())}

    for address, typed in (
        ("", ME), ("organisatie/", {"name": "CAW Noord"}), ("zonder-internet/", {"skip": "1"}),
        ("reservekopie/", {"skip": "1"}), ("post/", {}),
    ):  # fmt: skip
        first, second = (client.post(f"{link}{address}", typed | key) for _ in range(2))
        assert first.status_code == second.status_code == 302
        assert first["Location"] == second["Location"]

    assert User.objects.count() == Organisation.objects.count() == 1
    assert len([each for each in mail.outbox if "proefmail" in each.subject]) == 1


def test_row_30_a_key_that_was_shown_stays_the_one_and_is_not_shown_again(client, link, bea):
    sent = {"how": "make", "once": str(uuid4())}
    client.post(f"{link}reservekopie/", sent)
    public = kept.choices()["backup_key"]

    again = client.post(f"{link}reservekopie/", sent, follow=True)

    assert again.redirect_chain == [(f"{link}reservekopie/", 302)]
    assert "Dit was één keer te zien." in again.content.decode()
    assert "AGE-SECRET-KEY" not in again.content.decode()
    assert kept.choices()["backup_key"] == public


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("organisatie", {"name": ""}),
        ("reservekopie", {}),
        ("reservekopie", {"how": "own", "own": "age1onzin"}),
        ("zonder-internet", {"offline": "alles"}),
    ],
)
def test_a_step_that_is_filled_in_wrongly_says_so_and_keeps_nothing(
    client, link, bea, address, typed
):
    page = client.post(f"{link}{address}/", typed)

    assert page.status_code == 422
    assert "Er is een probleem" in page.content.decode()
    assert kept.choices().keys() == {"first"}


def test_a_mail_server_that_does_not_answer_is_told_and_the_step_stays(
    client, link, bea, monkeypatch
):
    def refuse(*_args):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    page = client.post(f"{link}post/")

    assert page.status_code == 422
    assert "De mailserver antwoordt niet" in page.content.decode()
    assert client.get(f"{link}post/").status_code == 200


def test_choices_that_are_damaged_are_never_taken_for_none(a_folder):
    (a_folder / kept.FILE).write_text("[]")

    with pytest.raises(ValueError, match="no choices"):
        kept.choices()
