"""Our words for templates. Loaded everywhere, so no {% load %} is needed."""

from datetime import date
from enum import StrEnum

from django import template
from django.conf import settings
from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from kring.base import helplines as lines
from kring.base import icons, translations
from kring.base.once import FIELD, key_for
from kring.core import labels, roles
from kring.core.family import Theme
from kring.core.languages import DUTCH, direction, dutch_name, own_name
from kring.core.unreadable import Unreadable
from kring.core.words import Text

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "house" %}`: a picture beside words, never instead of them."""
    return icons.icon(name)


@register.simple_tag
def helplines() -> tuple[lines.Helpline, ...]:
    """`{% helplines as numbers %}`: whom to call."""
    return lines.helplines()


@register.simple_tag
def quick_exit_address() -> str:
    """`{% quick_exit_address %}`: where "Sluit snel" leads, a site that tells nothing."""
    return str(settings.KRING_QUICK_EXIT)


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """`{% once %}`, beside `{% csrf_token %}`: what this form does is done once."""
    key = key_for(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, key)


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
    found = text.language_for(language or _reading())
    if isinstance(text, Unreadable):
        return format_html(
            '<span class="unreadable">{}{}</span>',
            icons.icon("alert"), spoken_in(text.words[found], found),
        )  # fmt: skip
    return spoken_in(text.words[found], found)


@register.filter
def is_unreadable(text: Text | None) -> bool:
    """Whether these words stand in for some that do not open."""
    return isinstance(text, Unreadable)


@register.filter
def plain_words(text: Text | None) -> str:
    """The same without marks, where only letters fit: a title, a label for screen readers."""
    return text.in_language(_reading()) if text else ""


@register.filter
def name(who: Text | str) -> SafeString | str:
    """What somebody is called, apart from the words around it, whichever way those run."""
    return format_html("<bdi>{}</bdi>", who) if isinstance(who, str) else words(who)


@register.filter
def tongue(tag: str) -> str:
    """`ar` → Arabisch; for who reads no Dutch, the language's own name."""
    return dutch_name(tag) if _reading() == DUTCH else own_name(tag)


@register.filter
def own_tongue(tag: str) -> SafeString:
    """`ar` → العربية, marked as Arabic."""
    return spoken_in(own_name(tag), tag)


@register.filter
def runs(language: str) -> str:
    """`rtl` or `ltr`."""
    return direction(language)


@register.filter
def is_reviewed(language: str) -> bool:
    """Whether somebody who grew up with this language has read its pages."""
    return translations.is_reviewed(language)


@register.filter
def label(code: StrEnum | None) -> str:
    """The word for a closed code, in the language of the page."""
    return gettext(labels.label(code)) if code else ""


@register.filter
def role(code: str | None) -> str:
    """What somebody is to the family: "buddy", "huisarts"."""
    return roles.role_label(code, gettext)


@register.filter
def role_icon(code: str | None) -> str:
    """The name of the icon of an actor's role; a person where the role is not ours."""
    known = roles.ACTOR_ROLES.get(code or "")
    return known.icon if known else "user-round"


@register.filter
def member_role(code: str) -> str:
    return roles.member_role_label(code, gettext)


@register.filter
def theme_name(theme: Theme) -> str:
    return labels.theme_name(theme, _reading(), gettext)


@register.filter
def theme_short(theme: Theme) -> str:
    """One or two words, for families and small places."""
    return labels.theme_short(theme, _reading(), gettext)


@register.filter
def theme_icon(theme: Theme) -> str:
    """The name of the theme's icon: `{% icon theme|theme_icon %}`."""
    return labels.theme_icon(theme)


@register.filter
def month(text: str | None) -> str:
    """`2023-05` → mei 2023; `2023` stays, `2023-05-17` gets its day."""
    parts = [int(part) for part in (text or "").split("-") if part]
    if len(parts) < 2:
        return text or ""
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return date_format(day, "j F Y" if len(parts) > 2 else "F Y")


def _reading() -> str:
    return get_language() or DUTCH
