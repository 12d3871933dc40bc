"""The key ring: whole, private, or refused."""

import json

import pytest

from kring.base.keyring import BadKeyRing, make_key_ring, read_key_ring


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "keys" / "keyring.json"
    make_key_ring(path, name="2026a")
    return path


def write(path, ring):
    path.chmod(0o600)
    path.write_text(json.dumps(ring))
    path.chmod(0o400)


def test_a_fresh_ring_has_two_different_whole_keys_and_is_for_its_owner_alone(path):
    ring = read_key_ring(path)

    assert ring.primary == "2026a"
    assert {len(key) for key in (*ring.keks.values(), *ring.audit.values())} == {32}
    assert ring.keks["2026a"] != ring.audit["2026a"]
    assert path.stat().st_mode & 0o777 == 0o400


def test_a_ring_is_never_written_over(path):
    with pytest.raises(FileExistsError):
        make_key_ring(path, name="2027a")


KEY_A, KEY_B = "A" * 43 + "=", "B" * 42 + "A="


@pytest.mark.parametrize(
    ("ring", "why"),
    [
        ({"primary": "a", "kek": {"a": KEY_A}}, "not a ring"),
        ([], "not a ring"),
        ({"primary": "b", "kek": {"a": KEY_A}, "audit": {"a": KEY_B}}, "primary key 'b'"),
        ({"primary": "a", "kek": {"a": KEY_A}, "audit": {"b": KEY_B}}, "primary key 'a'"),
        ({"primary": "a", "kek": {"a": KEY_A}, "audit": {"a": KEY_A}}, "same key"),
        ({"primary": "a", "kek": {"a": "AAAA"}, "audit": {"a": KEY_B}}, "not 32 bytes"),
        ({"primary": "a", "kek": {"a": "A"}, "audit": {"a": KEY_B}}, "not 32 bytes"),
        ({"primary": "a", "kek": {"a": 5}, "audit": {"a": KEY_B}}, "not a ring"),
    ],
)
def test_a_ring_that_cannot_be_used_is_refused_with_a_reason_and_without_a_key(path, ring, why):
    write(path, ring)

    with pytest.raises(BadKeyRing, match=why) as refused:
        read_key_ring(path)

    assert KEY_A not in str(refused.value)


def test_a_missing_ring_is_refused(tmp_path):
    with pytest.raises(BadKeyRing, match="missing"):
        read_key_ring(tmp_path / "nowhere.json")


def test_a_ring_that_others_can_read_is_refused(path):
    path.chmod(0o440)

    with pytest.raises(BadKeyRing, match="read by others"):
        read_key_ring(path)
