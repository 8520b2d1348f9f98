"""What is found on a finished page: its ids, its links and its faults."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.pages.inspect import EMAIL, emails, examine


def links(body, url="conditions/palsy/", root="../../"):
    anatomy, faults = examine(f"<h1>A</h1>{body}", url, root)
    assert faults == []
    return anatomy.links


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ('<a href="../../contact/">x</a>', "contact/"),
        ('<a href="../../contact/#phone">x</a>', "contact/#phone"),
        ('<a href="../../">x</a>', ""),
        ('<a href="../../#top">x</a>', "#top"),
        ('<a href="../synkinesis/">x</a>', "conditions/synkinesis/"),
        ('<a href="../../about/../contact/">x</a>', "contact/"),
        ('<a href="">x</a>', "conditions/palsy/"),
        ('<a href="more/">x</a>', "conditions/palsy/more/"),
        ('<a href="/contact/">x</a>', "/contact/"),
        ('<a href="//example.org/">x</a>', "//example.org/"),
        ('<a href="../../a.html?b=1&amp;c=2">x</a>', "a.html?b=1&c=2"),
        ('<img src="../../pictures/a.svg" alt="">', "pictures/a.svg"),
        ('<video poster="../../pictures/a.svg"></video>', "pictures/a.svg"),
        ('<script src="../../js/a.js"></script>', "js/a.js"),
        ('<link rel="icon" href="../../icons/a.svg">', "icons/a.svg"),
    ],
)
def test_whatever_a_page_asks_for_is_seen_from_the_root(written, link):
    assert links(written) == [link]


def test_every_picture_of_a_set_is_asked_for():
    body = '<img alt="" src="../../a.png" srcset="../../b.png 1x, ../../c.png 640w,">'
    assert links(body) == ["a.png", "b.png", "c.png"]


@pytest.mark.parametrize("url", ["https://a.org/", "http://a.org/", "tel:911", "mailto:a@b.org", "data:,"])
def test_what_is_outside_the_site_is_not_asked_for(url):
    assert links(f'<a href="{url}">x</a>') == [""]


def test_styles_and_data_hold_no_links():
    script = '<script type="application/ld+json">"<a href=\\"x/\\">"</script>'
    assert links(f'<style>p::after {{ content: "<a href=y/>" }}</style>{script}<p id="a">b</p>{script}') == [""]


def test_links_of_404_begin_at_the_base_path():
    assert links('<a href="/sub/contact/">x</a>', "404.html", "/sub/") == ["contact/"]
    assert links('<a href="/contact/">x</a>', "404.html", "/sub/") == ["/contact/"]
    assert links('<a href="/sub/../x/">x</a>', "404.html", "/sub/") == ["/sub/../x/"]


def test_ids_are_listed_and_anchors_of_the_page_itself_are_found():
    anatomy, faults = examine('<h1 id="a">A</h1><h2 data-id="c" id="b">B</h2><a href="#b">B</a>', "x/", "../")
    assert (anatomy.ids, anatomy.links, faults) == (["a", "b"], [""], [])


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("", ("", "the page has 0 first-level headings, not one")),
        ("<h1>A</h1><h1>B</h1>", ("", "the page has 2 first-level headings, not one")),
        (
            "<h1>A</h1><h3>B &amp; C</h3>",
            ("B & C", "the heading 'B & C' has level 3 after level 1; write a ## heading above it"),
        ),
        (
            '<h1>A</h1><h2>B</h2><h4 class="x"><span>Urgent:</span> See a doctor</h4>',
            ("See a doctor", "the heading 'See a doctor' has level 4 after level 2; write a ### heading above it"),
        ),
        (
            '<h1>A</h1><img src="a.svg">',
            ("", "the picture 'a.svg' needs words for those who cannot see it (alt)"),
        ),
        ('<h1>A</h1><a href="#risk">x</a>', ("#risk", "nothing on the page is called 'risk'")),
        (
            '<h1 id="risks">A</h1><a href="#risk">x</a>',
            ("#risk", "nothing on the page is called 'risk', did you mean 'risks'?"),
        ),
        (
            '<h1 id="a">A</h1><p id="a">B</p><p id="b">C</p>',
            ("#a", "two things on the page are called 'a'; give one another {: #name }"),
        ),
        ('<h1>A</h1><a href="../b/"></a>', ("", "the link to '../b/' has no words")),
        ('<h1>A</h1><a href="../b/"> <svg><path/></svg> </a>', ("", "the link to '../b/' has no words")),
        ('<h1>A</h1><a href="../b/"><img src="c.svg" alt=""></a>', ("", "the link to '../b/' has no words")),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_look_for(body, fault):
    assert examine(body, "x/", "../")[1] == [fault]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../b/"><span>words</span></a>',
        '<a href="../b/"><img src="c.svg" alt="words"></a>',
        '<a href="../b/" aria-label="words"><svg></svg></a>',
        "<h2>B</h2><h3>C</h3><h2>D</h2><h3>E</h3><h4>F</h4><h2>G</h2>",
        '<abbr title="a &gt; b">x</abbr>',
    ],
)
def test_a_page_in_order_has_no_faults(body):
    assert examine(f"<h1>A</h1>{body}", "x/", "../")[1] == []


@given(st.lists(st.sampled_from(["a", "b.cd", "@", ".", "/", "-", "é", " ", "x@y.org", "<"])).map("".join))
@example("a@b.cc@d.ee")
@example("a@b@c.de, mailto:x@y.org/z@y.org")
def test_addresses_are_those_that_the_pattern_finds_anywhere(text):
    assert list(emails(text)) == EMAIL.findall(text)
