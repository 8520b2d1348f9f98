"""The environment that everything runs in, made where it is missing."""

import contextlib
import hashlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import venv
import zipfile

import pytest
from conftest import ROOT

from sitegen import environment

BUILD = """\
import os, sys
if os.environ.get("NO_ENSUREPIP"):
    sys.modules["ensurepip"] = None  # as on Debian without python3-venv
if base := os.environ.get("BASE"):
    sys._base_executable = base
from sitegen import environment
root = os.path.dirname(os.path.abspath(__file__))
environment.enter(root, ["requirements.txt", "tests/requirements.txt"][: 2 if "test" in sys.argv else 1])
print(sys.prefix == os.path.join(root, ".venv"), sys.argv[1:])
"""
PYTHON = sys._base_executable  # noqa: SLF001  # nothing public names the Python outside the environment
UNREADABLE = "no requirement\n"


@pytest.fixture
def project(tmp_path):
    """A folder with nothing but a build.py that enters the environment, and locks without libraries."""
    (tmp_path / "sitegen").mkdir()
    (tmp_path / "tests").mkdir()
    for name in ("__init__", "environment"):
        shutil.copy(ROOT / f"sitegen/{name}.py", tmp_path / "sitegen")
    (tmp_path / "build.py").write_text(BUILD)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "tests/requirements.txt").write_text("# none\n")
    return tmp_path


