"""Commands in processes of their own, on a real site in a folder of its own."""

import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What a command does in a process of its own counts too, when the tests are being measured.
MEASURED = ["-m", "coverage", "run", f"--rcfile={ROOT / 'pyproject.toml'}", "--parallel-mode"]
KRING = [
    sys.executable, *(MEASURED if os.environ.get("COVERAGE_RUN") else []),
    str(Path(sys.executable).with_name("kring")),
]  # fmt: skip
# Fonts take ten seconds to compress, and say nothing here that a style sheet does not.
MAKE = """
import sys
from whitenoise.compress import Compressor
from kring.site.serving.begin import make_site
from kring.site.serving.places import place
from kring.site.serving.variables import set_up
Compressor.should_compress = lambda self, name: "css/base." in name
here = place()
set_up(here)
make_site(here)
from kring.site.serving.static_files import collect
collect()
from cast import MAANLICHT, STERRENBERG
from kring.core.themes import SHIPPED
from kring.exchange.services import bring_in
for family in (STERRENBERG, MAANLICHT):
    print(bring_in(family, themes=SHIPPED, by=None).pk)
"""
PATHS = os.pathsep.join(filter(None, map(str, sys.path)))


def environment(folder, **more):
    """What a command sees: this site, and none of what the tests themselves were told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KRING_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {
        "LANG": "nl_BE.UTF-8",
        "PYTHONPATH": PATHS,
        "KRING_DATA": str(folder),
        "KRING_KEY_RING": str(Path(folder).parent / "ring" / "keyring.json"),
        **more,
    }


def kring(folder, *words, **more):
    """One command, to its end."""
    return subprocess.run(
        [*KRING, *map(str, words)], env=environment(folder, **more), capture_output=True,
        text=True, timeout=60, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@contextmanager
def served(folder, *words, **more):
    """A running server: its process, and the address that it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*KRING, "serve", "--port", str(port), *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment(folder, **more),
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        found = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+)(/\S*)\n", line)
        assert found, line + process.stderr.read()
        yield process, found[1], found[2]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()
