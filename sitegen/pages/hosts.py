"""What any host has to be told: headers, how long to keep files, types, old addresses; every file of a host says it."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sitegen.files import TYPES
from sitegen.pages.assets import HASHED
from sitegen.urls import base_of

POLICY = (  # in each page's meta tag, too; there a page with a form allows no connection at all
    "default-src 'none'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self'; "
    "script-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",  # the last means nothing in a meta tag
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SOON = "pages.speculationrules"  # the file that tells browsers which pages they may fetch before they are asked for
FOREVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
TEXT = ("html", "css", "js", "svg", "xml", "json", "txt", "vcf", "webmanifest")  # what lies there compressed, too
CODINGS = {"br": "br", "gzip": "gz"}  # by the names that browsers ask for, and how the files end; the better first
NAMES = {"htaccess": ".htaccess"}  # layouts/ has no hidden files


def policy(form: str = "") -> str:
    """The policy, with the origin to which the form may be sent: https://forms.example.org/a/b"""
    return POLICY.replace("form-action 'none'", f"form-action {'/'.join(form.split('/')[:3])}") if form else POLICY


def headers(base: str, form: str = "") -> dict[str, str]:
    told = {"Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(POLICY, policy(form))}
    return HEADERS | told | {"Speculation-Rules": f'"{base}{SOON}"'}


def values(url: str, redirects: Mapping[str, str], private: list[str], form: str = "") -> dict[str, Any]:
    """What the templates in layouts/hosts/ see.

    `url` is the site's address, `redirects` old paths → new urls, `private` the hosts' own files, not for readers, and
    `form` the address to which a form is sent.
    """
    base = base_of(url)
    return {
        "base": base,
        "name": urlsplit(url).hostname,
        "headers": headers(base, form),
        "hashed": HASHED,
        "private": [re.escape(name) for name in private],
        "forever": FOREVER,
        "ask_again": ASK_AGAIN,
        "types": TYPES,
        "text": TEXT,
        "codings": CODINGS,
        "redirects": {base + old.removeprefix("/"): base + new for old, new in sorted(redirects.items())},
    }
