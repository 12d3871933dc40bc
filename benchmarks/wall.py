"""What the second wall costs: the same questions and pages with it and without, in one run.

    python benchmarks/wall.py [--runs 40] [--families 25] [--many 200] [--json] [--explain]

A PostgreSQL of our own is filled with the demo and with two workers: one brought in so many
families, another so many more. By turns each question is asked as the role of the pages, with
its reader told; and as one whom no policy concerns, with nothing told. Time is what one waits,
because most of it is spent by the server; each figure is the median of its runs, each ratio
that of medians. `--explain` prints instead how PostgreSQL goes about each question.
"""

import argparse
import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import postgres
from kring.site.commands import machine

WARM = 5  # rounds before the counting starts


def set_up(folder: str, url: str) -> None:
    os.environ |= {
        "KRING_DATA": folder,
        "KRING_KEY_RING": f"{folder}/keyring/keyring.json",
        "KRING_DEMO": "1",
        "KRING_SECRET_KEY": "b" * 50,
        "KRING_POSTGRES": url,
        "KRING_POSTGRES_KEYS": url.replace("/kring?", "/keys?"),
        "DJANGO_SETTINGS_MODULE": "kring.site.settings",
    }
    import django
    import psycopg
    from django.core.management import call_command

    from kring.base.keyring import make_key_ring
    from kring.site.serving.places import MARK

    (Path(folder) / MARK).write_text("", "utf-8")  # before the settings look for it
    with psycopg.connect(url.replace("/kring?", "/postgres?"), autocommit=True) as server:
        for name in ("kring", "keys"):
            server.execute(f"CREATE DATABASE {name}")
    django.setup()
    (Path(folder) / "static").mkdir()
    make_key_ring(Path(os.environ["KRING_KEY_RING"]), name="bench")
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)


def fill(name: str, count: int) -> tuple[Any, Any]:
    """A worker who brought so many families in, and the id of the last; all said yes."""
    from kring.core.codes import Id
    from kring.exchange.services import bring_in_once
    from kring.families.services import give_consent
    from kring.people.models import User
    from kring.site.demo_world import family_files

    files = list(family_files())
    user = User.objects.create(username=name, email=f"{name}@example.org")
    made = []
    for number in range(count):
        file = files[number % len(files)]
        family = replace(file.families[0], id=Id(f"F{number}"))
        made += bring_in_once([family], themes=file.themes, note=uuid4(), by=user)
        give_consent(made[-1], by=None, receiver=None, part="", form="spoken", language="nl")
    return user, made[-1]


