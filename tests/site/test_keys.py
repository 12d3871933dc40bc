"""`kring keys`: safe to cut short, and honest about what is wrong."""

import json
from uuid import uuid4

import pytest
from django.db import connection

from kring.base.keyring import make_key_ring
from kring.base.keystore import DataKey, ErasedFamily, make_key
from kring.base.sealing import seal_of
from kring.core.words import Text
from kring.families.models import Family, Member, Piece
from kring.families.services.attachments import add_file
from kring.journal import resealing
from kring.journal.models import Entry
from kring.journal.resealing import reseal
from kring.journal.services import is_genuine, record
from kring.journal.verifying import verify
from kring.site.cli import main
from kring.site.commands import keys

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture(autouse=True)
def site(settings, tmp_path, monkeypatch):
    """A site that is there, with a ring of its own."""
    settings.KRING_KEY_RING = tmp_path / "ring.json"
    make_key_ring(settings.KRING_KEY_RING, name="2026a")
    monkeypatch.setattr(keys, "open_site", lambda: None)


def kring(capsys, *words):
    code = main(["keys", *words])
    out, err = capsys.readouterr()
    return code, out if code < 2 and out else err


def row(model, **where):
    return model.objects.for_system("test").get(**where)


def put(pk, value):
    with connection.cursor() as cursor:
        pk = pk if connection.features.has_native_uuid_field else pk.hex
        cursor.execute("UPDATE kring_member SET name = %s WHERE id = %s", [value, pk])


def bytes_of(pk):
    return bytes(Member._base_manager.filter(pk=pk).values_list("name", flat=True)[0])


def change_name(member, name):
    """As a service does it: the version rises, and the journal keeps what was left behind."""
    member.name, member.version = Text.dutch(name), member.version + 1
    member.save()
    record(
        Entry.Verb.CHANGED, by=None, part="family", family=member.family_id, item=member.pk,
        detail="name", seal=seal_of(member),
    )  # fmt: skip


def test_a_new_key_then_all_wrapped_anew(capsys, family, other_family):
    code, said = kring(capsys, "make", "--name", "2026b")
    assert code == 0
    assert "2026b" in said

    assert kring(capsys, "rewrap") == (0, "2 gezinssleutels opnieuw verpakt.\n")
    assert json.loads(kring(capsys, "rewrap", "--json")[1]) == {
        "rewrapped": 0, "broken": 0, "secrets": 0, "shut": 0,
    }  # fmt: skip
    assert set(DataKey.objects.values_list("kek_id", flat=True)) == {"2026b"}


def test_a_key_without_a_name_is_called_after_the_moment(capsys):
    code, said = kring(capsys, "make", "--json")

    assert code == 0
    assert len(json.loads(said)["made"]) == len("20260301-120000")


def test_a_key_that_does_not_open_is_told_when_wrapping(capsys, family):
    DataKey.objects.update(wrapped=b"W1")
    kring(capsys, "make")

    code, said = kring(capsys, "rewrap")

    assert code == 1
    assert "1 gezinssleutels gaan niet open" in said


def test_a_ring_that_is_not_one_is_named_without_a_key(capsys, settings):
    settings.KRING_KEY_RING.chmod(0o644)

    code, said = kring(capsys, "make")

    assert code == 1
    assert "others" in said


@pytest.mark.parametrize(
    "words", [[], ["reseal"], ["verify", "--all"], ["burn"], ["reseal", "no-uuid"]]
)
def test_a_wrong_call_says_what_is_possible(capsys, words):
    code, said = kring(capsys, *words)

    assert code == 2
    assert "kring keys --help" in said


def test_resealed_a_family_reads_the_same_with_another_key_alone(family, other_family):
    before = bytes_of(row(Member, position=0, family=family).pk)

    found = reseal(family.pk, batch=3)

    assert (found.version, found.unread, found.keys_dropped) == (2, 0, 1)
    assert found.rows > 10
    member = row(Member, position=0, family=family)
    assert member.name == Text({"ar": "أمل", "nl": "Amal"})
    assert bytes_of(member.pk) != before
    versions = DataKey.objects.order_by("version").values_list("family", "version")
    assert sorted(versions) == sorted([(family.pk, 2), (other_family.pk, 1)])
    line = Entry.objects.filter(item_id=member.pk).first()
    assert line.verb == "resealed"
    assert bytes(line.seal) == seal_of(member)
    assert is_genuine(line)


