"""Picture and film files as telephones and drawing programs write them: with places, names and dates in them."""

import io
import pathlib
import random
import struct
import tempfile

import av
import pillow_heif
from PIL import Image, ImageFilter

GPS = {1: "N", 2: (34.0, 4.0, 1.0), 3: "W", 4: (118.0, 23.0, 1.0)}
SECRETS = (b"Jane Patient", b"PHONE-77", b"2031:04:05", b"secret-comment")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Jane Patient</dc:creator></x:xmpmeta>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x11\x1c\x02\x50\x00\x0cJane Patient\x00"
P3 = ((0.51512, 0.29198, 0.15710), (0.24120, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407))  # to XYZ, D50


def p3_profile():
    """An ICC profile (ICC.1:2010) of Display P3's primaries with a plain gamma of 2.2."""

    def fixed(*numbers):
        return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)

    def colorant(column):
        return b"XYZ \0\0\0\0" + fixed(*(row[column] for row in P3))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(78) + b"\0\0\0"
    tags = {b"desc": name, b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249)}
    tags |= {b"rXYZ": colorant(0), b"gXYZ": colorant(1), b"bXYZ": colorant(2)}
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    table, body, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for signature, data in tags.items():
        table += signature + struct.pack(">II", offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def photograph(width=900, height=600, seed=1):
    """A picture with as much detail as a photograph, the same for the same seed: no colors in large flat parts."""
    noise = Image.frombytes("RGB", (60, 40), random.Random(seed).randbytes(60 * 40 * 3))
    return noise.filter(ImageFilter.GaussianBlur(1)).resize((width, height), Image.Resampling.BICUBIC)


def quarters(width=640, height=480):
    """Red, green, blue and white from the top left."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("lime", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image


def file_of(image, kind="jpeg", **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def heic(image, **options):
    """A file as iPhones make it."""
    buffer, given = io.BytesIO(), {name: value for name, value in options.items() if value}
    pillow_heif.encode(image.mode, image.size, image.tobytes(), buffer, quality=95, **given)
    return buffer.getvalue()


def from_a_telephone(image, orientation=1, profile=None, kind="jpeg"):
    """A file as a telephone and a photograph manager leave it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x0110], exif[0x0132] = orientation, "Jane Patient", "PHONE-77", "2031:04:05 06:07"
    exif[0x8825] = GPS
    if kind == "heif":
        return heic(image, exif=exif.tobytes(), xmp=XMP, icc_profile=profile)
    data = file_of(image, quality=95, exif=exif, xmp=XMP, icc_profile=profile, comment=b"secret-comment")
    block = b"\xff\xed" + struct.pack(">H", len(IPTC) + 2) + IPTC
    return data[:2] + block + data[2:]


def film(ending="mp4"):
    """A film of a moving bar with a place, a name and a date in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, f"film.{ending}")
        with av.open(str(path), "w", options={"movflags": "faststart+use_metadata_tags"}) as output:
            output.metadata.update({"location": "+34.0670-118.3836/", "artist": "Jane Patient"})
            output.metadata.update({"comment": "secret-comment", "creation_time": "2031-04-05T06:07:08Z"})
            stream = output.add_stream("libx264", rate=10)
            stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
            for number in range(10):
                image = Image.new("RGB", (320, 180), "gray")
                image.paste("white", (number * 10, 0, number * 10 + 40, 180))
                output.mux(stream.encode(av.VideoFrame.from_image(image)))
            output.mux(stream.encode())
        return path.read_bytes()


CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:00.800\nA white bar moves to the right.\n"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>A line</title>'
    '<path d="M0 0h100" stroke="#000" /></svg>'
)
