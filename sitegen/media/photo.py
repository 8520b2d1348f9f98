"""A photograph or line drawing in the sizes and formats a page offers; upright, in sRGB, nothing else kept of it."""

import io
import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from PIL import Image, ImageCms, ImageFile, ImageOps

from sitegen.problems import Problems, problem

WIDTHS = (320, 640, 960, 1280)  # pixels: the column is at most 640 CSS pixels wide, on dense screens twice
LARGEST, SMALLEST = 100_000_000, 16  # pixels in all, and on a side
TALLEST = 16_383  # pixels on a side of a WebP picture
ENDINGS = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif"),
}
SRGB = ImageCms.createProfile("sRGB")
PHOTOGRAPH: Mapping[str, dict[str, Any]] = {
    "avif": {"quality": 50, "speed": 6, "max_threads": 1},  # more threads: other bytes each time
    "webp": {"quality": 75},
    "jpeg": {"quality": 78, "progressive": True, "optimize": True},
}
LINES: Mapping[str, dict[str, Any]] = {
    "avif": {"quality": 90, "speed": 6, "max_threads": 1, "subsampling": "4:4:4"},
    "webp": {"lossless": True},
    "png": {"optimize": True},
}
HEIF = re.compile(rb"....ftyp(?:hei|hev|mif|msf)(?!.{,80}avif)", re.DOTALL)  # ISO/IEC 23008-12; AVIF is one sort of it
AGAIN = "open it in a picture program and save it again as a JPEG or PNG"

Image.MAX_IMAGE_PIXELS = None  # our own limit is told in plain words


class Encoded(NamedTuple):
    """The size of the largest copy in pixels; bytes by format, then by width, the format to prefer first."""

    width: int
    height: int
    formats: dict[str, dict[int, bytes]]


def encode(path: str, data: bytes) -> Encoded:
    """A picture's copies, or what is wrong with the file in plain words."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint changes that for whatever shares its process
    image = opened(path, data)
    try:
        copies = sizes(image)
    except ImageCms.PyCMSError:
        message = 'its color profile cannot be read; save it again with "convert to sRGB" chosen'
        raise problem(path, 0, message) from None
    except Exception as error:  # whatever a decoder makes of bytes that are harmed
        cut = "truncated" in str(error) or isinstance(error, EOFError)
        what = "the file is cut off: part of the picture is missing" if cut else "the picture cannot be read to its end"
        raise problem(path, 0, f"{what}; copy it again from where it came from, or {AGAIN}") from None
    if copies[0].height > TALLEST:
        message = f"{image.width:,} × {image.height:,} pixels are too tall to show as one picture; make several of it"
        raise problem(path, 0, message)
    return Encoded(*copies[0].size, smallest(copies, image.format == "PNG"))


def opened(path: str, data: bytes) -> Image.Image:
    """The picture, its pixels not read yet, once its head shows nothing that we cannot publish."""
    image = read(path, data)
    if fault := fault_of(path, image):
        raise problem(path, 0, fault)
    return image


def read(path: str, data: bytes) -> Image.Image:
    try:
        return of_iphone(data) if HEIF.match(data) else Image.open(io.BytesIO(data))
    except Exception:  # whatever a decoder makes of bytes that are no picture
        raise problem(path, 0, f"not a picture that can be read; {AGAIN}") from None


def ending(path: str, data: bytes) -> str:
    """What the file's name should end in: for a picture, as what it is, whatever another program has called it."""
    given = os.path.splitext(path)[1].lower()
    try:
        right = ENDINGS.get(str(read(path, data).format), (given,))
    except Problems:
        return given
    return given if given in right else right[0]


def of_iphone(data: bytes) -> Image.Image:
    from pillow_heif import HeifImageFile  # lazy: seldom wanted

    image: Image.Image = HeifImageFile(io.BytesIO(data))  # type: ignore[no-untyped-call]  # it has no types of its own
    return image


