"""Rules for the papers: links lead somewhere, and nothing names the machine it was made on."""

import re

import pytest

from house import ROOT, breaking, files

PAPERS = [*ROOT.glob("*.md"), *files(".md", under=ROOT / "docs")]
TEXT = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".yaml",
    ".json",
    ".typ",
    ".svg",
    ".po",
    "",
}
# The brackets keep the rule from finding itself.
OF_ONE_MACHINE = re.compile(
    "|".join(["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "py" + "env"])
)


def links(text):
    """The addresses of a Markdown text, code left out."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)
    return re.findall(r"\]\(([^)\s]+)\)", text)


def test_links_within_the_house_lead_somewhere():
    for path in PAPERS:
        inside = [link for link in links(path.read_text("utf-8")) if "://" not in link]
        targets = [link.partition("#")[0] for link in inside if not link.startswith("mailto:")]
        assert [link for link in targets if not (path.parent / link).exists()] == [], path.name


def test_nothing_names_one_machine():
    assert breaking(OF_ONE_MACHINE.findall, files(*TEXT)) == {}


def test_every_decision_tells_context_decision_and_consequence():
    decisions = files(".md", under=ROOT / "docs" / "besluiten")

    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        titles = re.findall(r"^## (.+)$", path.read_text("utf-8"), flags=re.M)
        assert titles == ["Aanleiding", "Besluit", "Gevolg"], path.name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie [het huis](docs/huis.md#vloeren).", ["docs/huis.md#vloeren"]),
        ("![kaart](docs/beeld/kaart.png)", ["docs/beeld/kaart.png"]),
        ("`[geen](link)`", []),
        ("```\n[geen](link)\n```", []),
    ],
)
def test_the_search_for_links_itself(text, found):
    assert links(text) == found
