"""Whatever happens to a build, the published site is one whole good build, and the next build succeeds."""

import contextlib
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import pytest
from conftest import ROOT, page
from numbered import ENVIRONMENT, build, files_of, number_of, started, write

UNTOUCHED = "nothing was published, the site is as it was.\n"
LAST = 999


@functools.cache
def without_a_past():
    """The files of the last number, built where nothing was before."""
    with tempfile.TemporaryDirectory() as root:
        write(root, LAST)
        assert build(root)[2] == 0
        return files_of(root)


def is_well(root):
    """Whether the next build succeeds and is the same as one without any past."""
    write(root, LAST)
    said, told, status = build(root)
    assert (told, status) == ("", 0)
    return files_of(root) == without_a_past() and number_of(files_of(root)) == LAST


KILLS = """
import datetime, json, os, pathlib, random, signal, sys, time
import build, numbered
from sitegen import jinja
from sitegen.content import page_file
from sitegen.markup import convert
from sitegen.media import photo
from sitegen.pages import render
root, moments, whole, kills = sys.argv[1], random.Random(1), 0.1, int(sys.argv[2])
for turn in range(1, 400):
    numbered.write(root, turn)
    child = os.fork()
    if not child:
        build.build_and_publish(root, datetime.date(2026, 11, 23))
        os._exit(0)
    began = time.monotonic()
    if turn % 10:
        time.sleep(moments.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    whole = whole if turn % 10 else time.monotonic() - began  # how long a build takes at present
    print(json.dumps([turn, killed, numbered.number_of(numbered.files_of(root))]), flush=True)
    kills -= killed
    if not kills:
        break
"""


