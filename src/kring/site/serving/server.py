"""The server itself: gunicorn with threads, started from here, silent about who asks what."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final

from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

# A page of at most 5 MB is read in this time, also over a slow line.
PATIENCE: Final = 60
LAST_ANSWERS: Final = 20  # seconds for what is under way when the server has to stop
QUICK_MEMORY: Final = Path("/dev/shm")  # noqa: S108  # a heartbeat file, no data


@dataclass(frozen=True, slots=True)
class Wanted:
    """`ready` is called once the address answers."""

    host: str
    port: int
    workers: int
    threads: int
    ready: Callable[[], None]


class Worker(ThreadWorker):
    """Answers what is no HTTP in our own way: no echo of what was sent, no line about who."""

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C: the same calm way out as SIGTERM.

        gunicorn shuts its pool of threads right in the signal handler. When the signal falls
        while the pool is taking in a question, the handler waits for a lock that its own thread
        holds, and the worker hangs until it is killed.
        """
        self.handle_exit(sig, frame)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        from kring.site.serving.bare import refusal  # noqa: PLC0415  # needs the settings

        # What was asked stays out of the log; where it broke is enough to mend it.
        last = exc.__traceback__
        while last and last.tb_next:
            last = last.tb_next
        place = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "?"
        self.log.warning("no answer by Kring: %s at %s", type(exc).__name__, place)
        try:
            client.sendall(refusal(exc))
        except OSError:
            self.log.debug("the visitor is gone")


class Server(BaseApplication):
    """Kring in gunicorn, with settings from here alone: no file or variable adds to them."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        super().__init__()

    def load_config(self) -> None:
        wanted = self.wanted
        host = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
        settings: dict[str, Any] = {
            "bind": f"{host}:{wanted.port}",
            "worker_class": Worker,
            "workers": wanted.workers,
            "threads": wanted.threads,
            "timeout": PATIENCE,
            "graceful_timeout": LAST_ANSWERS,
            "loglevel": "warning",  # and no access log: an address tells which family
            "control_socket_disable": True,
            # Kring itself decides whom to believe about the visitor (base/proxy.py).
            "secure_scheme_headers": {},
            "forwarder_headers": "",
            "when_ready": lambda _arbiter: wanted.ready(),
            "proc_name": "kring",
            "umask": 0o077,
        }
        if QUICK_MEMORY.is_dir():
            settings["worker_tmp_dir"] = str(QUICK_MEMORY)
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """In each worker, after the fork."""
        from kring.people import outbox, postman  # noqa: PLC0415  # the settings are known now
        from kring.site.wsgi import application  # noqa: PLC0415

        postman.start(outbox.deliver)
        return application
