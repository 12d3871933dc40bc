"""What people fill in to say who sees what, to keep something back, and to decide."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.core import labels
from kring.core.codes import Interpreter
from kring.core.languages import DUTCH, NAMES, dutch_name, own_name
from kring.rights.forms.days import A_YEAR, DayField
from kring.rights.receivers import HOW, ON_SCREEN, PART_NAMES, PARTS

# Whoever interprets is no child of the family: it would have to carry what is said.
INTERPRETERS: Final = tuple(each for each in Interpreter if each is not Interpreter.CHILD)


class SwitchForm(forms.Form):
    """One switch that somebody turned. Only a page that was changed gives anything else."""

    wie = forms.UUIDField()
    deel = forms.ChoiceField(choices=[(part, part) for part in PARTS])
    aan = forms.ChoiceField(choices=[("1", "1"), ("0", "0")])


class ConsentForm(forms.Form):
    """A yes of the family: to whom, for what, how it was said, until when."""

    wie = forms.ChoiceField(
        label=_("Wie mag het zien?"),
        error_messages={
            "required": _("Kies wie het mag zien."),
            "invalid_choice": _("Kies wie het mag zien."),
        },
    )
    delen = forms.MultipleChoiceField(
        label=_("Wat mogen zij zien?"),
        choices=[(part, _(PART_NAMES[part])) for part in PARTS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wat zij mogen zien.")},
    )
    waarvoor = forms.CharField(
        label=_("Waarvoor?"),
        help_text=_("Eén zin is genoeg. Bijvoorbeeld: samen een huis zoeken."),
        max_length=300,
        error_messages={"required": _("Schrijf waarvoor. Eén zin is genoeg.")},
    )
    hoe = forms.ChoiceField(
        label=_("Hoe zei het gezin ja?"),
        choices=[(code, _(words)) for code, words in HOW.items() if code != ON_SCREEN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het gezin ja zei.")},
    )
    taal = forms.ChoiceField(
        label=_("In welke taal?"),
        error_messages={"required": _("Kies de taal.")},
    )
    tolk = forms.ChoiceField(
        label=_("Wie vertaalde?"),
        help_text=_("Nooit een kind. Een kind hoort dit niet te dragen."),
        choices=[(each.value, _(labels.label(each))) for each in INTERPRETERS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wie vertaalde."),
            "invalid_choice": _("Vraag een volwassene om te vertalen, nooit een kind."),
        },
    )
    tot = DayField(label=_("Tot wanneer?"), most=A_YEAR)
    herbekijken = DayField(
        label=_("Wanneer bekijken jullie dit opnieuw?"),
        help_text=_("Gewoonlijk na zes maanden."),
        most=A_YEAR,
    )
    getuige = forms.CharField(label=_("Wie was erbij?"), max_length=200, required=False)
    antwoord = forms.CharField(
        label=_("Wat zegt het gezin, in eigen woorden?"),
        help_text=_(
            "Vraag: wie ziet nu wat van jullie, en wat doe je als je dat niet meer wil? "
            "Schrijf het antwoord op zoals het gezin het zegt."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    erbij = forms.BooleanField(
        label=_("Het gezin zit bij mij en zegt ja."),
        error_messages={"required": _("Vraag het eerst aan het gezin.")},
    )

    def __init__(
        self,
        *args: Any,
        receivers: Sequence[tuple[str, str]],
        reading: str,
        by_family: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [("", _("Kies …")), *receivers]  # type: ignore[attr-defined]
        self.fields["taal"].choices = languages(reading)  # type: ignore[attr-defined]
        if by_family:  # who says yes themselves needs nobody to write down how
            for name in ("hoe", "taal", "tolk", "getuige", "antwoord", "erbij"):
                del self.fields[name]

    def clean(self) -> None:
        again, until = self.cleaned_data.get("herbekijken"), self.cleaned_data.get("tot")
        if again and until and again > until:
            self.add_error("herbekijken", gettext("Kies een dag voor het einde van dit ja."))
        spoken = self.cleaned_data.get("hoe") == "oral_with_interpreter"
        if spoken and self.cleaned_data.get("tolk") == Interpreter.NONE:
            self.add_error("tolk", gettext("Kies wie vertaalde: het gesprek was met een tolk."))


class HideForm(forms.Form):
    """What somebody must not see."""

    wat = forms.ChoiceField(
        label=_("Wat?"),
        error_messages={
            "required": _("Kies wat je niet wil laten zien."),
            "invalid_choice": _("Kies wat je niet wil laten zien."),
        },
    )
    wie = forms.ChoiceField(
        label=_("Niet laten zien aan"),
        error_messages={
            "required": _("Kies wie dit niet mag zien."),
            "invalid_choice": _("Kies wie dit niet mag zien."),
        },
    )

    def __init__(
        self,
        *args: Any,
        items: Iterable[tuple[str, Any]],
        people: Iterable[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        first = ("", _("Kies …"))
        self.fields["wat"].choices = [first, *items]  # type: ignore[attr-defined]
        self.fields["wie"].choices = [first, *people]  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """What a family asks to decide: by everybody together, or by one with the worker."""

    wat = forms.ChoiceField(
        choices=[("hide", "hide"), ("show", "show"), ("erase", "erase")],
        error_messages={
            "required": _("Kies wat je wil."),
            "invalid_choice": _("Kies wat je wil."),
        },
    )
    apart = forms.BooleanField(label=_("Apart, met de begeleider"), required=False)
    wie = forms.UUIDField(required=False)


def languages(reading: str) -> list[tuple[str, str]]:
    """Every language we know the name of; in Dutch for who reads Dutch, else its own name."""
    named = dutch_name if reading == DUTCH else own_name
    pairs = [(tag, named(tag)) for tag in NAMES]
    return [("", gettext("Kies …")), *sorted(pairs, key=lambda pair: pair[1].casefold())]
