"""Two looks at one page: what differs each time, so that all the rest can be compared."""

import re
from typing import AnyStr

# The mark against forged forms, the key that lets a form count once, the nonce of a style, and
# what is asked of a new phone: 32 bytes to answer, and 16 that lead back to nobody.
MARKS = re.compile(
    r'((?:csrfmiddlewaretoken|once)" value=|csp-nonce=)"[\w-]+"'
    r'|("challenge": )"[\w-]{43}"|("id": )"[\w-]{22}"',
    re.ASCII,
)


def without_marks(page: AnyStr) -> AnyStr:
    """The page, or a part of it, without what is new at every look."""
    if isinstance(page, bytes):
        return without_marks(page.decode("latin-1")).encode("latin-1")
    return MARKS.sub(lambda found: next(filter(None, found.groups())), page)
