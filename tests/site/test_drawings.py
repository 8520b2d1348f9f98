"""Our drawings and charts in Debian's Chromium: what is written in them, and whether their lines can be seen."""

import re

import pytest
from chromium import needs_chromium
from conftest import ROOT
from real_layouts import LAYOUTS

EXAMPLES = {path.stem: path.read_text() for path in (ROOT / "tests/components").glob("*.html")}
DRAWINGS = {name: html for name, html in EXAMPLES.items() if '<div class="drawing">' in html}
OWN = {*DRAWINGS, "drawing", "face-front", "span-plot", "nerve-hero"}
STYLES = {path.stem: path.read_text() for path in (ROOT / "assets/css/components").glob("*.css") if path.stem in OWN}
WAYS = [
    ("Raise a brow", "a/"),
    ("Close an eye", "b/"),
    ("Smile", "c/"),
    ("Shape a word", "d/"),
    ("Move the neck", "e/"),
]
HERO = {"nerve-hero": LAYOUTS.component("nerve-hero", {"ways": WAYS})}
SHOWN = """pictures => { document.querySelector("main").innerHTML = Object.entries(pictures).map(
  ([name, html]) => `<div data-name="${name}">${html}</div>`).join(""); }"""
WORDS = """const svgs = [...document.querySelectorAll("main svg:has(text)")];
const box = shape => shape.getBoundingClientRect();
const lines = text => text.querySelector("tspan") ? [...text.querySelectorAll("tspan")] : [text];
const name = svg => svg.closest("[data-name]").dataset.name;
const told = (svg, ...lines) => [name(svg), ...lines.map(line => line.textContent)].join(": ");
const meet = (a, b) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;"""
OVERLAPPING = f"""() => {{ {WORDS}
return svgs.flatMap(svg => {{ const texts = [...svg.querySelectorAll("text")];
  return texts.flatMap((text, n) => texts.slice(n + 1).flatMap(other => lines(text).flatMap(a =>
    lines(other).filter(b => meet(box(a), box(b))).map(b => told(svg, a, b))))); }}); }}"""
OUTSIDE = f"""() => {{ {WORDS}
return svgs.flatMap(svg => {{ const frame = box(svg), words = [...svg.querySelectorAll("text")].flatMap(lines);
  return words.filter(line => {{ const {{left, right, top, bottom}} = box(line);
    return left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom; }})
    .map(line => told(svg, line)); }}); }}"""
SIZES = f"""() => {{ {WORDS}
return svgs.flatMap(svg => [...svg.querySelectorAll("text")].flatMap(lines).map(line =>
  [told(svg, line), parseFloat(getComputedStyle(line).fontSize) * svg.getScreenCTM().a])); }}"""
CROSSED = f"""() => {{ {WORDS}
return svgs.flatMap(svg => {{ const words = [...svg.querySelectorAll("text")].flatMap(lines).map(line => {{
    const {{left, right, top, bottom}} = box(line), trim = (bottom - top) / 4;
    return {{line, left, right, top: top + trim, bottom: bottom - trim}}; }});
  return [...svg.querySelectorAll("path, circle")].flatMap(shape => {{
    const near = getComputedStyle(shape).stroke === "none" ? [] : words.filter(word => meet(word, box(shape)));
    const place = shape.getScreenCTM(), length = near.length && shape.getTotalLength(), points = [];
    for (let way = 0; way < length; way += 2) {{
      const {{x, y}} = shape.getPointAtLength(way).matrixTransform(place);
      points.push({{left: x, right: x, top: y, bottom: y}}); }}
    return near.filter(word => points.some(point => meet(word, point))).map(word => told(svg, word.line));
  }}); }}); }}"""