@contextmanager
def behind() -> Iterator[None]:
    """The role of the pages."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET ROLE kring_app")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != ("kring_app",):
            raise SystemExit("a new connection was made: this was measured without the wall")
        cursor.execute("RESET ROLE")


@contextmanager
def without() -> Iterator[None]:
    """Whoever made the database: no policy concerns them, and nobody tells who reads."""
    from django.db import connection

    told = connection.execute_wrappers[:]
    connection.execute_wrappers.clear()
    yield
    if connection.execute_wrappers:
        raise SystemExit("a new connection was made: this was measured with its reader")
    connection.execute_wrappers[:] = told


def questions(user: Any) -> dict[str, Callable[[], object]]:
    """What pages ask most: whole tables as one reader may see them, and rows of one family."""
    from kring.base.reader import reads_as
    from kring.families.models import Consent, Family, Member, Story
    from kring.network.models import Actor, Link
    from kring.plans.models import Action

    [home, *_] = Family.objects.visible_to(user).order_by("pk")[:1]

    def asked(model: Any, **about: Any) -> Callable[[], object]:
        def ask() -> object:
            with reads_as(user.pk):
                return list(model.objects.visible_to(user).filter(**about).values_list("pk"))

        return ask

    return {
        "every family": asked(Family),
        **{
            f"{model.__name__} of one family": asked(model, family=home)
            for model in (Member, Story, Actor, Link, Action, Consent)
        },
        **{f"every {model.__name__}": asked(model) for model in (Member, Actor, Action)},
    }


def page(path: str, user: Any) -> Callable[[], object]:
    """One request, straight into the WSGI application."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.test import Client

    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    cookie, application = f"{name}={client.cookies[name].value}", get_wsgi_application()

    def ask() -> object:
        status: list[str] = []
        answer = application({
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie, "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }, lambda said, headers: status.append(said))  # fmt: skip
        body = b"".join(answer)
        answer.close()
        if not status[0].startswith("200"):
            raise SystemExit(f"{path}: {status[0]}")
        return len(body)

    return ask


def everything(few: int, many: int) -> dict[str, Callable[[], object]]:
    from django.db import connection
    from django.urls import reverse

    from kring.site.demo_world import make_world

    make_world()
    worker, family = fill("few", few)
    busy, last = fill("many", many)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        # The role is changed on one connection, so that one has to last to the end.
        connection.close_at = None
        cursor.execute("SET jit = off")  # as `roles.sql` sets it for those who sign in
    return {
        f"page of one family, of {few}": page(
            reverse("overview:family", args=[family]), worker
        ),
        f"page of one family, of {many}": page(reverse("overview:family", args=[last]), busy),
        f"wall of {few}": page(reverse("overview:wall"), worker),
        f"wall of {many}": page(reverse("overview:wall"), busy),
        **{f"{name}, of {few}": ask for name, ask in questions(worker).items()},
        **{f"{name}, of {many}": ask for name, ask in questions(busy).items()},
    }


def measured(asked: dict[str, Callable[[], object]], runs: int) -> dict[str, Any]:
    ways = {"behind": behind, "without": without}
    spent: dict[tuple[str, str], list[float]] = {
        (name, way): [] for name in asked for way in ways
    }
    answers: dict[str, object] = {}
    for turn in range(-WARM, runs):
        for name, ask in asked.items():
            for way, stands in ways.items():
                with stands():
                    begin = time.perf_counter()
                    answer = ask()
                    seconds = time.perf_counter() - begin
                if not isinstance(answer, int) and answers.setdefault(name, answer) != answer:
                    raise SystemExit(f"{name}: the wall shows something else than the filter")
                if turn >= 0:
                    spent[name, way].append(seconds)
    ms = {key: 1000 * statistics.median(each) for key, each in spent.items()}
    return {
        name: {
            **{way: round(ms[name, way], 2) for way in ways},
            "ratio": round(ms[name, "behind"] / ms[name, "without"], 2),
        }
        for name in asked
    }


def explain(asked: dict[str, Callable[[], object]]) -> None:
    """Each question once, with its reader, and how PostgreSQL went about it."""
    from django.db import connection

    def told(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if isinstance(sql, str) and "set_config" in sql and "SELECT" in sql[10:]:
            words, _, question = sql.partition("; ")
            context["cursor"].cursor.execute(f"{words}; EXPLAIN (ANALYZE) {question}", params)
            context["cursor"].cursor.nextset()
            plan = "\n".join(line for (line,) in context["cursor"].cursor.fetchall())
            print(f"--- {question[:160]}\n{plan}\n")
        return execute(sql, params, many, context)

    for name, ask in asked.items():
        print(f"=== {name}")
        with behind():
            connection.execute_wrappers.append(told)
            ask()
            connection.execute_wrappers.remove(told)


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    line.add_argument("--runs", type=int, default=40)
    line.add_argument("--families", type=int, default=25)
    line.add_argument("--many", type=int, default=200)
    line.add_argument("--json", action="store_true")
    line.add_argument("--explain", action="store_true")
    said = line.parse_args()
    programs = machine.postgresql()
    if programs is None:
        raise SystemExit("no PostgreSQL on this machine")
    with tempfile.TemporaryDirectory() as folder, postgres.server(programs) as url:
        set_up(folder, url)
        asked = everything(said.families, said.many)
        if said.explain:
            explain(asked)
            return
        found = measured(asked, said.runs)
    if said.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{'':<36}{'behind':>9}{'without':>9}{'ratio':>8}   (ms)")
    for name, each in found.items():
        print(f"{name:<36}{each['behind']:>9}{each['without']:>9}{each['ratio']:>8}")


if __name__ == "__main__":
    main()
