"""Work in several processes: the same results as in one, whatever becomes of the others, and nobody left behind."""

import io
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest
from conftest import FILES, ROOT, page

from sitegen import processes
from sitegen.problems import problem

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one process only"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),  # pytest has threads of its own
]
NAMES = [f"name {number}" for number in range(600)]


@pytest.fixture
def forked(monkeypatch):
    """The processes that were forked in a test."""
    fork, children = os.fork, []

    def recorded():
        if child := fork():
            children.append(child)
        return child

    monkeypatch.setattr(os, "fork", recorded)
    return children


@pytest.fixture
def three(monkeypatch, forked):
    monkeypatch.setattr(processes, "processors", lambda: 3)
    return forked


def ended(children):
    """Whether all of two processes have ended and been waited for."""
    return len(children) == 2 and not any(os.path.exists(f"/proc/{child}") for child in children)


def slowly(name):
    time.sleep(0.001)
    return name.upper(), os.getpid()


def test_every_name_is_worked_on_once_in_any_of_the_processes(three):
    made = processes.spread(slowly, NAMES)
    assert {name: upper for name, (upper, _) in made.items()} == {name: name.upper() for name in NAMES}
    workers = {worker for _, worker in made.values()}
    assert os.getpid() in workers and len(workers) == 3 and ended(three)


@pytest.mark.usefixtures("three")
def test_little_is_left_to_the_caller():
    assert processes.spread(slowly, NAMES[: 2 * processes.ENOUGH - 1]) == {}
    assert processes.spread(slowly, NAMES[: 2 * processes.ENOUGH]).keys() == {*NAMES[: 2 * processes.ENOUGH]}


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("failure", [problem("a.md", 1, "wrong"), OSError("full")], ids=type)
def test_what_fails_is_left_out(failure):
    def work(name):
        if name.endswith("7"):
            raise failure
        return name

    assert processes.spread(work, NAMES).keys() == {name for name in NAMES if not name.endswith("7")}


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0], ids=["killed", "broken"])
def test_what_a_process_did_that_ended_early_is_left_out(three, end):
    here = os.getpid()
    made = processes.spread(lambda name: slowly(name) if os.getpid() == here else end(), NAMES)
    assert {worker for _, worker in made.values()} == {here} and ended(three)


@pytest.mark.usefixtures("three")
def test_without_room_for_another_process_the_caller_does_it(monkeypatch):
    def no_room():
        raise OSError(11, "no room")

    monkeypatch.setattr(os, "fork", no_room)
    assert processes.spread(slowly, NAMES).keys() == {NAMES[0]}


def test_a_failure_here_ends_the_others(three):
    here = os.getpid()

    def work(name):
        if os.getpid() == here and name != NAMES[0]:
            raise KeyboardInterrupt
        time.sleep(60)

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        processes.spread(lambda name: work(name) if name != NAMES[0] else None, NAMES)
    assert ended(three) and time.monotonic() - started < 30


def test_beside_a_thread_and_on_other_systems_one_process_works(monkeypatch):
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    assert processes.processors() == 1
    waiting.set()
    thread.join()
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert processes.processors() == min(processes.MOST, len(os.sched_getaffinity(0)))
    monkeypatch.setattr(sys, "platform", "win32")
    assert processes.processors() == 1


@pytest.mark.parametrize("is_orphan", [True, False])
def test_a_process_ends_with_its_parent(monkeypatch, is_orphan):
    parts, file = io.BytesIO(b"\0\1"), io.BytesIO()
    monkeypatch.setattr(os, "_exit", sys.exit)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(SystemExit) as done:
        processes.take_part(str.upper, ["a", "b"], parts, file, 0 if is_orphan else os.getppid())
    signal.signal(signal.SIGINT, before)
    assert (done.value.code, pickle.loads(file.getvalue())) == (0, {} if is_orphan else {"a": "A", "b": "B"})


MANY = FILES | {
    f"content/page-{number}.md": page(f"Page {number}", body="Text.\n\n- one\n" * 9) for number in range(60)
}
MANY["content/index.md"] = page("Home", body="".join(f"[{number}](page-{number}.md)\n" for number in range(60)))


def contents(site):
    return {path: site[path] for path in site.files}


def test_a_site_is_the_same_however_many_processes_make_it(build_site, monkeypatch):
    results = []
    for count in (1, 3):
        monkeypatch.setattr(processes, "processors", lambda count=count: count)
        results.append(contents(site := build_site(MANY)))
        for name in ("pages-public.index", "content.index"):
            pathlib.Path(site.root, ".cache", name).unlink()
    assert results[0] == results[1] and len(results[0]) > 60


@pytest.mark.usefixtures("three")
def test_every_problem_is_told_once(problems_of):
    wrong = {f"content/page-{number}.md": page(f"Page {number}", body="::: zz\n:::\n") for number in (3, 40)}
    assert problems_of(MANY | wrong) == [
        f"content/page-{number}.md:7: there is no component 'zz'; the preview shows all of them at /components/"
        for number in (3, 40)
    ]


BUILD = """
import signal, sys
import build
from sitegen import processes
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs in the background
processes.processors = lambda: 3
build.ROOT = sys.argv[1]
print("begun", flush=True)
sys.exit(build.run([]))
"""


def group_is_gone(group):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_no_process_and_no_harm(write, stop):
    root, environment = write(MANY), os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", BUILD, root]
    statuses = []
    for moment in range(1, 7):
        process = subprocess.Popen(
            command, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        process.stdout.readline()
        time.sleep(moment / 12)
        send = os.killpg if stop == signal.SIGINT else os.kill  # a terminal's Ctrl-C goes to all of them
        send(process.pid, stop)
        _, told = process.communicate()
        statuses.append(process.returncode)
        assert (told, group_is_gone(process.pid)) == ("", True)
    assert {130, -stop}.intersection(statuses)
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.stderr, done.returncode) == ("", 0)
    assert len(list(pathlib.Path(root, "public").rglob("*.html"))) == 63
