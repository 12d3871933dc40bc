"""`kring serve`, as a visitor and as somebody who means harm meet it."""

import http.client
import re
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from gunicorn.workers.gthread import PollableMethodQueue

from kring.site.serving.server import Worker
from sites import served

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"


@pytest.fixture(scope="module")
def running(first_site):
    """One server for all questions, with its first link."""
    with served(first_site[0]) as (process, address, link):
        yield process, address, link


@pytest.fixture
def ask(running):
    def ask(path="/", method="GET", body=None, **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(urlsplit(running[1]).netloc, timeout=20)
        try:
            connection.request(method, path, body=body, headers=names)
            answer = connection.getresponse()
            return answer, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    return ask


def raw(address, message):
    """Bytes as they are, and everything that comes back."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
        line.sendall(message)
        found = b""
        while more := line.recv(65536):
            found += more
    return found.decode("utf-8", "replace")


FORM = {"Content_Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("status", "question"),
    [
        (200, {"path": "/aanmelden/"}),
        (302, {"path": "/"}),
        (400, {"path": "/aanmelden/", "Host": "evil.example"}),
        (403, {"path": "/aanmelden/", "method": "POST", "body": "a=b", **FORM}),
        (404, {"path": "/nergens/"}),
        (405, {"path": "/beveiliging/sessies/", "method": "TRACE"}),
        (413, {"path": "/aanmelden/", "method": "POST", "Content_Length": "6000000", **FORM}),
        (414, {"path": "/" + "a" * 5000}),
    ],
)
def test_row_50_every_answer_has_all_headers_and_tells_nothing(ask, status, question):
    answer, page = ask(**question)

    assert answer.status == status
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value, name
    assert answer.headers["Content-Security-Policy"].startswith(STRICT)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r"\d", answer.headers.get("Server", ""))
    for word in ("Traceback", "django", "gunicorn", "Python", "site-packages"):
        assert word not in page


def test_style_sheets_are_kept_for_long_compressed_and_have_the_headers_too(ask):
    _, page = ask("/aanmelden/")
    [sheet] = re.findall(r'href="(/static/kring/css/base\.[0-9a-f]{12}\.css)"', page)
    answer, _ = ask(sheet, Accept_Encoding="br")

    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value, name


@pytest.mark.parametrize(
    "path",
    [
        "/.git/HEAD", "/.env", "/kring.sqlite3", "/secret.txt", "/static/../settings.py",
        "/static/%2e%2e/secret.txt", "/static/../../secret.txt", "/admin/", "/static/",
        "//etc/passwd", "/static/kring/",
    ],
)  # fmt: skip
def test_row_51_what_is_not_a_page_is_not_there(ask, path):
    assert ask(path)[0].status == 404


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
def test_row_51_nothing_is_echoed(ask, method):
    answer, page = ask("/aanmelden/", method=method, Cookie="geheim=1")

    assert answer.status == 405
    assert "geheim" not in page


def test_row_14_a_host_that_is_not_ours_is_refused_and_never_used(ask):
    assert ask("/aanmelden/", Host="evil.example")[0].status == 400
    answer, page = ask("/", X_Forwarded_Host="evil.example", X_Forwarded_Proto="https")

    assert "evil" not in answer.headers["Location"] + page
    assert answer.headers["Location"].startswith("/")


def test_row_13_a_form_without_its_token_is_refused_and_gives_back_its_words(ask):
    typed = "mail=bea%40voorbeeld.be&password=een+geheime+zin&nota=Een+lange+%3Cb%3Enota"
    answer, page = ask("/aanmelden/", "POST", typed, **FORM)

    assert answer.status == 403
    assert "Een lange &lt;b&gt;nota</textarea>" in page
    assert "geheime" not in page
    _, page = ask("/aanmelden/", "POST", typed, Origin="https://evil.example", **FORM)
    assert "lange" not in page


def test_row_13_reading_an_address_that_changes_something_is_refused(ask):
    assert ask("/taal/", "POST", "language=fr", **FORM)[0].status == 403
    assert ask("/aanmelden/passkey/")[0].status == 405


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (b"GET /geheim HTTP/9.9\r\n\r\n", "400"),
        (b"geheim\r\n\r\n", "400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nge heim: 1\r\n\r\n", "400"),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", "414"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: geheim\r\n\r\n", "501"),
    ],
)
def test_row_50_what_is_no_question_at_all_gets_the_same_headers(running, message, status):
    answer = raw(running[1], message)

    assert answer.startswith(f"HTTP/1.1 {status} ")
    for name, value in ALWAYS.items():
        assert f"{name}: {value}\r\n" in answer
    assert "geheim" not in answer


def test_cookies_are_for_this_host_alone_and_for_https(ask):
    answer, _ = ask("/aanmelden/")
    cookies = answer.headers.get_all("Set-Cookie")

    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_the_first_link_opens_on_this_server(ask, running):
    answer, page = ask(running[2])

    assert answer.status == 200
    assert "Welkom bij Kring" in page


def test_behind_a_proxy_only_its_word_counts_and_everything_goes_to_https(site):
    with served(site, "--proxy", "127.0.0.1", KRING_HOSTS="kring.voorbeeld.be") as running:
        process, address, _ = running
        netloc = urlsplit(address).netloc
        told = {
            "plain": {"Host": "kring.voorbeeld.be"},
            "locked": {"Host": "kring.voorbeeld.be", "X-Forwarded-Proto": "https"},
        }
        found = {}
        for name, headers in told.items():
            connection = http.client.HTTPConnection(netloc, timeout=20)
            connection.request("GET", "/aanmelden/", headers=headers)
            answer = connection.getresponse()
            found[name] = answer.status, answer.headers.get("Location")
            connection.close()
        process.send_signal(signal.SIGTERM)

        assert found["plain"] == (301, "https://kring.voorbeeld.be/aanmelden/")
        assert found["locked"] == (200, None)
        assert process.wait(15) == 0


def test_row_37_a_database_that_goes_missing_is_not_made_again(site):
    with served(site) as (process, address, _):
        for file in site.glob("kring.sqlite3*"):
            file.unlink()
        netloc = urlsplit(address).netloc
        connection = http.client.HTTPConnection(netloc, timeout=30)
        connection.request(
            "POST", "/aanmelden/", body="", headers={"Cookie": "__Host-sessionid=a"}
        )
        answer = connection.getresponse()
        connection.close()
        process.send_signal(signal.SIGINT)

        assert answer.status in {403, 503}
        assert not (site / "kring.sqlite3").exists()
        assert process.wait(15) == 0


def test_the_way_out_waits_for_no_lock_of_the_thread_it_interrupts():
    """A signal may fall while the pool takes in a question, and then holds its own lock."""
    pool = ThreadPoolExecutor(max_workers=1)
    worker = Worker.__new__(Worker)
    worker.alive, worker.tpool, worker.method_queue = True, pool, PollableMethodQueue()
    worker.method_queue.init()
    out = threading.Thread(target=worker.handle_quit, args=[signal.SIGQUIT, None], daemon=True)

    with pool._shutdown_lock:
        out.start()
        out.join(5)
        assert not out.is_alive()

    assert not worker.alive
    worker.method_queue.close()
    pool.shutdown()
