"""`kring demo`, as somebody types it."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from kring.site.commands import folder
from kring.site.commands.demo import run

KRING = [sys.executable, "-c", "import sys; from kring.site.cli import main; sys.exit(main())"]
ROLES = {
    "basiswerker": "Els", "vrijwilliger": "Lieve", "gezin": "Rasha", "coordinator": "Nadia",
    "beleid": "Paul", "beheerder": "Bea",
}  # fmt: skip


@contextmanager
def demo(*words, **environment):
    """A running demo: its process and the address that it printed."""
    process = subprocess.Popen(
        [*KRING, "demo", "--no-browser", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"LANG": "nl_BE.UTF-8"} | environment,
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        found = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+/\S+)\n", line)
        assert found, line + process.stderr.read()
        yield process, found[1]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def visitor():
    jar = http.cookiejar.CookieJar()
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))


def looks_as(page):
    """The words on the button of the demo bar that says: this is who you are now."""
    [bar] = re.findall(r'<nav class="demo noprint".*?</nav>', page, re.DOTALL)
    [current] = re.findall(r'<a [^>]*aria-current="true"[^>]*>(.*?)</a>', bar, re.DOTALL)
    return " ".join(current.split())


def read(browser, address):
    with browser.open(address, timeout=20) as answer:
        return answer.status, answer.geturl(), answer.read().decode()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which the demo was made once."""
    place = tmp_path_factory.mktemp("demo") / "map"
    with demo("--data", str(place)) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    return place


def test_it_is_signed_in_at_once_switches_roles_and_ends_without_a_complaint(made):
    with demo("--data", str(made)) as (process, address):
        browser = visitor()
        status, landed, page = read(browser, address)
        assert (status, "Gezin Al-Masri" in page) == (200, True)
        assert "/gezin/" in landed
        for role, name in ROLES.items():
            status, _, page = read(browser, re.sub("als/.*", f"als/{role}/", address))
            label = role.replace("coordinator", "coördinator")
            assert (status, looks_as(page)) == (200, f"{label} ({name})")
        with pytest.raises(urllib.error.HTTPError) as nobody:
            read(browser, re.sub("als/.*", "als/koning/", address))
        with nobody.value:
            assert nobody.value.code == 404

        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_a_port_that_is_taken_is_passed_over_and_that_is_said(made):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with demo("--data", str(made), "--port", str(port)) as (process, address):
            assert f":{port}/" not in address
            process.send_signal(signal.SIGTERM)
            process.wait(10)
            assert f"Poort {port} is bezet" in process.stderr.read()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "0"], "bij --port: dit is een getal van 1 tot 65535"),
        (["--port", "veel"], "bij --port: dit is een getal van 1 tot 65535"),
        (["--poort", "8000"], "--poort"),
    ],
)
def test_a_wrong_call_gets_one_sentence(capsys, words, said):
    assert run(words) == 2

    [line] = capsys.readouterr().err.splitlines()
    assert said in line


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path, capsys):
    (tmp_path / "brief.txt").write_text("van mij")

    assert run(["--data", str(tmp_path)]) == 1

    assert "niet van de demo" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["brief.txt"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path, capsys):
    (tmp_path / "bestand").write_text("x")

    assert run(["--data", str(tmp_path / "bestand" / "demo")]) == 1

    assert "kan niet schrijven" in capsys.readouterr().err


def test_without_a_free_port_it_says_so(made, capsys, monkeypatch):
    monkeypatch.setattr("kring.site.commands.demo.prepare", lambda asked, anew: None)
    monkeypatch.setattr("kring.site.commands.demo.TRIES", 0)

    assert run(["--data", str(made)]) == 1

    assert "Geen vrije poort" in capsys.readouterr().err


def test_a_half_made_or_older_demo_is_made_again(tmp_path):
    assert not folder.is_strange(tmp_path)
    folder.empty(tmp_path / "demo")

    assert not folder.is_strange(tmp_path / "demo")
    assert not folder.holds(tmp_path / "demo", "1")
    folder.finish(tmp_path / "demo", "1")
    assert folder.holds(tmp_path / "demo", "1")
    assert not folder.holds(tmp_path / "demo", "2")

    (tmp_path / "demo" / "old.sqlite3").write_text("x")
    folder.empty(tmp_path / "demo")
    assert [each.name for each in (tmp_path / "demo").iterdir()] == [folder.MARK]


@pytest.mark.parametrize(
    ("platform", "environment", "place"),
    [
        ("linux", {"KRING_DATA": "/ergens"}, "/ergens"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/kring"),
        ("linux", {"HOME": "/thuis"}, "/thuis/.local/share/kring"),
        ("darwin", {"HOME": "/thuis"}, "/thuis/Library/Application Support/kring"),
    ],
)
def test_data_lie_where_the_system_keeps_a_users_data(
    monkeypatch, platform, environment, place
):
    monkeypatch.setattr("sys.platform", platform)
    for name in ("KRING_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert str(folder.data_folder()) == place
