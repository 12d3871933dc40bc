"""After all tests of pages: words planted in a family lie readable nowhere that anybody keeps.

Every test of this folder looks too, when it ends: see `nothing_readable_is_kept`. This last one
plants in the forms as well, makes a backup, and shows that the search does find what lies open.
"""

import logging
import shutil
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils.timezone import localdate

from cast import person
from kring.core.words import Text
from kring.families.models import Seat, Story
from kring.families.services import break_glass, give_consent, give_seat, name_protocol
from kring.families.services.attachments import add_file
from kring.people.models import Organisation
from kring.reception.services.invitations import Terms, invite
from kring.rights.models import Reply
from kring.rights.services.replying import answer, reply_to
from kring.site.doors import CIRCLE, DOORS, address_of
from kring.site.examples import values_of
from kring.site.keeping import age, make
from kring.site.serving.places import DATABASE, KEYS, Place
from markers import WORD, found_under, mark, marks_in

CONTROL = "Spreeuwproef"


def plant_in_forms(family, *, amal, alice, nadia):
    """The marks from 60 on: what people type, beside what the family file brought."""
    story = Story.objects.visible_to(amal).filter(family=family).first()
    said = reply_to(
        family.pk, story.pk, kind=Reply.Kind.CHANGE, words=Text.dutch(mark(60)), by=amal
    )
    answer(
        family.pk, said.pk, accepted=True, words=Text.dutch(mark(61)),
        new_words=Text.dutch(mark(62)), by=nadia,
    )  # fmt: skip
    give_consent(
        family.pk, by=nadia, receiver=None, part="", form=mark(63), language="nl",
        purpose=mark(64), witness=Text.dutch(mark(65)),
    )  # fmt: skip
    add_file(family.pk, data=f"{mark(66)}\n".encode(), name=f"{mark(67)}.txt", by=alice)
    terms = Terms(
        mail=f"{mark(68)}@voorbeeld.be", role=Seat.Role.WORKER, purpose=mark(69),
        tie=Seat.Tie.SECRECY, ends_on=localdate() + timedelta(days=30),
        told_on=date(2026, 2, 1), agreed_on=date(2026, 2, 1), agreed_how=mark(70),
    )  # fmt: skip
    invite(family.pk, terms=terms, by=nadia)
    house = Organisation.objects.create(name="Wijkhuis", break_glass_allowed=True)
    guest = person("Gust", organisation=house)
    name_protocol(family.pk, organisation=house, by=nadia)
    elsewhere = family.__class__.objects.for_system("a test").exclude(pk=family.pk).get()
    give_seat(family=elsewhere, user=guest, role=Seat.Role.WORKER, purpose=mark(71), by=None)
    break_glass(family.pk, by=guest, reason="lost", words=f"{mark(72)}, en verder niets meer")


def on_disk():
    return connections["default"].vendor == "sqlite" and "mode=memory" not in str(
        connections["default"].settings_dict["NAME"]
    )


def test_row_53_planted_words_lie_readable_nowhere(
    page, log_in, family, other_family, amal, alice, nadia, site_folder, settings, tmp_path,
    monkeypatch,
):  # fmt: skip
    if not on_disk():
        pytest.skip("alleen met de databanken als bestanden: ./kring test tests/browser")
    plant_in_forms(family, amal=amal, alice=alice, nadia=nadia)
    seen = set()
    for user in (amal, nadia):
        log_in(user, language="fr")
        for name in [name for name, door in DOORS.items() if door.gets == CIRCLE]:
            if not name.endswith(("paper", "file")):
                page.goto(address_of(name, values_of(family)))
                seen |= marks_in(page.content())
    plain = tmp_path / "before it was sealed"
    plain.mkdir()
    seal = age.seal

    def keep_and_seal(source, target, keys):
        shutil.copytree(source.parent, plain / target.name)
        seal(source, target, keys)

    monkeypatch.setattr(make.age, "seal", keep_and_seal)
    [key] = [age.public_key(age.new_pair()[0])]
    make.make_backup(
        Place(data=site_folder, ring=settings.KRING_KEY_RING),
        to=tmp_path, keys_to=tmp_path, data_keys=[key], key_keys=[key],
    )  # fmt: skip

    # They were really there for people to read, and are nowhere for who has the disk.
    assert len(seen) >= 30, sorted(seen)
    assert len(list(tmp_path.glob("*.age"))) == 2
    assert {each.name for each in plain.rglob("*.sqlite3")} == {DATABASE, KEYS}
    assert (site_folder / f"{DATABASE}-wal").stat().st_size > 0
    assert found_under(site_folder) == []
    assert found_under(tmp_path) == []

    # The same search finds what lies open: in a row, in the log and in a mail.
    person(CONTROL)
    logging.getLogger("kring").debug("%s", CONTROL)
    mail.send_mail("Kring", CONTROL, "kring@localhost", ["a@voorbeeld.be"])
    (site_folder / "mails.txt").write_text(str(mail.outbox[-1].message()), "utf-8")
    told = " ".join(found_under(site_folder, CONTROL))
    assert all(each in told for each in (DATABASE, "kring.log", "mails.txt"))
    assert WORD not in told


# All that a page may keep in a browser, as one text: the three kinds of store, and the caches.
KEPT = """async () => {
    const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
    for (const {name} of await indexedDB.databases()) {
        found.push(name);
        const base = await new Promise((done, fail) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => fail(asked.error);
        });
        for (const store of base.objectStoreNames) {
            const rows = await new Promise((done, fail) => {
                const asked = base.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => done(asked.result);
                asked.onerror = () => fail(asked.error);
            });
            found.push(store, JSON.stringify(rows));
        }
        base.close();
    }
    for (const name of await caches.keys()) {
        for (const held of await (await caches.open(name)).matchAll()) {
            found.push(name, await held.text());
        }
    }
    return found.join("\\n");
}"""
KEEP = """async (word) => {
    localStorage.setItem("a", word + "1");
    sessionStorage.setItem("b", word + "2");
    await new Promise((done, fail) => {
        const asked = indexedDB.open("proef", 1);
        const rows = {autoIncrement: 1};
        asked.onupgradeneeded = () => asked.result.createObjectStore("nota", rows);
        asked.onerror = () => fail(asked.error);
        asked.onsuccess = () => {
            const writing = asked.result.transaction("nota", "readwrite");
            writing.objectStore("nota").add({tekst: word + "3"});
            writing.oncomplete = () => { asked.result.close(); done(); };
        };
    });
}"""


def test_the_browser_keeps_nothing_of_a_family(page, log_in, family, nadia):
    log_in(nadia, language="fr")
    seen = set()
    for name in [name for name, door in DOORS.items() if door.gets == CIRCLE]:
        if not name.endswith(("paper", "file")):
            page.goto(address_of(name, values_of(family)))
            seen |= marks_in(page.content())
    assert len(seen) >= 20, sorted(seen)
    assert marks_in(page.evaluate(KEPT)) == set()

    # The same search finds what a script would lay there, and leaving takes that away too.
    page.evaluate(KEEP, CONTROL)
    kept = page.evaluate(KEPT)
    assert all(f"{CONTROL}{number}" in kept for number in (1, 2, 3)), kept
    page.evaluate(
        """() => {
            const form = document.querySelector("form[action='/afmelden/']");
            form.submit();
        }"""
    )
    page.wait_for_url("**/aanmelden/")

    left = page.evaluate(KEPT)
    assert marks_in(left) == set()
    assert CONTROL not in left
