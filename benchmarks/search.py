"""What looking for a name costs beside the same over plain rows, in the same run.

    python benchmarks/search.py [--runs 30] [--families 500] [--members 2] [--actors 3] [--json]

A temporary site gets so many families, each with so many members and actors. Then by turns: our
search, which asks what the reader may see, opens each name and compares; and its rival, which
reads as many names from a plain text column with one question and compares them with the same
folding, for nobody in particular and without any rule of access. Time is that of the processor;
each figure is the median of its runs, the ratio that of the medians.
The keys of the families are opened anew in every run, as in a request.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WARM = 3
RARE = "Wilhelmina"  # one family has it


def prepare() -> None:
    folder = tempfile.mkdtemp(prefix="kring-zoeken-")
    os.environ |= {"KRING_DATA": folder, "DJANGO_SETTINGS_MODULE": "kring.site.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from kring.base.keyring import make_key_ring

    settings.KRING_KEY_RING = Path(folder) / "keyring.json"
    make_key_ring(settings.KRING_KEY_RING, name="measured")
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)


def fill(families: int, members: int, actors: int) -> tuple[Any, int]:
    """Somebody in the circle of all these families, and how many names there are."""
    from django.db import connection, transaction

    from kring.core.codes import Sphere
    from kring.core.family import Actor, Family, Member
    from kring.core.themes import SHIPPED
    from kring.core.words import Text
    from kring.exchange.services import bring_in
    from kring.families.models import Seat
    from kring.families.services import give_consent, give_seat
    from kring.people.models import User

    reader = User.objects.create_user("zoeker")
    names = []
    with transaction.atomic():
        for n in range(families):
            label = Text.dutch(RARE if n == families // 2 else f"Gezin Van den Berg {n}")
            people = tuple(
                Member(id=f"m{i}", name=Text({"ar": f"فاطمة {n}", "nl": f"Fatma {n} {i}"}),
                       role="child")
                for i in range(members)
            )  # fmt: skip
            around = tuple(
                Actor(id=f"a{i}", label=Text.dutch(f"Buurvrouw Lieve {n} {i}"),
                      sphere=Sphere.KIN)
                for i in range(actors)
            )  # fmt: skip
            home = Family(id=f"f{n}", label=label, members=people, actors=around)
            row = bring_in(home, themes=SHIPPED, by=None)
            give_seat(family=row, user=reader, role=Seat.Role.WORKER, purpose="x", by=None)
            give_consent(row.pk, by=None, receiver=None, part="", form="spoken", language="nl")
            names += [label, *(each.name for each in people), *(each.label for each in around)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, words TEXT)")
        cursor.executemany(
            "INSERT INTO plain (words) VALUES (%s)",
            [(json.dumps(dict(each.words), ensure_ascii=False),) for each in names],
        )
    return reader, len(names)


def ours(reader: Any) -> int:
    from kring.base.keystore import keys_for_one_request
    from kring.overview.search import search

    with keys_for_one_request():
        return len(search(RARE, by=reader).hits)


def plain() -> int:
    from django.db import connection

    from kring.core.folding import folded

    asked = folded(RARE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM plain")
        return sum(
            any(asked in folded(words) for words in json.loads(held).values())
            for (held,) in cursor
        )


def timed(work: Callable[[], int]) -> float:
    begin = time.process_time()
    found = work()
    spent = time.process_time() - begin
    if found != 1:
        raise SystemExit(f"found {found} instead of 1")
    return spent


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__)
    line.add_argument("--runs", type=int, default=30)
    line.add_argument("--families", type=int, default=500)
    line.add_argument("--members", type=int, default=2)
    line.add_argument("--actors", type=int, default=3)
    line.add_argument("--json", action="store_true")
    asked = line.parse_args()
    prepare()
    reader, names = fill(asked.families, asked.members, asked.actors)
    times: dict[str, list[float]] = {"ours": [], "plain": []}
    for run in range(asked.runs + WARM):
        for name, work in (("ours", lambda: ours(reader)), ("plain", plain)):
            spent = timed(work)
            if run >= WARM:
                times[name].append(spent)
    middle = {name: statistics.median(held) * 1000 for name, held in times.items()}
    answer = {
        "families": asked.families, "names": names, "runs": asked.runs,
        "ours_ms": round(middle["ours"], 1), "plain_ms": round(middle["plain"], 1),
        "ratio": round(middle["ours"] / middle["plain"], 1),
    }  # fmt: skip
    if asked.json:
        print(json.dumps(answer))
        return
    print(f"{names} names of {asked.families} families, median of {asked.runs} runs")
    print(f"  ours   {answer['ours_ms']} ms")
    print(f"  plain  {answer['plain_ms']} ms")
    print(f"  ratio  {answer['ratio']}")


if __name__ == "__main__":
    main()
