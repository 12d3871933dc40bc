"""`kring demo`: a whole site with made-up families, on this machine alone."""

import hashlib
import os
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kring.site.cli import DONE, complain
from kring.site.commands import folder
from kring.site.commands.line import Line, command, whole
from kring.site.commands.papers import Refused
from kring.site.speech import gettext as _

HOST: Final = "127.0.0.1"
USUAL_PORT: Final = 8000
TRIES: Final = 50
WRONG: Final = 1


@command
def run(words: Sequence[str]) -> int:
    """Make the demo if it is not there yet, and serve it until Ctrl-C or SIGTERM."""
    asked = _line().read(words)
    prepare(asked.data, anew=asked.reset)
    listening = _listen(asked.port)
    if listening is None:
        return complain(
            _("Geen vrije poort gevonden vanaf {port}. Kies er zelf een met --port.")
            .format(port=asked.port),
            code=WRONG,
        )  # fmt: skip
    with closing(listening):
        return _serve(listening, open_browser=not asked.no_browser)


def _line() -> Line:
    line = Line(
        prog="kring demo",
        description=_("Kring proberen met verzonnen gezinnen. Er gaat niets naar internet."),
        exits=_("Uitgang: 0 gestopt, 1 het kan hier niet, 2 de vraag is verkeerd."),
    )
    line.add_argument(
        "--port", type=whole(1, 65535), default=USUAL_PORT, help=_("de poort (8000)")
    )
    line.add_argument("--no-browser", action="store_true", help=_("open geen browser"))
    line.add_argument("--data", help=_("de map van de demo"))
    line.add_argument("--reset", action="store_true", help=_("begin met een verse demo"))
    return line


def prepare(asked: str | None, *, anew: bool = False) -> None:
    """Settings for the folder of the demo, and the example in it where it is not there yet.

    Raises:
        Refused: something else lies in that folder, or nothing can be written there.
    """
    data = Path(asked).absolute() if asked else folder.data_folder()
    if not asked and "KRING_DATA" not in os.environ:
        data /= "demo"
    if folder.is_strange(data):
        complain(
            _("In {folder} staat iets dat niet van de demo is. Kies een andere map met --data.")
            .format(folder=data)
        )  # fmt: skip
        raise Refused
    try:
        _lay(data, anew=anew)
    except OSError as error:
        complain(
            _("De demo kan niet schrijven in {folder}: {why}. Kies een andere map met --data.")
            .format(folder=data, why=error.strerror)
        )  # fmt: skip
        raise Refused from error


def _lay(data: Path, *, anew: bool) -> None:
    stamp = _version()
    if anew or not folder.holds(data, stamp):
        print(_("Kring maakt het voorbeeld klaar…"), file=sys.stderr, flush=True)  # noqa: T201
        folder.empty(data)
        _secret(data)
    os.environ |= {
        "KRING_DATA": str(data),
        "KRING_KEY_RING": str(data / "keyring" / "keyring.json"),
        "KRING_DEMO": "1",
        "KRING_TODAY": "2026-03-01",
        "KRING_SECRET_KEY": (data / "secret.txt").read_text("ascii"),
        "KRING_POSTGRES": "",
        "DJANGO_SETTINGS_MODULE": "kring.site.settings",
    }
    import django  # noqa: PLC0415  # only now do the settings know their folder

    django.setup()
    if not folder.holds(data, stamp):
        _fill(data)
        folder.finish(data, stamp)


def _secret(data: Path) -> None:
    path = data / "secret.txt"
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(40), "ascii")


def _fill(data: Path) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from kring.base.keyring import make_key_ring  # noqa: PLC0415
    from kring.base.keystore import KEYS  # noqa: PLC0415
    from kring.site.demo_world import make_world  # noqa: PLC0415

    # Where a real site collects its files; ours come from the package.
    (data / "static").mkdir()
    make_key_ring(data / "keyring" / "keyring.json", name="demo")
    for database in ("default", KEYS):
        call_command("migrate", database=database, verbosity=0)
    with transaction.atomic():
        make_world()


def _version() -> str:
    """Changes whenever the program or the example families do."""
    digest = hashlib.sha256(version("kring").encode())
    package = files("kring")
    for place in ("demo_data", "migrations"):
        for entry in sorted((package / place).iterdir(), key=lambda each: each.name):
            if entry.is_file():
                digest.update(entry.read_bytes())
    return digest.hexdigest()


def _listen(port: int) -> socket.socket | None:
    """A socket on this port, or on the first free one after it; says so when it is another."""
    for each in range(port, min(port + TRIES, 65536)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, each))
        except OSError:
            listening.close()
            continue
        if each != port:
            complain(
                _("Poort {port} is bezet; de demo neemt {other}.").format(port=port, other=each)
            )
        return listening
    return None


def _serve(listening: socket.socket, *, open_browser: bool) -> int:
    from django.core.servers.basehttp import (  # noqa: PLC0415
        ThreadedWSGIServer,
        WSGIRequestHandler,
    )
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Nothing: an address in a log tells which family was looked at."""

    port = listening.getsockname()[1]
    server = ThreadedWSGIServer((HOST, port), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_address = (HOST, port)
    server.server_name, server.server_port = HOST, port
    server.setup_environ()
    server.server_activate()
    server.set_app(get_wsgi_application())

    address = f"http://{HOST}:{port}/demo/als/basiswerker/"
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Open {address}", flush=True)  # noqa: T201  # the answer itself
    print(_("Stop met Ctrl-C. Er gaat niets naar internet."), file=sys.stderr, flush=True)  # noqa: T201
    if open_browser:
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
    while not stop.wait(1):
        pass
    server.shutdown()
    return DONE