def run(project, *arguments, python=PYTHON, **variables):
    """What build.py prints on its two streams, run by a Python outside any environment; and its status."""
    command = [python, "-B", f"{project}/build.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | variables)
    return done.stdout.splitlines(), done.stderr, done.returncode


def setting_up(prefix):
    return f"Setting up {prefix} (needed once; takes about a minute) ..."


def test_the_first_run_makes_the_environment_with_its_own_pip_and_goes_on_in_it(project):
    (project / ".venv").mkdir()
    (project / ".venv/left-over").write_text("")
    assert run(project, "new", "a page") == ([setting_up(f"{project}/.venv"), "True ['new', 'a page']"], "", 0)
    assert run(project, "check") == (["True ['check']"], "", 0)
    assert not (project / ".venv/left-over").exists()
    assert list((project / ".venv").glob("lib/*/site-packages/pip"))


@pytest.fixture
def without_ensurepip(monkeypatch):
    """As on Debian without python3-venv; five times as fast, too."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)


def made_in(project):
    """Makes the environment in this process."""
    prefix, lock = f"{project}/.venv", f"{project}/requirements.txt"
    environment.install(prefix, environment.python_of(prefix), lock, f"{prefix}/installed", make=True)


@pytest.mark.usefixtures("without_ensurepip")
def test_an_environment_is_stamped_with_its_lock(project):
    (project / "requirements.txt").write_text("# nothing\n")
    made_in(project)
    assert (project / ".venv/installed").read_text() == "# nothing\n"


def test_one_that_is_filled_is_entered_at_once(project, monkeypatch):
    python = pathlib.Path(environment.python_of(f"{project}/.venv"))
    python.parent.mkdir(parents=True)
    python.write_text("not a program")
    (project / ".venv/installed-requirements.txt").write_text("")
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    with pytest.raises(PermissionError):  # it went on as that program, had it been one
        environment.enter(str(project), ["requirements.txt", "tests/requirements.txt"])


def test_what_is_inside_an_environment_installs_there(project, monkeypatch):
    own = project / "own"
    venv.create(own)
    monkeypatch.setattr(sys, "prefix", str(own))
    monkeypatch.setattr(sys, "executable", environment.python_of(own))
    monkeypatch.setitem(sys.modules, "pip", None)  # it has none, whatever this process has
    environment.enter(str(project), ["requirements.txt", "tests/requirements.txt"])
    environment.enter(str(project), ["requirements.txt", "tests/requirements.txt"])
    assert (own / "installed-tests-requirements.txt").read_text() == "# none\n"
    assert not (project / ".venv").exists()


def test_without_ensurepip_the_pip_outside_fills_it(project):
    said = [setting_up(f"{project}/.venv"), "True ['check']"]
    assert run(project, "check", NO_ENSUREPIP="1") == (said, "", 0)
    assert not list((project / ".venv").glob("lib/*/site-packages/pip"))


def test_a_second_lock_is_added_to_the_environment(project):
    run(project, "check", NO_ENSUREPIP="1")
    (project / ".venv/kept").write_text("")
    assert run(project, "test") == ([setting_up(f"{project}/.venv"), "True ['test']"], "", 0)
    assert run(project, "test") == (["True ['test']"], "", 0)
    assert (project / ".venv/installed-tests-requirements.txt").read_text() == "# none\n"
    assert (project / ".venv/kept").exists()


def test_a_changed_lock_makes_it_anew(project):
    run(project, "check", NO_ENSUREPIP="1")
    (project / ".venv/old").write_text("")
    (project / "requirements.txt").write_text("# changed\n")
    assert run(project, "check", NO_ENSUREPIP="1")[2] == 0
    assert (project / ".venv/installed-requirements.txt").read_text() == "# changed\n"
    assert not (project / ".venv/old").exists()


@pytest.mark.usefixtures("without_ensurepip")
def test_an_environment_that_cannot_be_filled_is_taken_away(project, capfd):
    (project / "requirements.txt").write_text(UNREADABLE)
    with pytest.raises(SystemExit, match="Nothing half-made was left behind") as ended:
        made_in(project)
    assert capfd.readouterr() == (setting_up(f"{project}/.venv") + "\n", "")
    assert ended.value.code.startswith("Setting up failed: ERROR: Invalid requirement: 'no requirement'")
    assert ended.value.code.endswith(environment.NO_PIP)
    assert not (project / ".venv").exists()


def test_a_machine_without_pip_is_told_what_to_install(project):
    said, told, status = run(project, "check", NO_ENSUREPIP="1", BASE=shutil.which("false"))
    assert (said, status) == ([setting_up(f"{project}/.venv")], 1)
    assert told.endswith(f"{environment.NO_PIP}\n") and "install python3-pip" in told
    assert not (project / ".venv").exists()


def test_an_environment_of_ones_own_is_used_and_kept_when_it_cannot_be_filled(project, tmp_path_factory):
    own = tmp_path_factory.mktemp("own")
    venv.create(own, symlinks=True)
    python = environment.python_of(own)
    assert run(project, "check", python=python) == ([setting_up(own), "False ['check']"], "", 0)
    (project / "requirements.txt").write_text(UNREADABLE)
    assert run(project, "check", python=python)[2] == 1
    assert (own / "installed-requirements.txt").read_text() == ""
    assert not (project / ".venv").exists()


@pytest.mark.parametrize(
    ("prefix", "why"),
    [
        ("/proc/none/.venv", "No such file or directory: '/proc/none'"),
        ("/tmp/a:b/.venv", "contains the PATH separator"),
    ],
)
def test_a_folder_that_cannot_hold_one_is_told(tmp_path, prefix, why):
    with pytest.raises(SystemExit) as ended:
        environment.install(prefix, environment.python_of(prefix), "requirements.txt", f"{prefix}/installed", make=True)
    assert ended.value.code.startswith("Setting up failed: ") and why in ended.value.code
    assert ended.value.code.endswith(f"\n{environment.NO_ROOM}")


@pytest.fixture
def busy(project, monkeypatch):
    """Returns once pip waits for a server, which never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening, contextlib.ExitStack() as connections:
        listening.settimeout(60)
        (project / "requirements.txt").write_text(f"one==1 --hash=sha256:{'0' * 64}\n")
        monkeypatch.setenv("PIP_RETRIES", "0")
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{listening.getsockname()[1]}/")
        before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored, here and below
        yield lambda: connections.enter_context(listening.accept()[0])
        signal.signal(signal.SIGINT, before)


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Python does not wait for a child that it kills on Ctrl-C
@pytest.mark.usefixtures("without_ensurepip")
def test_interrupted_it_leaves_nothing_behind(project, busy):
    def interrupt():
        busy()
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    interrupting = threading.Thread(target=interrupt)
    interrupting.start()
    with pytest.raises(KeyboardInterrupt):
        made_in(project)
    interrupting.join()
    assert not (project / ".venv").exists()


def test_interrupted_from_a_terminal_it_shows_no_traceback(project, busy):
    shutil.copy(ROOT / "build.py", project)
    shutil.copy(ROOT / "sitegen/cli.py", project / "sitegen")
    text = (
        (project / "build.py")
        .read_text()
        .replace("\nimport sys\n", '\nimport sys\nsys.modules["ensurepip"] = None\n', 1)
    )
    (project / "build.py").write_text(text)
    command = [PYTHON, "-B", f"{project}/build.py"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    busy()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the command
    said, told = process.communicate(timeout=60)
    assert said.splitlines() == [setting_up(f"{project}/.venv")]
    assert told == f"\n{environment.INTERRUPTED}\n"
    assert process.returncode == -signal.SIGINT
    assert not (project / ".venv").exists()


def test_on_windows_the_command_runs_in_a_child(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["-c", "raise SystemExit(3)"])
    with monkeypatch.context() as system, pytest.raises(SystemExit) as ended:
        system.setattr(os, "name", "nt")
        environment.go_on(sys.executable)
    assert ended.value.code == 3


def test_on_windows_an_environment_has_its_python_elsewhere(monkeypatch):
    with monkeypatch.context() as system:
        system.setattr(os, "name", "nt")
        python = environment.python_of(".venv")
    assert python == os.path.join(".venv", "Scripts", "python.exe")


def test_a_missing_file_is_like_none(tmp_path):
    (tmp_path / "a").write_text("")
    assert not environment.is_same(f"{tmp_path}/a", f"{tmp_path}/b")


def test_it_needs_nothing_that_has_to_be_installed_and_loads_nothing_slow(tmp_path):
    script = "import sys; before = set(sys.modules); from sitegen import environment; print(set(sys.modules) - before)"
    done = subprocess.run([PYTHON, "-I", "-c", f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n{script}"],
                          capture_output=True, text=True, cwd=tmp_path)  # fmt: skip
    assert set(eval(done.stdout)) == {"sitegen", "sitegen.environment"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_two_first_runs_at_once_set_up_once(project):
    command = [PYTHON, "-B", f"{project}/build.py", "check"]
    environment = os.environ | {"NO_ENSUREPIP": "1"}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(3)
    ]
    said = sorted(process.communicate() for process in running)
    done = "True ['check']\n"
    assert said == sorted([(f"{setting_up(f'{project}/.venv')}\n{done}", ""), (done, ""), (done, "")])


def test_a_disk_without_locks_is_set_up_without(monkeypatch, tmp_path):
    assert environment.turn(f"{tmp_path}/none") is None
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert environment.turn(str(tmp_path)) is None


@pytest.mark.parametrize(
    "setting",
    [{"PIP_USER": "1"}, {"PIP_TARGET": "elsewhere"}, {"PIP_PREFIX": "elsewhere"}, {"PIP_DRY_RUN": "1"}],
    ids=str,
)
def test_pips_own_settings_lead_nothing_elsewhere(project, setting):
    (project / "wheel").mkdir()
    name = "one-1-py3-none-any.whl"
    with zipfile.ZipFile(project / name, "w") as wheel:
        wheel.writestr("one.py", "")
        wheel.writestr("one-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: one\nVersion: 1\n")
        wheel.writestr("one-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("one-1.dist-info/RECORD", "")
    digest = hashlib.sha256((project / name).read_bytes()).hexdigest()
    (project / "requirements.txt").write_text(f"one==1 --hash=sha256:{digest}\n")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project), "HOME": str(project)}
    assert run(project, "check", **offline, **setting)[1:] == ("", 0)
    assert list((project / ".venv").glob("lib/*/site-packages/one.py"))


def test_a_terminal_that_knows_few_signs_is_written_to(project):
    assert run(project, "check", NO_ENSUREPIP="1", PYTHONIOENCODING="ascii")[1:] == ("", 0)
