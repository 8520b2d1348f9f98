"""Makes assets/fonts/ from two packages of npm; run by hand, when a letter is missing or a package has changed.

cd /tmp && npm install @fontsource-variable/newsreader@5.3.0 @fontsource-variable/atkinson-hyperlegible-next@5.3.0
pip install fonttools brotli
python assets/make_fonts.py /tmp/node_modules/@fontsource-variable
"""

import io
import os
import shutil
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fonts")
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "áäèéíñóöúüç\u00a0–—‘’“”…·×"
SIGNS = "ÁÉÑÖßâêôï\u2060•−±°½§©≤≥"  # seldom written; what is missing is shown in a font of the reader's own
FONTS = {  # file → package, its file, where to hold its axes, and the letters that are kept
    "newsreader.woff2": (  # for headings, names and large figures: one weight, the shape for large sizes
        "newsreader",
        "newsreader-latin-opsz-normal.woff2",
        {"opsz": 48, "wght": 480},
        LETTERS,
    ),
    "atkinson.woff2": (  # for text
        "atkinson-hyperlegible-next",
        "atkinson-hyperlegible-next-latin-wght-normal.woff2",
        {"wght": (400, 700)},
        LETTERS + SIGNS,
    ),
}
FEATURES = ["kern", "liga"]


def make(source: str, axes: dict[str, float | tuple[float, float]], letters: str) -> bytes:
    """The font with the letters asked for and no others, as WOFF2."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright and license stay
    keeper = subset.Subsetter(options)
    keeper.populate(text=letters)
    keeper.subset(font)
    font = instantiateVariableFont(font, axes)
    font.flavor, made = "woff2", io.BytesIO()
    font.save(made)
    return made.getvalue()


def main(packages: str) -> None:
    os.makedirs(TO, exist_ok=True)
    for name, (package, file, axes, letters) in FONTS.items():
        data = make(f"{packages}/{package}/files/{file}", axes, letters)
        with open(f"{TO}/{name}", "wb") as out:
            out.write(data)
        stem = name.removesuffix(".woff2")
        shutil.copyfile(f"{packages}/{package}/LICENSE", f"{TO}/{stem}-license.txt")
        print(f"{name}: {len(data):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
