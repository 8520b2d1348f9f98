"""Problems: how they read, how they are gathered, and the hints inside them."""

import pytest

from sitegen.problems import Problem, Problems, annotation, collect, did_you_mean, problem


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Problem("a.md", 3, "is wrong"), "a.md:3: is wrong"),
        (Problem("a.md", 0, "is missing"), "a.md: is missing"),
        (Problem("a.md", 1, "'one\ntwo\t  three'\n"), "a.md:1: 'one two three'"),
    ],
)
def test_a_problem_is_one_line_with_its_place(found, expected):
    assert str(found) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Problem("content/a.md", 3, "is wrong: a, b"), "::error file=content/a.md,line=3::is wrong: a, b"),
        (
            Problem("content/a.md", 0, "100% wrong\r\n::error::x\x1b"),
            "::error file=content/a.md::100%25 wrong ::error::x\\x1b",
        ),
        (Problem("content/a,b:c%\r\n.md", 1, "x"), "::error file=content/a%2Cb%3Ac%25%0D%0A.md,line=1::x"),
    ],
)
def test_github_is_told_of_a_problem_with_its_place(found, expected):
    assert annotation(found) == expected


def test_problems_are_unique_and_sorted_by_path_and_line():
    last, first, second = Problem("b.md", 1, "x"), Problem("a.md", 2, "y"), Problem("a.md", 10, "z")
    found = Problems(iter([last, second, first, second]))
    assert found.problems == [first, second, last]
    assert str(found) == "a.md:2: y\na.md:10: z\nb.md:1: x"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", "content/a.md"),
        ("news/a.md", "content/news/a.md"),
        ("../layouts/page.html", "layouts/page.html"),
    ],
)
def test_below_prefixes_paths(path, expected):
    below = problem(path, 4, "is wrong").below("content")
    assert below.problems == [Problem(expected, 4, "is wrong")]


def test_collect_gathers_problems_and_continues():
    gathered = [Problem("z.md", 1, "from before")]
    for name in ("a.md", "b.md"):
        with collect(gathered):
            raise problem(name, 2, "is wrong")
    with collect(gathered):
        pass
    assert list(map(str, gathered)) == ["z.md:1: from before", "a.md:2: is wrong", "b.md:2: is wrong"]


def test_collect_lets_other_errors_through():
    gathered = []
    with pytest.raises(KeyError), collect(gathered):
        raise KeyError("a fault of the program")
    assert gathered == []


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("inhalr", ["inhaler", "insulin"], ", did you mean 'inhaler'?"),
        ("stagse", {"stages": 1, "sources": 2}, ", did you mean 'stages'?"),
        ("colour", ["title", "summary"], ""),
        ("", ["title"], ""),
        ("title", [], ""),
    ],
)
def test_did_you_mean_offers_the_nearest_choice(word, choices, expected):
    assert did_you_mean(word, iter(choices)) == expected


@pytest.mark.parametrize(("count", "last"), [(100, "a.md:100: x"), (101, "a.md: and 1 more")])
def test_a_hundred_problems_of_a_file_are_told_and_the_others_counted(count, last):
    lines = str(Problems(Problem("a.md", line, "x") for line in range(1, count + 1))).splitlines()
    assert lines[:100] == [f"a.md:{line}: x" for line in range(1, 101)]
    assert lines[-1] == last and len(lines) == count


def test_problems_are_counted_for_each_file():
    found = Problems(Problem(path, line, "x") for path in ("a.md", "b.md") for line in range(1, 103))
    assert str(found).splitlines()[200:] == ["a.md: and 2 more", "b.md: and 2 more"]


@pytest.mark.parametrize(("length", "is_whole"), [(500, True), (501, False)])
def test_a_line_of_more_than_500_characters_is_cut_in_its_middle(length, is_whole):
    message = "b" * (length - len("a.md:1: "))
    line = str(Problem("a.md", 1, message))
    assert line == (f"a.md:1: {message}" if is_whole else f"a.md:1: {'b' * 242} … {'b' * 167}")


def test_control_characters_are_escaped_in_problems():
    problem = Problem("a\ncontent/b.md:1: all is well.md", 0, "\x1b[2J\u202e\udcff é – ×")
    assert str(problem) == "a\\ncontent/b.md:1: all is well.md: \\x1b[2J\\u202e\\udcff é – ×"
