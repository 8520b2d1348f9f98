"""`test` runs pytest, and without options holds it to every line."""

import pytest
from conftest import TODAY

from sitegen.commands import test as command

PROJECT = {
    "pyproject.toml": "[tool.coverage.run]\nsource = ['sitegen']\n",
    "sitegen/__init__.py": "",
    "sitegen/a.py": "def double(number):\n    return 2 * number\n",
    "test_double.py": "from sitegen import a\n\n\ndef test_double():\n    assert a.double(2) == 4\n",
}


@pytest.fixture
def test(write, monkeypatch):
    """Runs the command in a project of one module and its test, and the files given."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    for name in ("PYTEST_ADDOPTS", "COVERAGE_FILE", "COVERAGE_PROCESS_START"):
        monkeypatch.delenv(name, raising=False)
    return lambda options, files=(): command.main(write(PROJECT | dict(files)), TODAY, options)


def test_options_go_to_pytest(test):
    assert test(["-q", "-k", "double"]) == "All passed"


def test_without_options_every_line_has_to_run(test):
    assert test([]) == "All passed"
    with pytest.raises(SystemExit) as ended:
        test([], {"sitegen/b.py": "number = 1\n"})
    assert ended.value.code == 1


@pytest.mark.parametrize(("options", "status"), [(["-k", "nothing"], 1), (["--no-such-option"], 2)])
def test_what_fails_ends_with_1_and_an_unknown_option_with_2(test, options, status):
    with pytest.raises(SystemExit) as ended:
        test(options)
    assert ended.value.code == status
