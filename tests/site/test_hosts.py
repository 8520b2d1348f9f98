"""Debian's nginx, Apache and Caddy serve the published folder, at a domain's root and below a path, as we tell them."""

import datetime
import gzip
import http.client
import os
import pathlib
import shutil
import string
import subprocess
import tempfile

import pytest
from chromium import needs_chromium, visit
from conftest import REAL_DAY
from playwright.sync_api import expect
from servers import free_port, wait_for
from shared import published

from sitegen.pages import hosts

BELOW = "/some/base/"
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
MODULES = "mpm_event authz_core dir mime headers alias filter deflate"
NGINX = (
    "daemon off; pid $folder/pid; error_log stderr; events {} http { include /etc/nginx/mime.types; access_log off;"
    " server { listen 127.0.0.1:$port; root $root; charset utf-8; include $public/nginx.conf; } }"
)
APACHE = (
    "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES.split())
    + "ServerName localhost\nListen 127.0.0.1:$port\nPidFile $folder/pid\nErrorLog /dev/stderr\nUser www-data\n"
    "TypesConfig /etc/mime.types\nDocumentRoot $root\n<Directory $root>\nAllowOverride All\n</Directory>\n"
)
CADDY = "{\n\tadmin off\n\tauto_https off\n}\nhttp://127.0.0.1:$port {\n\troot * $root\n\timport $public/Caddyfile\n}\n"
COMMANDS = {
    "nginx": ["nginx", "-p", "$folder", "-c", "$file"],
    "apache2": ["apache2", "-f", "$file", "-DFOREGROUND"],
    "caddy": ["caddy", "run", "--config", "$file", "--adapter", "caddyfile"],
}
HOSTS = {  # the program, its settings, and the codings in which it sends what lies there compressed
    "nginx": ("nginx", f"load_module {BROTLI}; {NGINX.replace('charset', 'brotli_static on; charset')}", "br gzip"),
    "nginx-without-brotli": ("nginx", NGINX, "gzip"),
    "apache": ("apache2", f"LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so\n{APACHE}", "br gzip"),
    "apache-without-rewrite": ("apache2", APACHE, ""),
    "caddy": ("caddy", CADDY, "br gzip"),
}
EVERYWHERE = [(name, base) for base in ("/", BELOW) for name in HOSTS]
CI = os.environ.get("CI")


@pytest.fixture(scope="module")
def folders(real_site, copied, tmp_path_factory):
    """The published real site by the path at which it is to be served."""
    root = copied(tmp_path_factory.mktemp("below"))
    practice = pathlib.Path(root, "content/practice.yaml")
    text = practice.read_text()
    moved = text.replace(".com/\n", f".com{BELOW}\n", 1)
    assert moved != text
    expires = REAL_DAY + datetime.timedelta(days=30)
    given = f"security: {{contact: 'mailto:us@example.org', expires: {expires}}}\n"
    practice.write_text(moved if "\nsecurity:" in moved else moved + given)
    published(root)
    return {"/": real_site[2], BELOW: pathlib.Path(root, "public")}


@pytest.fixture(scope="module", params=EVERYWHERE, ids=" at ".join)
def host(request, folders):
    """What serves the real site: its port, the path of the site, its folder, the codings that lie there ready."""
    name, base = request.param
    program, text, codings = HOSTS[name]
    if not (shutil.which(program) and (BROTLI not in text or os.path.exists(BROTLI)) or CI):
        pytest.skip(f"no {name} here (on Debian: apt install {PACKAGES})")
    folder, port = tempfile.mkdtemp(), free_port()  # not below pytest's own folder, which servers may not enter
    os.chmod(folder, 0o755)
    public = pathlib.Path(shutil.copytree(folders[base], f"{folder}/public"))
    if base == "/":  # the practice has not named a contact yet
        (public / ".well-known").mkdir(exist_ok=True)
        (public / ".well-known/security.txt").write_text("Contact: mailto:us@example.org\n")
    (public / "pictures").mkdir(exist_ok=True)
    for path in (".a", "js/.a", "pictures/a.avif"):
        (public / path).write_text("secret")
    root = public
    if base != "/":
        root = pathlib.Path(folder, "root")
        (root / base[1:-1]).parent.mkdir(parents=True)
        (root / base[1:-1]).symlink_to(public)
    values = {"folder": folder, "public": public, "root": root, "port": port, "file": f"{folder}/configuration"}
    with open(values["file"], "w") as file:
        file.write(string.Template(text).substitute(values))
    command = [string.Template(part).substitute(values) for part in COMMANDS[program]]
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        wait_for(server, port)
        yield port, base, public, codings.split()
    finally:
        server.terminate()
        server.communicate(timeout=20)
        shutil.rmtree(folder)


