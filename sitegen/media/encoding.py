"""A picture's or film's file as the files that are published for it."""

from sitegen.content import front_matter
from sitegen.media import captions, photo, svg, video


def encode(path: str, data: bytes) -> tuple[int, int, dict[tuple[str, int], bytes]]:
    """Width and height in pixels, and bytes by type and width; raises what is wrong with the file."""
    ending = path.rpartition(".")[2]
    if ending == "mp4":
        return 0, 0, {("mp4", 0): video.clean(path, data)}
    if ending == "vtt":
        text = front_matter.decode(path, data)
        captions.check(path, text)
        return 0, 0, {("vtt", 0): text.encode()}
    if ending == "svg":
        width, height, drawing = svg.clean(path, data)
        return width, height, {("svg", width): drawing}
    made = photo.encode(path, data)
    files = {(kind, width): copy for kind, copies in made.formats.items() for width, copy in copies.items()}
    return made.width, made.height, files
