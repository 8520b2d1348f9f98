"""Pictures as pages show them: named by what they hold, made once, loaded when near, told when faulty."""

import html.parser
import io
import os
import re
import sys
import time

import pytest
from axe import broken
from chromium import needs_chromium
from conftest import REAL_DAY, ROOT, TODAY, page
from PIL import Image
from samples import CAPTIONS, DRAWING, SECRETS, file_of, film, from_a_telephone, photograph, quarters
from servers import serving

import build as commands
from sitegen.cache import content_of, digest
from sitegen.media import pictures as module
from sitegen.output.publish import publish

VIDEO = "layouts/components/video.html"
FILM = {
    VIDEO: (ROOT / VIDEO).read_text(),
    "content/contact.md": page(
        "Contact",
        body='::: video src="smile.mp4" poster="smile.jpg" captions="smile.vtt" title="A smile"\nWords.\n:::\n',
    ),
    "content/smile.mp4": film(),
    "content/smile.jpg": from_a_telephone(photograph(), 6),
    "content/smile.vtt": CAPTIONS,
}
TEXT = "![One](jane-patient.jpg)\n\n## Part\n\n![Two](jane-patient.jpg)\n\n![A line](line.svg)\n"
PICTURES = {
    "content/contact.md": page("Contact", body=TEXT),
    "content/jane-patient.jpg": from_a_telephone(quarters(900, 600), 6),
    "content/line.svg": DRAWING,
}


def elements(text, *names):
    found = []

    class Reader(html.parser.HTMLParser):
        def handle_starttag(self, tag, attributes):
            if tag in names:
                found.append(dict(attributes) | {"tag": tag})

    Reader().feed(text)
    return found


def pictures(site):
    return {path: content_of(file) for path, file in site.files.items() if path.startswith("pictures/")}


def test_a_photograph_is_offered_in_every_type_and_width(build_site):
    site = build_site(PICTURES)
    avif, webp, img = elements(site["contact/"], "source", "img")[:3]
    assert (avif["type"], webp["type"], img["tag"]) == ("image/avif", "image/webp", "img")
    for element, kind in ((avif, "avif"), (webp, "webp"), (img, "jpeg")):
        offered = [part.split() for part in element["srcset"].split(", ")]
        assert [width for _, width in offered] == ["320w", "600w"]
        for address, width in offered:
            image = Image.open(io.BytesIO(pictures(site)[address.removeprefix("../")]))
            assert (image.format.lower(), f"{image.width}w") == (kind, width)
        assert element["sizes"] == "(min-width: 42rem) 40rem, calc(100vw - 2rem)"
    assert (img["width"], img["height"], img["alt"]) == ("600", "900", "One")
    assert img["src"] == offered[-1][0] and img["decoding"] == "async"


def test_only_a_picture_before_the_first_part_loads_at_once(build_site):
    images = elements(build_site(PICTURES)["contact/"], "img")
    assert [image.get("loading") for image in images] == [None, "lazy", "lazy"]
    later = page("Contact", body="## Part\n\n![One](jane-patient.jpg)\n")
    images = elements(build_site(PICTURES | {"content/contact.md": later})["contact/"], "img")
    assert [image.get("loading") for image in images] == ["lazy"]


def test_a_drawing_keeps_its_proportions(build_site):
    drawing = elements(build_site(PICTURES)["contact/"], "img")[2]
    assert (drawing["width"], drawing["height"]) == ("100", "50")
    assert re.fullmatch(r"\.\./pictures/[\da-f]{16}-100\.svg", drawing["src"])


def test_published_pictures_keep_no_names_and_no_metadata(build_site):
    site = build_site(
        PICTURES
        | {name: data for name, data in FILM.items() if name != "content/contact.md"}
        | {"content/index.md": page("Home", body=FILM["content/contact.md"].partition("---\n\n")[2])}
    )
    files = pictures(site)
    assert len(files) >= 10
    for path, data in files.items():
        assert re.fullmatch(r"pictures/[\da-f]{16}-\d+\.(avif|webp|jpeg|png|svg|mp4|vtt)", path)
        assert not any(secret in data for secret in SECRETS)
    originals = [data for name, data in (PICTURES | FILM).items() if name.endswith((".jpg", ".mp4"))]
    assert not set(originals).intersection(files.values())
    assert "jane-patient" not in "".join(site[path] for path in site.files if path.endswith((".html", ".txt")))


