"""A stub of a JSON provider on this machine: notes requests, answers as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Provider:
    """What came in, and how the next request is answered."""

    url: str = ""
    requests: list[tuple[str, dict[str, str], dict[str, object]]] = field(default_factory=list)
    status: int = 200
    body: dict[str, object] = field(default_factory=dict)
    #: seconds before the answer
    stall: float = 0.0
    #: close the connection instead of answering
    cut: bool = False

    def bodies(self) -> list[dict[str, object]]:
        """The JSON objects that came, in order."""
        return [body for _, _, body in self.requests]


@contextmanager
def open_provider() -> Iterator[Provider]:
    """A server on a free port of this machine."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(provider))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    provider.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def _handler_for(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            provider.requests.append((self.path, dict(self.headers), json.loads(self.rfile.read(length))))
            time.sleep(provider.stall)
            if provider.cut:
                self.close_connection = True
                return
            body = json.dumps(provider.body).encode()
            self.send_response(provider.status)
            if 300 <= provider.status < 400:
                self.send_header("Location", f"{provider.url}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler
