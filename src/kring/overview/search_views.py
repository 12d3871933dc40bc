"""The page to look for a name. The words are sent in the body: no address or log keeps them."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kring.core.folding import folded
from kring.overview.search import LEAST, LONGEST, search
from kring.people.request import Request


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Zoek een naam"),
        help_text=_("Een gezin, een gezinslid, iemand in het netwerk of een titel."),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "dir": "auto",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": _("Typ eerst een naam."),
            "max_length": _("Dat is te lang om te zoeken. Typ alleen een naam."),
        },
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if len(folded(words).replace(" ", "")) < LEAST:
            raise forms.ValidationError(_("Typ minstens twee letters."))
        return words


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """An empty form; or what was found, on the same page."""
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    shown = {"form": form, "step": "family", "quick_exit": True}
    if not form.is_bound:
        return render(request, "overview/search.html", shown)
    if not form.is_valid():
        return render(request, "overview/search.html", shown, status=422)
    shown["found"] = search(form.cleaned_data["words"], by=request.user)
    return render(request, "overview/search.html", shown)
