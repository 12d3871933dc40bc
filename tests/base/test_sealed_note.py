"""A note in a form: it opens for the person it was made for, within the hour, unaltered."""

import base64
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.base.keyring import make_key_ring
from kring.base.sealed_note import (
    LIFE,
    NoteRefused,
    NoteTooOld,
    open_note,
    seal_note,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALICE, BOB = UUID(int=1), UUID(int=2)


def sealed(text="Amal", *, purpose="import", person=ALICE, now=NOW):
    return seal_note(text, purpose=purpose, person=person, now=now)


def opened(word, *, purpose="import", person=ALICE, now=NOW):
    return open_note(word, purpose=purpose, person=person, now=now)


@given(st.text())
def test_what_goes_in_comes_out(text):
    assert opened(sealed(text)).text == text


def test_a_note_shows_nothing_of_what_it_says_and_each_has_its_own_id():
    one, other = sealed("Amal" * 9), sealed("Amal" * 9)

    assert b"Amal" not in base64.urlsafe_b64decode(one)
    assert opened(one).id != opened(other).id
    assert opened(one).id == opened(one).id


@pytest.mark.parametrize("change", [{"person": BOB}, {"purpose": "other"}])
def test_a_note_is_for_one_person_and_one_purpose(change):
    with pytest.raises(NoteRefused):
        opened(sealed(), **change)


@pytest.mark.parametrize(
    ("later", "is_open"),
    [(timedelta(0), True), (LIFE, True), (LIFE + timedelta(seconds=1), False),
     (timedelta(seconds=-1), False)],
)  # fmt: skip
def test_a_note_opens_for_an_hour(later, is_open):
    word = sealed()

    if is_open:
        assert opened(word, now=NOW + later).text == "Amal"
    else:
        with pytest.raises(NoteTooOld):
            opened(word, now=NOW + later)


@given(st.data())
def test_one_changed_bit_and_it_stays_closed(data):
    raw = bytearray(base64.urlsafe_b64decode(sealed()))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(NoteRefused):
        opened(base64.urlsafe_b64encode(bytes(raw)).decode())


@pytest.mark.parametrize("word", ["", "x", "é", "AAAA", "A" * 4 * 20, "=" * 8])
def test_anything_else_is_no_note(word):
    with pytest.raises(NoteRefused):
        opened(word)


def test_a_cut_note_stays_closed():
    raw = base64.urlsafe_b64decode(sealed())

    for length in range(len(raw)):
        with pytest.raises(NoteRefused):
            opened(base64.urlsafe_b64encode(raw[:length]).decode())


def test_a_note_outlives_a_new_primary_key(settings, tmp_path):
    word = sealed()
    ring = json.loads(settings.KRING_KEY_RING.read_text())
    make_key_ring(tmp_path / "ring.json", name="next")
    newer = json.loads((tmp_path / "ring.json").read_text())
    for part in ("kek", "audit"):
        newer[part] |= ring[part]
    settings.KRING_KEY_RING = tmp_path / "both.json"
    settings.KRING_KEY_RING.write_text(json.dumps(newer))
    settings.KRING_KEY_RING.chmod(0o400)

    assert opened(word).text == "Amal"
