"""Photographs and drawings come out upright, in sRGB, in several sizes and formats, with nothing else kept of them."""

import io
import random
import struct
import time
import zlib

import pytest
from PIL import Image, ImageCms, ImageDraw
from samples import P3, SECRETS, file_of, from_a_telephone, heic, p3_profile, photograph, quarters

from sitegen.media import photo
from sitegen.problems import Problems


def read(encoded):
    """Every copy as Pillow reads it back."""
    return {
        (name, width): Image.open(io.BytesIO(data))
        for name, files in encoded.formats.items()
        for width, data in files.items()
    }


def color(image, across, down):
    return image.convert("RGB").getpixel((int(image.width * across), int(image.height * down)))


def near(one, other, by=12):
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_a_photograph_comes_in_three_formats_and_every_width_it_fills():
    encoded = photo.encode("a.jpg", file_of(photograph(1000, 500)))
    assert {name: sorted(files) for name, files in encoded.formats.items()} == {
        "avif": [320, 640, 960, 1000],
        "webp": [320, 640, 960, 1000],
        "jpeg": [320, 640, 960, 1000],
    }
    assert (encoded.width, encoded.height) == (1000, 500)
    for (name, width), image in read(encoded).items():
        assert (image.format, image.size) == (name.upper(), (width, width // 2))
    weights = [sum(map(len, files.values())) for files in encoded.formats.values()]
    assert weights == sorted(weights) and weights[0] < weights[1] < weights[2]


def test_nothing_is_made_larger_than_it_was():
    assert {width for _, width in read(photo.encode("a.jpg", file_of(photograph(500, 300))))} == {320, 500}
    assert {width for _, width in read(photo.encode("a.jpg", file_of(photograph(4000, 300))))} == {320, 640, 960, 1280}
    assert {width for _, width in read(photo.encode("a.jpg", file_of(photograph(20, 16))))} == {20}


def test_a_picture_on_its_side_is_turned_upright():
    upright = quarters(480, 640)
    for orientation, stored in {
        6: upright.transpose(Image.Transpose.ROTATE_90),
        8: upright.transpose(Image.Transpose.ROTATE_270),
        3: upright.transpose(Image.Transpose.ROTATE_180),
        5: upright.transpose(Image.Transpose.TRANSPOSE),
        1: upright,
    }.items():
        encoded = photo.encode("a.jpg", from_a_telephone(stored, orientation))
        assert (encoded.width, encoded.height) == (480, 640)
        for (_, width), image in read(encoded).items():
            assert image.size == (width, round(width * 640 / 480))
            assert near(color(image, 0.25, 0.25), (255, 0, 0)) and near(color(image, 0.75, 0.25), (0, 255, 0))
            assert near(color(image, 0.25, 0.75), (0, 0, 255)) and near(color(image, 0.75, 0.75), (255, 255, 255))


OF_FORMATS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"} | {
    "loop", "background", "timestamp", "duration",
}  # fmt: skip


def test_no_byte_of_what_the_camera_noted_is_left():
    data = from_a_telephone(photograph(), 6, p3_profile())
    original = Image.open(io.BytesIO(data))
    assert original.getexif().get_ifd(0x8825) and original.info["icc_profile"] and original.info["comment"]
    assert all(secret in data for secret in SECRETS)
    encoded = photo.encode("a.jpg", data)
    for image in read(encoded).values():
        assert not image.getexif() and not image.getexif().get_ifd(0x8825)
        assert image.info.keys() <= OF_FORMATS
    for data in (data for files in encoded.formats.values() for data in files.values()):
        assert not any(secret in data for secret in SECRETS)
        assert not any(
            mark in data for mark in (b"Exif", b"http://ns.adobe.com", b"Photoshop", b"ICC_PROFILE", b"EXIF")
        )


def srgb(color):
    """What sRGB calls a color of the P3 profile, by the formulas (IEC 61966-2-1, Bradford-adapted matrix)."""
    linear = [(level / 255) ** 2.2 for level in color]
    xyz = [sum(factor * level for factor, level in zip(row, linear, strict=True)) for row in P3]
    matrix = ((3.13406, -1.61739, -0.49059), (-0.97877, 1.91613, 0.03345), (0.07194, -0.22899, 1.40524))
    rgb = [sum(factor * part for factor, part in zip(row, xyz, strict=True)) for row in matrix]
    return [round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055)) for c in rgb]


