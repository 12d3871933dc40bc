"""What maps say, as JSON-like values and as plain text: the answer of `kring map observe`."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from kring.core.codes import Id
from kring.core.observations.lines import Line, lines
from kring.core.observations.measures import Measures
from kring.core.observations.observation import Observation, Severity
from kring.core.observations.reading import Reading, keys
from kring.core.words import Sentence, Translate, gettext_noop, sentence

_HEADINGS: Final = {
    Severity.STRENGTH: gettext_noop("Wat er al is"),
    Severity.CHANCE: gettext_noop("Kansen"),
    Severity.HIGH: gettext_noop("Eerst te bespreken"),
    Severity.MEDIUM: gettext_noop("Te bespreken"),
    Severity.INFO: gettext_noop("Goed om te weten"),
}


def as_json(
    readings: Mapping[Id, Reading], translate: Translate = gettext_noop
) -> dict[str, Any]:
    """`{"families": {ID: {"keys", "observations", "strengths", "measures"}}}`.

    `keys` has `CODE:subject` of all of them, sorted, each once. An observation has `code`,
    `subject`, `severity`, `text` and `rows` (`themes`, `actors`, `members`: ids). A measure is
    None where its round was not asked.
    """
    return {
        "families": {
            family: {
                "keys": keys(reading),
                "observations": _plain(reading.observations, translate),
                "strengths": _plain(reading.strengths, translate),
                "measures": _figures(reading.measures),
            }
            for family, reading in readings.items()
        }
    }


def as_text(
    readings: Mapping[Id, Reading],
    *,
    labels: Mapping[Id, str],
    translate: Translate = gettext_noop,
) -> str:
    """For reading in a terminal: everything that is said, what is good first, with its reason.

    `labels` holds the name of each family. Figures of support are left out: nobody counts gaps.
    """
    return "\n".join(
        _family(labels[family], reading, translate) for family, reading in readings.items()
    )


def _plain(observations: Iterable[Observation], translate: Translate) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "subject": each.subject,
            "severity": each.severity.value,
            "text": each.sentence.say(translate),
            "rows": {
                "themes": list(each.rows.themes),
                "actors": list(each.rows.actors),
                "members": list(each.rows.members),
            },
        }
        for each in observations
    ]


def _figures(measures: Measures) -> dict[str, Any]:
    figures: dict[str, Any] = {
        name: getattr(measures, name) for name in Measures.__dataclass_fields__
    }
    return {
        name: dict(figure) if isinstance(figure, Mapping) else figure
        for name, figure in figures.items()
    }


def _family(label: str, reading: Reading, translate: Translate) -> str:
    said = [*lines(reading.strengths), *lines(reading.observations)]
    text = [label, "=" * len(label)]
    for severity, heading in _HEADINGS.items():
        under = [line for line in said if line.severity == severity]
        if under:
            text += ["", translate(heading)]
            text += [part for line in under for part in _line(line, translate)]
    if not said:
        text += ["", translate(gettext_noop("De kaart zegt nu niets bijzonders."))]
    text += ["", translate(gettext_noop("Deze kaart in cijfers, om over na te denken"))]
    text += [f"  {each.say(translate)}" for each in _in_words(reading.measures)]
    return "\n".join(text) + "\n"


def _line(line: Line, translate: Translate) -> tuple[str, str]:
    said = line.sentence.say(translate)
    if line.apart:
        said = translate(gettext_noop("{sentence} (apart bespreken)")).format(sentence=said)
    return f"  {line.code}  {said}", f"       {line.reason.say(translate)}"


def _in_words(measures: Measures) -> Iterable[Sentence]:
    for template, figure in (
        (gettext_noop("Mensen en diensten op de kaart: {figure}"), measures.size),
        (gettext_noop("Heel dichtbij, en geen dienst: {figure}"), measures.close),
        (gettext_noop("Deel diensten: {figure}"), _percent(measures.formal_share)),
        (gettext_noop("Lijnen die er zijn, van alle die er kunnen zijn: {figure}"),
         _percent(measures.density)),
        (gettext_noop("Groepjes die elkaar kennen: {figure}"), measures.groups),
        (gettext_noop("Losse mensen en diensten: {figure}"), measures.isolates),
        (gettext_noop("Steun in twee richtingen: {figure}"), _percent(measures.reciprocity)),
    ):  # fmt: skip
        yield sentence(
            template,
            figure=sentence(gettext_noop("niet bekend")) if figure is None else figure,
        )


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}".replace("%", " %")
