"""A tiny site that shows a number everywhere, so that a torn one is known; it is built in processes of their own."""

import atexit
import functools
import gzip
import io
import json
import os
import pathlib
import re
import subprocess
import sys

from conftest import FILES, ROOT, page
from PIL import Image
from samples import file_of

RUN = """
import os, signal, sys
import build
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs in the background
sys.excepthook = lambda kind, *error: None if kind is KeyboardInterrupt else sys.__excepthook__(kind, *error)
build.ROOT = sys.argv[1]
print("begun", flush=True)
os._exit(build.run(sys.argv[2:]))
"""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def write(root, number):
    """The tiny site as of a number: every page says it, and a picture shows it."""
    body = f"Build {number}.\n\n![Build {number}](a.png)\n\nBuild {number}.\n"
    pages = {f"content/{name}.md": page(name, body=body) for name in ("index", "contact", "404")}
    picture = file_of(Image.new("RGB", (40, 40), (number % 256, number // 256, 7)), "png")
    for name, text in (FILES | pages | {"content/a.png": picture}).items():
        path = pathlib.Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def started(root, *prefix):
    command = [*prefix, sys.executable, "-c", RUN, str(root), "build"]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


WARM = """
import json, os, sys, tempfile
import build
from sitegen import jinja
from sitegen.content import page_file
from sitegen.markup import convert
from sitegen.media import photo
from sitegen.pages import render
for line in sys.stdin:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if not child:
            os.dup2(out.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            build.ROOT, before = json.loads(line)
            exec(before, {})
            os._exit(build.run(["build"]))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said, told = (os.pread(file.fileno(), 1_000_000, 0).decode() for file in (out, errors))
        print(json.dumps([said, told, status]), flush=True)
"""


@functools.cache
def warm():
    """A process that has imported everything, and forks one for each build."""
    command = [sys.executable, "-c", WARM]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.communicate)  # its input ends, and so does it
    return process


def build(root, *prefix, before=""):
    """What a build says on its two streams, and its status; `before` is run in its process first."""
    if prefix:
        process = started(root, *prefix)
        return (*process.communicate(), process.returncode)
    print(json.dumps([str(root), before]), file=warm().stdin, flush=True)
    return tuple(json.loads(warm().stdout.readline()))


def files_of(root):
    folder = pathlib.Path(root, "public")
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def number_of(files):
    """The number of the one build that all files are of."""
    pages = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
    numbers = {found for text in pages.values() for found in re.findall(r"Build (\d+)", text)}
    assert len(numbers) == 1, (numbers, sorted(files))
    [number] = numbers
    pictures = {name for name in files if name.startswith("pictures/")}
    asked = {found for text in pages.values() for found in re.findall(r"pictures/[\w.-]+", text)}
    assert pages.keys() == {"index.html", "contact/index.html", "404.html"} and pictures == asked
    for name in pictures:
        color = Image.open(io.BytesIO(files[name])).convert("RGB").getpixel((20, 20))
        assert abs(color[0] - int(number) % 256) < 4 and abs(color[1] - int(number) // 256) < 4
    for name, text in pages.items():
        assert gzip.decompress(files[f"{name}.gz"]).decode() == text
    return int(number)
