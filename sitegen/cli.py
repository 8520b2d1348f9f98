"""The commands."""

import datetime
import gc
import os
import sys

from sitegen import cache
from sitegen.build import build, build_and_publish
from sitegen.output import publish
from sitegen.problems import Problems

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HELP = """\
python3 build.py                      build the site into public/
python3 build.py portable             build into portable/, to open without a host, from a USB stick say
python3 build.py preview [PORT] [/BASE/]  build and serve it, drafts too, and show every save at once
python3 build.py check                build without publishing
python3 build.py report               what staff should look at
python3 build.py new KIND TITLE       a new page of a kind, every field ready to fill
python3 build.py form                 the referral form as a PDF, when its fields have changed
python3 build.py test [OPTIONS]       run the tests (options go to pytest)
python3 build.py bench [N ...]        time builds of practice sites of N pages"""

UNTOUCHED = "nothing was published, the site is as it was."


DONE = "all is done, but what there is to say of it could not be written"


def main(arguments: list[str]) -> str:  # noqa: C901  # a case for each command
    """Runs a command; returns what it has to say."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("build", [])
    today = datetime.date.today()
    if command == "build" and not rest:
        return build_and_publish(ROOT, today)
    if command == "check" and not rest:
        with cache.alone(f"{ROOT}/.cache"):
            built = build(ROOT, today)
        if built.site.withheld:
            raise Problems(built.site.withheld).below("content")
        return f"{len(built.site.pages)} pages, no problems; nothing was published"
    gc.enable()
    if command == "portable" and not rest:
        from sitegen.output import portable

        with cache.alone(f"{ROOT}/.cache"):
            built = build(ROOT, today)
            publish.publish(portable.portable(built.files), f"{ROOT}/portable", f"{ROOT}/.cache/portable")
        return f"{len(built.site.pages)} pages in portable/"
    if command == "preview":
        from sitegen.commands import preview

        return preview.serve(ROOT, build, *rest)
    if command == "report" and not rest:
        from sitegen.commands import report

        with cache.alone(f"{ROOT}/.cache"):
            return report.report(build(ROOT, today, drafts=True), today)
    if command == "new" and len(rest) == 2:
        from sitegen.commands import new

        return new.new(f"{ROOT}/content", rest[0], rest[1], today)
    if command == "form" and not rest:
        from sitegen.commands import form

        with cache.alone(f"{ROOT}/.cache"):
            return form.write(ROOT, build(ROOT, today, drafts=True))
    if command == "test":
        return test(rest)
    if command == "bench":
        from sitegen.commands import bench

        return bench.bench(ROOT, [int(number) for number in rest] or [100, 1000])
    sys.exit(HELP)


def test(options: list[str]) -> str:
    """Runs the tests; all of them, and that they reach every line of sitegen/, where no options are given."""
    import subprocess

    everything = ["pytest", "--numprocesses=auto", "--dist=worksteal", "--cov", "--cov-report="]
    whole = [everything, ["coverage", "report", "--skip-covered", "--fail-under=100"]]
    for step in [["pytest", *options]] if options else whole:
        if status := subprocess.run([sys.executable, "-m", *step], cwd=ROOT).returncode:
            sys.exit(status)
    return "All passed" if options else "All passed, and every line of sitegen/ was run"


def run(arguments: list[str]) -> int:
    """A command's exit status; what it has to say is printed."""
    try:
        said = main(arguments)
    except Problems as found:
        count = len(found.problems)
        print(f"{found}\n{count} problem{'s' if count > 1 else ''}; {UNTOUCHED}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'writing'}: {error.strerror or error}; {UNTOUCHED}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    else:
        return say(said)
    return 1


def say(said: str) -> int:
    """The exit status of a command that is done, whether or not what it has to say can be written."""
    try:
        print(said, flush=True)
        return 0
    except OSError as error:  # a log on a full disk, a reader who has gone
        print(f"{DONE}: {error.strerror}", file=sys.stderr)
        return 1
