"""Nothing is kept without a reason on paper, and what is private lies sealed."""

import tomllib
from importlib.resources import files

import pytest
from django.apps import apps

from kring.base.attachments_sealed import SealedPiece
from kring.base.sealing import SealedField

MODELS = {model.__name__: model for model in apps.get_app_config("kring").get_models()}
REGISTER = tomllib.loads((files("kring.site") / "register.toml").read_text("utf-8"))
KINDS = {"sealed", "coded", "key", "account"}


def entries(name):
    """(kind, field, why) of one model."""
    for kind, fields in REGISTER[name].items():
        if kind != "keep":
            for field, why in fields.items():
                yield kind, field, why


def test_every_model_is_in_the_register_and_nothing_else():
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
        sealed = isinstance(MODELS[name]._meta.get_field(field), SealedField | SealedPiece)
        assert sealed is (kind == "sealed"), f"{name}.{field}"


def test_every_sealed_value_has_a_place_of_its_own():
    labels = [
        field.label
        for model in MODELS.values()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]

    assert len(labels) == len(set(labels))
    assert all(label.count(".") == 1 for label in labels)
