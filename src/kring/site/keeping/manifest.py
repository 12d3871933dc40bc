"""What a backup says of itself: inside, and in a small readable file beside it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

NAME: Final = "manifest.json"
FORM: Final = 1
DATA, KEYS = "data", "keys"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files`: SHA-256 by name. `rows`: how many by table. `head`: the journal, `line:mac`.

    `schema`: the last migration of each part. `engine`: where it came from and its version.
    """

    kind: str
    made_at: str
    engine: str
    kring: str
    files: Mapping[str, str]
    rows: Mapping[str, int]
    schema: Mapping[str, str]
    head: str
    form: int = FORM

    def to_json(self, **more: Any) -> str:
        return json.dumps(asdict(self) | more, indent=1, sort_keys=True) + "\n"


def read(text: str) -> Manifest:
    """Raises ValueError: no manifest of ours, or one of a form that is not yet known."""
    told = json.loads(text)
    if not isinstance(told, dict) or told.get("form") != FORM:
        raise ValueError("form")
    names = Manifest.__dataclass_fields__
    try:
        made = Manifest(**{name: told[name] for name in names})
    except KeyError as error:
        raise ValueError(str(error)) from None
    if made.kind not in {DATA, KEYS} or not all(
        isinstance(each, dict) for each in (made.files, made.rows, made.schema)
    ):
        raise ValueError("kind")
    return made
