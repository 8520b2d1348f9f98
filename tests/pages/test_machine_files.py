"""Files for machines, and what stands where they would."""

import pytest


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"layouts/root/contact/index.html": "a"}, "root/contact/index.html: makes 'contact/index.html', where"),
        ({"layouts/root/Contact/index.html": "a"}, "root/Contact/index.html: makes 'Contact/index.html', where"),
        ({"layouts/hosts/robots.txt": "a"}, "hosts/robots.txt: makes 'robots.txt', where"),
        ({"layouts/root/index.html": "a"}, "root/index.html: makes 'index.html', where"),
    ],
)
def test_two_files_at_one_address_are_told(problems_of, files, problem):
    [told] = problems_of(files)
    assert told.startswith(f"layouts/{problem} '") and told.endswith("' is already; rename it")


def test_faults_of_pages_and_of_machine_files_are_told_together(problems_of):
    files = {"layouts/home.html": "<h1>{{ nothing }}</h1>", "layouts/root/feed.xml": "{{ nothing }}"}
    assert problems_of(files) == [
        "layouts/home.html:1: 'nothing' is undefined",
        "layouts/root/feed.xml:1: 'nothing' is undefined",
    ]
