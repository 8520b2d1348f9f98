"""Text from Word, Google Docs, GitHub, WordPress and e-mail is read as what it can only mean."""

import pytest
from conftest import PRACTICE, page
from samples import DRAWING

ADDRESS = '<a href="https://example.com/{0}">https://example.com/{0}</a>'

NO_LISTS = (
    "-5 mg\n-3 mg",
    "1.5 mg\n2.5 mg",
    "3.May\n4.May",
    "A. Roe\nB. Doe",
    "§ 1\n§ 2",
    "Ø 3 mm",
    "●●○ weak",
    "-one",
)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("• one\n•\ttwo", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("·\xa0one\n▪ two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("-\xa0one\n-\xa0two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("\uf0b7\tone\n\uf0a7 two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("§\tone\n•two\nØ three", "<ul>\n<li>one</li>\n<li>two</li>\n<li>three</li>\n</ul>"),
        ("- a\n\xa0\xa0\xa0\xa0- b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("-**one**\n- two\n-5 days", "<ul>\n<li><strong>one</strong></li>\n<li>two</li>\n<li>5 days</li>\n</ul>"),
        ("+one\n+two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1.one\n2. two\n3)three", "<ol>\n<li>one</li>\n<li>two</li>\n<li>three</li>\n</ol>"),
        ("(1) one\n(2) two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        *((text, f"<p>{text}</p>") for text in NO_LISTS),
        ("1) one\n2) two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("- [ ] one\n- [x] two", "<ul>\n<li>☐ one</li>\n<li>☑ two</li>\n</ul>"),
        ("## A b {#own-id}", '<h2 id="own-id">A b</h2>'),
        (" ## A\n\n   ### B {#c}", '<h2 id="a">A</h2>\n<h3 id="c">B</h3>'),
        ('::: note type="plain"\n  ## A\n:::', '<aside class="plain"><h2 id="a">A</h2></aside>'),
        ("## Möbius and Ménière", '<h2 id="mobius-and-meniere">Möbius and Ménière</h2>'),
        ("a ~~old~~ new", "<p>a <del>old</del> new</p>"),
        ("~~a b~~ ~~c~~", "<p><del>a b</del> <del>c</del></p>"),
        ("12 Main St\\\nA city", "<p>12 Main St<br>\nA city</p>"),
        ("12 Main St\x0bA city", "<p>12 Main St<br>\nA city</p>"),
        ("## A\x0bb", '<h2 id="a-b">A b</h2>'),
        ("`a\x0bb`", "<p><code>a b</code></p>"),
        ("a\\\n\nb\\", "<p>a</p>\n<p>b</p>"),
        ("fa\u00adcial ner\u200bve", "<p>facial nerve</p>"),
        ("[us] (contact.md) [b] (https://b.org)", '<a href="../contact/">us</a> <a href="https://b.org">b</a>'),
        ("see [us]\n(contact.md), b", '<p>see <a href="../contact/">us</a>, b</p>'),
        ("[https://b.org (a)] [b (https://b.org/) c]", '[b (<a href="https://b.org/">https://b.org/</a>) c]</p>'),
        ("Stop![^1] Go![@ONE]\n\n[^1]: b", '<p>Stop!<sup id="fnref:1">'),
        ("see [@ONE] (https://b.org/)", '</sup> (<a href="https://b.org/">https://b.org/</a>)'),
        ("see https://example.com/a, b", f"<p>see {ADDRESS.format('a')}, b</p>"),
        ("(https://example.com/a_(b))", f"<p>({ADDRESS.format('a_(b)')})</p>"),
        ("**https://example.com/a.**", f"<strong>{ADDRESS.format('a')}.</strong>"),
        ("www.example.com", '<p><a href="https://www.example.com">www.example.com</a></p>'),
        ("[https://example.com/a](https://example.com/a)", f"<p>{ADDRESS.format('a')}</p>"),
        ("https://example.com: (www.example.com/?a=1)?", '</a>: (<a href="https://www.example.com/?a=1">'),
        ("www.x.orgé", "<p>www.x.orgé</p>"),
        ("https://example.com/", f"<p>{ADDRESS.format('')}</p>"),
        ("`https://example.com/`", "<p><code>https://example.com/</code></p>"),
        ("[Call](tel:+1-310-555-0100)", '<a href="tel:+13105550100">Call</a>'),
        ("[Site](HTTPS://EXAMPLE.COM/)", '<a href="https://EXAMPLE.COM/">Site</a>'),
        ("[Call](tel:310-555-0100)", '<a href="tel:+13105550100">Call</a>'),
        ("[Write](sms:+1%20310%20555%200100)", '<a href="sms:+13105550100">Write</a>'),
        ("Write to <desk@example.org>.", '<p>Write to <a href="mailto:desk@example.org">desk@example.org</a>.</p>'),
        (r"a \~\= \"b\" \- c\.", "<p>a ~= &quot;b&quot; - c.</p>"),
        ("متن\n{: lang=fa }", '<p dir="rtl" lang="fa">متن</p>'),
        ("Texto\n{: lang=es }", '<p lang="es">Texto</p>'),
        ("## Part 1[^1]\n\n[^1]: b", '<h2 id="part-1">Part 1<sup id="fnref:1">'),
        ("## What&#8217;s next", '<h2 id="whats-next">What’s next</h2>'),
        ("| a | b |\n| :---- | ---: |\n| c | d |", '<tr>\n<th scope="col">a</th>\n<th scope="col">b</th>\n</tr>'),
        ("(see a)\n2 = 1 + 1, a{b} and c_d", "<p>(see a)\n2 = 1 + 1, a{b} and c_d</p>"),
    ],
)
def test_a_mark_of_another_program_is_read(build_site, body, html):
    files = {
        "content/contact.md": page("Contact", body=body + "\n"),
        "content/practice.yaml": PRACTICE + "email: desk@example.org\n",
    }
    text = build_site(files)["contact/"].replace('"', "&quot;" if "&quot;" in html else '"')
    assert html in text


def test_quotation_marks_in_a_pictures_title_are_shown_as_such(build_site):
    files = {
        "content/contact.md": page("Contact", body='![A chart](a.svg "Say \\"cheese\\"")\n'),
        "content/a.svg": DRAWING,
    }
    assert 'title="Say &quot;cheese&quot;"' in build_site(files)["contact/"]


def test_a_footnote_in_a_heading_is_not_in_the_contents(build_site):
    site = build_site({"content/contact.md": page("Contact", body="## Part 1[^1]\n\n[^1]: b\n")})
    [heading] = site.loaded.texts.markup(site.content.documents["contact.md"]).headings
    assert (heading.id, heading.title) == ("part-1", "Part 1")


@pytest.mark.parametrize("body", ["`@ONE`", "`{{ a }}`", "`[[a]]`", "a@ONE.org is not ours"])
def test_what_stands_as_code_is_left_alone(build_site, body):
    practice = PRACTICE + "email: a@ONE.org\n"
    build_site({"content/contact.md": page("Contact", body=body + "\n"), "content/practice.yaml": practice})
