"""The own readers of Netlify, Cloudflare and Azure find in our files what hosting.py says; web.config says it, too."""

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest
from conftest import PRACTICE, ROOT, page

from sitegen.output.publish import publish
from sitegen.pages import hosts

PARSERS = os.environ.get("HOST_PARSERS", "")
ALWAYS = hosts.headers("/") | {"Cache-Control": hosts.ASK_AGAIN}
KEPT = {"Cache-Control": hosts.FOREVER}
OLD = {"/old/": "/contact/", "/v1.2/news.html": "/contact/"}
needs_parsers = pytest.mark.skipif(
    not (PARSERS or os.environ.get("CI")), reason="HOST_PARSERS names no folder made as in .ci/run"
)


@pytest.fixture
def folder(build_site):
    """Publishes a site with the hosts' files, at a domain's root or below a path."""

    def folder(base="/"):
        files = {f"layouts/hosts/{path.name}": path.read_text() for path in (ROOT / "layouts/hosts").iterdir()}
        files["content/practice.yaml"] = PRACTICE.replace("example.org/\n", f"example.org{base}\n", 1)
        site = build_site(files | {"content/contact.md": page("Contact", f"aliases: [{', '.join(OLD)}]\n")})
        publish(site.files, f"{site.root}/public", f"{site.root}/.cache/public")
        return f"{site.root}/public"

    return folder


@pytest.fixture
def read(folder):
    """What the hosts' readers say, by host."""
    assert PARSERS, "HOST_PARSERS is not set: .ci/run sets it"
    command = ["node", str(ROOT / "tests/hosts/parse.mjs"), PARSERS, folder()]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rules():
    """Headers by path, in the order in which they apply."""
    kept = {f"/{folder}/*": KEPT for folder in hosts.HASHED}
    typed = {f"/*.{ending}": {"Content-Type": kind} for ending, kind in hosts.TYPES.items()}
    return list(({"/*": ALWAYS} | kept | typed).items())


@needs_parsers
def test_netlify_reads_every_header_and_redirect(read):
    headers, redirects = read["netlify"]["headers"], read["netlify"]["redirects"]
    assert headers["errors"] == redirects["errors"] == []
    assert [(rule["for"], rule["values"]) for rule in headers["headers"]] == rules()
    first = {rule["from"]: rule for rule in reversed(redirects["redirects"])}
    assert {old: (rule["to"], rule["status"], rule["force"]) for old, rule in first.items()} == {
        old: (new, 301, True) for old, new in OLD.items()
    }


@needs_parsers
def test_cloudflare_reads_every_header_and_redirect(read):
    headers, redirects = read["cloudflare"]["headers"], read["cloudflare"]["redirects"]
    assert headers["invalid"] == []
    assert [(rule["path"], rule["headers"]) for rule in headers["rules"]] == [
        (path, {name.lower(): value for name, value in values.items()}) for path, values in rules()
    ]
    unset = {rule["path"]: rule["unsetHeaders"] for rule in headers["rules"] if rule["unsetHeaders"]}
    assert unset == {f"/{folder}/*": ["Cache-Control"] for folder in hosts.HASHED}  # else it would send both
    assert {rule["from"]: (rule["to"], rule["status"]) for rule in redirects["rules"]} == {
        old: (new, 301) for old, new in OLD.items()
    }
    assert {found["line"] for found in redirects["invalid"]} == {f"{old} {new} 301!" for old, new in OLD.items()}


@needs_parsers
def test_azure_config_fits_its_schema(read):
    assert read["azure"] == []


@pytest.mark.parametrize("base", ["/", "/some/base/"])
def test_azure_config_has_every_header_and_redirect(folder, base):
    with open(f"{folder(base)}/staticwebapp.config.json") as file:
        said = json.load(file)
    *routes, last = said["routes"]  # the first that fits is taken
    assert routes == [
        *({"route": f"{base}{folder}/*", "headers": KEPT} for folder in hosts.HASHED),
        *({"route": base + old[1:], "redirect": base + new[1:], "statusCode": 301} for old, new in OLD.items()),
    ]
    assert last == {"route": "/*", "headers": {"Cache-Control": hosts.ASK_AGAIN}}
    assert said["globalHeaders"] == hosts.headers(base)
    assert said["mimeTypes"] == {f".{ending}": kind for ending, kind in hosts.TYPES.items()}
    assert said["responseOverrides"] == {"404": {"rewrite": f"{base}404.html", "statusCode": 404}}


@pytest.mark.parametrize("base", ["/", "/some/base/"])
def test_iis_config_has_every_header_and_redirect(folder, base):
    said = ElementTree.parse(f"{folder(base)}/web.config").getroot()
    server = said.find("system.webServer")
    headers = {item.get("name"): item.get("value") for item in server.findall("httpProtocol/customHeaders/add")}
    assert headers == hosts.headers(base) | {"Cache-Control": hosts.ASK_AGAIN}
    types = {item.get("fileExtension"): item.get("mimeType") for item in server.findall("staticContent/mimeMap")}
    assert types == {f".{ending}": kind for ending, kind in hosts.TYPES.items()}
    kept = {
        place.get("path"): [(item.tag, *item.attrib.values()) for item in place.find(".//customHeaders")]
        for place in said.findall("location")
    }
    assert kept == {
        folder: [("remove", "Cache-Control"), ("add", "Cache-Control", hosts.FOREVER)] for folder in hosts.HASHED
    }
    secure, *moved = server.findall("rewrite/rules/rule")
    asked = {item.get("input"): (item.get("pattern"), item.get("negate")) for item in secure.findall("conditions/add")}
    assert asked == {
        "{HTTPS}": ("^off$", None),
        "{HTTP_X_FORWARDED_PROTO}": ("^https$", "true"),
        "{HTTP_HOST}": (r"^example\.org$", None),
    }
    assert secure.find("action").get("url") == "https://{HTTP_HOST}{UNENCODED_URL}"
    for rule, (old, new) in zip(moved, OLD.items(), strict=True):
        assert re.match(rule.find("match").get("url"), old[1:])  # IIS leaves the folder's own path out
        assert not re.match(rule.find("match").get("url"), old[1:].replace(".", "x") + "x")
        action = rule.find("action").attrib
        assert action == {"type": "Redirect", "url": base + new[1:], "redirectType": "Permanent"}
    assert server.find("defaultDocument/files/add").get("value") == "index.html"
    assert server.find("httpErrors/error").attrib == {
        "statusCode": "404",
        "path": "404.html",  # as a file, as the status would be 200 were it a URL
        "prefixLanguageFilePath": "",
        "responseMode": "File",
    }
