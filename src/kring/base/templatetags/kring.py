"""Our words for templates. Loaded everywhere, so no {% load %} is needed."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kring.core.languages import direction, dutch_name, own_name
from kring.core.words import Text

register = template.Library()


@register.filter
def spoken_in(text: str, language: str) -> SafeString:
    """The text with its own language and direction, for the eye and for the screen reader."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), text)


@register.filter
def number(text: str) -> SafeString:
    """A phone number, date or reference: left to right and on one line, also inside Arabic."""
    return format_html('<bdi class="number" dir="ltr">{}</bdi>', text)


@register.filter
def words(text: Text | None, language: str = "") -> SafeString | str:
    """A text in the reader's language, or Dutch; marked with the language it is really in."""
    if not text:
        return ""
    found = text.language_for(language or get_language() or "nl")
    return spoken_in(text.words[found], found)


@register.filter
def language_name(tag: str) -> str:
    """`ar` → Arabisch."""
    return dutch_name(tag)


@register.filter
def own_language_name(tag: str) -> SafeString:
    """`ar` → العربية, marked as Arabic."""
    return spoken_in(own_name(tag), tag)


@register.filter
def runs(language: str) -> str:
    """`rtl` or `ltr`."""
    return direction(language)