PACKAGES = "nginx-light libnginx-mod-http-brotli-static apache2 caddy"


def get(host, path, accepted=None, **headers):
    """The answer to a path of the site."""
    connection = http.client.HTTPConnection("127.0.0.1", host[0], timeout=10)
    connection.putrequest("GET", host[1] + path, skip_accept_encoding=True, skip_host="Host" in headers)
    if accepted:
        connection.putheader("Accept-Encoding", accepted)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def hashed_files(host):
    """One file of each folder of files named by their content."""
    return [min((host[2] / folder).glob("[!.]*")).relative_to(host[2]) for folder in hosts.HASHED]


def test_pages_come_with_every_header_and_are_asked_for_again(host):
    for path in ("", "conditions/bells-palsy/", "feed.xml"):
        status, headers, body = get(host, path)
        assert (status, bool(body)) == (200, True)
        wanted = hosts.headers(host[1])
        assert {name: headers.get_all(name) for name in wanted} == {name: [value] for name, value in wanted.items()}
        assert headers.get_all("Cache-Control") == [hosts.ASK_AGAIN]


@pytest.mark.parametrize("accepted", [None, "br, gzip"])
def test_files_named_by_their_content_are_kept_for_ever(host, accepted):
    for path in hashed_files(host):
        status, headers, _ = get(host, str(path), accepted)
        assert (status, headers.get_all("Cache-Control")) == (200, [hosts.FOREVER])
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"]


@pytest.mark.parametrize(
    "path", ["", "conditions/bells-palsy/", "search.json", "practice.vcf", "feed.xml", "robots.txt"]
)
@pytest.mark.parametrize(
    ("accepted", "codings"),
    [
        (None, []),
        ("identity", []),
        ("br", ["br"]),
        ("gzip", ["gzip"]),
        ("gzip, deflate, br, zstd", ["br", "gzip"]),
        ("br;q=0, gzip;q=0.5", ["gzip"]),
        ("br;q=0,gzip;q=0", []),
        ("brotli, x-gzip2", []),
    ],
)
def test_text_is_sent_compressed_to_those_who_accept_it(host, path, accepted, codings):
    *_, public, ready = host
    file = public / (f"{path}index.html" if path.endswith("/") or not path else path)
    status, headers, body = get(host, path, accepted)
    coding = next((name for name in codings if name in ready), None)
    if not ready and codings:
        assert (gzip.decompress(body) if "gzip" in codings else body) == file.read_bytes()
    else:
        assert headers.get_all("Content-Encoding") == ([coding] if coding else None)
        assert body == (file.with_name(f"{file.name}.{hosts.CODINGS[coding]}") if coding else file).read_bytes()
    assert (status, headers["Content-Type"]) == (200, get(host, path)[1]["Content-Type"])
    assert [value.lower() for value in headers.get_all("Vary")] == ["accept-encoding"]


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_scripts_and_drawings_come_compressed_with_their_own_type(host, accepted):
    for folder, kind in (("js", "javascript"), ("icons", "image/svg+xml")):
        [file, *_] = sorted((host[2] / folder).glob("*.js" if folder == "js" else "*.svg"))
        _, headers, body = get(host, f"{folder}/{file.name}", accepted)
        assert kind in headers["Content-Type"]
        if accepted in host[3]:
            assert headers["Content-Encoding"] == accepted
            assert body == file.with_name(f"{file.name}.{hosts.CODINGS[accepted]}").read_bytes()
        else:  # as it is, or compressed by the host itself
            own = gzip.decompress(body) if headers["Content-Encoding"] == "gzip" else body
            assert own == file.read_bytes() and headers["Content-Encoding"] in (None, "gzip")


@pytest.mark.parametrize("host", [("nginx", "/"), ("nginx", BELOW), ("apache", "/"), ("apache", BELOW)], indirect=True)
def test_the_sites_own_name_is_asked_by_https_alone(host):
    name = "facialparalysisinstitute.com"
    for path in ("", "conditions/bells-palsy/?a=1", "no/such/page/"):
        for headers in ({"Host": name}, {"Host": name.upper(), "X_Forwarded_Proto": "http"}):
            status, answered, _ = get(host, path, **headers)
            assert (status, answered["Location"].lower()) == (301, f"https://{name}{host[1]}{path}")
    assert get(host, "", Host=name, X_Forwarded_Proto="https")[0] == get(host, "", Host="example.org")[0] == 200


