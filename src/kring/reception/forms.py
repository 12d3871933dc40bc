"""What people fill in to invite, to come in, and to leave."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.core.languages import own_name
from kring.families.models import Seat
from kring.people.forms import password_field
from kring.people.models import Organisation, User

LONGEST: Final = timedelta(days=360)  # nobody sits in a circle for longer without a new word
USUAL: Final = timedelta(days=182)
NOT_A_DAY: Final = _("Kies een dag.")


class Day(forms.DateField):
    """A day, with the calendar of the browser."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY}, **more,
        )  # fmt: skip


def mail_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        error_messages={
            "required": _("Schrijf een mailadres."),
            "invalid": _("Schrijf het mailadres zo: naam@voorbeeld.be."),
        },
    )


class InviteForm(forms.Form):
    """Somebody for the circle: who, as what, why, and what the family said about it."""

    mail = mail_field()
    role = forms.ChoiceField(
        label=_("Rol in de kring"),
        choices=[
            (role.value, role.label)
            for role in (Seat.Role.VOLUNTEER, Seat.Role.WORKER, Seat.Role.COORDINATOR)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een rol.")},
    )
    actor = forms.ChoiceField(
        label=_("Staat deze persoon op de kaart?"),
        help_text=_("Zo vindt deze persoon zijn eigen stappen terug."),
        required=False,
    )
    purpose = forms.CharField(
        label=_("Waarvoor komt deze persoon in de kring?"),
        help_text=_("Bijvoorbeeld: buddy voor Nederlands. Dit staat niet in de mail."),
        max_length=200,
        error_messages={"required": _("Schrijf waarvoor deze persoon komt.")},
    )
    tie = forms.ChoiceField(
        label=_("Waartoe is deze persoon gehouden?"),
        choices=Seat.Tie.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies beroepsgeheim of discretieplicht.")},
    )
    told_on = Day(label=_("Wanneer vertelde je het aan het gezin?"))
    agreed_on = Day(label=_("Wanneer zei het gezin ja?"))
    agreed_how = forms.CharField(
        label=_("Hoe zei het gezin ja?"),
        help_text=_("Bijvoorbeeld: mondeling, met een tolk."),
        max_length=200,
        error_messages={"required": _("Schrijf hoe het gezin ja zei.")},
    )
    ends_on = Day(label=_("Tot en met welke dag?"), help_text=_("Hoogstens een jaar."))

    def __init__(
        self, data: Any = None, *, actors: Mapping[str, str], on: date, **more: Any
    ) -> None:
        super().__init__(data, initial={"ends_on": on + USUAL}, **more)
        self.on = on
        nobody = ("", gettext("Niet op de kaart, of dat weet ik niet"))
        self.fields["actor"].choices = [nobody, *actors.items()]  # type: ignore[attr-defined]

    def clean_told_on(self) -> date:
        return self._past("told_on")

    def clean_agreed_on(self) -> date:
        return self._past("agreed_on")

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if day < self.on:
            raise forms.ValidationError(_("Kies een dag vanaf vandaag."))
        if day > self.on + LONGEST:
            raise forms.ValidationError(_("Kies een dag binnen het jaar."))
        return day

    def _past(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day > self.on:
            raise forms.ValidationError(_("Kies een dag tot en met vandaag."))
        return day


class SaidCodeForm(forms.Form):
    code = forms.CharField(
        label=_("De code die je hoorde"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        ),
        error_messages={"required": _("Schrijf de zes cijfers die je hoorde.")},
    )


class NewAccountForm(forms.Form):
    """Somebody who was invited makes an account. The address proves that it is for them."""

    mail = mail_field()
    name = forms.CharField(
        label=_("Je naam"),
        help_text=_("Zo kennen de mensen in de kring je."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schrijf je naam.")},
    )
    password = password_field(_("Kies een wachtwoord"), is_new=True)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["mail"].help_text = gettext("Het adres waarop je de uitnodiging kreeg.")
        self.fields["password"].help_text = gettext(
            "Minstens 12 tekens. Een zin is goed en makkelijk."
        )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        user = User(
            email=self.cleaned_data.get("mail", ""),
            first_name=self.cleaned_data.get("name", ""),
        )
        validate_password(password, user)
        return password


class CodeForMemberForm(forms.Form):
    """Which member gets a code, after a question asked apart."""

    member = forms.ChoiceField(
        label=_("Wie krijgt een eigen code?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een gezinslid."),
            "invalid_choice": _("Kies een gezinslid uit de lijst."),
        },
    )
    language = forms.ChoiceField(label=_("In welke taal leest deze persoon?"))
    asked_apart = forms.BooleanField(
        label=_("Ik vroeg het apart, en het is veilig."),
        error_messages={"required": _("Vraag het eerst apart, zonder de andere volwassene.")},
    )

    def __init__(self, data: Any = None, *, members: Mapping[UUID, str], **more: Any) -> None:
        super().__init__(data, **more)
        fields: Any = self.fields
        fields["member"].choices = [(str(pk), name) for pk, name in members.items()]
        fields["language"].choices = [(tag, own_name(tag)) for tag, _name in settings.LANGUAGES]


class WelcomeForm(forms.Form):
    """Somebody for the site, without a family."""

    mail = mail_field()
    organisation = forms.ModelChoiceField(
        label=_("Organisatie"), queryset=Organisation.objects.all(), required=False,
        empty_label=_("Geen organisatie"),
    )  # fmt: skip
    system_role = forms.ChoiceField(
        label=_("Rol op de site"),
        choices=[("", _("geen rol: iemand die met gezinnen werkt")),
                 *((role.value, role.label) for role in User.SystemRole if role.value)],
        widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip


class RoleForm(forms.Form):
    system_role = forms.ChoiceField(
        label=_("Rol op de site"), choices=User.SystemRole.choices, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip


ANSWERS: Final = (
    "controller_name", "controller_address", "controller_mail", "officer_name", "officer_mail",
)  # fmt: skip
ANSWER_LABELS: Final = {
    "controller_name": _("Wie is verantwoordelijk voor de gegevens?"),
    "controller_address": _("Adres"),
    "controller_mail": _("Mailadres voor vragen over privacy"),
    "officer_name": _("Wie waakt over de gegevens?"),
    "officer_mail": _("Mailadres van deze persoon"),
}
ANSWER_HELP: Final = {
    "controller_name": _("De naam zoals in de statuten. Leeg: de naam hierboven."),
    "officer_name": _("De functionaris voor gegevensbescherming (DPO)."),
    "officer_mail": _("Deze persoon krijgt een mail als iemand een gezin las uit nood."),
}
NO_ADDRESS: Final = _("Schrijf het mailadres zo: naam@voorbeeld.be.")
_MAIL: Final = {"dir": "ltr", "autocomplete": "off"}
ANSWER_WIDGETS: Final = {
    "controller_mail": forms.EmailInput(attrs=_MAIL),
    "officer_mail": forms.EmailInput(attrs=_MAIL),
}


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Organisation
        fields = ["name", *ANSWERS, "break_glass_allowed"]
        labels = {"name": _("Naam van de organisatie"), **ANSWER_LABELS}
        help_texts = ANSWER_HELP
        widgets = ANSWER_WIDGETS
        error_messages = {
            "name": {
                "required": _("Schrijf een naam."),
                "unique": _("Er is al een organisatie met deze naam."),
            },
            "controller_mail": {"invalid": NO_ADDRESS},
            "officer_mail": {"invalid": NO_ADDRESS},
        }


class SuccessorForm(forms.Form):
    """Who leads each family from now on, out of its own workers."""

    def __init__(
        self, data: Any = None, *, families: Iterable[tuple[UUID, str, list[User]]], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.users: dict[str, User] = {}
        for family, name, users in families:
            self.users |= {str(each.pk): each for each in users}
            self.fields[str(family)] = forms.ChoiceField(
                label=gettext("Wie wordt coördinator van {family}?").format(family=name),
                choices=[("", gettext("Kies iemand")), *((str(u.pk), str(u)) for u in users)],
                error_messages={"required": gettext("Kies wie het overneemt.")},
            )

    def successors(self) -> dict[UUID, User]:
        return {UUID(name): self.users[pk] for name, pk in self.cleaned_data.items()}
