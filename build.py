"""The site's commands, and the steps by which a build makes it."""

import gc
import sys

gc.disable()  # a build ends long before its garbage would matter
if sys.version_info < (3, 11):  # noqa: UP036  # a sentence is kinder than a syntax error
    sys.exit("This needs Python 3.11 or newer; python.org has it for every system.")

import os

from sitegen import environment

ROOT = os.path.dirname(os.path.abspath(__file__))
if __name__ == "__main__":
    tell = sys.excepthook  # Ctrl-C is no fault, not even while this starts
    sys.excepthook = lambda kind, *found: None if kind is KeyboardInterrupt else tell(kind, *found)
    environment.enter(ROOT, os.path.join(ROOT, "requirements.txt"))
    if sys.argv[1:2] in (["test"], ["form"]):
        environment.enter(ROOT, os.path.join(ROOT, "tests/requirements.txt"))

import datetime
from typing import NamedTuple

from sitegen import cache, layouts
from sitegen.content import folder
from sitegen.media import pictures
from sitegen.model import site
from sitegen.model.kinds import Anatomy
from sitegen.output import check, compress, publish
from sitegen.pages import assets, make
from sitegen.problems import Problems

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


class Built(NamedTuple):
    """The finished files, the site they show and what it was made from."""

    files: publish.Files
    site: site.Site
    content: folder.Content
    library: folder.Library


def build(root: str, today: datetime.date, drafts: bool = False, base: str | None = None) -> Built:
    """Every file of the site, made and checked; nothing is published. With `base` it is made for the preview there."""
    store, version = f"{root}/.cache", cache.code_version()
    templates, styles = layouts.Layouts(f"{root}/layouts", store, version), assets.load(f"{root}/assets")
    library = folder.Library(f"{root}/content", store, templates, version)
    table = cache.Table(f"{store}/pages-{'preview' if base else 'public'}", Anatomy, version)
    try:
        written = library.load()
        linked = site.link(written, library, today, drafts)
        library.save()
        images = pictures.Pictures(library, store)
        printer = make.Printer(written, library, linked, templates, styles, table, images, base)
        if base:
            from sitegen.pages import components_page  # as slow to import as it is seldom wanted

            home = linked.pages["index.md"].card
            printer.files[components_page.PATH] = components_page.page(
                f"{root}/tests/components", templates, printer.shell, home
            )
        made = printer.make()
        table.save()
        images.save(made.files)
        check.check(linked, made.files, made.anatomies, library)
    except Problems as found:
        raise found.below("content") from None
    return Built(made.files, linked, written, library)


def build_and_publish(root: str, today: datetime.date) -> str:
    with cache.alone(f"{root}/.cache"):
        built = build(root, today)
        files = compress.with_compressed(built.files, f"{root}/.cache/compressed", built.library.version)
        changed = publish.publish(files, f"{root}/public", f"{root}/.cache/public")
    left_out = len(built.content.pages) - len(built.site.pages)
    kept = f"; {left_out} not published (drafts, or not their time)" if left_out else ""
    withheld = "".join(f"\n{found}" for found in Problems(built.site.withheld).below("content").problems)
    return f"{len(built.site.pages)} pages in public/, {changed or 'no'} files changed{kept}{withheld}"


def main(arguments: list[str]) -> str:
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


if __name__ == "__main__":
    status = run(sys.argv[1:])
    os._exit(status)  # taking every object apart first would cost a tenth of a build
