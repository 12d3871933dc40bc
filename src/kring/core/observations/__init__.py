"""What the map says: observations O01 to O15, strengths P1 to P4 and measures of one map.

They are questions for the conversation, never verdicts, and never a score of a family.
"""

from kring.core.observations.lines import Line, lines, shown
from kring.core.observations.measures import Measures
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.reading import Reading, keys, read_map
from kring.core.observations.thresholds import DEFAULT, Thresholds
from kring.core.observations.what_if import Absence, without

__all__ = [
    "DEFAULT",
    "Absence",
    "Line",
    "Measures",
    "Observation",
    "Reading",
    "Rows",
    "Severity",
    "Thresholds",
    "keys",
    "lines",
    "read_map",
    "shown",
    "without",
]
