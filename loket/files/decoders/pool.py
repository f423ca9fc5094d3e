"""The worker's side of decoding: one nursery per process, a few files at a time."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

from .answers import Decoded, DecoderDied
from .wire import read_answer, send_request

#: Seconds until the worker gives up on an answer; longer than the nursery waits before it kills.
_ANSWER_SECONDS = 25.0
_READY_SECONDS = 30.0
_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.append(sys.argv[1]); from loket.files.decoders.nursery import main; main()"
#: Nothing of the worker's environment, which holds secrets; one arena keeps the decoders small. Pictures take
#: megabytes, and each decoder begins with none: page by page it asked the system 3,800 times a photo. glibc asks
#: for large pages so, where the system has any: 2,300 times, for a fifth less of the system's time.
_ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "1", "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "LANG": "C.UTF-8",
}  # fmt: skip


class Pool:
    """A nursery and the door to it. Started at the first file, started again when it is found dead."""

    def __init__(self, at_once: int) -> None:
        self._slots = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
        self._owner = 0
        #: Walls that stand around the decoders: "network", "files", "privileges"; known once started.
        self.walls: tuple[str, ...] = ()

    def decode(self, received: bytes, *, media_type: str) -> Decoded:
        """Rebuild one file in a decoder of its own. Raises ``UndecodableFile`` or ``DecoderDied``."""
        with self._slots:
            ours, theirs = socket.socketpair()
            with ours:
                with theirs:
                    self._pass_on(theirs)
                return self._ask(ours, received, media_type)

    def start(self) -> tuple[str, ...]:
        """Start the nursery now rather than at the first file; the walls that stand."""
        with self._lock:
            if not self._is_alive():
                self._begin()
        return self.walls

    def stop(self) -> None:
        """End the nursery and every decoder of it."""
        with self._lock:
            self._end()

    @property
    def nursery_pid(self) -> int | None:
        """Process id of the nursery, while there is one."""
        return self._nursery.pid if self._nursery else None

    def _ask(self, line: socket.socket, received: bytes, media_type: str) -> Decoded:
        line.settimeout(_ANSWER_SECONDS)
        try:
            send_request(line, received, media_type)
        except OSError as error:
            raise DecoderDied(type(error).__name__) from error
        return read_answer(line, seconds=_ANSWER_SECONDS)

    def _pass_on(self, line: socket.socket) -> None:
        """Give the nursery its end of the line, starting it (again) when it is not there."""
        with self._lock:
            for _ in range(2):
                if not self._is_alive():
                    self._begin()
                if self._control is not None:
                    try:
                        socket.send_fds(self._control, [b"f"], [line.fileno()])
                    except OSError:
                        self._end()
                    else:
                        return
        raise DecoderDied("no nursery")

    def _is_alive(self) -> bool:
        """Whether this very process has a living nursery; one inherited by a fork is not ours."""
        return self._owner == os.getpid() and self._nursery is not None and self._nursery.poll() is None

    def _begin(self) -> None:
        self._end()
        ours, theirs = socket.socketpair()
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", _START, str(_ROOT)],
                stdin=theirs.fileno(),
                env=_ENVIRONMENT,
            )
        self._control, self._owner = ours, os.getpid()
        ours.settimeout(_READY_SECONDS)
        try:
            told = ours.recv(200).decode()
        except OSError as error:
            self._end()
            raise DecoderDied("nursery did not start") from error
        if not told:
            self._end()
            raise DecoderDied("nursery did not start")
        self.walls = tuple(told.split(",")) if told != "-" else ()

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._nursery is not None and self._owner == os.getpid():
            self._nursery.kill()
            self._nursery.wait()
        self._control = self._nursery = None


_pool = Pool(at_once=max(1, min(4, os.cpu_count() or 1)))


def decode(received: bytes, *, media_type: str) -> Decoded:
    """Rebuild one file in a decoder of its own. Raises ``UndecodableFile`` or ``DecoderDied``.

    Takes at most a few files at a time, as many as the machine has cores; others wait their turn.
    """
    return _pool.decode(received, media_type=media_type)


def start() -> tuple[str, ...]:
    """Start the nursery of this process now (the worker does, on its way up); the walls that stand."""
    return _pool.start()


def close() -> None:
    """End the nursery of this process; the next file starts another."""
    _pool.stop()