@pytest.mark.parametrize("after", [0, 1, 4, 9])
def test_a_reseal_that_is_cut_short_goes_on_with_the_same_key(family, monkeypatch, after):
    real, done = resealing.record, []

    def dies(*args, **kwargs):
        if len(done) == after:
            raise KeyboardInterrupt
        done.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(resealing, "record", dies)
    with pytest.raises(KeyboardInterrupt):
        reseal(family.pk, batch=2)
    assert str(row(Family, pk=family.pk).label) == "Gezin Sterrenberg"  # readable half-way
    assert row(Member, position=1).name == Text.dutch("Yousef")
    monkeypatch.setattr(resealing, "record", real)

    found = reseal(family.pk, batch=2)

    assert (found.version, found.keys_dropped) == (2, 1)
    assert verify().troubles == []


def test_what_does_not_open_keeps_its_key_and_its_bytes(capsys, family):
    member = row(Member, position=0)
    broken = bytes_of(member.pk)[:-1] + b"x"
    put(member.pk, broken)

    code, said = kring(capsys, "reseal", str(family.pk))

    assert code == 1
    assert "1 niet leesbaar, 0 oude sleutels weg" in said
    assert bytes_of(member.pk) == broken
    assert DataKey.objects.filter(family=family.pk).count() == 2


def test_all_families_are_resealed_and_one_without_a_key_is_named(capsys, family, other_family):
    DataKey.objects.filter(family=other_family.pk).delete()

    code, said = kring(capsys, "reseal", "--all")

    assert code == 1
    assert f"Gezin {other_family.pk} heeft geen sleutel." in said
    assert DataKey.objects.get().version == 2


def test_verify_finds_nothing_where_nothing_is_wrong(capsys, family, other_family):
    code, said = kring(capsys, "verify")

    assert code == 0
    assert said.startswith("2 gezinnen, ")
    assert said.endswith("0 fouten.\n")


def test_row_39_verify_names_what_does_not_open_and_changes_nothing(capsys, family):
    member = row(Member, position=0)
    broken = bytes_of(member.pk)[:-1] + b"x"
    put(member.pk, broken)

    code, said = kring(capsys, "verify", "--json")

    assert code == 1
    assert json.loads(said)["troubles"] == [
        {"kind": "unreadable", "family": str(family.pk), "row": str(member.pk),
         "label": "member.name"}
    ]  # fmt: skip
    assert bytes_of(member.pk) == broken


def test_row_40_an_older_value_put_back_opens_and_verify_tells(capsys, family):
    member = row(Member, position=0)
    change_name(member, "Amal K.")
    old = bytes_of(member.pk)
    change_name(member, "Amal Karim")
    assert verify().troubles == []

    put(member.pk, old)

    assert str(row(Member, pk=member.pk).name) == "Amal K."
    code, said = kring(capsys, "verify")
    assert code == 1
    assert f"een oudere waarde is teruggezet: stuk {member.pk}, gezin {family.pk}" in said


def test_row_40_also_when_the_whole_row_is_the_older_one(family):
    member = row(Member, position=0)
    change_name(member, "Amal K.")
    old = Member._base_manager.filter(pk=member.pk).values().get()
    change_name(member, "Amal Karim")

    Member._base_manager.filter(pk=member.pk).update(version=old["version"])
    put(member.pk, old["name"])

    assert [each.kind for each in verify().troubles] == ["rolled_back"]


def test_verify_tells_of_keys_and_families_that_miss_each_other(capsys, family, other_family):
    stray = uuid4()
    make_key(stray)
    DataKey.objects.filter(family=other_family.pk).delete()
    ErasedFamily.objects.create(family=family.pk)

    code, said = kring(capsys, "verify")

    assert code == 1
    assert f"een sleutel zonder gezin: {stray}" in said
    assert f"een gezin zonder sleutel: {other_family.pk}" in said
    assert f"een gewist gezin is er weer: {family.pk}" in said


@pytest.mark.parametrize(
    "harm",
    [
        lambda pieces: pieces.filter(number=1).update(sealed=b"x" * 40),
        lambda pieces: pieces.filter(number=1).delete(),
        lambda pieces: pieces.filter(number=0).update(number=7),  # behind the other
    ],
    ids=["altered", "gone", "moved"],
)
def test_row_39_verify_opens_every_piece_of_a_file(capsys, family, nadia, harm):
    long = ("Wat oma vertelde. " * 5000).encode()
    kept = add_file(family.pk, data=long, name="oma.txt", by=nadia)
    assert kept.pieces == 2
    assert kring(capsys, "verify")[0] == 0

    harm(Piece.objects.filter(file=kept.pk))

    code, said = kring(capsys, "verify", "--json")
    assert code == 1
    [trouble] = json.loads(said)["troubles"]
    assert (trouble["kind"], trouble["label"]) == ("unreadable", "pieces")
    assert trouble["row"] == str(kept.pk)
