"""Nothing is kept without a reason on paper, and what is private lies sealed."""

import pytest

from house import ROOT
from kring.base.attachments_sealed import SealedPiece
from kring.base.register import KINDS, models, tables, written
from kring.base.sealing import SealedField
from kring.site.cli import main
from kring.site.commands import privacy

MODELS = models()
REGISTER = written()


def entries(name):
    """(kind, field, why) of one model."""
    for kind, fields in REGISTER[name].items():
        if kind not in {"keep", "term"}:
            for field, why in fields.items():
                yield kind, field, why


def test_every_table_is_in_the_register_and_nothing_else():
    """Those of the programs we build on too: a session, a passkey, a mail address."""
    assert set(REGISTER) == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_in_the_register_once_with_a_reason(name):
    fields = {field.name for field in MODELS[name]._meta.concrete_fields}
    listed = [field for _, field, _ in entries(name)]

    assert sorted(listed) == sorted(fields)
    assert all(len(why) > 3 for _, _, why in entries(name))
    assert len(REGISTER[name]["keep"]) > 3


@pytest.mark.parametrize("name", MODELS)
def test_what_the_register_calls_sealed_lies_sealed_and_nothing_else_does(name):
    for kind, field, _ in entries(name):
        assert kind in KINDS
        held = MODELS[name]._meta.get_field(field)
        assert isinstance(held, SealedField | SealedPiece) is (kind == "sealed"), (name, field)


def test_every_sealed_value_has_a_place_of_its_own():
    labels = [
        field.label
        for model in MODELS.values()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]

    assert len(labels) == len(set(labels))
    assert all(label.count(".") == 1 for label in labels)


def test_the_page_in_the_docs_is_that_of_the_register():
    assert privacy.stale(ROOT) == []


def test_a_page_that_is_behind_says_how_to_make_it_anew(tmp_path):
    assert "./kring privacy --write" in privacy.stale(tmp_path)[0]


def test_the_page_is_printed_or_put_in_the_checkout(capsys, tmp_path, monkeypatch):
    assert main(["privacy"]) == 0
    assert capsys.readouterr().out == privacy.page()

    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(privacy, "repository", lambda: tmp_path)
    assert main(["privacy", "--write"]) == 0
    assert privacy.stale(tmp_path) == []

    monkeypatch.setattr(privacy, "repository", lambda: None)
    assert main(["privacy", "--write"]) == 1


def test_each_table_is_told_with_all_its_fields():
    told = {table.name: sum(map(len, table.lines.values())) for table in tables()}

    assert told == {name: len(list(entries(name))) for name in REGISTER}
