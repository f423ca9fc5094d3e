"""The warm process from which decoders are forked: it holds libraries and a fence, and nothing worth stealing.

Run by ``pool`` as a fresh interpreter, so that neither keys nor database connections are in its memory. The
worker passes one end of a socket per file; the nursery forks a child for it and watches the clock. When the
worker is gone, however it went, the control socket ends and so does everything here.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import time
from contextlib import suppress

from . import fence
from .answers import UndecodableFile
from .images import rebuild_image
from .pdfs import rebuild_pdf
from .warming import warm_up
from .wire import read_request, send_answer, send_refusal

#: Seconds by the clock on the wall that one file may take; the limit on CPU seconds is ``fence.CPU_SECONDS``.
WALL_SECONDS = 20.0
_LOOK_EVERY = 0.25


def main() -> None:
    """Serve until the control socket (file descriptor 0) ends."""
    warm_up()
    gc.disable()  # a child lives for one file; touching every object's header would copy its memory
    gc.freeze()
    walls = fence.enclose()
    control = socket.socket(fileno=os.dup(0))
    children: dict[int, float] = {}
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        control.send(",".join(walls).encode() or b"-")
        while True:
            _reap(children)
            ready, _, _ = select.select([control], [], [], _LOOK_EVERY if children else None)
            if ready:
                _adopt(control, children)
    for pid in children:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _adopt(control: socket.socket, children: dict[int, float]) -> None:
    """Fork a child for the socket that was passed. Raises ``EOFError`` when the worker is gone."""
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    if not message:
        raise EOFError
    pid = os.fork()
    if pid == 0:
        _live(descriptors[0], control)
    children[pid] = time.monotonic() + WALL_SECONDS
    os.close(descriptors[0])


def _live(descriptor: int, control: socket.socket) -> None:
    """The whole life of a decoder: one file, one answer."""
    status = 1
    try:
        fence.confine_child()
        control.close()
        os.close(0)
        with socket.socket(fileno=descriptor) as line:
            received, media_type = read_request(line)
            _answer(line, received, media_type)
        status = 0
    finally:
        os._exit(status)


def _answer(line: socket.socket, received: bytes, media_type: str) -> None:
    try:
        is_pdf = media_type == "application/pdf"
        decoded = rebuild_pdf(received) if is_pdf else rebuild_image(received, media_type)
    except UndecodableFile as reason:
        send_refusal(line, reason.code)
        return
    send_answer(line, decoded)


def _reap(children: dict[int, float]) -> None:
    """Bury the dead, kill the overdue. A pid stays ours until it is buried here, so none is killed by mistake."""
    for pid, deadline in list(children.items()):
        dead, _ = os.waitpid(pid, os.WNOHANG)
        if dead:
            del children[pid]
        elif time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
