"""The permission matrix: every address, ten kinds of visitor. New addresses must be listed."""

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils.timezone import now

from cast import person
from kring.families.models import Seat
from kring.families.services import give_seat

pytestmark = [pytest.mark.django_db, pytest.mark.query]

VISITORS = (
    "nobody", "outsider", "family", "volunteer", "worker", "coordinator", "ended", "withdrawn",
    "administrator", "analyst",
)  # fmt: skip
# What GET answers. 200 may read, 302 is sent on, 403 is told why not, 404 learns nothing,
# 405 only takes what is sent.
PUBLIC = [200] * 10
SIGNED_IN = [302] + [200] * 9
CIRCLE = [302, 404, 200, 200, 200, 200, 404, 404, 404, 404]
MATRIX = {
    "overview:start": [302] * 10,
    "overview:wall": SIGNED_IN,
    "overview:volunteers": SIGNED_IN,
    "overview:networks": SIGNED_IN,
    "overview:policy": SIGNED_IN,
    "overview:family": CIRCLE,
    "overview:family_volunteers": CIRCLE,
    "overview:family_network": CIRCLE,
    "overview:family_plan": CIRCLE,
    "overview:family_meetings": CIRCLE,
    "overview:family_policy": CIRCLE,
    "overview:print": CIRCLE,
    "overview:paper": CIRCLE,
    "overview:blank": SIGNED_IN,
    #                     nobody out fam vol work coord end wdr adm ana
    "overview:family_circle": [302, 404, 200, 403, 200, 200, 404, 404, 404, 404],
    "exchange:import":   [302, 200, 403, 403, 200, 200, 200, 200, 403, 403],
    "exchange:create":   [302, 405, 405, 405, 405, 405, 405, 405, 405, 405],
    "exchange:template": SIGNED_IN,
    "exchange:export":   [302, 404, 200, 403, 200, 200, 404, 404, 404, 404],
    "exchange:copy":     [302, 405, 405, 405, 405, 405, 405, 405, 405, 405],
    "toolbox:index": PUBLIC,
    "toolbox:show": PUBLIC,
    "overview:accessibility": PUBLIC,
    "overview:privacy": PUBLIC,
    "overview:favicon": [302] * 10,
    "people:login": PUBLIC,
    "people:logout": [302] + [405] * 9,
    "set_language": [302] * 10,
}  # fmt: skip
# What an empty POST answers. 422: may send, but there is nothing in it.
SENT = {
    #                     nobody out fam vol work coord end wdr adm ana
    "exchange:create":   [302, 422, 403, 403, 422, 422, 422, 422, 403, 403],
    "exchange:copy":     [302, 404, 200, 403, 200, 200, 404, 404, 404, 404],
    "people:logout":     [302] * 10,
    "set_language":      [302] * 10,
}  # fmt: skip
OTHER = {"slug": "netwerkkaart"}
KIND = {"overview:paper": "kleur", "exchange:template": "xlsx", "exchange:copy": "yaml"}


def named_patterns(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern.url_patterns, inner)


def arguments(name, family):
    """Example values for what an address asks."""
    values = OTHER | {"family_id": family.pk, "kind": KIND.get(name)}
    namespace, _, name = name.rpartition(":")
    resolver = get_resolver()
    if namespace:
        resolver = resolver.namespace_dict[namespace][1]
    [(_, asked)] = resolver.reverse_dict.getlist(name)[0][0]
    return {each: values[each] for each in asked}


@pytest.fixture
def visitor(request, family):
    """Somebody of this kind, or nobody."""
    circle = {"family": "amal", "volunteer": "bob", "worker": "alice", "coordinator": "nadia"}
    others = {"outsider": "charlie", "administrator": "adam", "analyst": "paula"}

    def visitor(kind):
        if kind == "nobody":
            return None
        if kind in circle | others:
            return request.getfixturevalue((circle | others)[kind])
        user = person(kind)
        seat = give_seat(family=family, user=user, role=Seat.Role.WORKER, purpose="x", by=None)
        moment = now()
        if kind == "ended":
            seat.starts_at, seat.ends_at = moment - timedelta(days=9), moment
        else:
            seat.withdrawn_at = moment
        seat.save()
        return user

    return visitor


def test_every_address_is_in_the_matrix_and_nothing_else():
    assert set(named_patterns(get_resolver().url_patterns)) == set(MATRIX)


@pytest.mark.parametrize("kind", VISITORS)
@pytest.mark.parametrize("name", MATRIX)
def test_who_may_come_in(client, family, visitor, name, kind):
    user = visitor(kind)
    if user is not None:
        client.force_login(user)

    response = client.get(reverse(name, kwargs=arguments(name, family)))

    assert response.status_code == MATRIX[name][VISITORS.index(kind)]


@pytest.mark.parametrize("kind", VISITORS)
@pytest.mark.parametrize("name", SENT)
def test_who_may_send(client, family, visitor, name, kind):
    user = visitor(kind)
    if user is not None:
        client.force_login(user)

    response = client.post(reverse(name, kwargs=arguments(name, family)))

    assert response.status_code == SENT[name][VISITORS.index(kind)]


@pytest.mark.parametrize("name", [name for name, row in MATRIX.items() if row == CIRCLE])
def test_a_stranger_gets_the_same_answer_as_for_a_family_that_is_not_there(
    client, family, charlie, name
):
    client.force_login(charlie)
    asked = arguments(name, family)

    closed = client.get(reverse(name, kwargs=asked))
    missing = client.get(reverse(name, kwargs=asked | {"family_id": charlie.pk}))

    assert closed.status_code == missing.status_code == 404
    assert without_marks(closed, family.pk) == without_marks(missing, charlie.pk)


def without_marks(answer, asked):
    """The page without the address that was asked and the mark against forged forms."""
    page = answer.content.decode().replace(str(asked), "")
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


@pytest.mark.parametrize("name", MATRIX)
def test_whoever_is_answered_gets_the_headers_that_protect(client, family, name):
    response = client.get(reverse(name, kwargs=arguments(name, family)))

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in response["Content-Security-Policy"]
