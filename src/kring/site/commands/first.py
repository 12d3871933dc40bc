"""`kring first`: a new once-only link, when the one of the first start was lost or too old."""

from collections.abc import Sequence

from kring.site.cli import DONE, complain
from kring.site.commands.existing import open_site
from kring.site.commands.line import Line, command
from kring.site.serving.found import WRONG
from kring.site.speech import gettext as _


@command
def run(words: Sequence[str]) -> int:
    Line(
        prog="kring first",
        description=_(
            "Een nieuwe link voor de eerste beheerder. Ze werkt één keer, en 24 uur."
        ),
        exits=_("Uitgang: 0 hier is ze, 1 deze site heeft al een beheerder of is er niet."),
    ).read(words)
    open_site()
    from kring.site.first.link import new_link  # noqa: PLC0415  # the settings are known now

    path = new_link()
    if path is None:
        return complain(_("Deze site heeft al een beheerder. Meld je gewoon aan."), code=WRONG)
    print(path, flush=True)  # noqa: T201  # the answer itself
    return DONE
