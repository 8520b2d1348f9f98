"""Debian's nginx, Apache and Caddy serve the published folder with the files that we make for them."""

import gzip
import http.client
import os
import shutil
import socket
import string
import subprocess
import tempfile
import time

import brotli
import pytest
from chromium import needs_chromium, visit

from sitegen import hosting

MODULES = "mpm_event authz_core dir mime headers alias filter deflate"
CONFIGURATIONS = {
    "nginx": (
        ["nginx", "-p", "$folder", "-c", "$file"],
        "daemon off; pid $folder/pid; error_log stderr; events {} http { include /etc/nginx/mime.types; access_log off;"
        " server { listen 127.0.0.1:$port; root $public; charset utf-8; include $public/nginx.conf; } }",
    ),
    "apache2": (
        ["apache2", "-f", "$file", "-DFOREGROUND"],
        "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES.split())
        + "\nServerName localhost\nListen 127.0.0.1:$port\nPidFile $folder/pid\nErrorLog /dev/stderr\nUser www-data\n"
        "TypesConfig /etc/mime.types\nDocumentRoot $public\n<Directory $public>\nAllowOverride All\n</Directory>\n",
    ),
    "caddy": (
        ["caddy", "run", "--config", "$file", "--adapter", "caddyfile"],
        "{\n\tadmin off\n\tauto_https off\n}\n"
        "http://127.0.0.1:$port {\n\troot * $public\n\timport $public/Caddyfile\n}\n",
    ),
}
CI = os.environ.get("CI")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module", params=CONFIGURATIONS)
def port(request, real_site):
    """The port on which the host serves the real site."""
    command, text = CONFIGURATIONS[request.param]
    if not (shutil.which(command[0]) or CI):
        pytest.skip(f"no {command[0]} here (on Debian: apt install nginx-light apache2 caddy)")
    folder, port = tempfile.mkdtemp(), free_port()  # not below pytest's own folder, which servers may not enter
    os.chmod(folder, 0o755)
    public = shutil.copytree(real_site[2], f"{folder}/public")
    values = {"folder": folder, "public": public, "port": port, "file": f"{folder}/configuration"}
    with open(values["file"], "w") as file:
        file.write(string.Template(text).substitute(values))
    server = subprocess.Popen([string.Template(part).substitute(values) for part in command], stderr=subprocess.PIPE)
    try:
        wait_for(server, port)
        yield port
    finally:
        server.terminate()
        server.communicate(timeout=20)
        shutil.rmtree(folder)


def wait_for(server, port):
    for _ in range(100):
        assert server.poll() is None, server.stderr.read().decode()
        with socket.socket() as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError("it does not answer")


def get(port, path, accepted=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    if accepted:
        connection.putheader("Accept-Encoding", accepted)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def test_pages_come_with_every_header_and_are_asked_for_again(port):
    for path in ("/", "/conditions/bells-palsy/", "/feed.xml"):
        status, headers, body = get(port, path)
        assert (status, bool(body)) == (200, True)
        assert {name: headers.get_all(name) for name in hosting.HEADERS} == {
            name: [value] for name, value in hosting.HEADERS.items()
        }
        assert headers.get_all("Cache-Control") == [hosting.ASK_AGAIN]


def test_files_named_by_their_content_are_kept_for_ever(port, real_site):
    for folder in ("js", "icons", "files"):
        name = next(path.name for path in (real_site[2] / folder).iterdir())
        status, headers, _ = get(port, f"/{folder}/{name}")
        assert (status, headers.get_all("Cache-Control")) == (200, [hosting.FOREVER])
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"]


def test_text_comes_compressed(port, real_site):
    for path in ("/", "/conditions/bells-palsy/", "/search.json"):
        plain, (_, headers, body) = get(port, path)[2], get(port, path, "gzip")
        assert (headers["Content-Encoding"], "Accept-Encoding" in headers["Vary"]) == ("gzip", True)
        assert gzip.decompress(body) == plain and len(body) < len(plain) / 2
        name = f"{path}index.html" if path.endswith("/") else path
        assert brotli.decompress((real_site[2] / f"{name[1:]}.br").read_bytes()) == plain


def test_an_address_without_its_slash_leads_to_the_page(port):
    status, headers, _ = get(port, "/conditions/bells-palsy")
    assert status in (301, 308) and headers["Location"].endswith("/conditions/bells-palsy/")


def test_old_addresses_lead_to_the_new_pages_for_good(port):
    for old, new in (("/physical-therapy/", "/treatments/facial-retraining/"), ("/home/news.html", "/news/")):
        status, headers, _ = get(port, old)
        assert status == 301 and headers["Location"].endswith(new)


def test_what_is_not_there_is_told_with_our_page(port, real_site):
    status, headers, body = get(port, "/no/such/page/")
    assert (status, body) == (404, (real_site[2] / "404.html").read_bytes())
    assert headers["Content-Security-Policy"] == hosting.HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/practice.vcf", "text/vcard"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/feed.xml", "application/xml"),
        ("/robots.txt", "text/plain"),
    ],
)
def test_types_are_right(port, path, kind):
    assert get(port, path)[1]["Content-Type"].lower().startswith(kind)


@pytest.mark.parametrize(
    "path",
    ["/.htaccess", "/_headers", "/nginx.conf", "/Caddyfile", "/web.config", "/.git/config", "/../../etc/passwd",
     "/%2e%2e/%2e%2e/etc/passwd", "/conditions/..%2f..%2f..%2fetc%2fpasswd"],
)  # fmt: skip
def test_what_is_not_for_readers_is_refused(port, path):
    status, _, body = get(port, path)
    assert status in (400, 403, 404) and b"root:x:" not in body and b"max-age=63072000" not in body


@needs_chromium
def test_no_page_breaks_the_policy_of_the_host(port, open_page, real_site):
    shown, said = open_page(), []
    shown.on("console", lambda message: said.append(message.text))
    assert list(visit(shown, (f"http://127.0.0.1:{port}/", *real_site[1:]))) == real_site[1]
    assert said == []
