"""Gathering the faults of a file."""

import pytest

from kring.core.formats.faults import FileRefused
from kring.core.formats.findings import MOST_FAULTS, Findings, listed, path_text, unknown
from kring.core.words import sentence

WRONG = sentence("Dit kan niet.")


def said(refused: pytest.ExceptionInfo[FileRefused]) -> list[str]:
    return list(refused.value.say())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("families", 0, "actors", 2, "sphere"), "families[0].actors[2].sphere"),
        (("languages", "fa-AF"), "languages.fa-AF"),
        (("extra", "a b", "1"), 'extra["a b"]["1"]'),
        (("a\nb",), '["a\ufffdb"]'),
        ((0, "id"), "[0].id"),
    ],
)
def test_a_path_reads_as_people_write_it(path, text):
    assert path_text(path) == text


def test_nothing_found_lets_the_file_pass():
    Findings("a.yaml").settle()


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    findings = Findings("a.yaml")
    for line in (9, 2, None):
        findings.add(WRONG, line=line)

    with pytest.raises(FileRefused) as refused:
        findings.settle()

    assert said(refused) == [
        "a.yaml: Dit kan niet.",
        "a.yaml, regel 2: Dit kan niet.",
        "a.yaml, regel 9: Dit kan niet.",
    ]


def test_a_fault_that_ends_the_reading_comes_after_what_was_found():
    findings = Findings("a.yaml")
    findings.add(WRONG, line=2, path=("families",))

    with pytest.raises(FileRefused) as refused:
        findings.stop(sentence("Verder lezen gaat niet."))

    assert said(refused) == [
        "a.yaml, regel 2 (families): Dit kan niet.",
        "a.yaml: Verder lezen gaat niet.",
    ]


def test_after_two_hundred_faults_there_are_simply_more():
    findings = Findings("a.yaml")
    for line in range(MOST_FAULTS):
        findings.add(WRONG, line=line)

    with pytest.raises(FileRefused) as refused:
        findings.add(WRONG, line=MOST_FAULTS)

    assert len(refused.value.faults) == 201
    assert "meer dan 200 fouten" in said(refused)[-1]


@pytest.mark.parametrize(
    ("name", "known", "told"),
    [
        ("aktors", ["actors", "links"], '"aktors" kennen we niet. Bedoel je "actors"?'),
        ("KIN", ["kin", "services"], '"KIN" kennen we niet. Bedoel je "kin"?'),
        ("x", ["kin", "services"], '"x" kennen we niet. Kies uit: kin, services.'),
        ("x", [], '"x" kennen we niet: er is hier nog niets om uit te kiezen.'),
        (
            "x" * 101,
            ["x" * 100],
            f'"{"x" * 59}…" kennen we niet. Kies uit: {"x" * 59}….',
        ),
        (
            "a1",
            [f"a{n}" for n in range(201)],
            f'"a1" kennen we niet. Kies uit: {", ".join(f"a{n}" for n in range(20))}, ….',
        ),
    ],
)
def test_an_unknown_word_names_the_nearest_or_all(name, known, told):
    assert str(unknown(name, known)) == told


def test_a_list_of_twenty_is_whole():
    assert listed([str(n) for n in range(20)]).endswith("18, 19")
    assert listed([str(n) for n in range(21)]).endswith("18, 19, …")
