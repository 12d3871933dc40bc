"""The table of the security standard: each requirement once, with its test or its reason."""

import re
from collections import Counter
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
TABLE = TESTS.parent / "docs" / "asvs.md"
# OWASP ASVS 5.0.0: which requirements of each section are of level 1 or 2.
COUNTED = {
    "1.1": "1-2", "1.2": "1-9", "1.3": "1-11", "1.4": "1-3", "1.5": "1-2", "2.1": "1-3",
    "2.2": "1-3", "2.3": "1-4", "2.4": "1", "3.2": "1-2", "3.3": "1-4", "3.4": "1-6",
    "3.5": "1-5", "3.7": "1-2", "4.1": "1-3", "4.2": "1", "4.3": "1-2", "4.4": "1-4",
    "5.1": "1", "5.2": "1-3", "5.3": "1-2", "5.4": "1-3", "6.1": "1-3", "6.2": "1-12",
    "6.3": "1-4", "6.4": "1-4", "6.5": "1-5", "6.6": "1-3", "6.8": "1-4", "7.1": "1-3",
    "7.2": "1-4", "7.3": "1-2", "7.4": "1-5", "7.5": "1-2", "7.6": "1-2", "8.1": "1-2",
    "8.2": "1-3", "8.3": "1", "8.4": "1", "9.1": "1-3", "9.2": "1-4", "10.1": "1-2",
    "10.2": "1-2", "10.3": "1-4", "10.4": "1-11", "10.5": "1-5", "10.6": "1-2", "10.7": "1-3",
    "11.1": "1-2", "11.2": "1-3", "11.3": "1-3", "11.4": "1-4", "11.5": "1", "11.6": "1",
    "12.1": "1-3", "12.2": "1-2", "12.3": "1-4", "13.1": "1", "13.2": "1-5", "13.3": "1-2",
    "13.4": "1-5", "14.1": "1-2", "14.2": "1-4", "14.3": "1-3", "15.1": "1-3", "15.2": "1-3",
    "15.3": "1-7", "16.1": "1", "16.2": "1-5", "16.3": "1-4", "16.4": "1-3", "16.5": "1-3",
    "17.1": "1", "17.2": "1-4", "17.3": "1-2",
}  # fmt: skip
# Of level 3 we take these, or say why not.
CHOSEN = [
    "1.2.10", "2.3.5", "3.4.7", "3.4.8", "5.2.4", "5.2.5", "5.2.6", "6.3.5", "6.3.7",
    "6.3.8", "7.5.3", "8.1.3", "11.3.4", "13.1.4", "13.3.3", "13.3.4",
    "14.2.6", "14.2.7", "14.2.8", "15.4.2", "16.5.4",
]  # fmt: skip
REASON = re.compile(r"\*\*(papier|n\.v\.t\.|afwijking)\*\*[^|]{5,}")
PROOF = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")


def rows():
    found = re.findall(
        r"^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]+) \|$",
        TABLE.read_text("utf-8"),
        re.M,
    )
    return [(number, level, proof) for number, level, _, proof in found]


def asked():
    for section, which in COUNTED.items():
        first, _, last = which.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield f"{section}.{number}"


def test_every_requirement_stands_there_once():
    levels = Counter(level for _, level, _ in rows())

    assert Counter(number for number, _, _ in rows()) == Counter([*asked(), *CHOSEN])
    assert levels == {"1": 70, "2": 183, "3": len(CHOSEN)}


@pytest.mark.parametrize(
    ("number", "proof"), [pytest.param(n, proof, id=n) for n, _, proof in rows()]
)
def test_a_requirement_has_a_test_that_is_there_or_a_reason(number, proof):
    named = PROOF.findall(proof)

    assert named or REASON.search(proof), number
    for file, name in named:
        text = (TESTS / file).read_text("utf-8")
        assert name == "" or f"\ndef {name}(" in text, f"{file}::{name}"