def test_a_film_has_poster_captions_and_words_and_does_not_preload(build_site):
    site = build_site(FILM)
    video, source, track = elements(site["contact/"], "video", "source", "track")
    assert {"controls", "playsinline"} <= video.keys() and "autoplay" not in video and video["preload"] == "none"
    assert re.fullmatch(r"\.\./pictures/[\da-f]{16}-600\.jpeg", video["poster"])
    assert source["src"].endswith("-0.mp4") and track["src"].endswith("-0.vtt") and track["kind"] == "captions"
    assert {source["src"], track["src"], video["poster"]} <= {f"../{path}" for path in site.files}
    assert "<p>Words.</p>" in site["contact/"]


def test_a_film_without_its_parts_is_told(problems_of):
    text = (
        '::: video src="smile.mp4" title="A"\nWords.\n:::\n\n'
        '::: video src="a.mov" poster="a.gif" captions="a.srt" title="A"\nWords.\n:::\n'
    )
    assert problems_of(FILM | {"content/contact.md": page("Contact", body=text)}) == [
        "content/contact.md:7: video: the parameter 'captions' is missing",
        "content/contact.md:7: video: the parameter 'poster' is missing",
        "content/contact.md:11: the file of captions 'a.srt' must be a file below content/ whose name ends in .vtt",
        "content/contact.md:11: the film 'a.mov' must be a file below content/ whose name ends in .mp4",
        "content/contact.md:11: the picture 'a.gif' must be a file below content/ whose name ends in "
        ".svg .jpg .jpeg .png .webp .avif .heic .heif",
    ]
    text = '::: video src="smile.mp4" poster="smile.jpg" captions="smile.vtt" title="A"\n:::\n'
    assert problems_of(FILM | {"content/contact.md": page("Contact", body=text)}) == [
        "content/contact.md:7: 'video' is empty; write its text between its two lines of :::"
    ]


def test_every_faulty_file_is_told(problems_of):
    files = PICTURES | {
        "content/jane-patient.jpg": PICTURES["content/jane-patient.jpg"][:-2000],
        "content/line.svg": "<svg/>",
        "content/index.md": page("Home", body="![A](small.png)\n"),
        "content/small.png": file_of(Image.new("RGB", (1, 1)), "png"),
    }
    assert problems_of(files) == [
        "content/jane-patient.jpg: the file is cut off: part of the picture is missing; copy it again from where it "
        "came from, or open it in a picture program and save it again as a JPEG or PNG",
        'content/line.svg:1: not an SVG drawing; save it from the drawing program as "plain SVG"',
        "content/small.png: 1 × 1 pixels are too few to show anything; use the original, 640 pixels wide or more",
    ]


@pytest.mark.parametrize("kind", [b"udta", b"meta", b"uuid"])
def test_no_note_of_the_camera_is_published(build_site, kind):
    note = (8 + len(SECRETS[0])).to_bytes(4, "big") + kind + SECRETS[0]
    site = build_site(FILM | {"content/smile.mp4": FILM["content/smile.mp4"] + note})
    [published] = [data for path, data in pictures(site).items() if path.endswith(".mp4")]
    assert len(published) == len(FILM["content/smile.mp4"] + note) and SECRETS[0] not in published


def test_words_that_are_shown_for_no_time_are_told(problems_of):
    captions = CAPTIONS.replace("00:00.800", "00:00.000")
    assert problems_of(FILM | {"content/smile.vtt": captions}) == [
        "content/smile.vtt:3: these words end before they begin, or begin before those above"
    ]


def test_pictures_are_made_once(build_site, monkeypatch):
    monkeypatch.setattr("sitegen.content.folder.RACY", 0)  # else every file is too young to be trusted
    site = build_site(PICTURES)
    monkeypatch.setattr(module, "encode", None)  # so that nothing can be decoded
    again = commands.build(site.root, TODAY)
    assert {path: content_of(file) for path, file in again.files.items() if path in pictures(site)} == pictures(site)


def test_pictures_are_named_by_their_own_bytes(build_site):
    icon = (ROOT / "assets/icons/share.png").read_bytes()
    for path, data in pictures(build_site(PICTURES | {"assets/icons/share.png": icon})).items():
        assert path.removeprefix("pictures/").partition("-")[0] == digest(data)[:16]


