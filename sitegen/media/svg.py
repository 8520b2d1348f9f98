"""An SVG drawing of which only shapes, words and their look are kept: no scripts, no addresses, no notes."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from xml.parsers import expat

from sitegen.problems import Problem, Problems, problem

SVG, HTML = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xhtml}"
XML, XLINK = "{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/1999/xlink}"


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = names(
    """svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer
    feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
    feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
    feTile feTurbulence"""
)
LOOKS = names(  # attributes whose values are CSS, and could name an address
    """style alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline fill fill-opacity fill-rule filter
    flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant
    font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering kerning letter-spacing
    lighting-color marker marker-end marker-mid marker-start mask mask-type opacity overflow paint-order shape-rendering
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor text-decoration text-overflow text-rendering transform-origin unicode-bidi
    vector-effect visibility white-space word-spacing writing-mode"""
)
OTHERS = names(  # attributes that name, place and measure, which nothing can be fetched by
    """id class lang role type media systemLanguage requiredExtensions viewBox preserveAspectRatio width height x y x1
    y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength transform dx dy rotate textLength lengthAdjust startOffset
    method spacing side offset gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits
    patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient
    filterUnits primitiveUnits in in2 result values mode operator k1 k2 k3 k4 stdDeviation edgeMode order
    kernelMatrix divisor bias targetX targetY preserveAlpha surfaceScale diffuseConstant specularConstant
    specularExponent kernelUnitLength limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation z scale
    xChannelSelector yChannelSelector radius baseFrequency numOctaves seed stitchTiles tableValues slope intercept
    amplitude exponent"""
)
FUNCTIONS = names(  # of CSS; `url` is looked at by itself
    """url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix icc-color device-cmyk var calc min max clamp matrix
    matrix3d translate translatex translatey translate3d scale scalex scaley scale3d rotate rotate3d skew skewx skewy
    circle ellipse inset polygon path blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate
    sepia not is where has lang nth-child nth-last-child nth-of-type nth-last-of-type"""
)
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
ADDRESS = re.compile(r"url\((?!\s*[\"']?#)|@import", re.IGNORECASE)
STRANGE = re.compile(r"\\|@(?!media\b)[\w-]*|(?<![\w@-])[\w-]+\(", re.IGNORECASE)  # \ could spell any of these
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
APART = r"(?:\s+,?\s*|,\s*)"
VIEW_BOX = re.compile(rf"\s*{NUMBER}{APART}{NUMBER}{APART}({NUMBER}){APART}({NUMBER})\s*", re.ASCII)
LARGEST = 1_000_000  # units; no drawing program's page is as wide
AGAIN = 'save it from the drawing program as "plain SVG"'
ONLY = "and a drawing may hold only shapes and words; take it out"
ITSELF = "a drawing holds everything itself"
SHEET = "holds a style sheet (<style>), which would reach the page around it; save it with presentation attributes"


def clean(path: str, data: bytes) -> tuple[int, int, bytes]:
    """Width and height (the proportions of its view box) and the drawing's bytes, or every fault in it."""
    reading = Reading(path)
    drawing = reading.read(data)
    if reading.problems:
        raise Problems(reading.problems)
    drawing.attrib = {"xmlns": SVG[1:-1]} | drawing.attrib
    return *reading.size, etree.tostring(drawing, encoding="unicode").encode()