def test_an_address_without_its_slash_leads_to_the_page(host):
    for path in ("conditions/bells-palsy", *([""] if host[1] != "/" else [])):
        status, headers, _ = get((host[0], f"{host[1]}{path}".rstrip("/")), "")
        assert status in (301, 308)
        assert headers["Location"].removeprefix(f"http://127.0.0.1:{host[0]}") == f"{host[1]}{path}".rstrip("/") + "/"


@pytest.mark.parametrize("host", [(name, BELOW) for name in HOSTS], indirect=True)
def test_files_beside_the_site_get_none_of_its_headers(host):
    (host[2].parent / "root/other.html").write_text("another site's page")
    for path in ("other.html", "nothing", "some/other/"):
        _, headers, body = get((host[0], "/"), path)
        assert b"The Facial Paralysis Institute" not in body
        assert headers["Cache-Control"] is headers["Content-Security-Policy"] is None


@pytest.mark.parametrize("accepted", [None, "br, gzip"])
def test_old_addresses_lead_to_the_new_pages_for_good(host, accepted):
    for old, new in (("physical-therapy/", "treatments/facial-retraining/"), ("home/news.html", "news/")):
        status, headers, _ = get(host, old, accepted)
        assert status == 301
        assert headers["Location"].removeprefix(f"http://127.0.0.1:{host[0]}") == host[1] + new


@pytest.mark.parametrize("accepted", [None, "br, gzip"])
def test_what_is_not_there_is_told_with_our_page(host, accepted):
    status, headers, body = get(host, "no/such/page/", accepted)
    shown = {None: "404.html", "br": "404.html.br", "gzip": "404.html.gz"}[headers["Content-Encoding"]]
    assert (status, body) == (404, (host[2] / shown).read_bytes())
    assert headers["Content-Security-Policy"] == hosts.HEADERS["Content-Security-Policy"]
    assert headers["Content-Type"].lower() == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("practice.vcf", "text/vcard"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("feed.xml", "application/xml"),
        ("robots.txt", "text/plain"),
        ("pictures/a.avif", "image/avif"),
    ],
)
def test_types_are_right(host, path, kind):
    assert get(host, path)[1]["Content-Type"].lower().startswith(kind)


@pytest.mark.parametrize(
    "path",
    [".htaccess", "_headers", "nginx.conf", "Caddyfile", "web.config", "staticwebapp.config.json.gz", ".a", "js/.a"],
)
def test_what_is_not_for_readers_is_refused(host, path):
    status, _, body = get(host, path)
    assert status in (403, 404) and b"max-age=63072000" not in body and b"secret" not in body


@pytest.mark.parametrize("step", ["../", "%2e%2e/", "..%2f"])
def test_no_path_leads_out_of_the_folder(host, step):
    (host[2].parent / "beside").write_text("planted beside the site")
    nothing_there = [(200, b"")] if host[1] != "/" else []  # Caddy's answer for what is no site of its own
    for path in ("beside", "conditions/../beside", "etc/passwd"):
        for start in ("", "conditions/"):
            for depth in (1, 2, 5):
                status, _, body = get(host, f"{start}{step * depth}{path}")
                assert status in (400, 403, 404) or (status, body) in nothing_there
                assert b"planted beside" not in body and b"root:x:" not in body


def test_security_txt_is_served(host):
    status, headers, body = get(host, ".well-known/security.txt")
    assert (status, body) == (200, (host[2] / ".well-known/security.txt").read_bytes())
    assert headers["Content-Type"].lower() == "text/plain; charset=utf-8"


@needs_chromium
@pytest.mark.parametrize("host", [(name, "/") for name in ("nginx", "apache", "caddy")], indirect=True)
def test_no_page_breaks_the_policy_of_the_host(host, open_page, kinds):
    assert said_on(host, kinds, open_page()) == []


@needs_chromium
@pytest.mark.parametrize("host", [("nginx", BELOW)], indirect=True)
def test_pages_find_all_they_need_below_a_path(host, open_page):
    shown = open_page()
    assert said_on(host, ["", "search/", "referral/what-to-send/"], shown) == []
    shown.goto(f"http://127.0.0.1:{host[0]}{BELOW}no/such/page/")
    shown.get_by_role("navigation", name="Main").get_by_role("link", name="Conditions").click()
    expect(shown).to_have_url(f"http://127.0.0.1:{host[0]}{BELOW}conditions/")


def said_on(host, urls, shown):
    """What the browser complains of while it goes through the pages."""
    said = []
    shown.on("console", lambda message: said.append(message.text))
    assert list(visit(shown, (f"http://127.0.0.1:{host[0]}{host[1]}", urls))) == urls
    return said
