"""`kring check`: what `kring serve` would refuse, as a list, without starting anything."""

import json
from collections.abc import Sequence

from kring.site.cli import DONE
from kring.site.commands.line import Line, command, whole
from kring.site.serving.places import Place, place
from kring.site.serving.variables import set_up
from kring.site.speech import gettext as _


@command
def run(words: Sequence[str]) -> int:
    line = Line(
        prog="kring check",
        description=_("Kijkt na of deze site veilig kan starten. Verandert niets."),
        exits=_("Uitgang: 0 alles in orde, 1 of 78 (sleutels) zo start ze niet, 2 verkeerd."),
    )
    line.add_argument("--host", default="127.0.0.1", help=_("alsof ze daar luistert"))
    line.add_argument(
        "--workers", type=whole(1, 64), default=1, help=_("alsof met zoveel processen")
    )
    line.add_argument("--json", action="store_true", help=_("als JSON"))
    asked = line.read(words)
    here = place()
    set_up(here, host=asked.host)
    return answer(here, workers=asked.workers, as_json=asked.json)


def answer(here: Place, *, workers: int, as_json: bool) -> int:
    """Print each check and what it found; the code with which `kring serve` would end."""
    import django  # noqa: PLC0415  # only now do the settings know their folder

    django.setup()
    from kring.site.serving.look import look  # noqa: PLC0415

    looked = look(here, workers=workers)
    findings = [finding for each in looked for finding in each.findings]
    code = max((finding.exit_code for finding in findings), default=DONE)
    if as_json:
        shown = json.dumps(
            {
                "ok": not findings,
                "exit": code,
                "checks": [
                    {
                        "title": _(each.title),
                        "ok": not each.findings,
                        "found": [
                            {"code": finding.code, "says": finding.sentence}
                            for finding in each.findings
                        ],
                    }
                    for each in looked
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
    else:
        shown = "\n".join(
            f"{'✗' if each.findings else '✓'} {_(each.title)}"
            + "".join(f"\n    {finding.sentence}" for finding in each.findings)
            for each in looked
        )
    print(shown, flush=True)  # noqa: T201  # the answer itself
    return code
