"""Other keys: wrapped anew, resumed where it stopped, and a ring with one more."""

import json
import stat
from uuid import uuid4

import pytest
from django.db import connection, transaction

from kring.base import rotation
from kring.base.envelope import wrap
from kring.base.keyring import BadKeyRing, add_key, make_key_ring, read_key_ring
from kring.base.keystore import KEYS, DataKey, key_of, key_ring, make_key
from kring.base.rotation import behind, new_version, rewrap_all, rows_of, sealed_models
from kring.families.models import Family

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture
def ring(settings, tmp_path):
    path = tmp_path / "ring.json"
    make_key_ring(path, name="2026a")
    settings.KRING_KEY_RING = path
    return path


def without(ring, name):
    held = json.loads(ring.read_text())
    del held["kek"][name]
    ring.chmod(0o600)
    ring.write_text(json.dumps(held))
    ring.chmod(0o400)


def test_a_new_key_is_the_first_choice_and_the_old_one_stays(ring):
    before = read_key_ring(ring)

    add_key(ring, name="2026b")

    after = read_key_ring(ring)
    assert after.primary == "2026b"
    assert list(after.keks) == list(after.audit) == ["2026a", "2026b"]
    assert after.keks["2026a"] == before.keks["2026a"]
    assert stat.S_IMODE(ring.stat().st_mode) == 0o400
    assert [each.name for each in ring.parent.iterdir()] == ["ring.json"]


@pytest.mark.parametrize("name", ["2026a", ""])
def test_a_name_that_is_taken_or_empty_is_refused(ring, name):
    before = ring.read_bytes()

    with pytest.raises(BadKeyRing):
        add_key(ring, name=name)
    assert ring.read_bytes() == before


def test_a_ring_that_others_can_read_gets_no_key(ring):
    ring.chmod(0o440)

    with pytest.raises(BadKeyRing, match="others"):
        add_key(ring, name="2026b")


def test_what_a_run_cut_short_left_behind_is_no_hindrance(ring):
    (ring.parent / ".ring.json.new").write_text("half")

    add_key(ring, name="2026b")

    assert read_key_ring(ring).primary == "2026b"


def test_wrapped_anew_a_family_opens_without_the_old_key(ring, family_ids):
    add_key(ring, name="2026b")

    assert rewrap_all(batch=2) == (5, 0)

    without(ring, "2026a")
    assert [key_of(each)[0] for each in family_ids] == [1] * 5
    assert rewrap_all() == (0, 0)


def test_a_run_that_is_cut_short_goes_on_where_it_was(ring, family_ids, monkeypatch):
    add_key(ring, name="2026b")
    real, done = rotation.rewrap, []

    def dies(*args, **kwargs):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(rotation, "rewrap", dies)
    with pytest.raises(KeyboardInterrupt):
        rewrap_all(batch=2)
    assert DataKey.objects.filter(kek_id="2026b").count() == 2  # the batch that was finished
    monkeypatch.setattr(rotation, "rewrap", real)

    assert rewrap_all(batch=2) == (3, 0)


def test_a_key_that_does_not_open_is_counted_and_left_as_it_is(ring, family_ids):
    broken = DataKey.objects.first()
    DataKey.objects.filter(pk=broken.pk).update(wrapped=b"W1broken")
    add_key(ring, name="2026b")

    assert rewrap_all(batch=2) == (4, 1)
    again = DataKey.objects.get(pk=broken.pk)
    assert (again.kek_id, bytes(again.wrapped)) == ("2026a", b"W1broken")


@pytest.fixture
def family_ids(ring):
    ids = [uuid4() for _ in range(5)]
    for each in ids:
        make_key(each)
    return ids


def test_a_second_version_is_made_once(ring, family_ids):
    first = family_ids[0]

    assert [new_version(first), new_version(first)] == [2, 2]
    assert key_of(first)[0] == 2


def test_a_family_without_a_key_gets_none_by_rotating(ring):
    with pytest.raises(DataKey.DoesNotExist), transaction.atomic(using=KEYS):
        new_version(uuid4())


def test_every_table_with_sealed_values_is_found_by_its_family(family):
    for model in sealed_models():
        for row in rows_of(model, family.pk):
            assert row.seal_family() == family.pk
    assert rows_of(Family, family.pk).get() == family


def test_a_key_for_a_named_person_is_wrapped_anew_too(ring, family_ids):
    held = key_ring()
    DataKey.objects.create(
        family=family_ids[0], version=1, recipient=uuid4(), kek_id="2026a",
        wrapped=wrap(
            bytes(32), family=family_ids[0], version=1, kek_id="2026a", kek=held.keks["2026a"]
        ),
    )  # fmt: skip
    add_key(ring, name="2026b")

    assert rewrap_all() == (6, 0)


def test_what_is_no_sealed_value_at_all_is_still_to_be_sealed_anew(family):
    """It is kept as it is, and counted: what does not open is never skipped in silence."""
    table = Family._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET label = %s", [b"in plain words"])

    assert behind(Family, family.pk, 1) == [family.pk]


def test_what_the_newest_key_sealed_is_not(family):
    assert behind(Family, family.pk, 1) == []
    assert behind(Family, family.pk, 2) == [family.pk]
