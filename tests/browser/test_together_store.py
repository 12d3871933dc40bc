"""What a device keeps of a visit until it is sent: sealed, and of one person."""

import pytest

from conftest import QUIET
from kring.site.commands import machine

NAME = "Tante Hala Zaitouni"
KEPT = {"waiting": [{"tap": "t", "operations": [{"value": NAME}]}], "place": {"question": 5}}
STORE = """async ([url, who, what, kept]) => {
    const { openStore, forgetAll } = await import(url);
    if (what === "forget") return void (await forgetAll());
    const store = await openStore({ me: who, family: "f1" });
    if (what === "write") await store.write(kept);
    if (what === "wipe") await store.wipe();
    if (what === "read") return await store.read();
    if (what === "key") {
        const base = await new Promise((resolve) => {
            const request = indexedDB.open("kring");
            request.onsuccess = () => resolve(request.result);
        });
        const keys = base.transaction("keys").objectStore("keys").getAll();
        await new Promise((resolve) => (keys.onsuccess = resolve));
        return keys.result.map(({ extractable }) => extractable);
    }
}"""


@pytest.fixture
def at(live_server):
    """Where a browser trusts itself with keys: a name of this machine, and no number."""
    return live_server.url.replace("127.0.0.1", "localhost")


def asked(page, at, what, *, who="els", kept=None):
    return page.evaluate(STORE, [f"{at}/static/kring/together/store.js", who, what, kept])


def test_it_is_there_again_after_a_reload_and_for_nobody_else(page, at):
    page.goto(f"{at}/privacy/")
    asked(page, at, "write", kept=KEPT)
    page.reload()

    assert asked(page, at, "read") == KEPT
    assert asked(page, at, "read", who="nadia") is None
    assert asked(page, at, "key") == [False, False]
    asked(page, at, "wipe")
    assert asked(page, at, "read") is None


def test_a_page_that_was_forgotten_by_the_browser_begins_with_nothing(page, at):
    page.goto(f"{at}/privacy/")
    asked(page, at, "write", kept=KEPT)
    asked(page, at, "forget")

    assert asked(page, at, "read") is None


def test_nothing_of_it_can_be_read_in_the_folder_of_the_browser(
    chromium, browsers, at, tmp_path
):
    def bytes_kept():
        return b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    def visited(then):
        window = browsers.launch_persistent_context(
            tmp_path, executable_path=machine.chromium(), args=QUIET
        )
        page = window.pages[0]
        page.goto(f"{at}/privacy/")
        found = then(page)
        page.wait_for_timeout(200)
        window.close()
        return found

    visited(lambda page: asked(page, at, "write", kept=KEPT))

    assert visited(lambda page: asked(page, at, "read")) == KEPT  # it does lie there
    for form in ("utf-8", "utf-16-le"):
        assert NAME.encode(form) not in bytes_kept()
    plain = "localStorage.setItem('plain', 'Tante Hala Zaitouni open en bloot')"
    visited(lambda page: page.evaluate(plain))
    assert any("open en bloot".encode(form) in bytes_kept() for form in ("utf-8", "utf-16-le"))
