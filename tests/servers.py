"""Servers that tests start, on free ports of this machine."""

import contextlib
import http.server
import re
import socket
import threading
import time

NAMED = re.compile(r"\.[0-9a-f]{8}\.\w+$")  # files named by their content


class Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        if NAMED.search(self.path):
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, *arguments):
        """Says nothing: the tests do."""


@contextlib.contextmanager
def serving(folder, handler=Quiet):
    """Serves a folder as a host does that knows nothing but which files to keep for ever; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: handler(*a, directory=str(folder)))
    threading.Thread(target=server.serve_forever).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(server, port, seconds=10):
    """Waits until a process answers on its port; fails if it ends or takes longer than that."""
    for _ in range(seconds * 10):
        assert server.poll() is None, server.stderr and server.stderr.read().decode()
        with socket.socket() as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError("it does not answer")
