"""Who is reading, told to PostgreSQL together with each question, and for that question only.

The rule of access stands a second time in the database (`site/postgres/wall.sql`). It has to
know the reader from another mouth than the question that it checks: from the request. Nothing
is kept on the connection, so that one that is used again never reads as somebody else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]

NOBODY: Final = ""
# These end or divide a transaction; before them nothing may stand that could fail.
BOUNDARIES: Final = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


class _Visit:
    """One request; who reads may change in it, by signing in or out."""

    def __init__(self, reader: str) -> None:
        self.reader = reader


_visit: ContextVar[_Visit | None] = ContextVar("visit", default=None)
_errand: ContextVar[str] = ContextVar("errand", default="")


def knows_the_reader(get_response: View) -> View:
    """Middleware, behind the one that finds out who signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        reader = request.user.pk if request.user.is_authenticated else None
        with reads_as(reader):
            return get_response(request)

    return middleware


@contextmanager
def reads_as(reader: UUID | None) -> Iterator[None]:
    """What is asked in this block is asked for this person; None: for nobody."""
    token = _visit.set(_Visit(NOBODY if reader is None else str(reader)))
    try:
        yield
    finally:
        _visit.reset(token)


@contextmanager
def errand(reason: str) -> Iterator[None]:
    """What is asked in this block is asked for a job with this name.

    The database accepts a name only when `wall.sql` says what it may do; else nothing changes.
    """
    token = _errand.set(reason)
    try:
        yield
    finally:
        _errand.reset(token)


@receiver(user_logged_in, dispatch_uid="kring reader")
def _now_reads(sender: object, user: Any, **kwargs: object) -> None:
    if visit := _visit.get():
        visit.reader = str(user.pk)


@receiver(user_logged_out, dispatch_uid="kring reader")
def _reads_no_more(sender: object, **kwargs: object) -> None:
    if visit := _visit.get():
        visit.reader = NOBODY


@receiver(connection_created, dispatch_uid="kring reader")
def _tell(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Every connection to PostgreSQL tells who reads, from its first question on."""
    if connection.vendor == "postgresql" and with_reader not in connection.execute_wrappers:
        connection.execute_wrappers.append(with_reader)


def with_reader(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Sends a question with its reader before it, in one message: so in one transaction.

    That costs no journey to the server, and needs no transaction as long as the request: one
    that wrote in the journal would keep all others waiting until its page is drawn.
    """
    connection: BaseDatabaseWrapper = context["connection"]
    visit = _visit.get()
    reader, reason = visit.reader if visit else NOBODY, _errand.get()
    nobody = not reader and not reason
    if nobody and not connection.in_atomic_block:
        return execute(sql, params, many, context)
    if isinstance(sql, str) and sql.startswith(BOUNDARIES):
        return execute(sql, params, many, context)
    words = _spoken(reader, reason)
    if many or not isinstance(sql, str):
        # Several messages: the transaction that keeps them together is ours to open.
        with transaction.atomic(using=connection.alias):
            # By the driver itself: `execute` would send our words as often as there are rows.
            context["cursor"].cursor.execute(words)
            return execute(sql, params, many, context)
    if params is not None:
        words = words.replace("%", "%%")
    result = execute(f"{words}; {sql}", params, many, context)
    context["cursor"].nextset()  # past the answer to our own words
    return result


@lru_cache(maxsize=256)
def _spoken(reader: str, reason: str) -> str:
    quoted = [f"'{word.replace(chr(39), chr(39) * 2)}'" for word in (reader, reason)]
    return (
        f"SELECT set_config('kring.reader', {quoted[0]}, true),"
        f" set_config('kring.errand', {quoted[1]}, true)"
    )