@pytest.mark.parametrize("shade", [(180, 100, 60), (90, 150, 110), (200, 200, 200)])
def test_colors_of_a_wider_space_become_those_of_srgb(shade):
    data = file_of(Image.new("RGB", (400, 300), shade), "png", icc_profile=p3_profile())
    for image in read(photo.encode("a.png", data)).values():
        assert "icc_profile" not in image.info
        assert near(color(image, 0.5, 0.5), srgb(shade), 3)
    assert shade == (200, 200, 200) or not near(shade, srgb(shade), 5)


def drawn(mode="RGB"):
    image = Image.new(mode, (800, 600), (255, 255, 255) if mode == "RGB" else (0, 0, 0, 0))
    ImageDraw.Draw(image).line((0, 0, 800, 600), fill=(0, 0, 0), width=3)
    return image


def test_line_art_and_transparent_pictures_stay_lossless_png():
    for image in (drawn(), drawn("RGBA"), drawn("RGBA").convert("P")):
        encoded = photo.encode("a.png", file_of(image, "png"))
        last = list(encoded.formats)[-1]
        assert last == "png" and "jpeg" not in encoded.formats
        assert read(encoded)["png", 800].convert("RGBA").tobytes() == image.convert("RGBA").tobytes()
    assert list(photo.encode("a.png", file_of(photograph(), "png")).formats) == ["avif", "webp", "jpeg"]


def test_gray_pictures_and_palettes_are_taken():
    for mode in ("L", "LA", "P"):
        image = photograph().convert(mode)
        copies = read(photo.encode("a.png", file_of(image, "png", icc_profile=p3_profile())))
        assert {width for _, width in copies} == {320, 640, 900}
        for copy in copies.values():
            level = color(copy.resize((1, 1)), 0, 0)
            assert near(level, color(image.convert("RGB").resize((1, 1)), 0, 0), 30), mode


def test_the_same_file_gives_the_same_bytes():
    data = from_a_telephone(photograph(), 6, p3_profile())
    assert photo.encode("a.jpg", data) == photo.encode("a.jpg", data)


def test_webp_and_avif_are_taken_too():
    for kind in ("webp", "avif"):
        copies = read(photo.encode(f"a.{kind}", file_of(quarters(), kind)))
        assert {width for _, width in copies} == {320, 640}
        assert all(near(color(copy, 0.25, 0.25), (255, 0, 0), 30) for copy in copies.values())


def two_frames(kind):
    return file_of(photograph(), kind, save_all=True, append_images=[quarters(900, 600)])


def bomb(width=60_000, height=60_000):
    """A PNG whose head promises so many pixels."""
    data = bytearray(file_of(Image.new("1", (width, 20), 1), "png"))
    data[20:24] = height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


AGAIN = "open it in a picture program and save it again as a JPEG or PNG"


def noted_badly():
    """A photograph on its side whose resolution a broken program has noted as a text (Exif 2.32, TIFF 6.0)."""
    notes = struct.pack("<HHIHHHHI4s", 0x0112, 3, 1, 6, 0, 0x011A, 2, 3, b"ab\0\0")
    return file_of(photograph(), exif=b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + notes + bytes(4))


