"""The map as a page of its own: everything in one file, and nothing from outside."""

import re
from html.parser import HTMLParser

from drawn import DAY, ICONS, WIDTHS, actor, everything, family, on_theme, prepared

from kring.core.drawing.draw import draw
from kring.core.drawing.page import html_page
from kring.core.drawing.table import View, list_of, table_of
from kring.core.themes import SHIPPED
from kring.core.words import Text


class Outline(HTMLParser):
    """Open elements must close in order; what is in them is kept."""

    VOID = frozenset({"meta", "path", "circle", "rect", "ellipse", "polygon"})

    def __init__(self, page):
        super().__init__()
        self.open, self.seen, self.attributes = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page_of(whom, *, observations=(), language="nl", **view):
    drawing = prepared(whom, difficult_ties=True)
    asked = View(on=DAY, language=language, difficult_ties=True, **view)
    return html_page(
        title="Kaart van <Amal>",
        drawing=draw(drawing, icons=ICONS, widths=WIDTHS, with_legend=False),
        signs=drawing.legend(),
        table=table_of(whom, SHIPPED, asked),
        everybody=list_of(whom, SHIPPED, asked),
        observations=observations,
        language=language,
    )


def test_the_page_is_whole_and_needs_nothing_else():
    outline = Outline(page_of(everything()))

    assert outline.open == []
    assert "script" not in outline.seen
    assert not {"link", "img", "iframe"} & set(outline.seen)
    assert not [a for _, a, _ in outline.attributes if a in ("src", "style") or a[:2] == "on"]
    assert all(v[0] == "#" for _, a, v in outline.attributes if a == "href")


def test_the_page_holds_drawing_signs_table_and_list():
    page = page_of(everything())

    assert '<h1><bdi dir="ltr">Kaart van &lt;Amal&gt;</bdi></h1>' in page
    signs = prepared(everything(), difficult_ties=True).legend()
    assert page.count('class="kring-map sample"') == len(signs)
    assert '<strong><bdi dir="ltr">buddy</bdi></strong>' in page
    assert '<bdi dir="ltr">maybe</bdi> (misschien)' in page
    assert "Kan misschien helpen met: Werk en opleiding" in page
    assert "Dit zegt de kaart" not in page


def test_observations_are_sentences_in_their_own_direction():
    page = page_of(everything(), observations=["Wie helpt bij <werk>?", "من يساعد؟"])

    assert "Dit zegt de kaart" in page
    assert '<li><bdi dir="ltr">Wie helpt bij &lt;werk&gt;?</bdi></li>' in page
    assert '<li><bdi dir="rtl">من يساعد؟</bdi></li>' in page


def test_own_words_stand_in_their_own_language():
    whom = family(
        actor("a", "{name}", status="potential", possible_themes=("housing",)),
        themes=(on_theme("housing", need="urgent", words=Text({"ar": "البيت رطب"})),),
    )

    page = page_of(whom)

    assert '<small lang="ar" dir="rtl">“البيت رطب”</small>' in page
    assert "<small>dringend hulp nodig</small><small>nog niemand</small>" in page
    assert '<bdi dir="ltr">{name}</bdi> (misschien)' in page


def test_a_page_in_arabic_runs_from_right_to_left():
    assert '<html lang="ar" dir="rtl">' in page_of(family(actor("a", "x")), language="ar")


def test_no_word_of_a_person_is_markup():
    whom = family(actor("a", "</td><script>x</script>", role="<b>"))

    assert re.findall(r"<script|<b>", page_of(whom)) == []
