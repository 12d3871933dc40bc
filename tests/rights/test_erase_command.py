"""`kring erase --replay`: what a restore brought back of forgotten families goes again."""

import pytest

from kring.base.keystore import ErasedFamily
from kring.families.models import Family
from kring.rights.refusals import NoteRefusals
from kring.site.commands import erase

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def test_it_wipes_and_says_how_many(family, other_family, capsys, monkeypatch):
    monkeypatch.setattr("django.setup", lambda: None)
    ErasedFamily.objects.create(pk=family.pk)

    assert erase.run(["--replay"]) == 0
    assert "Opnieuw gewist: 1." in capsys.readouterr().out
    assert [each.pk for each in Family.objects.for_system("a test").all()] == [other_family.pk]
    assert erase.run(["--replay"]) == 0
    assert "Opnieuw gewist: 0." in capsys.readouterr().out


def test_it_does_nothing_unasked(family, capsys):
    assert erase.run([]) == 2


def test_another_mistake_is_none_of_its_business(rf):
    request = rf.get("/")
    request.resolver_match, request.user = None, None

    assert NoteRefusals(lambda _: None).process_exception(request, ValueError()) is None
