"""Our drawings and charts in Debian's Chromium: what is written in them, and whether their lines can be seen."""

import re

import pytest
from chromium import needs_chromium
from conftest import ROOT
from markupsafe import Markup
from real_layouts import LAYOUTS

from sitegen.media import inline_svg
from sitegen.model.drawings import PALETTE
from sitegen.pages.drawings import placed

CHARTS = {
    path.stem: path.read_text()
    for path in (ROOT / "tests/components").glob("*.html")
    if '<div class="drawing">' in path.read_text() and path.stem != "drawing"
}
FOLDER = ROOT / "content/drawings"
FILES = {path.stem: f"drawings/{path.name}" for path in FOLDER.glob("*.svg")}
DRAWN = {name: inline_svg.read(path, (ROOT / "content" / path).read_bytes()) for name, path in FILES.items()}
HERO = ROOT.joinpath("content/index.md").read_text().partition("hero: drawings/")[2].partition(".svg")[0]
DRAWINGS = {name: placed(drawing, 1, "../") for name, drawing in DRAWN.items() if drawing.is_told}
FRAMED = CHARTS | {
    name: svg if name == HERO else LAYOUTS.component("drawing", {"file": Markup(svg), "caption": "A", "legend": ""})
    for name, svg in DRAWINGS.items()
}
SIGNS = DRAWN.keys() - DRAWINGS.keys()
SHEETS = {path.stem: path.read_text() for path in (ROOT / "assets/css/components").glob("*.css")}
STYLES = {name: SHEETS[name] for name in ("drawing", "span-plot", "recovery-chart")}
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
  const isLine = stroke !== "none" && !shape.closest(".drawing__paper");  // it leaves a gap
  const isShade = fill === "none" || style.fillOpacity < 1
    || shape.closest(".drawing__paper, .drawing__light, .drawing__dark");
  const isSolid = /bar$|later|arrow|share/.test(shape.className.baseVal)
    || shape.closest(".drawing__picture") && !isShade;
  const ratio = isLine ? contrast(stroke, style.strokeOpacity * opacity)
    : isSolid ? contrast(fill, style.fillOpacity * opacity) : 3;
  return ratio < 3 ? [`${ratio} ${shape.outerHTML.slice(0, 90)}`] : []; }); }"""


@pytest.fixture
def pictures(open_page, real_site):
    """A page of the real site with every drawing and chart in place of its text, at a width and in a theme."""

    def pictures(width=1280, theme="light"):
        shown = open_page(width=width, color_scheme=theme, bypass_csp=True)
        shown.goto(f"{real_site[0]}contact/")
        shown.evaluate(SHOWN, FRAMED)
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


@pytest.mark.parametrize("name", sorted(FRAMED))
def test_a_drawing_says_what_it_shows_or_is_hidden_beside_words_that_do(name):
    for svg in re.findall(r"<svg[^>]*>(?:(?!<svg).)*", FRAMED[name], re.DOTALL):
        is_told = re.search(r"<title[^>]*>[^<]{5,}</title>\s*<desc[^>]*>[^<]{40,}</desc>", svg)
        assert is_told or 'aria-hidden="true"' in svg or 'class="span-plot__end"' in svg


def test_signs_stand_beside_names_and_say_nothing():
    assert sorted(SIGNS) == ["mark", "tool-codes", "tool-grade", "tool-letter", "tool-time-windows"]
    assert all('aria-hidden="true"' in DRAWN[name].svg for name in SIGNS)


def test_the_labels_of_the_large_nerve_are_links_to_pages():
    linked = re.findall(r'<a href="([^"]*)">.*?<tspan font-weight="600">([^<]*)<.*?</a>', DRAWINGS[HERO], re.DOTALL)
    assert [name for _, name in linked] == ["Raise a brow", "Close an eye", "Smile", "Shape a word", "Move the neck"]
    paths = [href.partition("#")[0].removeprefix("../").removesuffix("/") for href, _ in linked]
    pages = [ROOT / "content" / place for path in paths for place in (f"{path}.md", f"{path}/index.md")]
    assert sum(page.is_file() for page in pages) == len(paths)
    assert re.search(r'<svg [^>]*role="group"', DRAWINGS[HERO])


def test_each_class_of_the_palette_is_a_color_and_each_is_used():
    colors = re.findall(r"^  \.(drawing__\w+) \{ color: [^;]*; \}$", STYLES["drawing"], re.MULTILINE)
    used = {name for drawing in DRAWN.values() for name in re.findall(r"drawing__\w+", drawing.svg)}
    assert tuple(colors) == PALETTE and used == {*PALETTE, "drawing__picture"}


def test_clay_is_kept_for_the_nerve():
    clay = re.findall(r"^\s*([^{}]*?)\s*\{[^{}]*var\(--clay\)", "\n".join(STYLES.values()), re.MULTILINE)
    assert clay == [".drawing__clay"]


def test_drawings_on_one_page_have_names_of_their_own(real_site):
    html = (real_site[2] / "gallery/index.html").read_text()
    names = re.findall(r'<svg [^>]*aria-labelledby="([\w-]+)" aria-describedby="([\w-]+)"', html)
    ids = [part for pair in names for part in pair]
    assert len(names) == 8 and len(set(ids)) == 16
    assert [part for part in ids if html.count(f'id="{part}"') != 1] == []
