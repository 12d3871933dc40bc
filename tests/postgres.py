"""A PostgreSQL of our own for the tests, in a temporary folder, gone when they end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import psycopg

# Nobody needs these data after the test: speed goes before safety. Nor does anybody tidy up
# beside it, as long as the tests lay and lift the wall: the two can wait for each other.
HASTE = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=",
    "autovacuum=off",
]  # fmt: skip
# A path to a socket may hold at most 107 bytes; the name of the socket itself takes twenty.
LONGEST_FOLDER = 80


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Runs the server whose programs lie in `programs`; gives its address as a URL.

    The address is that of a socket, so no port is taken and nobody else can reach it.
    """
    root = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="kring-pg-", dir=root if _fits(root) else "/tmp"))
    account = _account()
    try:
        if account:
            shutil.chown(folder, user=account["user"], group=account["group"])
        data = folder / "data"
        subprocess.run(
            [
                *(programs / "initdb", "--pgdata", data, "--username", "kring"),
                *("--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"),
            ],
            cwd=folder,
            check=True,
            capture_output=True,
            **account,
        )
        options = [word for setting in HASTE for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *options],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we stop the server ourselves
                **account,
            )
        try:
            _wait_for(process, folder)
            _make_roles(folder)
            yield f"postgresql://kring@/kring?host={quote(str(folder))}"
        finally:
            # The fast way: SIGTERM would wait until the last of us hangs up.
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_roles(folder: Path) -> None:
    """The roles of a real site, as its administrator makes them; here nobody asks a word."""
    roles = files("kring.site.postgres").joinpath("roles.sql").read_text("utf-8")
    with psycopg.connect(
        host=str(folder), user="kring", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(roles)


def _fits(folder: str) -> bool:
    return len(os.fsencode(folder)) <= LONGEST_FOLDER


def _account() -> dict[str, object]:
    """As root: somebody else, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = known.get("postgres") or known["nobody"]
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def _wait_for(process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(host=str(folder), user="kring", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text('utf-8')}")
