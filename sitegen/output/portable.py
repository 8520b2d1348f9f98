"""The site as a folder to open without a host, from a USB stick say: links to folders name their `index.html`."""

import re

from sitegen.cache import KeptFile, content_of
from sitegen.output.publish import Files

LINK = re.compile(rb'(?:(?:href|src)="|url=)\.{1,2}/[^"#]*(?=["#])')


def portable(files: Files) -> Files:
    return {path: opened(file) if path.endswith(".html") else file for path, file in files.items()}


def opened(page: bytes | KeptFile) -> bytes:
    return LINK.sub(lambda link: link[0] + (b"index.html" if link[0].endswith(b"/") else b""), content_of(page))