def fault_of(path: str, image: Image.Image) -> str:
    kind, (width, height) = str(image.format), image.size
    if kind not in ENDINGS:
        return f"a {kind} picture; {AGAIN}"
    if not path.lower().endswith(ENDINGS[kind]):
        return f"a {kind} picture whose name ends in .{path.rpartition('.')[2]}; let it end in {ENDINGS[kind][0]}"
    if width * height > LARGEST:
        return f"{width:,} × {height:,} pixels are more than this site can take; save it at most 10,000 pixels wide"
    if min(width, height) < SMALLEST:
        return f"{width} × {height} pixels are too few to show anything; use the original, 640 pixels wide or more"
    if getattr(image, "n_frames", 1) > 1 and kind not in ("MPO", "HEIF"):  # a telephone's photograph and its preview
        return "a moving picture; save one frame of it, or use a film (video)"
    if image.mode in ("CMYK", "YCCK", "LAB"):
        return "its colors are made for print (CMYK); save it again in RGB colors"
    if image.mode.startswith(("I", "F")) or ";16" in str(getattr(image, "tile", ())):
        return "16 bits for each color, which browsers do not show; save it again with 8 bits"
    return ""


def sizes(image: Image.Image) -> list[Image.Image]:
    """The picture in every width it fills, the widest first, never larger than it was."""
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)  # the orientations that lie on a side
    across, down = (image.height, image.width) if turned else image.size
    width = min(WIDTHS[-1], across)
    scale = width / across
    image.draft("RGB", (round(image.width * scale), round(image.height * scale)))  # JPEG decodes smaller in less time
    copy = in_srgb(ImageOps.exif_transpose(image))
    copies = [resized(copy, width, max(1, round(down * scale)))]
    for smaller in (wide for wide in reversed(WIDTHS) if wide < width):
        larger = next(copy for copy in reversed(copies) if copy.width >= min(smaller * 1.5, width))
        copies.append(resized(larger, smaller, max(1, round(smaller * down / across))))
    return copies


def in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    source = ImageCms.getOpenProfile(io.BytesIO(profile)) if profile else None
    is_gray = source and source.profile.xcolor_space.strip() == "GRAY"
    if source and is_gray and image.mode in ("1", "L"):
        gray = image.convert("L")
        return ImageCms.profileToProfile(gray, source, SRGB, ImageCms.Intent.RELATIVE_COLORIMETRIC, "RGB") or gray
    image = image.convert(mode) if image.mode != mode else image
    if source and not is_gray:  # colors with a profile for grays have none
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        made = ImageCms.profileToProfile(image, source, SRGB, intent, mode, flags=flags)
        image = made or image
    return image


def resized(image: Image.Image, width: int, height: int) -> Image.Image:
    copy = image.resize((width, height), Image.Resampling.BICUBIC)
    copy.info.clear()  # encoders write what they find here
    return copy


def smallest(copies: list[Image.Image], is_png: bool) -> dict[str, dict[int, bytes]]:
    """Bytes by format and width; PNG where that is smaller than JPEG, and no format that outweighs the next."""
    recipe = LINES if is_png and is_drawn(copies[0]) else PHOTOGRAPH
    made = {name: {copy.width: written(copy, name, recipe) for copy in copies} for name in recipe}
    weights = {name: sum(map(len, files.values())) for name, files in made.items()}
    names = list(made)
    return {
        name: files
        for number, (name, files) in enumerate(made.items())
        if all(weights[name] < weights[later] for later in names[number + 1 :])
    }


def is_drawn(image: Image.Image) -> bool:
    """Whether PNG suits it better than JPEG, which has no transparency and blurs lines."""
    return image.mode == "RGBA" or len(written(image, "png", LINES)) <= len(written(image, "jpeg", PHOTOGRAPH))


def written(image: Image.Image, name: str, recipe: Mapping[str, dict[str, Any]]) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, name, **recipe[name])
    return buffer.getvalue()
