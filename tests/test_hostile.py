"""Hostile content ends in plain problems or in pages that hold it as text; nothing else is read or written."""

import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import hostile
import hostile_files
import pytest
from conftest import ROOT, TODAY, page

import build as commands
from sitegen.problems import LONGEST, Problems

MARKDOWN = hostile_files.LINKS | hostile_files.PICTURES | hostile_files.FILMS | hostile_files.TABLES


def numbered():
    """Every hostile file by its name: its path, its bytes and one of the problems told."""
    whole = {name: (page(body=body).encode(), wanted) for name, (body, wanted) in hostile_files.TEXTS.items()}
    whole |= {name: (page(body=body).encode(), None) for name, body in MARKDOWN.items()}
    for name, (settings, wanted) in hostile_files.SETTINGS.items():
        whole[name] = f"---\n{settings}\n---\n\nWords.\n".encode(), wanted
    whole |= hostile_files.DATA
    return {name: (f"hostile/n-{number}.md", *whole[name]) for number, name in enumerate(whole)}


NUMBERED = numbered()


def written(root, files):
    shutil.rmtree(f"{root}/content", ignore_errors=True)
    for name, text in files.items():
        path = pathlib.Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A folder with the real layouts and assets, whose cache all tests share."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("layouts", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    return str(folder)


def problems_of(root):
    with pytest.raises(Problems) as found:
        commands.build(root, TODAY)
    lines = {}
    for line in str(found.value).splitlines():
        place, _, message = line.partition(": ")
        path, _, number = place.removeprefix("content/").partition(".md:")
        lines.setdefault(f"{path}.md" if number else path, []).append(f"{number}: {message}" if number else message)
    return lines


@pytest.fixture(scope="module")
def told(root):
    """What is told of every hostile file, all in one build."""
    written(root, hostile.site("plain") | {"content/hostile/index.md": page("Hostile")})
    for path, data, _ in NUMBERED.values():
        pathlib.Path(root, "content", path).write_bytes(data)
    return problems_of(root)


@pytest.mark.parametrize("name", NUMBERED)
def test_a_hostile_file_ends_in_plain_problems(told, name):
    path, _, wanted = NUMBERED[name]
    print(repr(name), told.get(path, [""])[0][:150], len(told.get(path, [])))
    lines = told.get(path, [])
    assert any(line.startswith(wanted or "") for line in lines)
    assert all(len(line) <= LONGEST and "Traceback" not in line for line in lines)
