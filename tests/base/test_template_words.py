"""What templates can say without loading anything."""

from datetime import date

import pytest
from django.template import Context, engines
from django.utils.translation import override

from kring.core.codes import Capacity, Fluency
from kring.core.family import Theme
from kring.core.themes import SHIPPED
from kring.core.words import Text

OWN = Theme(id="pets", nl="Dieren", short=Text({"nl": "Dier", "ar": "حيوان"}), icon="star")


def said(text, /, language="nl", **context):
    with override(language):
        return engines["django"].from_string(text).template.render(Context(context))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ('{{ "Amal"|spoken_in:"nl" }}', "nl", '<bdi lang="nl" dir="ltr">Amal</bdi>'),
        ('{{ "أمل"|spoken_in:"ar" }}', "nl", '<bdi lang="ar" dir="rtl">أمل</bdi>'),
        ('{{ bold|spoken_in:"nl" }}', "nl", '<bdi lang="nl" dir="ltr">&lt;b&gt;</bdi>'),
        ('{{ "1712"|number }}', "ar", '<bdi class="number" dir="ltr">1712</bdi>'),
        ('{{ "ar"|tongue }}', "nl", "Arabisch"),
        ('{{ "ar"|tongue }}', "fr", "العربية"),
        ('{{ "ar"|own_tongue }}', "nl", '<bdi lang="ar" dir="rtl">العربية</bdi>'),
        ('{{ "ti"|runs }}{{ "prs"|runs }}', "nl", "ltrrtl"),
        ('{{ "buddy"|role }}', "nl", "buddy"),
        ('{{ "night_shelter"|role }}', "nl", "night shelter"),
        ('{{ "buddy"|role_icon }} {{ "night_shelter"|role_icon }}', "nl",
         "heart-handshake user-round"),
        ('{{ none|role_icon }}', "nl", "user-round"),
        ('{{ "mother"|member_role }}', "nl", "moeder"),
        ('{{ "2023"|month }}', "nl", "2023"),
        ('{{ "2023-05"|month }}', "nl", "mei 2023"),
        ('{{ "2023-05-07"|month }}', "nl", "7 mei 2023"),
        ("{{ none|month }}", "nl", ""),
        ('{% icon "house" %}', "nl", None),
        ("{% helplines as lines %}{{ lines.0.number }}", "nl", "112"),
    ],
)  # fmt: skip
def test_a_word_in_a_template(text, language, expected):
    found = said(text, language, none=None, bold="<b>")

    assert found == expected if expected is not None else found.startswith("<svg")


TWO = Text({"ar": "نحن", "nl": "Wij"})


@pytest.mark.parametrize(
    ("language", "marked", "plain"),
    [
        ("nl", '<bdi lang="nl" dir="ltr">Wij</bdi>', "Wij"),
        ("ar", '<bdi lang="ar" dir="rtl">نحن</bdi>', "نحن"),
        ("fr", '<bdi lang="nl" dir="ltr">Wij</bdi>', "Wij"),
    ],
)
def test_a_text_is_marked_with_the_language_it_is_really_in(language, marked, plain):
    assert said("{{ text|words }}", language, text=TWO) == marked
    assert said("{{ text|plain_words }}", language, text=TWO) == plain


def test_one_language_can_be_asked_for_and_no_text_says_nothing():
    assert "نحن" in said('{{ text|words:"ar" }}', text=TWO)
    assert said("{{ text|words }}{{ text|plain_words }}", text=None) == ""


def test_codes_and_themes_are_said_in_the_language_of_the_page():
    work = next(theme for theme in SHIPPED if theme.id == "work")
    line = (
        "{{ code|label }} {{ theme|theme_name }} {{ theme|theme_short }} {{ theme|theme_icon }}"
    )

    assert said(line, code=Capacity.STRAINED, theme=work) == (
        "het is veel Werk en opleiding Werk briefcase"
    )
    assert said("{{ theme|theme_name }}", "fr", theme=work) == "Emploi et formation"
    assert said("{{ theme|theme_short }}", "ar", theme=OWN) == "حيوان"
    assert said("{{ code|label }}", code=None) == ""
    assert said("{{ code|label }}", code=Fluency.NATIVE) == "eigen taal"


def test_a_day_stands_in_words():
    assert said('{{ day|date:"j F Y" }}', day=date(2026, 3, 1)) == "1 maart 2026"
