"""Mails on their way: no page waits for the server, nothing lies open, each arrives once."""

import json
import socket
import socketserver
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.db import DatabaseError
from django.utils.timezone import now

from accounts import account
from kring.people import mail, outbox, postman, secrets
from kring.people.models import WaitingMail
from kring.site.commands import mail as command

pytestmark = [pytest.mark.django_db, pytest.mark.query]
FORGOT = "/wachtwoord-vergeten/"
Kind = WaitingMail.Kind


class Session(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail needs."""

    def handle(self):
        self.say(220)
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "DATA":
                self.say(354)
                self.server.got.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                self.say(self.server.answers.get("BODY", 250))
            else:
                self.say(self.server.answers.get(word, 221 if word == "QUIT" else 250))

    def say(self, code):
        self.wfile.write(f"{code} said\r\n".encode())


class Office(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def get_request(self):
        line, who = super().get_request()
        return (self.lock.wrap_socket(line, server_side=True) if self.lock else line), who


@pytest.fixture
def server(settings):
    """Point Kring to a port of this machine."""

    def point(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER, settings.EMAIL_TIMEOUT = "", 0.5

    return point


@contextmanager
def office(*, lock=None, **answers):
    with Office(("127.0.0.1", 0), Session) as running:
        running.got, running.answers, running.lock = [], answers, lock
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def hanging():
    """It takes the line and then says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield silent.getsockname()[1]


@pytest.fixture
def shut():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture
def later(monkeypatch):
    """Move the clock of the mails."""

    def later(**by):
        moment = now() + timedelta(**by)
        monkeypatch.setattr(outbox, "now", lambda: moment)

    return later


def write(to="els@kring.test", kind=Kind.NOTICE):
    mail.post(kind, to, "Kring: iets", "geheime-link")


@pytest.mark.parametrize("kind", ["hanging", "shut"])
def test_row_49_no_page_waits_and_the_mail_comes_later_once(
    client, server, later, request, kind
):
    els = account("els", language="nl")
    server(request.getfixturevalue(kind))

    began = time.monotonic()
    assert client.post(FORGOT, {"mail": els.email}).status_code == 200
    assert time.monotonic() - began < 2

    began = time.monotonic()
    assert outbox.deliver().again == 1
    assert time.monotonic() - began < 5
    assert WaitingMail.objects.get().trouble == "no_server"
    with office() as running:
        server(running.server_address[1])
        assert outbox.deliver().sent == 0  # not its turn yet
        later(minutes=1, seconds=1)
        assert outbox.deliver().sent == 1
        assert outbox.deliver().sent == 0
    [got] = running.got
    assert "wachtwoord-kiezen" in got
    assert "Message-ID: <" in got
    assert not WaitingMail.objects.exists()


def test_one_pause_for_all_when_the_server_is_away(server, shut):
    for _ in range(3):
        write()
    server(shut)

    outbox.deliver()

    assert sorted(outbox.waiting().values_list("tries", flat=True)) == [0, 0, 1]


# What the server answers where, and what becomes of the mail.
ANSWERS = [
    ({"RCPT": 550}, "given up"),
    ({"RCPT": 450}, "again"),
    ({"BODY": 554}, "given up"),
    ({"BODY": 451}, "again"),
    ({"EHLO": 250}, "sent"),
]


@pytest.mark.parametrize(("answers", "then"), ANSWERS)
def test_what_a_server_does_not_want_holds_up_no_other_mail(server, answers, then):
    write()
    write()
    with office(**answers) as running:
        server(running.server_address[1])
        done = outbox.deliver()

    assert {"sent": done.sent, "again": done.again, "given up": done.given_up}[then] == 2


def test_an_address_that_is_none_is_given_up(server):
    write(to="els\n@kring.test")
    with office() as running:
        server(running.server_address[1])
        assert outbox.deliver().given_up == 1
    assert WaitingMail.objects.get().trouble == "refused"


def test_after_eight_tries_it_stops_and_nothing_of_it_stays(server, shut, later, monkeypatch):
    monkeypatch.setitem(outbox.USEFUL, Kind.NOTICE, timedelta(days=30))
    server(shut)
    write()
    for day in range(outbox.MOST_TRIES):
        later(days=2 * day)
        outbox.deliver()

    lost = outbox.given_up().get()
    assert (lost.tries, lost.sealed, lost.trouble) == (8, "", "no_server")
    assert not outbox.waiting().exists()


def test_a_link_that_no_longer_works_is_not_sent(later, mailoutbox):
    write(kind=Kind.RESET)
    later(hours=1)

    assert outbox.deliver().given_up == 1
    assert mailoutbox == []
    assert outbox.given_up().get().trouble == "too_late"


def test_at_rest_there_is_no_address_and_no_link(mailoutbox):
    write()
    row = WaitingMail.objects.values().get()
    assert "els" not in str(row)
    assert "geheime-link" not in str(row)
    assert secrets.reseal_all() == (1, 0)
    mail.finish()
    assert mailoutbox[0].body == "geheime-link"


def test_what_does_not_open_is_given_up():
    write()
    WaitingMail.objects.update(sealed=secrets.seal("{}"))  # sealed for something else

    assert secrets.reseal_all() == (0, 1)
    assert outbox.deliver().given_up == 1
    assert outbox.given_up().get().trouble == "unreadable"


def test_a_mail_to_nobody_is_written_and_thrown_away(client, mailoutbox):
    client.post(FORGOT, {"mail": "niemand@kring.test"})
    assert outbox.waiting().count() == 1

    assert outbox.deliver().sent == 0
    assert (mailoutbox, WaitingMail.objects.count()) == ([], 0)


def test_row_45_what_another_process_took_is_left_alone(monkeypatch, mailoutbox):
    write()
    write()
    send, taken = outbox._send, []

    def meanwhile(row, message):
        taken.append(row.pk)
        outbox.waiting().exclude(pk__in=taken).update(try_at=now() + outbox.CLAIMED)
        send(row, message)

    monkeypatch.setattr(outbox, "_send", meanwhile)
    assert outbox.deliver().sent == 1
    assert len(mailoutbox) == 1


def test_the_postman_comes_when_the_bell_rings_and_walks_on_after_trouble(caplog):
    came, rounds = threading.Event(), []

    def deliver():
        rounds.append(1)
        came.set()
        if len(rounds) == 1:
            raise DatabaseError("locked")

    walking = postman.start(deliver, every=60)
    assert came.wait(5)
    came.clear()
    postman.ring()
    assert came.wait(5)
    postman.stop(walking)
    assert not walking.is_alive()
    assert "DatabaseError" in caplog.text


@pytest.mark.parametrize("as_json", [True, False])
def test_the_command_does_one_round(capsys, monkeypatch, mailoutbox, as_json):
    monkeypatch.setattr("django.setup", lambda: None)
    write()

    assert command.run(["--json"] if as_json else []) == 0
    said = capsys.readouterr().out
    if as_json:
        assert json.loads(said) == {"sent": 1, "again": 0, "given_up": 0, "waiting": 0}
    else:
        assert said.startswith("Verstuurd: 1.")


def test_the_command_says_that_mail_still_waits(monkeypatch, server, shut):
    monkeypatch.setattr("django.setup", lambda: None)
    server(shut)
    write()

    assert command.run([]) == 1


def certificate_of_our_own(folder):
    """Of 127.0.0.1, signed by nobody else; gives the file with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, SHA256())
    )
    file = folder / "own.pem"
    kind = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + key.private_bytes(*kind))
    return file


@pytest.mark.parametrize(("is_known", "sent"), [(False, 0), (True, 1)])
def test_a_mail_server_that_cannot_show_who_it_is_gets_no_mail(
    server, tmp_path, settings, monkeypatch, caplog, is_known, sent
):
    file = certificate_of_our_own(tmp_path)
    if is_known:  # the same server, of which this machine trusts the certificate
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    locked = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    locked.load_cert_chain(file)
    write()
    with office(lock=locked) as running:
        server(running.server_address[1])
        settings.EMAIL_USE_SSL = True

        assert outbox.deliver().sent == sent

    assert len(running.got) == sent
    assert ("SSLCertVerificationError" in caplog.text) is not is_known
    assert outbox.waiting().count() == 1 - sent
