"""Every page in Debian's Chromium as it looks: to axe, on a small telephone, with large text, in other colors."""

import pytest
from axe import COLORS, broken, with_axe
from chromium import NEEDS_CHROMIUM, WIDER, visit

CLIPPED = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one), hides = /hidden|clip/.test(style.overflowX + style.overflowY);
  const overflows = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  return hides && style.clipPath === "none" && overflows;
}).map(one => one.outerHTML.slice(0, 100))"""
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")].filter(one => {
  const target = one.type === "checkbox" ? one.labels[0] : one, box = target.getBoundingClientRect();
  const isInSentence = getComputedStyle(target).display === "inline" || one.popoverTargetElement;
  return box.width && !isInSentence && (box.width < 43.5 || box.height < 43.5);
}).map(one => one.outerHTML.slice(0, 100))"""
MOVES = """() => document.getAnimations().length + [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  return parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === "smooth";
}).length"""
FADED = """() => { const paper = getComputedStyle(document.documentElement).backgroundColor;
  return [...document.querySelectorAll("svg *")].filter(one => {
    const style = getComputedStyle(one), shown = one.getBBox && one.getBoundingClientRect().width;
    return shown && style.stroke === paper && style.fill === "none" && !one.closest("[class*=bore]");
  }).map(one => one.outerHTML.slice(0, 100)); }"""
LARGEST = "document.documentElement.dataset.text"
SPACED = """p { margin-bottom: 2em !important }
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"""

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def tour(browser, real_site):
    """What is found on every page on a small telephone, all at one visit; nothing where all is well.

    Contrast is left to the samples: no page has colors but those of its components.
    """
    context = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True, color_scheme="light")
    shown, seen = with_axe(context.new_page()), {}
    for url in visit(shown, real_site):
        page = seen[url] = {"axe": broken(shown, contrast=False)}
        page |= {"small": shown.evaluate(SMALL), "moving": shown.evaluate(MOVES)}
        shown.emulate_media(color_scheme="dark", forced_colors="active")
        page["faded"] = shown.evaluate(FADED)
        shown.emulate_media(color_scheme="light", forced_colors="none")
        shown.set_viewport_size({"width": 320, "height": 800})
        page["wide"] = shown.evaluate(WIDER)
        page["large"] = shown.evaluate(f"() => {{ {LARGEST} = 'largest'; return {WIDER}; }}")
        shown.evaluate(f"() => {{ delete {LARGEST}; }}")
        shown.add_style_tag(content=SPACED)
        page["clipped"] = shown.evaluate(CLIPPED) + ["sideways"] * shown.evaluate(WIDER)
        shown.set_viewport_size({"width": 360, "height": 800})
    context.close()
    assert len(seen) > 90
    return seen


def of(tour, *names):
    """The pages on which something was found, and what."""
    return {url: found for url, page in tour.items() if any(found := [page[name] for name in names])}


def test_every_page_keeps_the_rules_of_axe(tour):
    assert of(tour, "axe") == {}


def test_targets_are_large_and_nothing_moves(tour):
    assert of(tour, "small", "moving") == {}


def test_drawings_stay_visible_in_forced_colors(tour):
    assert of(tour, "faded") == {}


def test_every_page_fits_320_pixels_even_with_wide_spacing_or_the_largest_text(tour):
    assert of(tour, "wide", "clipped", "large") == {}


FAULTY = """<!doctype html><html lang="en"><title>Faults</title><style>html { background: #fff }</style>
<main><h1>Faults</h1><a style="display: block; width: 20px" href="#a">a</a><p style="transition: color 1s">b</p>
<p style="width: 50px; overflow: hidden; white-space: nowrap">words that are cut off</p><img src="a.svg">
<svg width="9" height="9"><path d="M0 0h9v9" fill="none" stroke="#fff" /></svg><pre>…</pre></main>"""


def test_the_tour_would_find_faults(open_page):
    shown = open_page(width=360, bypass_csp=True)
    shown.set_content(FAULTY.replace("…", "wide " * 99))
    assert [fault.partition(":")[0] for fault in broken(shown)] == ["image-alt"]
    assert [len(shown.evaluate(check)) for check in (SMALL, FADED, CLIPPED)] == [1, 1, 1]
    assert shown.evaluate(MOVES) == 1 and shown.evaluate(WIDER)


@pytest.mark.parametrize("width", [768, 1280])
def test_a_page_of_each_kind_keeps_the_rules_of_axe(open_page, real_site, kinds, width):
    shown = with_axe(open_page(width=width, bypass_csp=True, color_scheme="light"))
    assert {url: faults for url in visit(shown, real_site, kinds) if (faults := broken(shown))} == {}


def test_colors_can_be_told_apart_in_light_and_in_dark(open_page, real_site, samples):
    shown = with_axe(open_page(width=360, bypass_csp=True, color_scheme="light"))
    found = {}
    for url in visit(shown, real_site, samples):
        found[url] = broken(shown, COLORS)
        shown.emulate_media(color_scheme="dark")
        found[f"{url} dark"] = broken(shown, COLORS)
        shown.emulate_media(color_scheme="light")
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("width", "size"), [(1280, "200%"), (320, "150%")])
def test_large_text_loses_nothing(open_page, real_site, samples, width, size):
    shown, found = open_page(width=width, bypass_csp=True), {}
    for url in visit(shown, real_site, samples):
        shown.add_style_tag(content=f"html {{ font-size: {size} }}")
        found[url] = shown.evaluate(CLIPPED) + ["sideways"] * shown.evaluate(WIDER)
    assert {url: lost for url, lost in found.items() if lost} == {}


def test_colors_hold_in_high_contrast(open_page, real_site, kinds):
    shown = with_axe(open_page(width=360, bypass_csp=True, contrast="more"))
    assert {url: faults for url in visit(shown, real_site, kinds) if (faults := broken(shown, COLORS))} == {}
