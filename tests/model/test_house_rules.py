"""A source on a refused host, or with a text that is no citation, stops the build at its line."""

import pytest
from conftest import FILES

from sitegen.model.house_rules import HouseRules, refusals
from sitegen.model.practice import Source

RULES = "refused_hosts:\n  example.net: a copy; cite the paper itself\n"
WANTED = "should be a citation that stands by itself: who wrote it, its title, where and when"


def source(url="https://example.org/", text="First source."):
    return FILES["content/sources.yaml"] + f"THREE:\n  text: '{text}'\n  tier: B\n  url: {url}\n"


@pytest.mark.parametrize("host", ["example.net", "www.example.net", "WWW.Example.NET:8080", "a.b.example.net"])
def test_a_source_on_a_refused_host_stops_the_build(problems_of, host):
    files = {"content/house-rules.yaml": RULES, "content/sources.yaml": source(f"https://{host}/x")}
    shown = host.lower().partition(":")[0]
    assert problems_of(files) == [
        f"content/sources.yaml:12: THREE: {shown} may not be cited; a copy; cite the paper itself"
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("https://example.net", "'https://example.net' refuses nothing; write example.net, and all below it are meant"),
        ("Example.NET", "'Example.NET' refuses nothing; write example.net, and all below it are meant"),
        ("example.net/", "'example.net/' refuses nothing; write example.net, and all below it are meant"),
        ("example.net.", "'example.net.' refuses nothing; write example.net, and all below it are meant"),
        ("'*.example.net'", "'*.example.net' refuses nothing; write example.net, and all below it are meant"),
        ("http://example.net:80/a b", "'http://example.net:80/a b' is no host; write it like example.org"),
        ("An academy", "'An academy' is no host; write it like example.org"),
    ],
)
def test_a_host_that_would_refuse_nothing_is_told(problems_of, written, message):
    rules = f"{RULES}  {written}: a copy\nclaims:\n  Any Words, at all: none\n"
    assert problems_of({"content/house-rules.yaml": rules}) == [f"content/house-rules.yaml:3: refused_hosts: {message}"]


@pytest.mark.parametrize("url", ["https://example.org/?from=example.net", "https://notexample.net/", "http://net/"])
def test_other_hosts_may_be_cited(url):
    rules = HouseRules(refused_hosts={"example.net": "a copy"})
    assert list(refusals({"A": Source("A text.", "A", url), "B": Source("A book.", "B")}, rules)) == []


@pytest.mark.parametrize("text", [".", "12–14.", "Same, table 4.", "Ibid. 14", "ibid", "pdf.example.org"])
def test_a_text_that_is_no_citation_stops_the_build(problems_of, text):
    assert problems_of({"content/sources.yaml": source(text=text)}) == [
        f"content/sources.yaml:10: text: '{text}' {WANTED}"
    ]


@pytest.mark.parametrize("text", ["Source.", "First source.", "Samuel A. Faces.", "Ärzteblatt", "顔面神経麻痺"])
def test_a_word_is_enough_for_a_citation(build_site, text):
    assert build_site({"content/sources.yaml": source(text=text)}).content.sources["THREE"].text == text


def test_a_site_needs_no_house_rules_and_hears_of_faults_in_them(build_site, problems_of):
    assert build_site().content.rules == HouseRules()
    assert problems_of({"content/house-rules.yaml": "self_talks:\n  a: b\nclaims: words\n"}) == [
        "content/house-rules.yaml:1: there is no field 'self_talks' here, did you mean 'self_talk'?",
        "content/house-rules.yaml:3: claims: needs lines of `name: value` below it",
    ]
