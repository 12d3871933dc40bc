"""What somebody gives: files to look into, and then the word to bring them in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.base.clock import today
from kring.core.formats.faults import FileRefused, Imported
from kring.exchange.spreadsheet import read_any
from kring.exchange.uploads import MOST_EACH, MOST_TOGETHER

MB = 1024**2


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files, each within the limit."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(each, initial) for each in given or [None]]
        too_large = [each for each in files if each.size > MOST_EACH]
        if too_large:
            raise forms.ValidationError(
                [
                    gettext("{name} is te groot: hoogstens {most} MB mag.").format(
                        name=each.name, most=MOST_EACH // MB
                    )
                    for each in too_large
                ]
            )
        if sum(each.size for each in files) > MOST_TOGETHER:
            raise forms.ValidationError(
                gettext("Deze bestanden zijn samen te groot: hoogstens {most} MB mag.").format(
                    most=MOST_TOGETHER // MB
                )
            )
        return files


class AgreedForm(forms.Form):
    """The last word before families come in: that they know."""

    akkoord = forms.BooleanField(
        label=_("Het gezin weet dit en is akkoord."),
        error_messages={
            "required": _("Vraag het eerst aan het gezin. Kruis daarna aan dat het akkoord is.")
        },
    )


class BringInForm(forms.Form):
    """Files of any tool that we know. `understood` holds what is in them, once it is valid."""

    given = FilesField(
        label=_("Bestanden"),
        help_text=_(
            "Van Kring, easyNWK of Network Canvas, of als GraphML, Excel of CSV. "
            "Hoogstens 2 MB elk. Kies alle bestanden van een set samen."
        ),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg."),
            "invalid": _("Kies eerst een bestand."),
        },
    )
    understood: Imported

    def clean(self) -> None:
        files = self.cleaned_data.get("given")
        if not files:
            return
        try:
            self.understood = read_any([(each.name, each.read()) for each in files], on=today())
        except FileRefused as refusal:
            for sentence in refusal.say(gettext):
                self.add_error("given", sentence)
            return
        if not self.understood.families:
            self.add_error("given", gettext("In dit bestand staat geen gezin."))
