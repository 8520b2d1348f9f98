"""Pictures to share: a page's title beside the mark, read back from the picture's own pixels."""

import io

import pytest
from conftest import ROOT
from hypothesis import given, strategies
from PIL import Image

from sitegen.media import share_card

BACKGROUND = (ROOT / "assets/icons/share.png").read_bytes()
LONG = "Notes for your dentist and for the doctor who gives anesthetics"


def picture(title, name="A practice"):
    return Image.open(io.BytesIO(share_card.draw(title, name, BACKGROUND)))


def words(image):
    """Where letters stand: left, top, right, bottom of all that is not paper, right of the mark."""
    area = image.convert("L").crop((share_card.LEFT - 20, 0, *share_card.SIZE))
    return area.point(lambda level: 255 * (level < 128)).getbbox()


@pytest.mark.parametrize("title", ["Bell's palsy", LONG, "Melkersson-Rosenthal syndrome: palsy with swollen lips"])
def test_the_title_stands_whole_beside_the_mark(title):
    image = picture(title)
    left, top, right, bottom = words(image)
    assert image.size == (1200, 630) and image.format == "PNG" and len(share_card.draw(title, "A", BACKGROUND)) < 30_000
    assert left > 0 and right < 1200 - 540 + 20 and top > 20 and bottom < 610
    mark = Image.open(io.BytesIO(BACKGROUND)).convert("L").crop((0, 0, 530, 630))
    same = image.convert("L").crop((0, 0, 530, 630))
    assert max(abs(a - b) for a, b in zip(mark.tobytes(), same.tobytes(), strict=True)) < 40


def test_letters_are_dark_on_light_paper():
    image = picture(LONG).convert("L")
    assert image.getpixel((1190, 10)) > 240 and min(image.crop((540, 0, 1200, 630)).tobytes()) < 60


def test_titles_differ_and_the_same_title_gives_the_same_bytes():
    assert share_card.draw("One", "A", BACKGROUND) != share_card.draw("Two", "A", BACKGROUND)
    assert share_card.draw("One", "A", BACKGROUND) == share_card.draw("One", "A", BACKGROUND)


def test_a_title_whose_letters_the_font_lacks_has_the_general_picture():
    assert share_card.draw("Möbius", "A practice", BACKGROUND) == BACKGROUND


def test_long_titles_are_written_smaller():
    assert share_card.fitted("Short")[0] > share_card.fitted(LONG + " and more")[0]
    assert all(len(share_card.fitted("word " * n)[1]) <= 4 for n in range(1, 14))
    assert share_card.fitted("a" * 65) == (54, ["a" * 65])


@given(strategies.binary(min_size=8 * 6, max_size=8 * 6), strategies.integers(1, 48))
def test_a_png_shows_the_pixels_it_was_made_of(pixels, colors):
    image = Image.frombytes("P", (8, 6), bytes(pixel % 16 for pixel in pixels))
    image.putpalette(bytes(range(3 * colors)))
    read = Image.open(io.BytesIO(share_card.png(image)))
    assert read.size == image.size and read.convert("RGB").tobytes() == image.convert("RGB").tobytes()
    assert read.info == {}  # nothing else is in it
