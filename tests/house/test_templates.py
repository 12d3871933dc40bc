"""Rules for templates: each has its place, can be translated, and holds no script."""

import re
from html.parser import HTMLParser

import pytest

from house import PACKAGE, ROOT, breaking, files

FOLDER = PACKAGE / "templates"
TEMPLATES = files(".html", under=PACKAGE)
# Where a page or a function may say "this is HTML already", and why that is true.
REVIEWED_SAFE = {
    "src/kring/base/icons.py": "our own icons, rebuilt from listed shapes and attributes",
    "src/kring/overview/map_shown.py": "our own drawing of the map, which escapes in one place",
    "src/kring/overview/shell.py": "our own drawing of the ring, which escapes in one place",
    "src/kring/overview/tips.py": "our own Markdown files, read without HTML",
    "src/kring/toolbox/catalogue.py": "our own Markdown files, read without HTML",
}
# Blocks that fill an attribute such as a class, so that their words are for the browser.
ATTRIBUTE_BLOCKS = {
    name
    for path in TEMPLATES
    for name in re.findall(r'="[^"<>]*{% block (\w+) %}', path.read_text("utf-8"))
}
# Words that are the same in every language.
UNTRANSLATED = {
    "Kring",
    "PDF",
    "CSV",
    "XLSX",
    "SVG",
    "PNG",
    "YAML",
    "JSON",
    "GraphML",
    "easyNWK",
}
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}


def without_comments(text):
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.S)
    return re.sub(r"{#.*?#}", "", text)


def unwrapped(text):
    """Words that a person would read and that no translator will ever see."""
    text = without_comments(text)
    for name in ATTRIBUTE_BLOCKS:
        text = re.sub(rf"{{% block {name} %}}.*?{{% endblock.*?%}}", " ", text)
    text = re.sub(
        r"{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}", " ", text, flags=re.S
    )
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.S)
    reader = Reader()
    reader.feed(text)
    words = re.findall(r"[^\W\d_]{2,}", " ".join(reader.said))
    return [word for word in words if word not in UNTRANSLATED]


class Reader(HTMLParser):
    """Collects what a page says: its text, and the attributes that are read aloud."""

    def __init__(self):
        super().__init__()
        self.said = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style"}
        self.said += [value or "" for name, value in attrs if name in SPOKEN_ATTRIBUTES]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.silent:
            self.said.append(data)


def inline(text):
    """What the content security policy will refuse in the browser."""
    text = without_comments(text)
    found = re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    scripts = re.findall(r"<script\b[^>]*>", text)
    found += [tag for tag in scripts if "src=" not in tag and "application/json" not in tag]
    found += re.findall(r"(?:src|srcset|action)\s*=\s*[\"']https?:", text)
    found += re.findall(r"<link\b[^>]*https?:", text)
    return found


def called_safe(text):
    return re.findall(r"mark_safe\(|SafeString\(|\|\s*safe\b|autoescape off", text)


def out_of_place(text):
    """How a page begins that extends no other and does not say why it stands alone."""
    page = without_comments(text).lstrip()
    alone = re.match(r"(?:{% (?!extends).*? %}\s*)*<!doctype html>", page, re.I)
    explained = text.lstrip().startswith("{# ") and alone
    return None if page.startswith("{% extends ") or explained else page.partition("\n")[0]


def silent_about_its_needs(text):
    """The first line of a part, when it is no comment that says what the part needs."""
    first = text.lstrip().partition("\n")[0]
    return None if re.match(r"{# .+ #}$", first) else first


def test_every_word_can_be_translated():
    assert breaking(unwrapped, TEMPLATES) == {}


def test_no_script_or_style_inside_a_page():
    assert breaking(inline, TEMPLATES) == {}


def test_a_page_extends_another_and_a_part_says_what_it_needs():
    parts = [path for path in TEMPLATES if path.name.startswith("_")]
    pages = [path for path in TEMPLATES if path not in parts and path.name != "base.html"]

    assert breaking(silent_about_its_needs, parts) == {}
    assert breaking(out_of_place, pages) == {}


def test_every_template_is_used():
    said = "\n".join(path.read_text("utf-8") for path in files(".py", ".html", under=PACKAGE))
    # Django itself looks for these by name.
    known = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}

    names = [path.relative_to(FOLDER).as_posix() for path in TEMPLATES]
    assert [name for name in names if f'"{name}"' not in said and name not in known] == []


def test_nothing_is_called_safe_without_a_review():
    found = breaking(called_safe, files(".py", ".html", under=PACKAGE))

    assert set(found) == set(REVIEWED_SAFE)
    for name, reason in REVIEWED_SAFE.items():
        assert (ROOT / name).is_file()
        assert len(reason.split()) > 3


@pytest.mark.parametrize(
    ("template", "findings"),
    [
        ('<p>{% translate "Maak een kaart" %}</p>', []),
        ("<p>{% blocktranslate %}Maak {{ x }}{% endblocktranslate %} · 12</p>", []),
        ("{# Needs: family. #}<b>{{ family.name }}</b>", []),
        ('<script src="{% static "kring/map.js" %}" type="module"></script>', []),
        ('<a href="https://www.gastvrijnetwerk.be/">{{ name }}</a>', []),
        ("<p>Maak een kaart</p>", ["Maak", "een", "kaart"]),
        ('<img src="{{ map }}" alt="De kaart">', ["De", "kaart"]),
        ('<p title="{% translate "Kaart" %}" data-kind="actor"></p>', []),
        ('<p style="color: red"></p>', [" style="]),
        ('<button onclick="go()"></button>', [' onclick="']),
        ("<script>go()</script>", ["<script>"]),
        ('<script type="application/json" id="x">{}</script>', []),
        ('<img src="https://elders.example/x.png" alt="">', ['src="https:']),
        ('<link rel="stylesheet" href="https://elders.example/x.css">', None),
    ],
)
def test_the_rules_of_words_and_scripts_themselves(template, findings):
    found = [*unwrapped(template), *inline(template)]

    assert found == findings if findings is not None else len(found) == 1


@pytest.mark.parametrize(
    ("template", "begins"),
    [
        ('{% extends "base.html" %}', None),
        ('{# Needs: family. #}\n{% extends "base.html" %}', None),
        ("{# Broken: no database, no session. #}\n<!doctype html>\n<p>", None),
        ("<!doctype html>\n<p>", "<!doctype html>"),
        ("{# A part? #}\n<p>", "<p>"),
    ],
)
def test_the_rule_of_the_first_line_itself(template, begins):
    assert out_of_place(template) == begins
