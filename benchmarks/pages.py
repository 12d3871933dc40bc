"""What a page costs beside a bare Django view, in the same run: processor time per request.

    python benchmarks/pages.py [--runs 40] [--families 25] [--many 500] [--json]

A temporary demo is laid, its first family multiplied, and three kinds of request are made by
turns in one process, straight into the WSGI application: a view that answers two letters
behind Django's own middleware, the page of one family, and the wall of so many families. Time
is that of the processor, database and templates included, server and network not; each figure
is the median of its runs, each ratio that of medians. The key of a family is opened anew in
every request, as on a real site.
"""

import argparse
import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from kring.site.commands import demo

WARM = 5  # requests before the counting starts
BARE = "/bare/"


def wsgi(path: str, cookie: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie, "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip


def cost(application: Any, path: str, cookie: str) -> tuple[float, int]:
    """Seconds of the processor for one request, and how many bytes it answered."""
    status: list[str] = []
    begin = time.process_time()
    answer = application(wsgi(path, cookie), lambda said, headers: status.append(said))
    size = sum(map(len, answer))
    answer.close()
    spent = time.process_time() - begin
    if not status[0].startswith("200"):
        raise SystemExit(f"{path}: {status[0]}")
    return spent, size


def many_families(count: int) -> Any:
    """Somebody who brought so many families in, and the id of the last; all are the first one
    of the demo."""
    from kring.core.codes import Id
    from kring.exchange.services import bring_in_once
    from kring.people.models import User
    from kring.site.demo_world import family_files

    [file, *_] = family_files()
    user = User.objects.create(username=f"bench{count}", email=f"bench{count}@example.org")
    families = [replace(file.families[0], id=Id(f"F{number}")) for number in range(count)]
    made = bring_in_once(families, themes=file.themes, note=uuid4(), by=user)
    return user, made[-1]


def session_of(user: Any) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return (
        f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    )


def bare_application() -> Any:
    """The same Django with its own middleware alone, and one view that answers two letters."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.test import override_settings
    from django.urls import path

    kring_urls = __import__("kring.site.urls", fromlist=["urlpatterns"])
    view: Callable[..., Any] = lambda request: HttpResponse("ok")  # noqa: E731
    view.login_required = False  # type: ignore[attr-defined]
    kring_urls.urlpatterns.append(path(BARE.strip("/") + "/", view, name="bare"))
    own = [each for each in settings.MIDDLEWARE if each.startswith("django.")]
    with override_settings(MIDDLEWARE=own):
        return WSGIHandler()


def measured(runs: int, few: int, many: int) -> Mapping[str, Any]:
    from django.core.wsgi import get_wsgi_application
    from django.urls import reverse

    bare, kring = bare_application(), get_wsgi_application()
    worker, family = many_families(few)
    busy, _ = many_families(many)
    page, wall = reverse("overview:family", args=[family]), reverse("overview:wall")
    asked: dict[str, tuple[Any, str, str]] = {
        "bare": (bare, BARE, session_of(worker)),
        "family": (kring, page, session_of(worker)),
        f"wall of {few}": (kring, wall, session_of(worker)),
        f"wall of {many}, first page": (kring, wall, session_of(busy)),
    }
    spent: dict[str, list[float]] = {name: [] for name in asked}
    sizes: dict[str, int] = {}
    for turn in range(-WARM, runs):
        for name, each in asked.items():
            seconds, sizes[name] = cost(*each)
            if turn >= 0:
                spent[name].append(seconds)
    medians = {name: statistics.median(each) for name, each in spent.items()}
    return {
        name: {
            "ms": round(1000 * medians[name], 2),
            "ratio": round(medians[name] / medians["bare"], 1),
            "kB": round(sizes[name] / 1000, 1),
        }
        for name in asked
    }


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    line.add_argument("--runs", type=int, default=40)
    line.add_argument("--families", type=int, default=25)
    line.add_argument("--many", type=int, default=500)
    line.add_argument("--json", action="store_true")
    asked = line.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KRING_DATA"] = folder
        demo.prepare(folder, anew=True)
        found = measured(asked.runs, asked.families, asked.many)
    if asked.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{'':<28}{'ms':>8}{'ratio':>8}{'kB':>9}")
    for name, each in found.items():
        print(f"{name:<28}{each['ms']:>8}{each['ratio']:>8}{each['kB']:>9}")


if __name__ == "__main__":
    main()
