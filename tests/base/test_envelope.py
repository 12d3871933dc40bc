"""The form of a sealed value, and that it opens at its own place alone."""

import struct
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from kring.base.envelope import (
    KeyMissing,
    Spot,
    Tampered,
    seal,
    unseal,
    unwrap,
    version_of,
    wrap,
)

KEY = AESGCM(bytes(range(32)))
FAMILY, OTHER_FAMILY, ROW, OTHER_ROW = (UUID(int=n) for n in range(1, 5))
HERE = Spot("member", ROW, "name", FAMILY)


@given(st.text())
def test_what_was_sealed_opens_again_at_the_same_place(text):
    assert unseal(seal(text, key=KEY, version=3, spot=HERE), key=KEY, spot=HERE) == text


@given(st.text(max_size=300))
def test_the_length_of_a_value_tells_only_its_bucket(text):
    sealed = seal(text, key=KEY, version=1, spot=HERE)
    padded = len(sealed) - 2 - 4 - 12 - 16

    assert padded in {32, 64, 128, 256} or padded % 256 == 0
    assert padded > len(text.encode())


def test_two_names_of_another_length_look_alike():
    short, long = (seal(n, key=KEY, version=1, spot=HERE) for n in ("Amira", "Alexander"))

    assert len(short) == len(long)


def test_the_form_is_the_one_that_was_agreed():
    value = seal("Amal", key=KEY, version=7, spot=HERE)

    assert value[:2] == b"K1"
    assert struct.unpack(">I", value[2:6]) == (7,)
    assert version_of(value) == 7
    bound = b"".join(
        struct.pack(">H", len(part)) + part
        for part in (b"kring/field/1", b"member", ROW.bytes, b"name", FAMILY.bytes, b"\0\0\0\7")
    )
    assert KEY.decrypt(value[6:18], value[18:], bound).startswith(b"Amal\x80\0")


@pytest.mark.parametrize(
    "elsewhere",
    [
        Spot("actor", ROW, "name", FAMILY),
        Spot("member", OTHER_ROW, "name", FAMILY),
        Spot("member", ROW, "phone", FAMILY),
        Spot("member", ROW, "name", OTHER_FAMILY),
    ],
    ids=["another table", "another row", "another field", "another family"],
)
def test_a_value_that_was_moved_does_not_open(elsewhere):
    value = seal("Amal", key=KEY, version=1, spot=HERE)

    with pytest.raises(Tampered):
        unseal(value, key=KEY, spot=elsewhere)


@given(st.data())
def test_a_value_with_one_changed_bit_does_not_open(data):
    value = bytearray(seal("Amal", key=KEY, version=1, spot=HERE))
    bit = data.draw(st.integers(0, len(value) * 8 - 1))
    value[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Tampered):
        unseal(bytes(value), key=KEY, spot=HERE)


@pytest.mark.parametrize("value", [b"", b"Amal" * 20, b"K1", b"K1" + bytes(20)])
def test_what_is_not_a_sealed_value_is_never_shown(value):
    with pytest.raises(Tampered):
        unseal(value, key=KEY, spot=HERE)


def test_a_data_key_opens_with_the_key_that_wrapped_it():
    keks = {"2026a": bytes(32), "2026b": b"\1" * 32}
    wrapped = wrap(
        bytes(range(32)), family=FAMILY, version=1, kek_id="2026b", kek=keks["2026b"]
    )

    key = unwrap(wrapped, family=FAMILY, version=1, kek_id="2026b", keks=keks)

    value = seal("Amal", key=KEY, version=1, spot=HERE)
    assert unseal(value, key=key, spot=HERE) == "Amal"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"kek_id": "2025"}, KeyMissing),
        ({"kek_id": "2026b"}, Tampered),
        ({"family": OTHER_FAMILY}, Tampered),
        ({"version": 2}, Tampered),
        ({"wrapped": b"nonsense"}, Tampered),
    ],
)
def test_a_wrapped_key_opens_nowhere_else(change, error):
    keks = {"2026a": bytes(32), "2026b": b"\1" * 32}
    wrapped = wrap(bytes(32), family=FAMILY, version=1, kek_id="2026a", kek=keks["2026a"])
    given_ = {"wrapped": wrapped, "family": FAMILY, "version": 1, "kek_id": "2026a"} | change

    with pytest.raises(error):
        unwrap(given_.pop("wrapped"), **given_, keks=keks)
