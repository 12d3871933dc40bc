"""Files of a family: who adds, sees and throws away; and what must not come in."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from cast import agree, bring, person
from kring.base.envelope import SealError
from kring.base.errors import NotAllowed, NotFoundHere
from kring.core.family import Family as FamilyRecord
from kring.core.words import Text
from kring.families.attached import content_of, files_of
from kring.families.models import Paper, Piece, Recording, Seat
from kring.families.services import attachments, give_seat, hide, withdraw_consent
from kring.families.services.attachments import add_file, take_along, throw_away
from kring.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.query]

TEXT = b"Wat het OCMW ons schreef."
VOICE = b"OggS" + bytes(70_000)


def photo():
    made = BytesIO()
    Image.new("RGB", (20, 20)).save(made, "JPEG")
    return made.getvalue()


def send(client, family, *uploads, **more):
    data = {"file": uploads[0] if len(uploads) == 1 else list(uploads), **more}
    return client.post(reverse("overview:files", args=[family.pk]), data)


def nothing_was_kept():
    return not (
        Paper.objects.for_system("test").exists()
        or Recording.objects.for_system("test").exists()
        or Piece.objects.exists()
        or Entry.objects.filter(part="file", verb="added").exists()
    )


@pytest.mark.parametrize("who", ["alice", "nadia", "amal"])
def test_a_file_comes_back_as_it_was_and_lies_sealed(family, request, who):
    user = request.getfixturevalue(who)

    row = add_file(family.pk, data=VOICE, name="stem van oma.ogg", by=user)

    assert isinstance(row, Recording)
    assert take_along(family.pk, row.pk, by=user)[1:] == ("stem van oma.ogg", VOICE)
    pieces = [bytes(each.sealed) for each in Piece.objects.filter(file=row.pk)]
    assert len(pieces) == row.pieces == 2
    assert not any(b"OggS" in each for each in pieces)
    lines = Entry.objects.filter(part="file", item_id=row.pk).order_by("pk")
    assert [(each.verb, each.detail) for each in lines] == [
        ("added", "ogg"),
        ("exported", "ogg"),
    ]
    assert bytes(lines[0].seal)


def test_a_volunteer_adds_nothing_and_a_stranger_finds_nothing(family, bob, charlie):
    with pytest.raises(NotAllowed):
        add_file(family.pk, data=TEXT, name="brief.txt", by=bob)
    with pytest.raises(NotFoundHere):
        add_file(family.pk, data=TEXT, name="brief.txt", by=charlie)
    assert nothing_was_kept()


def test_a_paper_follows_the_map_and_a_recording_the_story(db):
    home = bring(FamilyRecord(id="x", label=Text.dutch("Wij")))
    lieve, nadia = person("Lieve"), person("Nadia")
    for user, role in ((lieve, Seat.Role.VOLUNTEER), (nadia, Seat.Role.COORDINATOR)):
        give_seat(family=home, user=user, role=role, purpose="x", by=None)
    add_file(home.pk, data=TEXT, name="brief.txt", by=nadia)
    voice = add_file(home.pk, data=VOICE, name="stem.ogg", by=nadia)
    assert [each.name for each in files_of(home.pk, by=lieve)] == ["brief.txt", "stem.ogg"]

    withdraw_consent(home.pk, by=None, receiver=lieve.pk, part="story")

    assert [each.name for each in files_of(home.pk, by=lieve)] == ["brief.txt"]
    with pytest.raises(NotFoundHere):
        take_along(home.pk, voice.pk, by=lieve)


def test_what_is_hidden_from_somebody_is_not_there(family, bob, nadia):
    row = add_file(family.pk, data=TEXT, name="brief.txt", by=nadia)
    hide(family.pk, item=row.pk, who=bob.pk, by=nadia)

    assert files_of(family.pk, by=bob) == []
    with pytest.raises(NotFoundHere):
        take_along(family.pk, row.pk, by=bob)


def test_a_file_is_found_in_its_own_family_only(family, other_family, nadia):
    give_seat(family=other_family, user=nadia, role=Seat.Role.COORDINATOR, purpose="x", by=None)
    row = add_file(family.pk, data=TEXT, name="brief.txt", by=nadia)

    with pytest.raises(NotFoundHere):
        take_along(other_family.pk, row.pk, by=nadia)


def test_whoever_added_it_the_family_and_the_coordinator_throw_it_away(
    family, alice, nadia, amal
):
    row = add_file(family.pk, data=TEXT, name="brief.txt", by=nadia)
    with pytest.raises(NotAllowed):
        throw_away(family.pk, row.pk, by=alice)
    own = add_file(family.pk, data=TEXT, name="brief.txt", by=alice)

    throw_away(family.pk, own.pk, by=alice)
    throw_away(family.pk, row.pk, by=amal)

    assert not Piece.objects.exists()
    assert files_of(family.pk, by=nadia) == []
    assert Entry.objects.filter(verb="erased", part="file").count() == 2


def test_a_family_has_so_many_files_and_no_more(family, nadia, monkeypatch):
    monkeypatch.setattr(attachments, "MOST", 1)
    add_file(family.pk, data=TEXT, name="brief.txt", by=nadia)

    with pytest.raises(NotAllowed, match="weg"):
        add_file(family.pk, data=TEXT, name="brief.txt", by=nadia)


def test_with_the_family_its_files_go_to_the_last_piece(family, nadia):
    add_file(family.pk, data=VOICE, name="stem.ogg", by=nadia)
    type(family).objects.for_system("test").filter(pk=family.pk).delete()

    assert not Piece.objects.exists()


@pytest.mark.parametrize("field", ["name", "key"])
def test_row_39_a_file_that_does_not_open_is_marked_and_gives_nothing(
    family, nadia, client, field
):
    row = add_file(family.pk, data=VOICE, name="stem.ogg", by=nadia)
    broken = b"K1\0\0\0\1" + bytes(60)
    with connection.cursor() as cursor:
        pk = row.pk if connection.features.has_native_uuid_field else row.pk.hex
        cursor.execute(f"UPDATE kring_recording SET {field} = %s WHERE id = %s", [broken, pk])
    client.force_login(nadia)

    page = client.get(reverse("overview:files", args=[family.pk]))
    saved = client.get(reverse("overview:file", args=[family.pk, row.pk]))

    assert page.status_code == 200
    assert page.content.decode().count('class="unreadable"') == (field == "name")
    assert saved.status_code == 503
    assert b"OggS" not in saved.content


def test_a_piece_that_was_altered_gives_nothing_of_the_file(family, nadia):
    row = add_file(family.pk, data=VOICE, name="stem.ogg", by=nadia)
    last = Piece.objects.get(file=row.pk, number=1)
    last.sealed = bytes(last.sealed)[:-1] + b"x"
    last.save()

    with pytest.raises(SealError):
        content_of(Recording.objects.for_system("test").get())


# The page


def test_a_file_is_only_ever_saved_and_runs_nothing(family, nadia, client):
    client.force_login(nadia)
    sent = send(client, family, SimpleUploadedFile("ka\u202ert.jpg", photo()))
    assert sent.status_code == 302
    [found] = files_of(family.pk, by=nadia)
    assert found.name == "kart.jpg"

    answer = client.get(reverse("overview:file", args=[family.pk, found.id]))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="kart.jpg"'
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = client.get(reverse("overview:files", args=[family.pk])).content.decode()
    assert "kart.jpg" in page
    gone = client.post(reverse("overview:throw_file", args=[family.pk, found.id]))
    assert gone.status_code == 302
    assert files_of(family.pk, by=nadia) == []


def test_row_23_a_refused_file_is_explained_and_leaves_nothing(family, nadia, client):
    client.force_login(nadia)

    answer = send(client, family, SimpleUploadedFile("kaart.png", b"<svg onload='x'/>"))

    assert answer.status_code == 422
    assert "Kies een foto (JPEG of PNG)" in answer.content.decode()
    assert nothing_was_kept()


def test_row_26_what_is_too_large_is_not_taken_in(family, nadia, client):
    client.force_login(nadia)

    answer = send(
        client, family, SimpleUploadedFile("brief.pdf", b"%PDF-" + bytes(11 * 1024**2))
    )

    assert answer.status_code == 413
    assert nothing_was_kept()


def test_row_26_too_many_files_or_fields_are_refused(family, nadia, client):
    client.force_login(nadia)
    files = [SimpleUploadedFile(f"{i}.txt", TEXT) for i in range(120)]

    assert send(client, family, *files).status_code == 400
    fields = {f"veld{i}": "x" for i in range(1500)}
    assert send(client, family, SimpleUploadedFile("a.txt", TEXT), **fields).status_code == 400
    assert nothing_was_kept()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="fi'),
        ("multipart/form-data", b"--x\r\n\r\n"),
        ("multipart/form-data; boundary=\xff", b""),
        ("multipart/form-data; boundary=x", b"\0" * 5000),
    ],
    ids=["broken off", "no boundary", "no word", "noise"],
)
def test_row_26_a_broken_form_is_refused(family, nadia, client, kind, body):
    client.force_login(nadia)

    answer = client.generic(
        "POST", reverse("overview:files", args=[family.pk]), body, content_type=kind
    )

    assert answer.status_code in (400, 422)
    assert nothing_was_kept()


@pytest.mark.parametrize(
    "name", ["../../x.txt", 'a"\r\nSet-Cookie: b=c.txt', "a\0b.txt", "n" * 390 + ".txt"]
)
def test_row_27_no_name_breaks_the_header(family, nadia, client, name):
    client.force_login(nadia)
    send(client, family, SimpleUploadedFile(name, TEXT))
    for found in files_of(family.pk, by=nadia):
        answer = client.get(reverse("overview:file", args=[family.pk, found.id]))
        header = answer.headers["Content-Disposition"]
        assert header.startswith("attachment; filename")
        assert not set(header) & set("\r\n\0/\\")
        assert len(header) < 300


def test_row_27_a_name_that_is_too_long_is_refused_in_words(family, nadia, client):
    client.force_login(nadia)

    answer = send(client, family, SimpleUploadedFile("n" * 500 + ".txt", TEXT))

    # Django's own reader of forms cuts a name at 255 before we see it.
    assert answer.status_code == 302
    assert len(files_of(family.pk, by=nadia)[0].name) < 110


def test_row_28_a_full_disk_says_so_and_leaves_no_row_and_no_piece(family, nadia, monkeypatch):
    class Full(Exception):
        sqlite_errorname = "SQLITE_FULL"

    def no_room(*args, **kwargs):
        raise OperationalError("database or disk is full") from Full()

    monkeypatch.setattr(Piece.objects, "bulk_create", no_room)
    client = Client()
    client.force_login(nadia)

    answer = send(client, family, SimpleUploadedFile("brief.txt", TEXT))

    assert answer.status_code == 507
    assert "niet verloren" in answer.content.decode()
    assert nothing_was_kept()


def test_agreeing_again_shows_it_again(family, bob, nadia):
    add_file(family.pk, data=TEXT, name="brief.txt", by=nadia)
    withdraw_consent(family.pk, by=None, receiver=bob.pk, part="map")
    assert files_of(family.pk, by=bob) == []

    agree(family, receiver=bob.pk, part="map")

    assert len(files_of(family.pk, by=bob)) == 1
