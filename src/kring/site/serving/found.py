"""What a start-up check says: all is well, or one sentence for whoever starts the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

WRONG: Final = 1
KEY_TROUBLE: Final = 78  # EX_CONFIG of sysexits.h: nothing may start until the keys are right


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the check for a script; `sentence` names the reason, never a key."""

    code: str
    sentence: str
    exit_code: int = WRONG


Findings = Iterator[Finding]
