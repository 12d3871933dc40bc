"""What a reader of files says when something is wrong."""

import pytest

from kring.core.formats.faults import Fault, FileRefused, Imported, Remark, shown
from kring.core.words import sentence

UNKNOWN = sentence('"{value}" kennen we niet.', value="vrienden")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            Fault(file="a.yaml", line=12, path="families[0].label", what=UNKNOWN),
            'a.yaml, regel 12 (families[0].label): "vrienden" kennen we niet.',
        ),
        (
            Fault(file="a.yaml", line=3, what=UNKNOWN),
            'a.yaml, regel 3: "vrienden" kennen we niet.',
        ),
        (
            Fault(file="a.xlsx", path="actors, rij 3", what=UNKNOWN),
            'a.xlsx (actors, rij 3): "vrienden" kennen we niet.',
        ),
        (Fault(file="a.xlsx", what=UNKNOWN), 'a.xlsx: "vrienden" kennen we niet.'),
        (
            Fault(file="a\x1b[2J.yaml", what=UNKNOWN),
            'a\ufffd[2J.yaml: "vrienden" kennen we niet.',
        ),
    ],
)
def test_a_fault_says_where_and_what(fault, said):
    assert fault.say() == said
    assert str(fault) == said


def test_a_fault_can_be_said_in_another_language():
    english = {
        "{file}, regel {line}": "{file}, line {line}",
        '"{value}" kennen we niet.': 'We do not know "{value}".',
    }

    fault = Fault(file="a.yaml", line=12, path="themes", what=UNKNOWN)

    assert (
        fault.say(english.__getitem__) == 'a.yaml, line 12 (themes): We do not know "vrienden".'
    )


def test_a_refused_file_holds_all_that_is_wrong():
    faults = [Fault(file="a", line=line, what=UNKNOWN) for line in (1, 2)]

    refused = FileRefused(iter(faults))

    assert refused.faults == tuple(faults)
    assert refused.say() == tuple(fault.say() for fault in faults)
    assert str(refused).splitlines() == [fault.say() for fault in faults]


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("kin", "kin"),
        (3, "3"),
        ("a\nb\u202ec", "a\ufffdb\ufffdc"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_quoted_value_is_short_and_on_one_line(value, quoted):
    assert shown(value) == quoted


def test_a_remark_says_where_it_belongs():
    assert Remark("nodes[3]", UNKNOWN).say() == 'nodes[3]: "vrienden" kennen we niet.'
    assert str(Remark("", UNKNOWN)) == '"vrienden" kennen we niet.'
    assert Imported(families=(), themes=()).remarks == ()


def test_the_whole_path_of_a_file_is_told():
    path = f"/thuis/{'map/' * 40}gezin.yaml"

    assert Fault(file=path, what=sentence("fout")).say() == f"{path}: fout"
