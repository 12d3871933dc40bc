"""What is filled in around reading in need: why, whether it had to be, and who may."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.families.models import BreakGlass
from kring.people.models import Organisation

AT_LEAST: Final = 20  # characters of reason: enough to say what is going on


class GlassForm(forms.Form):
    """Why somebody has to read a family out of need."""

    reden = forms.ChoiceField(
        label=_("Wat is er aan de hand?"),
        choices=BreakGlass.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat er aan de hand is."),
            "invalid_choice": _("Kies wat er aan de hand is."),
        },
    )
    woorden = forms.CharField(
        label=_("Vertel het in je eigen woorden"),
        help_text=_("Minstens 20 letters. De coördinator en het gezin lezen dit."),
        max_length=1000,
        min_length=AT_LEAST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Schrijf waarom je dit moet zien."),
            "min_length": _("Schrijf iets meer: minstens 20 letters."),
        },
    )


class VerdictForm(forms.Form):
    """What the lead thinks of it afterwards."""

    oordeel = forms.ChoiceField(
        label=_("Was dit nodig?"),
        choices=BreakGlass.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of het nodig was.")},
    )


class ProtocolForm(forms.Form):
    """An organisation that may read this family out of need."""

    organisatie = forms.ModelChoiceField(
        label=_("Welke organisatie?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Kies …"),
        error_messages={
            "required": _("Kies een organisatie."),
            "invalid_choice": _("Kies een organisatie."),
        },
    )

    def __init__(self, *args: Any, organisations: Sequence[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = Organisation.objects.filter(pk__in=organisations)
        self.fields["organisatie"].queryset = allowed  # type: ignore[attr-defined]
