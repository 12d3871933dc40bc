"""What a volunteer fills in on a remembered phone: a pin code, a finger, and a visit."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.people.forms import PasskeyForm
from kring.reception.forms import NOT_A_DAY

OLDEST_VISIT: Final = timedelta(days=92)


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("Pincode"),
        max_length=6,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        ),
        error_messages={"required": _("Schrijf zes cijfers.")},
    )


def device_name() -> forms.CharField:
    return forms.CharField(
        label=_("Naam van dit toestel"),
        help_text=_("Mag leeg blijven. Bijvoorbeeld: mijn gsm."),
        max_length=40,
        required=False,
    )


class FingerForm(PasskeyForm):
    """What a phone says when it made a key; never shown, so its mistake has no field."""

    name = device_name()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="finger_%s")


class RememberForm(PinForm):
    again = forms.CharField(
        label=_("Nog eens dezelfde pincode"),
        max_length=6,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        ),
        error_messages={"required": _("Schrijf nog eens dezelfde zes cijfers.")},
    )
    name = device_name()

    def clean(self) -> None:
        typed = self.cleaned_data
        if "pin" in typed and "again" in typed and typed["pin"] != typed["again"]:
            self.add_error("again", _("De twee pincodes zijn niet dezelfde."))


class VisitForm(forms.Form):
    """I was there: when, how it went, and one sentence for the family and their helpers."""

    family = forms.ChoiceField(
        label=_("Bij wie?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een gezin."),
            "invalid_choice": _("Kies een gezin."),
        },
    )
    when = forms.ChoiceField(
        label=_("Wanneer?"),
        choices=[("0", _("Vandaag")), ("1", _("Gisteren")), ("day", _("Een andere dag"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wanneer."), "invalid_choice": _("Kies wanneer."),
        },
    )  # fmt: skip
    day = forms.DateField(
        label=_("Welke dag?"), help_text=_("Alleen voor een andere dag."), required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"], error_messages={"invalid": NOT_A_DAY},
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("Hoe ging het?"),
        choices=[("happy", _("Goed")), ("neutral", _("Gewoon")), ("sad", _("Moeilijk"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies hoe het ging."), "invalid_choice": _("Kies hoe het ging."),
        },
    )  # fmt: skip
    words = forms.CharField(
        label=_("Wil je er iets bij schrijven?"),
        help_text=_("Eén zin is genoeg. Het gezin leest dit ook."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: Any = None, *, families: Mapping[UUID, str], on: date, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.on = on
        fields: Any = self.fields
        if len(families) == 1:  # a small seat names no family where there is nothing to choose
            [self.only] = families
            del fields["family"]
        else:
            fields["family"].choices = [(str(pk), name) for pk, name in families.items()]

    def clean(self) -> None:
        typed = self.cleaned_data
        when, day = typed.get("when"), typed.get("day")
        if when == "day" and day is None and "day" not in self.errors:
            self.add_error("day", str(NOT_A_DAY))
        elif when == "day" and day is not None and not self._is_near(day):
            self.add_error("day", _("Kies een dag van de laatste drie maanden."))
        elif when in ("0", "1"):
            typed["day"] = self.on - timedelta(days=int(when))

    def family_id(self) -> UUID:
        return UUID(self.cleaned_data["family"]) if "family" in self.fields else self.only

    def _is_near(self, day: date) -> bool:
        return self.on - OLDEST_VISIT <= day <= self.on
