"""The picture that goes with a page where its address is shared (Open Graph): our mark and the page's title."""

import functools
import io
import struct
import zlib

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

SIZE = (1200, 630)  # pixels, as the services that show it ask for
LEFT, RIGHT = 540, 1130  # where words may stand; the mark stands before them
INK, PETROL = "#14232a", "#0b4650"
TITLES, NAME = (76, 64, 54), 34  # heights of letters, in pixels
MARK, RAMP = 6, 5  # colors of the mark, and from paper to letters: four bits hold them with both sorts of letters
SIGNATURE, UP = b"\x89PNG\r\n\x1a\n", 2  # how a PNG begins; the filter that takes away the row above
MISSING = "\ufffe"  # no character: drawn as the font draws what it lacks


def draw(title: str, name: str, background: bytes) -> bytes:
    """A PNG of 1200 × 630; `background` is a PNG of that size, of which only the mark, on the left, is kept.

    Where the font lacks a letter of the title, it is the background as it came.
    """
    if any(is_missing(letter) for letter in title + name):
        return background
    size, lines = fitted(title)
    height = round(size * 1.15)
    top = (SIZE[1] - height * len(lines) - 2 * NAME) // 2
    picture = paper(background).copy()
    picture.paste(letters("\n".join(lines), size, height, MARK), (LEFT - 2, top))
    picture.paste(letters(name, NAME, NAME, MARK + RAMP), (LEFT - 2, top + height * len(lines) + NAME))
    return png(picture)


def png(picture: Image.Image) -> bytes:
    """A picture of sixteen colors as PNG (its specification, 5.2, 9 and 11.2), each row as what differs from the one
    above; Pillow tries every filter on every row, which takes twice as long."""
    rows = Image.frombytes("L", (picture.width // 2, picture.height), picture.tobytes("raw", "P;4"))
    above = Image.new("L", rows.size)
    above.paste(rows, (0, 1))
    filtered = Image.new("L", (rows.width + 1, rows.height), UP)
    filtered.paste(ImageChops.subtract_modulo(rows, above), (1, 0))
    packer = zlib.compressobj(strategy=zlib.Z_RLE)  # a tenth larger than without, in a third of the time
    data = packer.compress(filtered.tobytes()) + packer.flush()
    palette = bytes(picture.getpalette() or ())[: 3 * 16].ljust(3 * 16, b"\0")
    head = struct.pack(">IIBBBBB", *picture.size, 4, 3, 0, 0, 0)  # four bits, each a place in the palette
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
    return SIGNATURE + b"".join(
        len(part).to_bytes(4, "big") + kind + part + zlib.crc32(kind + part).to_bytes(4, "big") for kind, part in chunks
    )


@functools.cache
def is_missing(letter: str) -> bool:
    return bytes(font(NAME).getmask(letter)) == bytes(font(NAME).getmask(MISSING))


@functools.cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Aileron, which comes with Pillow: here alone we cannot use a font that the reader has."""
    loaded = ImageFont.load_default(size)
    assert isinstance(loaded, ImageFont.FreeTypeFont)  # Pillow's wheels have FreeType
    return loaded


@functools.cache
def paper(background: bytes) -> Image.Image:
    """The background without its words, in the few colors of the mark and of both sorts of letters."""
    picture = Image.open(io.BytesIO(background)).convert("RGB")
    blank = picture.getpixel((0, 0))
    assert isinstance(blank, tuple)
    ImageDraw.Draw(picture).rectangle((LEFT, 0, *SIZE), fill=blank)
    reduced = picture.quantize(MARK, dither=Image.Dither.NONE)
    colors = (reduced.getpalette() or [])[: 3 * MARK] + [0] * 3 * MARK
    ramps = [
        round(before + (after - before) * step / (RAMP - 1))
        for color in (INK, PETROL)
        for step in range(RAMP)
        for before, after in zip(blank, ImageColor.getrgb(color), strict=True)
    ]
    reduced.putpalette(colors[: 3 * MARK] + ramps)
    return reduced


@functools.lru_cache(maxsize=8)  # the practice's name is on every card
def letters(text: str, size: int, height: int, ramp: int) -> Image.Image:
    """Text in the colors of the palette from `ramp` on; the title's letters a little bolder."""
    lines = text.split("\n")
    area = Image.new("L", (SIZE[0] - LEFT, height * len(lines) + size // 2))
    pen = ImageDraw.Draw(area)
    for number, line in enumerate(lines):
        pen.text((2, height * number), line, 255, font(size))
    if size > NAME:
        area = ImageChops.lighter(area, ImageChops.offset(area, 1, 0))
    return Image.frombytes("P", area.size, area.point(steps(ramp)).tobytes())


@functools.cache
def steps(ramp: int) -> list[int]:
    """The color of the palette for each of 256 levels of ink."""
    return [ramp + level * RAMP // 256 for level in range(256)]


def fitted(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title takes at most four lines, and these."""
    for size in TITLES:
        lines = [""]
        for word in title.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and font(size).getlength(longer) > RIGHT - LEFT:
                lines.append(word)
            else:
                lines[-1] = longer
        if len(lines) <= 4 and all(font(size).getlength(line) <= RIGHT - LEFT for line in lines):
            break
    return size, lines
