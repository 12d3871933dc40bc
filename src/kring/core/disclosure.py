"""From counts of families to figures in which nobody can be recognised."""

from typing import Final

THRESHOLD: Final = 5  # families
SENSITIVE_THRESHOLD: Final = 10
BASE: Final = 5


def safe_count(families: int, *, sensitive: bool = False) -> int | None:
    """A number of families that may be shown, or None when it is too small.

    Args:
        families: how many different families, at least 0.
        sensitive: the subject is sensitive; then the threshold is 10 instead of 5.

    Returns:
        The number rounded to the nearest multiple of 5; None below the threshold, also for 0,
        so that "nobody" tells no more than "a few". Every figure stands alone: no totals are
        published beside it, so nothing can be subtracted.

    Raises:
        ValueError: a negative number.

    Source:
        Hundepool et al., Statistical Disclosure Control (2012), ch. 5: threshold rule and
        rounding for frequency tables.
    """
    if families < 0:
        raise ValueError("a number of families cannot be negative")
    if families < (SENSITIVE_THRESHOLD if sensitive else THRESHOLD):
        return None
    return BASE * ((families + BASE // 2) // BASE)
