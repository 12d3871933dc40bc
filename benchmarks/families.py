"""What 500 families of 300 people each cost 20 users who open them all at once (row 54).

    python benchmarks/families.py [--families 500] [--people 300] [--users 20] [--json]

A temporary site gets so many families, half of whose people are members and half actors, all in
the circle of so many users. Every user then opens, each in a thread and all at once, the first
page of the wall, looks for a name, and opens one family's page of their own. Beside it, in the
same run: the same by one user alone on a site with four such families. Each figure is the
median; `questions` is how many a request asks of both databases, which has to be the same on
both sites. Time on the clock holds the waiting of threads for one another.
"""

import argparse
import json
import statistics
import threading
import time
from collections.abc import Callable
from typing import Any

from search import prepare

LOOKED_FOR = "Wilhelmina"


def bring_families(count: int, people: int, users: list[Any]) -> list[Any]:
    from django.db import transaction

    from kring.core.codes import Sphere
    from kring.core.family import Actor, Family, Member
    from kring.core.themes import SHIPPED
    from kring.core.words import Text
    from kring.exchange.services import bring_in
    from kring.families.models import Seat
    from kring.families.services import give_consent, give_seat

    half = people // 2
    members = tuple(
        Member(id=f"m{i}", name=Text({"ar": f"فاطمة {i}", "nl": f"Fatma {i}"}), role="child")
        for i in range(half)
    )
    around = tuple(
        Actor(id=f"a{i}", label=Text.dutch(f"Buurvrouw {i}"), sphere=Sphere.KIN)
        for i in range(people - half)
    )
    made = []
    for number in range(count):
        with transaction.atomic():
            label = Text.dutch(LOOKED_FOR if number == 0 else f"Gezin {number}")
            home = Family(id=f"f{number}", label=label, members=members, actors=around)
            row = bring_in(home, themes=SHIPPED, by=None)
            for user in users:
                give_seat(family=row, user=user, role=Seat.Role.WORKER, purpose="x", by=None)
            give_consent(row.pk, by=None, receiver=None, part="", form="spoken", language="nl")
        made.append(row.pk)
    return made


def asked_by(user: Any, family: Any) -> dict[str, Callable[[], Any]]:
    from kring.overview.queries import RING, read_families, read_family
    from kring.overview.search import search
    from kring.overview.shell import HEAD
    from kring.overview.wall import MOST

    return {
        "wall": lambda: read_families(by=user, parts=("ring",), most=MOST),
        "networks": lambda: read_families(by=user, parts=RING, most=MOST),
        "search": lambda: search(LOOKED_FOR, by=user),
        "family": lambda: read_family(family, by=user, part="family", parts=HEAD),
    }


def measured(user: Any, family: Any) -> dict[str, tuple[float, float, int]]:
    """Of each request its seconds on the clock, of the processor, and its questions."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from kring.base.keystore import KEYS, keys_for_one_request

    found = {}
    for name, ask in asked_by(user, family).items():
        with keys_for_one_request():
            ask()  # the first look is written down
        with (
            keys_for_one_request(),
            CaptureQueriesContext(connections["default"]) as data,
            CaptureQueriesContext(connections[KEYS]) as keys,
        ):
            clock, begin = time.perf_counter(), time.thread_time()
            ask()
            spent = time.perf_counter() - clock, time.thread_time() - begin
        found[name] = *spent, len(data) + len(keys)
    return found


def all_at_once(users: list[Any], families: list[Any]) -> list[Any]:
    from django.db import connections

    results: list[Any] = []
    start = threading.Barrier(len(users))

    def one(number: int) -> None:
        start.wait()
        results.append(measured(users[number], families[number % len(families)]))
        connections.close_all()

    threads = [threading.Thread(target=one, args=[number]) for number in range(len(users))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(results) != len(users):
        raise SystemExit("somebody was not served")
    return results


def table(results: list[Any]) -> dict[str, Any]:
    return {
        name: {
            "clock_ms": round(1000 * statistics.median(each[name][0] for each in results), 1),
            "cpu_ms": round(1000 * statistics.median(each[name][1] for each in results), 1),
            "questions": sorted({each[name][2] for each in results}),
        }
        for name in results[0]
    }


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__)
    line.add_argument("--families", type=int, default=500)
    line.add_argument("--people", type=int, default=300)
    line.add_argument("--users", type=int, default=20)
    line.add_argument("--json", action="store_true")
    asked = line.parse_args()
    prepare()
    from kring.people.models import User

    alone = User.objects.create_user("alleen")
    few = bring_families(4, asked.people, [alone])
    users = [User.objects.create_user(f"lezer{number}") for number in range(asked.users)]
    many = bring_families(asked.families, asked.people, users)
    answer = {
        "one user, four families": table([measured(alone, few[0])]),
        f"{asked.users} users, {asked.families} families": table(all_at_once(users, many)),
    }
    if asked.json:
        print(json.dumps(answer))
        return
    for name, found in answer.items():
        print(name)
        for page, each in found.items():
            print(f"  {page:<10}{each['clock_ms']:>10} ms clock{each['cpu_ms']:>10} ms cpu"
                  f"   {each['questions']} questions")  # fmt: skip


if __name__ == "__main__":
    main()