def test_pictures_no_page_shows_are_deleted_everywhere(build_site):
    site = build_site(PICTURES)
    kept = f"{site.root}/.cache"
    commands.build_and_publish(site.root, TODAY)
    publish(commands.build(site.root, TODAY, drafts=True, base="/").files, f"{kept}/preview", f"{kept}/preview-spare")
    publish(site.files, f"{site.root}/portable", f"{kept}/portable")
    build_site({"content/contact.md": page("Contact")})
    commands.build_and_publish(site.root, TODAY)
    left = [f"{folder}/{name}" for folder, _, names in os.walk(site.root) for name in names]
    assert not [name for name in left if re.search(r"-\d+\.(avif|webp|jpeg|svg)$", name)]


def test_pictures_of_unpublished_pages_are_kept_but_not_published(build_site):
    first = pictures(build_site(PICTURES, drafts=True))
    draft = page("Draft", "draft: true\n", body="![One](jane-patient.jpg)\n")
    changed = PICTURES | {"content/contact.md": page("Contact"), "content/draft.md": draft}
    site = build_site(changed)
    assert pictures(site) == {} and len(os.listdir(f"{site.root}/.cache/pictures")) > 4
    assert pictures(build_site(changed, drafts=True)).items() <= first.items()


def test_each_page_has_a_picture_to_share_and_the_preview_draws_none(build_site):
    layout = '<!doctype html><title>a</title><h1>a</h1><a href="{{ root }}contact/">c</a>{{ share }}'
    icon = (ROOT / "assets/icons/share.png").read_bytes()
    site = build_site({"assets/icons/share.png": icon, "layouts/home.html": layout, "layouts/page.html": layout})
    address = re.compile(r"https://example\.org/(pictures/[\da-f]{16}-1200\.png)")
    one, other = (address.search(site[url])[1] for url in ("", "contact/"))
    assert one != other
    assert Image.open(io.BytesIO(pictures(site)[one])).size == (1200, 630)
    preview = build_site({"content/contact.md": page("Another title")}, drafts=True, base="/")
    assert not pictures(preview) and os.path.basename(one) in os.listdir(f"{site.root}/.cache/pictures")


@pytest.mark.parametrize(
    ("is_terminal", "told"), [(True, "\rpictures: 1 of 2\rpictures: 2 of 2\n"), (False, "")], ids=["terminal", "log"]
)
def test_long_work_is_told_on_one_line_of_a_terminal(build_site, monkeypatch, capsys, is_terminal, told):
    encode = module.encode
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    monkeypatch.setattr(module, "encode", lambda *given: (time.sleep(2.1), encode(*given))[1])
    build_site(PICTURES)
    assert capsys.readouterr().err == told


@needs_chromium
def test_pages_with_pictures_and_films_look_right(tmp_path, copied, open_page):
    root = copied(tmp_path)
    for name, data in (FILM | PICTURES).items():
        if name.startswith("content/") and not name.endswith(".md"):
            (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    text = (tmp_path / "content/site-map.md").read_text()
    (tmp_path / "content/site-map.md").write_text(
        text + "\n![Four colors](jane-patient.jpg)\n\n" + FILM["content/contact.md"].partition("---\n\n")[2]
    )
    commands.build_and_publish(root, REAL_DAY)
    with serving(tmp_path / "public") as address:
        for width in (360, 1280):
            look_at_pictures(open_page(width, bypass_csp=width > 360), width, f"{address}site-map/")


def look_at_pictures(shown, width, address):
    said = []
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(address)
    image = shown.get_by_alt_text("Four colors")
    shown.wait_for_function("document.querySelector('main img').complete")
    box = image.bounding_box()
    assert image.evaluate("image => image.currentSrc").endswith(".avif")
    assert abs(box["height"] - box["width"] * 1.5) < 2 and box["width"] <= width
    sample = Image.open(io.BytesIO(image.screenshot())).convert("RGB")
    places = ((1, 1), (3, 1), (1, 3), (3, 3))
    corners = [sample.getpixel((sample.width * x // 4, sample.height * y // 4)) for x, y in places]
    turned = [(0, 0, 255), (255, 0, 0), (255, 255, 255), (0, 255, 0)]
    for corner, color in zip(corners, turned, strict=True):
        assert max(abs(a - b) for a, b in zip(corner, color, strict=True)) < 25
    video = shown.locator("video")
    assert video.evaluate("video => video.paused && video.readyState === 0")
    video.evaluate("video => video.play().catch(error => error.name)")  # so short that it may end before it begins
    shown.wait_for_function("document.querySelector('video').currentTime > 0")
    assert video.evaluate("video => video.textTracks[0].cues[0].text") == "A white bar moves to the right."
    assert said == []
    if width > 360:  # at the other width the page's own policy holds, which lets no such script in
        assert broken(shown) == []
