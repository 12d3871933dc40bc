"""A part of the drawing that is read as one thing, and that may lead somewhere."""

from collections.abc import Callable

from kring.core.drawing.lettering import escape

HrefFor = Callable[[str], str | None]  # where an actor or a theme leads to, by its id


def nowhere(_: str) -> None:
    """The drawing stands alone: nothing in it leads anywhere."""


def part(body: str, *, role: str, name: str, href: str | None = None) -> str:
    """A group with an accessible name; a link, reached by keyboard, when it leads somewhere."""
    if href is None:
        return f'<g class="{role}" role="img" aria-label="{escape(name)}">{body}</g>'
    return f'<a class="{role}" href="{escape(href)}" aria-label="{escape(name)}">{body}</a>'
