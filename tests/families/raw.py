"""Rows written past every service and every seal: a hundred thousand of them in a second."""

from itertools import chain
from uuid import uuid4

from django.db import connection
from django.db.models.fields import NOT_PROVIDED
from django.utils.timezone import now

from kring.base.sealing import SealedField

AT_ONCE = 200  # rows in one statement


def insert(model, rows):
    """Rows of one model, from what they have by column; their ids. Sealed values are empty."""
    if not rows:
        return []
    fields = list(model._meta.concrete_fields)
    ids = [row.get("id") or uuid4() for row in rows]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    shared = {field: _empty(field) for field in fields}
    values = [
        [
            _value(field, row[field.attname] if field.attname in row else shared[field], key)
            for field in fields
        ]
        for row, key in zip(rows, ids, strict=True)
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(values), AT_ONCE):
            some = values[start : start + AT_ONCE]
            sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES "
            cursor.execute(sql + ", ".join([places] * len(some)), list(chain(*some)))
    return ids


def _value(field, value, key):
    if field.primary_key:
        value = key
    if isinstance(field, SealedField):
        return value
    return field.get_db_prep_save(value, connection)


def _empty(field):
    if field.null or field.primary_key:
        return None
    if isinstance(field, SealedField):
        return b""
    if getattr(field, "auto_now_add", False):
        return now() if "Time" in type(field).__name__ else now().date()
    return "" if field.default is NOT_PROVIDED else field.get_default()


def settle():
    """What PostgreSQL finds out by itself in a real site: how much there is, and of what."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '256MB'")  # one reader, 52 800 hidden items
            cursor.execute("ANALYZE")
