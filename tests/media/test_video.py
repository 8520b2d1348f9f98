"""Films are published without what the camera noted in them."""

import io

import av
import pytest
from samples import film as made_film

from sitegen.media import video
from sitegen.problems import Problems

NOTES = (b"Jane Patient", b"secret-comment", b"+34.0670")


def frames(data):
    with av.open(io.BytesIO(data)) as container:
        return [frame.to_image().tobytes() for frame in container.decode(video=0)]


def notes(data):
    with av.open(io.BytesIO(data)) as container:
        return dict(container.metadata) | dict(container.streams.video[0].metadata)


def test_the_notes_go_and_the_film_stays():
    data = made_film()
    assert sum(note in data for note in NOTES) >= 3
    clean = video.clean("a.mp4", data)
    assert len(clean) == len(data) and frames(clean) == frames(data) and len(frames(data)) == 10
    kept = notes(clean)
    assert kept.keys() <= {"major_brand", "minor_version", "compatible_brands", "language", "handler_name", "vendor_id"}
    assert not any(note in clean for note in NOTES)
    assert "creation_time" in notes(data)
    assert video.clean("a.mp4", clean) == clean


WIDE = (1).to_bytes(4, "big") + b"mdat" + (24).to_bytes(8, "big") + bytes(8)  # a box with a long size


def box(kind, content=b""):
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def nested(depth):
    inner = b""
    for _ in range(depth):
        inner = box(b"moov", inner)
    return inner


def test_boxes_are_found_whatever_way_their_size_is_written():
    data = box(b"ftyp") + box(b"moov", box(b"udta", b"Jane") + box(b"mvhd", b"\1" + bytes(3) + b"x" * 20)) + WIDE
    until_the_end = bytes(4) + b"free" + b"rest"
    assert video.clean("a.mp4", data + until_the_end) == (
        box(b"ftyp")
        + box(b"moov", box(b"free", bytes(4)) + box(b"mvhd", b"\1" + bytes(3) + bytes(16) + b"x" * 4))
        + WIDE
        + until_the_end
    )


@pytest.mark.parametrize("kind", [b"udta", b"meta", b"uuid"])
def test_boxes_of_notes_are_emptied_wherever_they_stand(kind):
    whole = box(b"ftyp") + box(b"moov", box(b"trak", box(kind, b"Jane"))) + box(kind, b"Jane") + box(b"mdat")
    none = box(b"free", bytes(4))
    assert video.clean("a.mp4", whole) == box(b"ftyp") + box(b"moov", box(b"trak", none)) + none + box(b"mdat")


NO_FILM = "a.mp4: not an MP4 film, or cut off; save it again as MP4 (H.264 and AAC)"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", NO_FILM),
        (b"RIFF" + bytes(99), NO_FILM),
        (made_film()[:900], NO_FILM),
        (made_film("mkv"), NO_FILM),
        (box(b"ftyp") + box(b"moov", nested(3000)) + box(b"mdat"), NO_FILM),
        (box(b"ftyp") + box(b"moov", box(b"mvhd", b"\1")) + box(b"mdat", b"MEDIA"), NO_FILM),
        (box(b"ftyp") + box(b"moov") + box(b"mdat") + box(b"mvhd"), NO_FILM),
        (
            box(b"ftyp") + box(b"mdat") + box(b"moov"),
            'a.mp4: can play only once it is all there; save it again with "fast start" (web) chosen',
        ),
        (
            box(b"ftyp") + box(b"moov", box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"meta")))) + box(b"mdat"),
            "a.mp4: holds more than picture and sound (a place or a time, say); save it again as MP4",
        ),
    ],
)
def test_what_cannot_be_published_is_told(data, message):
    with pytest.raises(Problems) as found:
        video.clean("a.mp4", data)
    assert str(found.value) == message