CUT = f"the file is cut off: part of the picture is missing; copy it again from where it came from, or {AGAIN}"
FAULTY = {
    "truncated": ("a.jpg", file_of(photograph())[:9000], CUT),
    "truncated png": ("a.png", file_of(photograph(), "png")[:9000], CUT),
    "empty": ("a.jpg", b"", f"not a picture that can be read; {AGAIN}"),
    "only a head": ("a.jpg", file_of(photograph())[:40], f"not a picture that can be read; {AGAIN}"),
    "no picture": ("a.png", b"<html>", f"not a picture that can be read; {AGAIN}"),
    "wrong extension": ("a.jpg", file_of(drawn(), "png"), "a PNG picture whose name ends in .jpg; let it end in .png"),
    "another wrong extension": (
        "a.webp",
        file_of(drawn()),
        "a JPEG picture whose name ends in .webp; let it end in .jpg",
    ),
    "a kind we do not take": ("a.png", file_of(drawn(), "tiff"), f"a TIFF picture; {AGAIN}"),
    "decompression bomb": (
        "a.png",
        bomb(),
        "60,000 × 60,000 pixels are more than this site can take; save it at most 10,000 pixels wide",
    ),
    "CMYK": (
        "a.jpg",
        file_of(photograph().convert("CMYK")),
        "its colors are made for print (CMYK); save it again in RGB colors",
    ),
    "16 bits": (
        "a.png",
        file_of(Image.new("I;16", (300, 300), 999), "png"),
        "16 bits for each color, which browsers do not show; save it again with 8 bits",
    ),
    "animated png": ("a.png", two_frames("png"), "a moving picture; save one frame of it, or use a film (video)"),
    "animated webp": ("a.webp", two_frames("webp"), "a moving picture; save one frame of it, or use a film (video)"),
    "too tall": (
        "a.png",
        file_of(Image.new("RGB", (200, 16_384)), "png"),
        "200 × 16,384 pixels are too tall to show as one picture; make several of it",
    ),
    "words where a number was noted": (
        "a.jpg",
        noted_badly(),
        f"the picture cannot be read to its end; copy it again from where it came from, or {AGAIN}",
    ),
    "1 × 1": (
        "a.png",
        file_of(Image.new("RGB", (1, 1)), "png"),
        "1 × 1 pixels are too few to show anything; use the original, 640 pixels wide or more",
    ),
    "a broken profile": (
        "a.jpg",
        file_of(photograph(), icc_profile=b"not a profile at all"),
        'its color profile cannot be read; save it again with "convert to sRGB" chosen',
    ),
}


@pytest.mark.parametrize(
    ("width", "height", "is_taken"),
    [(10_000, 10_000, True), (10_000, 10_001, False), (16, 16, True), (16, 15, False), (15, 16, False)],
)
def test_the_largest_and_the_smallest_picture(width, height, is_taken):
    try:
        photo.opened("a.png", bomb(width, height))  # its head is read, its pixels are not
    except Problems as found:
        assert not is_taken and "pixels are" in str(found)
    else:
        assert is_taken


@pytest.mark.parametrize("name", FAULTY)
def test_what_cannot_be_published_is_told_in_plain_words(name):
    path, data, message = FAULTY[name]
    with pytest.raises(Problems) as found:
        photo.encode(path, data)
    assert str(found.value) == f"{path}: {message}"


def test_a_picture_may_have_a_hundred_million_pixels_and_not_one_more():
    assert photo.opened("a.png", bomb(10_000, 10_000)).size == (10_000, 10_000)
    with pytest.raises(Problems, match="10,000 × 10,001 pixels are more than this site can take"):
        photo.opened("a.png", bomb(10_000, 10_001))


def test_sixteen_bits_for_each_of_three_colors_are_found():
    row = b"\0" + bytes(32 * 6)

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (32).to_bytes(4, "big") * 2 + bytes([16, 2, 0, 0, 0])
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 32)) + chunk(b"IEND", b"")
    with pytest.raises(Problems, match="16 bits for each color"):
        photo.encode("a.png", data)


def test_damaged_pictures_end_in_a_problem_or_a_picture():
    chance = random.Random(7)
    files = [("a.jpg", file_of(photograph(120, 80))), ("a.png", file_of(photograph(120, 80), "png"))]
    files += [(f"a.{kind}", file_of(photograph(120, 80), kind)) for kind in ("webp", "avif")]
    outcomes = []
    for path, data in files * 40:
        damaged = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 20)):
            damaged[chance.randrange(max(1, len(damaged)))] = chance.randrange(256)
        try:
            outcomes.append(bool(photo.encode(path, bytes(damaged)).formats))
        except Problems as found:
            outcomes.append(found.problems[0].message)
    assert True in outcomes and len({outcome for outcome in outcomes if outcome is not True}) > 2


