"""Reads what Network Canvas exports: GraphML, and CSV with a file for each type of thing.

Both as its Interviewer 6 and its exporters write them: columns are known by name, never by
place. Each interview becomes a family.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kring.core.codes import Day, Id
from kring.core.family import Family
from kring.core.formats.csv_text import Rows
from kring.core.formats.faults import Fault, FileRefused, Imported, Remark, shown
from kring.core.formats.findings import MOST_FAULTS
from kring.core.formats.found_tables import UNEVEN
from kring.core.formats.graph_xml import Graph
from kring.core.formats.graphml_plain import MOST_PEOPLE, TOO_MANY, chosen_spheres
from kring.core.formats.graphml_write import written
from kring.core.formats.network_canvas_family import TOOL, Data, Named, Session, Tie, family_of
from kring.core.formats.records import PATTERNS
from kring.core.formats.source import refused
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop, sentence

SPACE: Final = "{http://schema.networkcanvas.com/xmlns}"
EGO_ID: Final = "networkCanvasEgoUUID"
OWN_ID: Final = "networkCanvasUUID"
TYPE: Final = "networkCanvasType"
SOURCE: Final = "networkCanvasSourceUUID"
TARGET: Final = "networkCanvasTargetUUID"
# What GraphML and CSV call differently.
TOLD: Final = {
    "caseId": "networkCanvasCaseID",
    "sessionUUID": "networkCanvasSessionID",
    "protocolName": "networkCanvasProtocolName",
    "sessionStartTime": "sessionStart",
    "sessionFinishTime": "sessionFinish",
    "sessionExportTime": "sessionExported",
}
CASE: Final = "networkCanvasCaseID"
SESSION: Final = "networkCanvasSessionID"
NODE: Final = "nodeID"
EDGE: Final = "edgeID"
FILE_NAME: Final = re.compile(r"(?:attributeList|edgeList)_(.*)\.csv$", re.IGNORECASE)
OF_THE_MEETING: Final = {
    *TOLD.values(), EGO_ID, "APP_VERSION", "COMMIT_HASH", "protocolUID", "codebookHash",
    "networkCanvasInterviewLocale", "networkCanvasFinishOutcome",
}  # fmt: skip
AN_ID: Final = re.compile(PATTERNS["Id"])

OF_PEOPLE: Final = gettext_noop(
    "Over mensen heeft Kring hier geen plaats voor: {names}. Het staat bij “extra”."
)
OF_TIES: Final = gettext_noop(
    "Over banden heeft Kring hier geen plaats voor: {names}. Het staat bij “extra”."
)
OF_INTERVIEW: Final = gettext_noop(
    "Over het gesprek heeft Kring hier geen plaats voor: {names}. Het staat bij “extra”."
)
LOOSE: Final = gettext_noop("Banden met iemand die er niet is: {count}. Ze staan bij “extra”.")
TWICE: Final = gettext_noop('Het nummer "{number}" staat er twee keer, of is geen nummer.')


def is_network_canvas(headings: Sequence[str]) -> bool:
    """Whether a CSV file with these headings is one of its export."""
    return EGO_ID in headings


def is_its_graph(graph: Graph) -> bool:
    return any(key.startswith(SPACE) for key in graph.attributes) or OWN_ID in graph.data


def families_of(sessions: Sequence[Session], *, name: str, on: Day | None = None) -> Imported:
    """A family for each interview; one that comes in two forms is taken once.

    `on`: the day of the map record for an interview that does not tell when it was. Raises
    FileRefused.
    """
    ids: list[Id] = []
    families, chosen = [], []
    for session in _once(sessions):
        _check(session, name)
        _join(session)
        fits = AN_ID.fullmatch(session.case) and session.case not in ids
        ids.append(Id(session.case if fits else _free(f"gezin-{len(ids) + 1}", ids)))
        family, unsure = family_of(session, ids[-1], on=on)
        families.append(family)
        chosen += unsure
    remarks = [*_remarks(families, name), *chosen_spheres(chosen, name)]
    return Imported(families=tuple(families), themes=SHIPPED, remarks=tuple(remarks))


def sessions_of_graphs(graphs: Sequence[Graph]) -> list[Session]:
    return [_session_of_graph(graph) for graph in graphs]


def sessions_of_tables(tables: Sequence[tuple[str, Rows]]) -> list[Session]:
    """The interviews in CSV files, each with its name. Raises FileRefused."""
    sessions: dict[str, Session] = {}
    faults: list[Fault] = []
    for name, rows in tables:
        _take(name, rows, sessions, faults)
    if faults:
        raise FileRefused(faults[:MOST_FAULTS])
    return [*sessions.values()]


def _session_of_graph(graph: Graph) -> Session:
    told = {
        TOLD.get(key.removeprefix(SPACE), key.removeprefix(SPACE)): text
        for key, text in graph.attributes.items()
        if key.startswith(SPACE)
    }
    data = _texts(graph.data)
    session = Session()
    _tell(session, told | {EGO_ID: data.pop(OWN_ID, "")}, data)
    for node in graph.nodes:
        data = _texts(node.data)
        session.named.append(Named(node.id, data.pop(TYPE, ""), data))
    for edge in graph.edges:
        data = _texts(edge.data)
        kind = data.pop(TYPE, "")
        session.ties.append(Tie(edge.id, edge.source, edge.target, kind, data))
    return session


def _take(name: str, rows: Rows, sessions: dict[str, Session], faults: list[Fault]) -> None:
    """What one CSV file tells, put with the interviews it is of."""
    headings = rows[0][1]
    found = FILE_NAME.search(name)
    kind = found[1] if found else ""
    for number, cells in rows[1:]:
        if not any(cells):
            continue
        if len(cells) != len(headings):
            uneven = sentence(UNEVEN, count=len(cells), columns=len(headings))
            faults.append(Fault(file=name, path=f"rij {number}", what=uneven))
            continue
        data = _row(headings, cells)
        own = data.pop(EGO_ID, "")
        session = sessions.setdefault(own, Session())
        if NODE in headings:
            session.named.append(Named(data.pop(NODE, ""), kind, data))
        elif EDGE in headings:
            ends = data.pop("from", ""), data.pop("to", "")
            session.ties.append(Tie(data.pop(EDGE, ""), *ends, kind, data))
        else:
            told = {key: held for key, held in data.items() if key in OF_THE_MEETING}
            ego = {key: held for key, held in data.items() if key not in told}
            _tell(session, {EGO_ID: own, **told}, ego)


def _row(headings: Sequence[str], cells: Sequence[str]) -> Data:
    """What was answered; a heading that stands there twice gets a number."""
    data: Data = {}
    for at, (heading, cell) in enumerate(zip(headings, cells, strict=True), start=1):
        if cell.strip():
            data[heading if heading not in data else f"{heading} ({at})"] = cell.strip()
    return data


def _tell(session: Session, told: Data, ego: Data) -> None:
    session.case = told.pop(CASE, "")
    session.started = told.get("sessionStart", "")
    session.told, session.ego = told, ego


def _texts(data: Mapping[str, Any]) -> Data:
    return {key: written(value) for key, value in data.items()}


def _once(sessions: Sequence[Session]) -> list[Session]:
    """Both forms of one interview say the same; the first is taken."""
    once: dict[str, Session] = {}
    for at, session in enumerate(sessions):
        once.setdefault(session.told.get(SESSION) or str(at), session)
    return [*once.values()]


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else _free(f"{name}-", taken)


def _check(session: Session, name: str) -> None:
    if len(session.named) > MOST_PEOPLE:
        told = sentence(TOO_MANY, count=len(session.named), most=MOST_PEOPLE)
        raise refused(name, told)
    for numbered in (session.named, session.ties):
        numbers = Counter(each.number for each in numbered)
        for number, count in numbers.items():
            if count > 1 or not AN_ID.fullmatch(f"n{number}"):
                raise refused(name, sentence(TWICE, number=shown(number)))


def _join(session: Session) -> None:
    """Put all in order; ties go to people by their long id, else by their number."""
    session.named.sort(key=_in_order)
    session.ties.sort(key=_in_order)
    numbers = {each.data.get(OWN_ID, ""): each.number for each in session.named}
    for tie in session.ties:
        tie.source = numbers.get(tie.data.get(SOURCE, "-"), tie.source)
        tie.target = numbers.get(tie.data.get(TARGET, "-"), tie.target)
        for key in (SOURCE, TARGET):
            if tie.data.get(key) in numbers:
                del tie.data[key]


def _in_order(numbered: Named | Tie) -> tuple[int, str]:
    return len(numbered.number), numbered.number


def _remarks(families: Sequence[Family], name: str) -> Iterator[Remark]:
    """One for people, one for ties, one for the interview; each with all that there is."""
    people = [actor.extra for family in families for actor in family.actors]
    links = [link.extra for family in families for link in family.links]
    own = [family.extra.get(TOOL, {}) for family in families]
    interview = [{**each.get("ego", {}), **each} for each in own]
    for template, held in (
        (OF_PEOPLE, [each.get(TOOL, {}) for each in people]),
        (OF_TIES, [each.get(TOOL, {}) for each in links]),
        (OF_INTERVIEW, interview),
    ):
        keys = dict.fromkeys(shown(key) for each in held for key in each)
        names = [key for key in keys if key not in ("ego", "ties")]
        if names:
            yield Remark(name, sentence(template, names=", ".join(names)))
    if loose := sum(len(each.get("ties", ())) for each in own):
        yield Remark(name, sentence(LOOSE, count=loose))
