"""A day that is still to come, as somebody types it."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

HALF_A_YEAR: Final = timedelta(days=182)
A_YEAR: Final = timedelta(days=365)
HOW_TO_WRITE_A_DAY: Final = _("Schrijf de dag zo: 4/12/2026.")
DAYS: Final = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


class DayField(forms.DateField):
    """A day that is still to come, in the field that phones know."""

    def __init__(self, *, most: timedelta | None = None, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("error_messages", {}).setdefault("required", _("Kies een dag."))
        kwargs["error_messages"]["invalid"] = HOW_TO_WRITE_A_DAY
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and day <= localdate():
            raise forms.ValidationError(_("Kies een dag na vandaag."))
        if day and self.most and day > localdate() + self.most:
            raise forms.ValidationError(_("Kies een dag binnen het jaar."))
        return day
