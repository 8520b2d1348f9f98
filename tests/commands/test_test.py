"""`test` runs pytest, and without options holds the tests of the rooms to nearly every line."""

import pytest
from conftest import TODAY

from sitegen.commands import test as command

PROJECT = {
    "pyproject.toml": "[tool.coverage.run]\nsource = ['sitegen']\n",
    "sitegen/__init__.py": "",
    "sitegen/a.py": "def double(number):\n    return 2 * number\n",
    "test_double.py": "from sitegen import a\n\n\ndef test_double():\n    assert a.double(2) == 4\n",
    "tests/site/test_all.py": "def test_all():\n    pass\n",
}


@pytest.fixture
def test(write, monkeypatch):
    """Runs the command in a project of one module and its test, and the files given."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTEST_XDIST_AUTO_NUM_WORKERS", "0")
    for name in ("PYTEST_ADDOPTS", "COVERAGE_FILE", "COVERAGE_PROCESS_START"):
        monkeypatch.delenv(name, raising=False)
    return lambda options, files=(): command.main(write(PROJECT | dict(files)), TODAY, options)


def test_options_go_to_pytest(test):
    assert test(["-q", "-k", "double"]) == "All passed"


def test_without_options_everything_runs(test):
    assert test([]) == "All passed"


@pytest.mark.parametrize(
    "files",
    [{"sitegen/b.py": "number = 1\n"}, {"tests/site/test_b.py": "from sitegen import b\n"}],
    ids=["a line that no test reaches", "a test of the site that fails"],
)
def test_without_options_every_step_has_to_pass(test, files):
    with pytest.raises(SystemExit) as ended:
        test([], files)
    assert ended.value.code == 1


@pytest.mark.parametrize(("options", "status"), [(["-k", "nothing"], 1), (["--no-such-option"], 2)])
def test_what_fails_ends_with_1_and_an_unknown_option_with_2(test, options, status):
    with pytest.raises(SystemExit) as ended:
        test(options)
    assert ended.value.code == status
