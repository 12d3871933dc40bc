"""A light thread beside the pages: it sends what waits, at a bell and now and then."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from django.db import DatabaseError, connections

log: Final = logging.getLogger("kring.mail")
EVERY: Final = 60.0  # seconds
_bell: Final = threading.Event()
_stop: Final = threading.Event()


def ring() -> None:
    """There is a mail. Where no postman walks, `kring mail` or the next round finds it."""
    _bell.set()


def start(deliver: Callable[[], object], every: float = EVERY) -> threading.Thread:
    """Begin to walk, in this process, until the process ends or `stop`."""
    _stop.clear()
    postman = threading.Thread(target=_walk, args=[deliver, every], name="postman", daemon=True)
    postman.start()
    return postman


def stop(postman: threading.Thread) -> None:
    """Finish the round that is under way, and go home."""
    _stop.set()
    _bell.set()
    postman.join()


def _walk(deliver: Callable[[], object], every: float) -> None:
    while not _stop.is_set():
        _bell.clear()
        try:
            deliver()
        except DatabaseError as trouble:
            log.error("the mails that wait cannot be read: %s", type(trouble).__name__)
        finally:
            connections.close_all()
        _bell.wait(every)