def test_work_beside_the_encoders_is_little():
    data = from_a_telephone(photograph(4000, 3000), 6)
    started = time.process_time()
    copies = photo.sizes(photo.opened("a.jpg", data))
    beside = time.process_time() - started
    photo.smallest(copies, False)
    assert beside <= 0.3 * (time.process_time() - started - beside)


def test_the_profile_made_for_these_tests_is_one():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(p3_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "P3"


def test_a_telephones_photograph_with_its_preview_is_taken():
    buffer = io.BytesIO()
    photograph(640, 400).save(buffer, "mpo", save_all=True, append_images=[photograph(64, 40)])
    made = photo.encode("a.jpg", buffer.getvalue())
    assert Image.open(io.BytesIO(buffer.getvalue())).format == "MPO"
    assert (made.width, made.height) == (640, 400)


def gray_profile():
    """An ICC profile of grays with a plain gamma of 1.0 (ICC.1:2010)."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 256) + b"\0\0"
    white = b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(number * 65536)) for number in (0.9642, 1, 0.8249))
    name = b"desc\0\0\0\0" + struct.pack(">I", 2) + b"G\0" + bytes(78) + b"\0" * 4
    tags, table, body = {b"desc": name, b"wtpt": white, b"kTRC": curve}, b"", b""
    for signature, data in tags.items():
        table += signature + struct.pack(">II", 128 + 4 + 36 + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = 128 + 4 + 36 + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"GRAY", b"XYZ ") + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + white[8:]
    return head.ljust(128, b"\0") + struct.pack(">I", 3) + table + body


@pytest.mark.parametrize(("mode", "shade"), [("L", 188), ("RGB", 128)])
def test_a_profile_of_grays_is_applied_to_grays_alone(mode, shade):
    """Half the light of a gamma of 1.0 is 188 in sRGB (IEC 61966-2-1); in a picture of colors it says nothing."""
    color = 128 if mode == "L" else (128, 128, 128)
    data = file_of(Image.new(mode, (400, 300), color), "png", icc_profile=gray_profile())
    for copy in read(photo.encode("a.png", data)).values():
        assert abs(copy.convert("L").getpixel((200, 150)) - shade) <= 2


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation):
    made = photo.encode("a.jpg", from_a_telephone(photograph(640, 400), orientation))
    assert (made.width, made.height) == (640, 400)


def test_a_name_may_end_in_capitals():
    assert photo.encode("IMG_0001.JPG", file_of(photograph(64, 40))).width == 64


@pytest.mark.parametrize(("orientation", "turn"), [(1, None), (6, Image.Transpose.ROTATE_90)])
def test_a_photograph_of_an_iphone_is_shown_upright_with_nothing_that_it_noted(orientation, turn):
    upright = quarters(480, 640)
    stored = upright.transpose(turn) if turn else upright
    data = from_a_telephone(stored, orientation, p3_profile(), "heif")
    assert all(secret in data for secret in SECRETS[:3])
    encoded = photo.encode("IMG_4021.HEIC", data)
    for image in read(encoded).values():
        assert (
            image.height == round(image.width * 640 / 480) and not image.getexif() and image.info.keys() <= OF_FORMATS
        )
        assert near(color(image, 0.25, 0.25), (255, 0, 0)) and near(color(image, 0.75, 0.25), (0, 255, 0))
    assert not any(
        secret in made for files in encoded.formats.values() for made in files.values() for secret in SECRETS
    )


@pytest.mark.parametrize("shade", [(180, 100, 60), (90, 150, 110)])
def test_colors_of_an_iphone_become_those_of_srgb(shade):
    data = heic(Image.new("RGB", (64, 64), shade), icc_profile=p3_profile())
    assert all(near(color(copy, 0.5, 0.5), srgb(shade), 4) for copy in read(photo.encode("a.heic", data)).values())


def test_a_picture_of_an_iphone_is_named_as_one():
    with pytest.raises(Problems, match="^a.jpg: a HEIF picture whose name ends in .jpg; let it end in .heic$"):
        photo.encode("a.jpg", heic(photograph(64, 40)))


def test_a_damaged_picture_of_an_iphone_is_told():
    data = heic(photograph(200, 200))
    for length in range(0, len(data), len(data) // 20):
        with pytest.raises(Problems, match=AGAIN):
            photo.encode("a.heic", data[:length])
