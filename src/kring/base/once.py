"""A form counts once: sent again, by an impatient finger or a torn line, it is answered alike.

    {% csrf_token %}{% once %}          in the form: a key that nobody guesses

    @once_only
    def hide(request, family_id): ...   at its address

A row says that a form was sent, in the transaction of what it changed: both are there, or
neither. Whoever sends the same at that moment waits for that row, in any process.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]

FIELD: Final = "once"
HELD: Final = "csrfmiddlewaretoken"  # another one each time the same page is shown
NONCE: Final = 12  # bytes; fresh ones, since the same form may lead elsewhere once it was swept


class SentForm(models.Model):
    """A form that was sent and did what it asked. Not who sent it, nor what stood in it.

    `led` is locked with what was sent itself: it opens for who sends that again.
    """

    mark = models.CharField("merkteken", primary_key=True, max_length=64)
    led = models.BinaryField("waarheen het leidde")
    was_shown = models.BooleanField("toonde iets dat maar één keer te zien is", default=False)
    at = models.DateTimeField("verstuurd op", default=now, db_index=True)

    class Meta:
        verbose_name = "verstuurd formulier"
        verbose_name_plural = "verstuurde formulieren"

    def __str__(self) -> str:
        return self.mark


def key_for(request: HttpRequest) -> str:
    """The key of the forms on this page: new, or the one that was sent when shown again."""
    held = _sent_key(request) if request.method == "POST" else ""
    if not hasattr(request, "once_key"):
        request.once_key = held or str(uuid4())  # type: ignore[attr-defined]
    return str(request.once_key)  # type: ignore[attr-defined]


def shown_once(response: HttpResponse, *, again: str) -> HttpResponse:
    """Marks a page with a secret that stands nowhere else; who sends the form again gets to the
    page `again`, with a sentence, and can have another one made there.
    """
    response.leads_again = again  # type: ignore[attr-defined]
    return response


def once_only(view: View) -> View:
    """The same form of the same person does its work one time; the others get its redirect.

    The same: key, person, address and everything that was filled in. Who goes back and fills in
    something else with the same key says something else. What does not lead on, such as a form
    with a mistake in it (422), takes no key. A form without a key is done as always: the key
    guards people from themselves, and refusing it would lose what they typed.
    """

    @wraps(view)
    def only_once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not _sent_key(request):
            return view(request, *args, **kwargs)
        said = _said(request)
        with transaction.atomic():
            # Waits for whoever sends the same at this moment, before anything else is asked.
            form, is_first = SentForm.objects.get_or_create(mark=_mac("mark", said).hex())
            if not is_first:
                return _again(request, form, said)
            response = view(request, *args, **kwargs)
            _note(form, response, said)
            return response

    only_once.counts_once = True  # type: ignore[attr-defined]
    return only_once


def _note(form: SentForm, response: HttpResponse, said: bytes) -> None:
    led = getattr(response, "leads_again", "")
    form.was_shown = bool(led)
    if isinstance(response, HttpResponseRedirect):
        led = response.url
    if not led:
        form.delete()
        return
    nonce = os.urandom(NONCE)
    form.led = nonce + _lock(said).encrypt(nonce, led.encode(), None)
    form.save()


def _again(request: HttpRequest, form: SentForm, said: bytes) -> HttpResponse:
    """The very same redirect. Its message went with the first, and is not said twice."""
    if form.was_shown:
        messages.info(
            request, _("Dit was één keer te zien. Zag je het niet? Maak dan een nieuwe.")
        )
    led = bytes(form.led)
    return HttpResponseRedirect(_lock(said).decrypt(led[:NONCE], led[NONCE:], None).decode())


def _sent_key(request: HttpRequest) -> str:
    """The key as it came, when it is one; a page of ours holds no other."""
    try:
        return str(UUID(request.POST.get(FIELD, "")))
    except ValueError:
        return ""


def _said(request: HttpRequest) -> bytes:
    """Who sent what to where, with which key. Another person's key is another key by this."""
    fields = [(name, values) for name, values in request.POST.lists() if name != HELD]
    files = [
        (name, each.name, _digest(each))
        for name, all_of_them in request.FILES.lists()
        for each in all_of_them
    ]
    who = str(request.user.pk or "")
    return json.dumps([who, request.path, sorted(fields), sorted(files)]).encode()


def _digest(file: Any) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _mac(purpose: str, said: bytes) -> bytes:
    key = hmac.digest(
        settings.SECRET_KEY.encode(), f"kring/once/1:{purpose}".encode(), "sha256"
    )
    return hmac.digest(key, said, "sha256")


def _lock(said: bytes) -> AESGCM:
    return AESGCM(_mac("led", said))
