"""Rules for every module: short, introduced by one sentence, and honest about its doors."""

import ast

import pytest

from house import PACKAGE, ROOT, breaking, files

LONGEST = 300
SOURCES = [path for path in files(".py", under=PACKAGE) if "migrations" not in path.parts]
TESTS = files(".py", under=ROOT / "tests")
CORE = files(".py", under=PACKAGE / "core")


def is_too_long(text):
    lines = len(text.splitlines())
    return lines if lines > LONGEST else None


def lacks_introduction(text):
    """Does the first line not say, in one sentence, what lives here?"""
    tree = ast.parse(text)
    first = (ast.get_docstring(tree) or "").partition("\n")[0]
    begins_well = first[:1].isupper() or first.startswith("`")
    return bool(tree.body) and not (begins_well and first.endswith((".", "?")))


def calls(text, *names):
    """Every call of something whose last name is one of these."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func
            last = getattr(called, "attr", None) or getattr(called, "id", None)
            if last in names:
                yield node


def lines_that_call(*names):
    return lambda text: [call.lineno for call in calls(text, *names)]


def unexplained(text):
    """Lines that go round the reader without two words of why, written out on the spot."""
    return [
        call.lineno
        for call in calls(text, "for_system")
        if not (len(call.args) == 1 and isinstance(call.args[0], ast.Constant))
        or len(str(call.args[0].value).split()) < 2
    ]


def test_a_module_is_one_sitting():
    assert breaking(is_too_long, [*SOURCES, *files(".js", under=PACKAGE)]) == {}


def test_a_module_opens_with_one_sentence_that_says_what_lives_there():
    assert breaking(lacks_introduction, [*SOURCES, *TESTS]) == {}


def test_whoever_goes_round_the_reader_says_why():
    """`grep for_system` is the list of exceptions; each gives its reason as a plain text."""
    assert breaking(unexplained, SOURCES) == {}


def test_the_core_has_no_clock_and_no_files():
    assert breaking(lines_that_call("today", "now", "utcnow", "open"), CORE) == {}


@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        ('"""What a network says about itself."""', False),
        ('"""`kring test`: all of it."""', False),
        ('"""Is it in step?"""', False),
        ("", False),
        ('"""network"""', True),
        ('"""What a network says"""', True),
        ("x = 1", True),
    ],
)
def test_the_rule_of_the_first_sentence_itself(source, lacks):
    assert lacks_introduction(source) is lacks


def test_the_rule_of_the_reason_itself():
    source = """
Family.objects.for_system("nightly deletion")
Family.objects.for_system("x")
Family.objects.for_system(reason)
Family.objects.visible_to(user)
"""
    assert unexplained(source) == [3, 4]


def test_the_rule_of_the_length_itself():
    assert is_too_long("x\n" * 300) is None
    assert is_too_long("x\n" * 301) == 301
