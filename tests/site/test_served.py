"""Readers of a site that is published again every second get whole pages, each of one build, and never a failure."""

import collections
import http.client
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time

import pytest
from numbered import build, write
from servers import free_port, serving, wait_for

READERS = 2
NGINX = """daemon off; user root; pid {folder}/pid; error_log stderr; events {{}}
http {{ access_log off; server {{ listen 127.0.0.1:{port}; root {folder}/public; }} }}
"""


@pytest.fixture
def folder():
    """A project whose public/ nginx serves as well as a server of Python's own, and the ports of both."""
    if not (shutil.which("nginx") or os.environ.get("CI")):
        pytest.skip("no nginx here (on Debian: apt install nginx-light)")
    folder, port = tempfile.mkdtemp(), free_port()
    write(folder, 0)
    assert build(folder)[2] == 0
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(NGINX.format(folder=folder, port=port))
    command = ["nginx", "-p", folder, "-c", f"{folder}/nginx.conf"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        wait_for(server, port)
        with serving(f"{folder}/public") as address:
            yield folder, [port, int(address.rsplit(":", 1)[1].strip("/"))]
    finally:
        server.terminate()
        server.communicate(timeout=20)
        shutil.rmtree(folder)


def read(port, path, seen, ended):
    """Asks for a page again and again; counts what came by build, and lists what was no whole page of one build."""
    while not ended.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            text = answer.read().decode()
            numbers = set(re.findall(r"Build (\d+)", text))
            whole = answer.status == 200 and len(numbers) == 1 and text.rstrip().endswith("</main>")
            seen[int(numbers.pop()) if whole else f"{answer.status} {text[:80]}"] += 1
        except (OSError, http.client.HTTPException) as error:
            seen[repr(error)] += 1
        finally:
            connection.close()
        time.sleep(0.002)  # the builds, too, need a processor


def test_readers_get_whole_pages_while_builds_publish(folder, request):
    root, ports = folder
    seconds = 60 if request.config.getoption("--all") else 10
    ended, seen = threading.Event(), collections.Counter()
    readers = [
        threading.Thread(target=read, args=(port, path, seen, ended))
        for port in ports
        for path in ("/", "/contact/")[:READERS]
    ]
    for reader in readers:
        reader.start()
    try:
        began = time.monotonic()
        for number in range(1, seconds + 1):
            write(root, number)
            assert build(root)[1:] == ("", 0)
            time.sleep(max(0, began + number - time.monotonic()))
    finally:
        ended.set()
        for reader in readers:
            reader.join()
    assert [outcome for outcome in seen if isinstance(outcome, str)] == []
    assert len(seen) >= seconds and sum(seen.values()) > 30 * seconds
