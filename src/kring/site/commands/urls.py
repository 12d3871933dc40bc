"""`kring urls`: every address of the site, filled in from the demo, and who may come in."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kring.site.cli import DONE
from kring.site.commands import demo
from kring.site.commands.line import Line, command
from kring.site.speech import gettext as _

WIDTH: Final = 48


@command
def run(words: Sequence[str]) -> int:
    """Print the doors of `site/doors.py`, for people or, with `--json`, for a script."""
    asked = _line().read(words)
    demo.prepare(asked.data)
    found = _doors()
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))  # noqa: T201  # the answer itself
        return DONE
    for door in found:
        answers = " ".join(f"{visitor} {code}" for visitor, code in door["expects"].items())
        print(f"{door['path']:<{WIDTH}} {','.join(door['methods']):<14} {answers}")  # noqa: T201
    return DONE


def _line() -> Line:
    line = Line(
        prog="kring urls",
        description=_(
            "Elk adres met zijn naam, wat het aanneemt, een voorbeeld uit de demo, "
            "en wat tien soorten bezoekers krijgen."
        ),
        exits=_("Uitgang: 0 gedaan, 1 de demo kan hier niet, 2 de vraag is verkeerd."),
    )
    line.add_argument("--json", action="store_true", help=_("als JSON, voor een script"))
    line.add_argument("--data", help=_("de map van de demo"))
    return line


def _doors() -> list[Mapping[str, Any]]:
    # Only now do the settings know their folder.
    from kring.families.models import Family  # noqa: PLC0415
    from kring.site.demo_world import FIRST  # noqa: PLC0415
    from kring.site.doors import VISITORS, address_of, arguments_of, doors  # noqa: PLC0415
    from kring.site.examples import values_of  # noqa: PLC0415

    families = Family.objects.for_system("urls: examples out of the demo")
    values = values_of(next(family for family in families if family.code == FIRST))
    return [
        {
            "name": name,
            "path": address_of(name, values),
            "methods": door.methods,
            "kwargs": {key: str(value) for key, value in arguments_of(name, values).items()},
            "public": door.is_public,
            "expects": dict(zip(VISITORS, door.gets, strict=True)),
        }
        for name, door in sorted(doors().items())
    ]
