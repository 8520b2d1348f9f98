"""Saves are found by looking, whatever the system tells of them."""

import asyncio
import contextlib
import os
import pathlib
import shutil

import pytest
from running import in_a_thread

from sitegen.commands import saves

PATIENCE = 10  # seconds


def seen(folder, change):
    """The first files that are told after a change, by their names."""

    async def look():
        looks = saves.saves([str(folder)])
        async with contextlib.aclosing(looks):
            assert await anext(looks) == set()
            change()
            while not (changed := await anext(looks)):
                pass
        return {pathlib.Path(path).name for path in changed}

    return in_a_thread(lambda: asyncio.run(asyncio.wait_for(look(), PATIENCE)))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("a.md", "deep/b.md"):
        (tmp_path / name).write_text("One")
    return tmp_path


def rewritten(path, text):
    """As editors do that write aside and rename; of the same length and time."""
    before = path.stat()
    aside = path.with_name("aside")
    aside.write_text(text)
    os.utime(aside, ns=(before.st_atime_ns, before.st_mtime_ns))
    aside.rename(path)


CHANGES = {
    "saved": (lambda folder: (folder / "a.md").write_text("Two"), {"a.md"}),
    "made": (lambda folder: (folder / "deep/c.md").write_text(""), {"c.md"}),
    "taken away": (lambda folder: (folder / "deep/b.md").unlink(), {"b.md"}),
    "renamed": (lambda folder: (folder / "a.md").rename(folder / "c.md"), {"a.md", "c.md"}),
    "written aside": (lambda folder: rewritten(folder / "a.md", "Two"), {"a.md"}),
    "a folder taken away": (lambda folder: shutil.rmtree(folder / "deep"), {"b.md"}),
    "a name that is no text": (lambda folder: open(os.fsencode(folder) + b"/\xff.md", "w").close(), {"\udcff.md"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_file_is_seen(folder, change):
    done, names = CHANGES[change]
    assert seen(folder, lambda: done(folder)) == names


def test_files_saved_one_after_the_other_are_told_together(folder):
    def save():
        for number in range(50):
            (folder / f"{number}.md").write_text("")

    assert len(seen(folder, save)) == 50


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    assert saves.stamps([f"{tmp_path}/none"]) == {}