def test_kills_at_any_moment_leave_a_whole_site(tmp_path, request):
    root, kills = tmp_path / "site", 100 if request.config.getoption("--all") else 30
    write(root, 0)
    assert build(root)[2] == 0
    environment = ENVIRONMENT | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    done = subprocess.run(
        [sys.executable, "-c", KILLS, root, str(kills)], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    shown = [number for _, _, number in turns]
    assert shown == sorted(shown) and len(set(shown)) > kills / 10
    assert sum(killed for _, killed, _ in turns) == kills
    assert is_well(root)


@contextlib.contextmanager
def mounted(folder, *options):
    """A small file system of its own at a folder."""
    if os.geteuid() and not os.environ.get("CI"):
        pytest.skip("only root can mount a file system")
    subprocess.run(["mount", *options, str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 4 MB with a published site on it."""
    root = tmp_path / "disk"
    root.mkdir()
    with mounted(root, "-t", "tmpfs", "-o", "size=4m", "tmpfs"):
        write(root, 0)
        assert build(root)[2] == 0
        yield root


@pytest.mark.parametrize("pages_left", [0, 1, 3, 7, 12, 20])
def test_a_full_disk_leaves_the_old_site(small_disk, pages_left):
    write(small_disk, 1)
    status = os.statvfs(small_disk)
    filler = small_disk / "filler"
    filler.write_bytes(bytes(status.f_bsize * max(0, status.f_bavail - pages_left)))
    said, told, status = build(small_disk)
    assert (status, number_of(files_of(small_disk))) in ((1, 0), (0, 1))
    if status:
        assert told.count("\n") == 1 and "No space left on device" in told and told.endswith(UNTOUCHED)
    filler.unlink()
    assert is_well(small_disk)


def test_the_test_disk_is_really_full(small_disk):
    write(small_disk, 1)
    status = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(bytes(status.f_bsize * status.f_bavail))
    assert build(small_disk)[1:] == (f"writing: No space left on device; {UNTOUCHED}", 1)


@pytest.mark.parametrize("name", ["", "public", ".cache"])
def test_a_read_only_folder_leaves_the_old_site(tmp_path, name):
    root = tmp_path / "site"
    write(root, 0)
    assert build(root)[2] == 0
    write(root, 1)
    with mounted(root / name, "--bind", str(root / name)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(root / name)], check=True)
        said, told, status = build(root)
        assert (status, number_of(files_of(root))) == (1, 0)
        assert told.count("\n") == 1 and told.endswith(UNTOUCHED) and str(root) in told
    assert is_well(root)


def test_a_clock_that_goes_wrong_changes_nothing(tmp_path):
    if not (shutil.which("faketime") or os.environ.get("CI")):
        pytest.skip("no faketime here (on Debian: apt install faketime)")
    root = tmp_path / "site"
    clock = [sys.executable, "-c", "import time; print(time.time())"]
    for number, shift in enumerate(["+0d", "+3y", "-3y", "+1d", "-1d", "-20y", "+0d"]):
        command = ("env", f"NO_FAKE_STAT={number % 2}", "faketime", "-f", shift)  # files' times as well, or not
        shown = float(subprocess.run([*command, *clock], stdout=subprocess.PIPE, check=True).stdout)
        assert (abs(shown - time.time()) > 80_000) == (shift != "+0d")
        write(root, number)
        for path in pathlib.Path(root, "content").iterdir():
            os.utime(path, (0, 0))  # nor do the files tell when they were written
        assert build(root, *command)[1:] == ("", 0)
        assert number_of(files_of(root)) == number
        assert "no files changed" in build(root, *command)[0]
    assert is_well(root)


CHANGED = """
import os, sys
root, path, change, when = {}
seen = 0

def watch(event, given):
    global seen
    if event == "open" and str(given[0]) == f"{{root}}/{{path}}" and seen >= 0:
        seen += 1
        if seen > when:
            seen = -1
            os.unlink(f"{{root}}/{{path}}")
            if change == "folder":
                os.mkdir(f"{{root}}/{{path}}")
            elif change != "gone":
                with open(f"{{root}}/{{path}}", "w") as file:
                    file.write(change)

sys.addaudithook(watch)
"""


@pytest.mark.parametrize("change", ["gone", "folder", "", "half a fi", page("contact", body="Build 0. Changed.\n")])
@pytest.mark.parametrize("path", ["content/contact.md", "content/a.png", "layouts/page.html", "assets/css/base.css"])
@pytest.mark.parametrize("when", [0, 1])
def test_a_file_that_changes_during_a_build_is_told_or_taken_whole(tmp_path, path, change, when):
    root = tmp_path / "site"
    write(root, 0)
    _, told, status = build(root, before=CHANGED.format((str(root), path, change, when)))
    lines = told.splitlines()
    if status:
        assert status == 1 and lines and not (root / "public").exists()
        assert lines[-1].endswith(UNTOUCHED.strip()) and len(lines) <= 3 and "Traceback" not in told
    else:
        assert lines == [] and (root / "public/index.html").exists()
    if (root / path).is_dir():
        (root / path).rmdir()
    assert is_well(root)


def victim(tmp_path):
    """A folder outside that must stay as it is."""
    folder = tmp_path / "victim"
    (folder / "pictures").mkdir(parents=True)
    for name in ("file", "pictures/picture.jpeg"):
        (folder / name).write_text("precious")
    return folder


HOSTILE = {
    "a link to a file": lambda path, folder: path.symlink_to(folder / "file"),
    "a link to a folder": lambda path, folder: path.symlink_to(folder),
    "a link to nothing": lambda path, folder: path.symlink_to("nowhere"),
    "a folder": lambda path, folder: (path / "deep").mkdir(parents=True),
    "a pipe": lambda path, folder: os.mkfifo(path),
    "half a file": lambda path, folder: path.write_bytes(b"0" * 40),
    "a great file of nothing": lambda path, folder: path.touch() or os.truncate(path, 2 * 10**7),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_a_hostile_cache_harms_nothing(tmp_path, how):
    root, folder = tmp_path / "site", victim(tmp_path)
    write(root, 0)
    assert build(root)[2] == 0
    cache = root / ".cache"
    write(root, 1)
    assert build(root)[2] == 0  # what was published before lies in the cache now
    parts = [path for path in cache.rglob("*") if path.is_file()] + [path for path in cache.iterdir() if path.is_dir()]
    assert {"pages-public", "public"} <= {path.parent.name for path in parts}
    for number, path in enumerate(sorted(parts), 2):
        if path.exists():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            HOSTILE[how](path, folder)
            if number % 8 == 0 or path.parent == cache:
                write(root, number)
                said, told, status = build(root)
                assert (told, status, number_of(files_of(root))) == ("", 0, number), path
    assert {path.name: path.read_text() for path in folder.rglob("*") if path.is_file()} == {
        "file": "precious",
        "picture.jpeg": "precious",
    }
    assert is_well(root)


def test_a_stray_folder_among_kept_pictures_is_deleted(tmp_path):
    write(tmp_path, 0)
    assert build(tmp_path)[2] == 0
    (tmp_path / ".cache/public/pictures/deep/deeper").mkdir(parents=True)
    write(tmp_path, 1)
    assert build(tmp_path)[1:] == ("", 0)
    assert is_well(tmp_path) and not list((tmp_path / ".cache").rglob("deeper"))


def test_a_cache_that_may_not_be_read_is_made_again(tmp_path):
    if not shutil.which("setpriv") and not os.environ.get("CI"):
        pytest.skip("no setpriv here (on Debian: apt install util-linux)")
    root, powers = tmp_path / "site", "-dac_override,-dac_read_search"
    write(root, 0)
    assert build(root)[2] == 0
    write(root, 1)
    for path in (root / ".cache").rglob("*"):
        if path.is_file() and path.name != "lock":
            os.chown(path, 65534, 65534)
            path.chmod(0)
    said, told, status = build(root, "setpriv", f"--inh-caps={powers}", f"--bounding-set={powers}")
    assert (told, status, number_of(files_of(root))) == ("", 0, 1)
    assert is_well(root)


PREVIEW = """
import sys, build
from sitegen.commands import preview
sys.exit(preview.Preview(sys.argv[1], build.build, "/").problems or None)
"""


def test_builds_and_previews_at_once_wait_for_each_other(tmp_path):
    root = tmp_path / "site"
    command = [sys.executable, "-c", PREVIEW, str(root)]
    for number in range(3):
        write(root, number)
        running = [started(root) for _ in range(3)]
        running += [subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        assert [(process.communicate()[1], process.returncode) for process in running] == [("", 0)] * 5
        assert number_of(files_of(root)) == number
        shown = [path.read_text() for path in (root / ".cache/preview").rglob("*.html")]
        assert {found for text in shown for found in re.findall(r"Build (\d+)", text)} == {str(number)}
    assert is_well(root)


@pytest.mark.parametrize("reader", ["a full disk", "nobody"])
def test_a_build_is_published_even_if_stdout_is_closed(tmp_path, reader):
    write(tmp_path, 0)
    command = [
        sys.executable,
        "-c",
        "import os, sys, build; build.ROOT = sys.argv[1]; os._exit(build.run([]))",
        tmp_path,
    ]
    read, out = os.pipe() if reader == "nobody" else (None, os.open("/dev/full", os.O_WRONLY))
    if read:
        os.close(read)
    done = subprocess.run(command, env=ENVIRONMENT, stdout=out, stderr=subprocess.PIPE, text=True)
    os.close(out)
    why = "Broken pipe" if read else "No space left on device"
    assert done.stderr == f"all is done, but what there is to say of it could not be written: {why}\n"
    assert (done.returncode, number_of(files_of(tmp_path))) == (1, 0)
    assert is_well(tmp_path)


STARTING = """
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs in the background
root, module = sys.argv[1:]
sys.addaudithook(lambda event, given: event == "import" and given[0] == module and os.kill(os.getpid(), signal.SIGINT))
sys.argv = ["build.py", "check"]
runpy.run_path(f"{root}/build.py", run_name="__main__")
"""


@pytest.mark.parametrize("module", ["msgspec", "sitegen.cache", "sitegen.pages.make", "sitegen.model.site"])
def test_a_command_interrupted_at_start_is_quiet(module):
    command = [sys.executable, "-c", STARTING, str(ROOT), module]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", -signal.SIGINT)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_is_quiet_and_leaves_the_old_site(tmp_path, stop):
    root = tmp_path / "site"
    write(root, 0)
    assert build(root)[2] == 0
    statuses = []
    for number in range(1, 7):
        write(root, number)
        process = started(root)
        process.stdout.readline()  # Python has started
        time.sleep(number / 25)
        process.send_signal(stop)
        _, told = process.communicate(timeout=60)
        statuses.append(process.returncode)
        assert told == "" and process.returncode in (0, 130, -stop)
        assert number_of(files_of(root)) in range(number + 1)
    assert {130, -stop} & {*statuses}  # at least the first was ended
    assert is_well(root)