FAINT = """() => { const numbers = color => color.match(/[\\d.]+/g).map(Number);
const light = rgb => rgb.map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  .reduce((sum, c, n) => sum + c * [.2126, .7152, .0722][n], 0);
const paper = numbers(getComputedStyle(document.body).backgroundColor).slice(0, 3);
const contrast = (color, opacity) => { const [r, g, b, alpha = 1] = numbers(color), seen = alpha * opacity;
  const both = [light(paper), light([r, g, b].map((c, n) => c * seen + paper[n] * (1 - seen)))];
  return (Math.max(...both) + .05) / (Math.min(...both) + .05); };
return [...document.querySelectorAll("main svg :is(path, circle, rect)")].flatMap(shape => {
  const style = getComputedStyle(shape), {stroke, fill, opacity} = style;
  const isLine = stroke !== "none" && !shape.closest("[class*=bore], [class*=point]");  // these leave a gap of paper
  const isSolid = /solid|join|bar$|later|arrow|share/.test(shape.className.baseVal);
  const ratio = isLine ? contrast(stroke, style.strokeOpacity * opacity)
    : isSolid ? contrast(fill, style.fillOpacity * opacity) : 3;
  return ratio < 3 ? [`${ratio} ${shape.outerHTML.slice(0, 90)}`] : []; }); }"""


@pytest.fixture
def pictures(open_page, real_site):
    """A page of the real site with every drawing and chart in place of its text, at a width and in a theme."""

    def pictures(width=1280, theme="light"):
        shown = open_page(width=width, color_scheme=theme, bypass_csp=True)
        shown.goto(f"{real_site[0]}contact/")
        shown.evaluate(SHOWN, DRAWINGS | HERO)
        shown.add_style_tag(content="".join(STYLES.values()))  # the page itself may have only what it needs
        shown.evaluate("document.fonts.ready.then(() => 0)")
        return shown

    return pictures


@needs_chromium
@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_words_of_a_drawing_meet_others_or_a_line_or_leave_it(pictures, width):
    shown = pictures(width)
    assert shown.evaluate(OVERLAPPING) == []
    assert shown.evaluate(OUTSIDE) == []
    assert shown.evaluate(CROSSED) == []


@needs_chromium
def test_words_of_a_drawing_are_large_enough_on_a_phone(pictures):
    sizes = dict(pictures(360).evaluate(SIZES))
    assert len(sizes) > 40
    assert {words: size for words, size in sizes.items() if size < 12} == {}


@needs_chromium
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_line_stands_out_from_the_paper(pictures, theme):
    assert pictures(theme=theme).evaluate(FAINT) == []


@pytest.mark.parametrize("name", sorted(DRAWINGS | HERO))
def test_a_drawing_may_stand_on_a_page_twice(name):
    assert not re.search(r'\s(?:id|href)="#?[^"]*#|\sid="', (DRAWINGS | HERO)[name])


@pytest.mark.parametrize("name", sorted(DRAWINGS | HERO))
def test_a_drawing_says_what_it_shows_or_is_hidden_beside_words_that_do(name):
    for svg in re.findall(r"<svg[^>]*>(?:(?!<svg).)*", (DRAWINGS | HERO)[name], re.DOTALL):
        is_told = re.search(r"<title>[^<]{5,}</title>\s*<desc>[^<]{40,}</desc>", svg)
        assert is_told or 'aria-hidden="true"' in svg or 'class="span-plot__end"' in svg


def test_the_labels_of_the_large_nerve_are_links():
    linked = re.findall(r'<a [^>]*href="([^"]*)">.*?__name">([^<]*)<.*?</a>', HERO["nerve-hero"], re.DOTALL)
    assert [(name, link) for link, name in linked] == WAYS


@pytest.mark.parametrize("name", sorted(STYLES))
def test_clay_is_kept_for_the_nerve(name):
    clay = re.findall(r"^\s*([^{}]*?)\s*\{[^{}]*var\(--clay\)", STYLES[name], re.MULTILINE)
    assert set(clay) <= {".drawing__nerve", ".drawing__join"}
