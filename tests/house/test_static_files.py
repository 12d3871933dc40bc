"""Rules for what the browser and Typst get: both directions of writing, and no other hosts."""

import re
from graphlib import CycleError, TopologicalSorter

import pytest

from house import PACKAGE, breaking, files

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)
ELSEWHERE = re.compile(r"""(?:@import|url\(|from|import|fetch)[\s("']*(?:https?:)?//""")
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\./[\w-]+\.js)["']""")
GENERATED_CODE = re.compile(r"\beval\(|new Function\(|document\.write\(")
MORE_THAN_A_PICTURE = re.compile(r"<script|\son\w+=|href=[\"'](?!#)|<foreignObject")


def physical(css):
    """Lines that name left or right; a comment `physical: why` on the line allows it."""
    return [
        line.strip()
        for line in css.splitlines()
        if PHYSICAL.search(line.partition("/*")[0]) and "/* physical: " not in line
    ]


def test_styles_know_start_and_end_not_left_and_right():
    """So that a page in Arabic mirrors by itself."""
    assert breaking(physical, files(".css", under=PACKAGE)) == {}


def test_nothing_comes_from_another_host():
    assert breaking(ELSEWHERE.findall, files(".css", ".js", under=PACKAGE)) == {}


def test_no_script_makes_code_out_of_text():
    assert breaking(GENERATED_CODE.findall, files(".js", under=PACKAGE)) == {}


def circle_in(scripts):
    """The scripts that name each other in a circle; none where every one has a floor."""
    arrows = {name: set(IMPORTED.findall(text)) for name, text in scripts.items()}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as circle:
        return circle.args[1]
    return []


@pytest.mark.parametrize("folder", sorted({path.parent for path in PACKAGE.rglob("*.js")}))
def test_no_scripts_name_each_other_in_a_circle(folder):
    """A fingerprint counts what a script names, in comments too: no site could start."""
    scripts = {f"./{path.name}": path.read_text("utf-8") for path in folder.glob("*.js")}
    assert circle_in(scripts) == []


@pytest.mark.parametrize(
    ("scripts", "has_circle"),
    [
        ({"./a.js": 'import { b } from "./b.js";', "./b.js": ""}, False),
        ({"./a.js": 'import "./b.js";', "./b.js": 'import "./a.js";'}, True),
        ({"./a.js": "import './b.js'", "./b.js": '/** @type {import("./a.js").A} */'}, True),
        ({"./a.js": 'import "./a.js";'}, True),
    ],
)
def test_the_rule_of_circles_itself(scripts, has_circle):
    assert bool(circle_in(scripts)) is has_circle


def test_a_picture_is_only_a_picture():
    assert breaking(MORE_THAN_A_PICTURE.findall, files(".svg", under=PACKAGE)) == {}


def test_paper_needs_no_package_from_the_network():
    assert breaking(lambda text: "@preview" in text, files(".typ", under=PACKAGE)) == {}


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("margin-inline-start: 1rem;", True),
        ("inset-inline-end: 0;", True),
        ("border-start-start-radius: 4px;", True),
        ("text-align: start;", True),
        ("/* left: the people */", True),
        (".map { left: 0; } /* physical: the halves never mirror */", True),
        ("margin-left: 1rem;", False),
        ("border-top-left-radius: 4px;", False),
        (".a{right:0}", False),
        ("text-align: right;", False),
    ],
)
def test_the_rule_of_directions_itself(line, allowed):
    assert (physical(line) == []) is allowed


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("@import url('https://fonts.example/x.css')", True),
        ('import { x } from "https://cdn.example/x.js"', True),
        ("src: url(//cdn.example/font.ttf)", True),
        ('import { x } from "./geometry.js"', False),
        ('const SVG = "http://www.w3.org/2000/svg"', False),
    ],
)
def test_the_rule_of_other_hosts_itself(line, found):
    assert bool(ELSEWHERE.search(line)) is found