class Reading:
    """A drawing while it is read: its size, the line of each element, and what is wrong with it.

    `link` turns an address and its line into a link; without it a drawing holds none.
    """

    def __init__(self, path: str, link: Callable[[str, int], str] | None = None) -> None:
        self.path, self.link = path, link
        self.elements = ELEMENTS - {"style"} | {"a"} if link else ELEMENTS
        self.size = (0, 0)
        self.lines: dict[etree.Element, int] = {}
        self.problems: list[Problem] = []

    def report(self, element: etree.Element, fault: str) -> None:
        self.problems.append(Problem(self.path, self.lines[element], fault))

    def read(self, data: bytes) -> etree.Element:
        """The drawing with what is on the lists; `problems` has what else is in it."""
        root = self.parsed(data)
        self.size = proportions(root.get("viewBox", "")) or (0, 0)
        if not self.size[0]:
            self.report(root, f"has no view box (viewBox) that tells its proportions; {AGAIN}")
        try:
            drawing = self.kept(root)
            etree.tostring(drawing)
        except RecursionError:
            raise problem(self.path, 0, f"groups within groups, too deep to read; {AGAIN}") from None
        return drawing

    def parsed(self, data: bytes) -> etree.Element:
        if b"<!ENTITY" in data.replace(b"\0", b""):  # UTF-16, too
            raise problem(self.path, 0, f"declares entities of its own; {AGAIN}")
        parser, builder = expat.ParserCreate(namespace_separator="}"), etree.TreeBuilder()

        def start(name: str, pairs: dict[str, str]) -> None:
            element = builder.start(braced(name), {braced(key): value for key, value in pairs.items()})
            self.lines[element] = parser.CurrentLineNumber

        parser.StartElementHandler, parser.CharacterDataHandler = start, builder.data
        parser.EndElementHandler = lambda name: builder.end(braced(name))
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise problem(
                self.path, getattr(error, "lineno", 0), f"not an SVG drawing that can be read; {AGAIN}"
            ) from None
        root = builder.close()
        if root.tag != f"{SVG}svg":
            raise problem(self.path, self.lines[root], f"not an SVG drawing; {AGAIN}")
        return root

    def kept(self, element: etree.Element) -> etree.Element:
        """A copy with what is on the lists; what would be missed is a fault, what only other programs read goes."""
        copy = etree.Element(element.tag.removeprefix(SVG), dict(self.attributes(element)))
        self.lines[copy] = self.lines[element]
        if copy.tag == "style":
            copy.text = COMMENT.sub(" ", "".join(element.itertext()))
            for fault in faults_in(copy.text):
                self.report(element, f"its style sheet {fault}; take it out")
            return copy
        copy.text = element.text
        for child in element:
            name = child.tag.rpartition("}")[2]
            if child.tag.startswith(SVG) and name in self.elements:
                copy.append(self.kept(child))
                copy[-1].tail = child.tail
                continue
            if child.tag.startswith((SVG, HTML)) and name != "metadata":
                self.report(child, SHEET if name == "style" else f"holds <{name}>, {ONLY}")
                list(self.attributes(child))
            if child.tail and len(copy):
                copy[-1].tail = (copy[-1].tail or "") + child.tail
            elif child.tail:
                copy.text = (copy.text or "") + child.tail
        return copy

    def attributes(self, element: etree.Element) -> Iterator[tuple[str, str]]:
        for name, value in element.attrib.items():
            short = name.removeprefix(XLINK)
            if short.lower().startswith("on"):
                self.report(element, f"holds a script ({short}); take it out")
            elif short == "href" and element.tag == f"{SVG}a" and self.link:
                yield "href", self.link(value.strip(), self.lines[element])
            elif short == "href" and value.strip().startswith("#"):
                yield "href", value
            elif short == "href" or name == f"{XML}base":
                self.report(element, f"names an address ({short.removeprefix(XML)}); {ITSELF}")
            elif name in LOOKS:
                for fault in faults_in(value):
                    self.report(element, f"{fault} ({name}); {ITSELF}")
                yield name, value
            elif name in OTHERS or name.startswith("aria-") or name in (f"{XML}lang", f"{XML}space"):
                yield name, value


def braced(name: str) -> str:
    """http://www.w3.org/2000/svg}path → {http://www.w3.org/2000/svg}path"""
    return f"{{{name}" if "}" in name else name


def proportions(view_box: str) -> tuple[int, int] | None:
    """ "0 0 99.6 50" → (100, 50)"""
    numbers = VIEW_BOX.fullmatch(view_box) if len(view_box) < 200 else None  # long ones would take long
    width, height = (float(number) for number in numbers.groups()) if numbers else (0, 0)
    return (max(1, round(width)), max(1, round(height))) if 0 < width < LARGEST and 0 < height < LARGEST else None


def faults_in(css: str) -> Iterator[str]:
    """What names an address, `url(a.png)`, or is not known to name none: `@font-face`, `image-set(`, a backslash."""
    if ADDRESS.search(css):
        yield "names an address"
        return
    strange = [word for word in STRANGE.findall(css) if word[:-1].lower() not in FUNCTIONS]
    yield from (f"says '{word}', which may hide an address" for word in dict.fromkeys(strange))
