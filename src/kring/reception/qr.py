"""A link as a square of dots, drawn by ourselves: one path in a picture of our own."""

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4  # dots of white around it, so that a phone finds it (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Dots:
    """`path` in a square of `size` by `size`."""

    size: int
    path: str


def dots_of(link: str) -> Dots:
    """Every dark dot as a square of one by one."""
    code: QRCode = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(link)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Dots(len(rows), path)
