"""Handouts and desk cards: on paper, and their QR codes as a telephone reads them."""

import io

import pytest
import zxingcpp
from axe import broken, with_axe
from chromium import NEEDS_CHROMIUM, printed
from PIL import Image
from playwright.sync_api import expect

pytestmark = NEEDS_CHROMIUM


def codes(element):
    """What the QR codes in an element say, read from a picture of the screen."""
    return sorted(code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(element.screenshot()))))


@pytest.fixture(scope="module")
def conditions(real_site):
    return [url for url in real_site[1] if url.startswith("conditions/") and url != "conditions/"]


def test_every_condition_prints_as_a_handout_of_two_pages_at_most(open_page, real_site, conditions):
    shown = open_page()
    assert len(conditions) == 17
    for url in conditions:
        shown.goto(f"{real_site[0]}{url}handout/")
        for paper in ("Letter", "A4"):
            pages = printed(shown, paper)
            assert len(pages) <= 2, url
            text = " ".join(" ".join(pages).split()).replace("- ", "-")
            for words in ("In one minute", "Look after your", "Questions to ask", "(310) 657-2203", url):
                assert words in text, (url, words)
        assert shown.locator("meta[name=robots]").get_attribute("content") == "noindex"


def test_handouts_keep_the_rules_of_axe(open_page, real_site, conditions, request):
    shown = with_axe(open_page(width=360, bypass_csp=True))
    for url in conditions if request.config.getoption("--all") else conditions[:2]:  # they are made alike
        shown.goto(f"{real_site[0]}{url}handout/")
        assert broken(shown) == [], url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_of_a_handout_leads_to_the_whole_page(open_page, real_site, conditions, scheme):
    shown = open_page(color_scheme=scheme, device_scale_factor=2)
    shown.goto(f"{real_site[0]}{conditions[0]}handout/")
    assert codes(shown.locator(".handout")) == [f"https://facialparalysisinstitute.com/{conditions[0]}"]
    shown.goto(real_site[0] + conditions[0])
    shown.get_by_role("link", name="Print a handout of this page").click()
    expect(shown).to_have_url(f"{real_site[0]}{conditions[0]}handout/")


def test_desk_cards_lead_to_the_stages_and_hold_the_telephone_number(open_page, real_site):
    shown = open_page(device_scale_factor=2)
    shown.goto(real_site[0] + "referral/cards-for-your-desk/")
    stages = [url for url in real_site[1] if url.startswith("when-it-started/") and url != "when-it-started/"]
    found = codes(shown.locator(".desk-cards"))
    assert [code for code in found if code.startswith("https:")] == sorted(
        f"https://facialparalysisinstitute.com/{url}" for url in stages
    )
    assert [code for code in found if "TEL:+13106572203" in code.replace("TEL:tel:", "TEL:")]
