"""Files made to bring a reader down: one clear sentence, in two seconds and 200 MB."""

import json
import subprocess
import sys

import pytest

MOST_SECONDS = 2.0
MOST_MEGABYTES = 200

IN_FAMILY = "meta: {{schema_version: 1}}\nfamilies: [{{id: F, label: x, {}}}]"


def bomb() -> str:
    """Nine references to nine references to nine …: a thousand million words."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [" + ", ".join([f"*{before}"] * 9) + "]")
    return "\n".join(lines)


def unknown_fields() -> str:
    return IN_FAMILY.format(", ".join(f"aktorz{n}: 1" for n in range(100_000)))


def unknown_people() -> str:
    actors = ", ".join(f"{{id: a{n}, label: x, sphere: kin}}" for n in range(500))
    relations = ", ".join(f"{{actor: b{n}}}" for n in range(50_000))
    return IN_FAMILY.format(f"actors: [{actors}], relations: [{relations}]")


DEEP = "te veel in elkaar"
MANY = "meer dan 300000 waarden"
FILES = {
    "alias bomb": ("yaml", bomb, "Een anker"),
    "nesting in brackets": ("yaml", lambda: "[" * 10_000, DEEP),
    "nesting in lines": ("yaml", lambda: "\n".join(" " * n + "a:" for n in range(2_000)), DEEP),
    "nesting in dashes": ("yaml", lambda: "- " * 10_000, DEEP),
    "nesting in braces": ("yaml", lambda: "{" * 100_000, "hoort een woord"),
    "nesting in questions": ("yaml", lambda: "? " * 100_000, "hoort een woord"),
    "nesting in JSON": ("json", lambda: "[" * 10_000, DEEP),
    "nesting in JSON names": ("json", lambda: '{"a":' * 10_000, DEEP),
    "fifty megabytes": ("yaml", lambda: "a: " + "x" * 50_000_000, "te groot"),
    "fifty megabytes of JSON": ("json", lambda: '["' + "x" * 50_000_000 + '"]', "te groot"),
    "duplicate keys": ("yaml", lambda: "meta: 1\n" * 200_000, "twee keer"),
    "duplicate names": ("json", lambda: "{" + '"a":1,' * 300_000 + '"b":1}', "twee keer"),
    "a tag": ("yaml", lambda: "a: !!python/object/apply:os.system [echo]", "Een type"),
    "many tags": ("yaml", lambda: "[" + "!!str a, " * 200_000 + "]", "Een type"),
    "many anchors": ("yaml", lambda: "&a " * 500_000, "Een anker"),
    "no number": ("yaml", lambda: IN_FAMILY.format("extra: {a: .nan}"), "is geen getal"),
    "no number in JSON": ("json", lambda: '{"a": NaN}', "is geen getal"),
    "endless": ("json", lambda: '{"a": 1e999}', "is geen getal"),
    "a long number": ("json", lambda: "1" * 2_000_000, "is geen getal"),
    "the year 9999": (
        "yaml",
        lambda: IN_FAMILY.format("maps: [{id: m, date: 9999-12-31}]"),
        "is geen datum",
    ),
    "a text without end": ("yaml", lambda: 'a: "' + "x\n" * 1_000_000, "die nergens eindigt"),
    "JSON without end": ("json", lambda: '{"a": "' + "x" * 2_000_000, "eindigt met"),
    "escapes without end": ("json", lambda: '["' + "\\n" * 1_000_000, "eindigt met"),
    "quotes": ("json", lambda: '{"' * 500_000, "een dubbele punt"),
    "a long key": ("yaml", lambda: "x" * 1_500_000 + ": 1", "een dubbele punt te veel"),
    "a million values": ("yaml", lambda: "[" + "1," * 1_000_000 + "1]", MANY),
    "a million values in JSON": ("json", lambda: "[" + "1," * 1_000_000 + "1]", MANY),
    "unknown fields": ("yaml", unknown_fields, "kennen we niet"),
    "unknown people": ("yaml", unknown_people, "kennen we niet"),
    "a NUL": ("yaml", lambda: "a: b\0" * 300_000, "geen letter"),
    "UTF-16": ("yaml", lambda: ("a: b" * 200_000).encode("utf-16"), "UTF-16"),
    "no UTF-8": ("yaml", lambda: b"a: \xff" * 300_000, "geen UTF-8"),
    "half an emoji": ("json", lambda: '["\\ud83d"]', "geen letter"),
}

# In a process of its own. Its time is processor time, which others on the machine do not add
# to; its memory is the peak since it began, which Linux alone can tell.
CHILD = """
import json, sys, time
from pathlib import Path
from kring.core.formats.family_file import read
from kring.core.formats.faults import FileRefused

data = sys.stdin.buffer.read()
start = time.process_time()
try:
    read(data, sys.argv[1])
except FileRefused as refused:
    said = refused.say()
else:
    said = []
seconds = time.process_time() - start
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
print(json.dumps([said[:1], len(said), seconds, peak]))
"""


@pytest.mark.parametrize(("form", "write", "told"), FILES.values(), ids=FILES.keys())
def test_a_hostile_file_gets_a_sentence(form, write, told):
    text = write()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, f"f.{form}"],
        input=text if isinstance(text, bytes) else text.encode(),
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    [first], count, seconds, peak = json.loads(done.stdout)

    assert first.startswith(f"f.{form}")
    assert told in first
    assert 1 <= count <= 201
    assert seconds < MOST_SECONDS
    assert all(megabytes < MOST_MEGABYTES for megabytes in peak)
    assert peak or not sys.platform.startswith("linux")
