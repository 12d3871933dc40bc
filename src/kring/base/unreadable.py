"""Values that do not open: what is said in their place, and that they were met at all."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext as _

from kring.base.envelope import KeyMissing, SealError, Spot
from kring.core.unreadable import Gap

SAID: Final = gettext_noop("inhoud niet leesbaar, meld dit")
log = logging.getLogger("kring.seal")

_met: ContextVar[dict[Spot, str] | None] = ContextVar("unreadable_met", default=None)


@contextmanager
def met_in_one_request() -> Iterator[dict[Spot, str]]:
    """What does not open inside this block, each place once, with a code for the reason."""
    found: dict[Spot, str] = {}
    token = _met.set(found)
    try:
        yield found
    finally:
        _met.reset(token)


def is_any_met() -> bool:
    """Whether something may not have opened up to now in this request."""
    return _met.get() != {}


def met(spot: Spot, error: SealError) -> None:
    """Remember it for the journal and tell whoever runs the site: where, never what."""
    reason = "key" if isinstance(error, KeyMissing) else "value"
    found = _met.get()
    if found is not None:
        if spot in found:
            return
        found[spot] = reason
    log.error(
        "a sealed %s does not open: %s.%s of row %s, family %s",
        reason, spot.table, spot.field, spot.row, spot.family,
    )  # fmt: skip


def gap_of(field: Any, row: UUID) -> Gap:
    return Gap(label=field.label, row=str(row))


@cache
def said_instead() -> Mapping[str, str]:
    """What stands in the place of a text, in each language of the pages."""
    said = {}
    for tag, _name in settings.LANGUAGES:
        with override(tag):
            said[tag] = gettext(SAID)
    return said


def name_of(gap: Gap) -> str:
    """What is unreadable, in the language of the page: "gezinslid: geboortejaar"."""
    model, field = _fields()[gap.label]
    return _("{record}: {value}").format(record=model.verbose_name, value=field.verbose_name)


@cache
def _fields() -> Mapping[str, tuple[Any, Any]]:
    return {
        field.label: (model._meta, field)
        for model in apps.get_app_config("kring").get_models()
        for field in model._meta.concrete_fields
        if hasattr(field, "label")
    }
