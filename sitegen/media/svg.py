"""An SVG drawing of which only shapes, words and their look are kept: no scripts, no addresses, no notes."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

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


def clean(path: str, data: bytes) -> tuple[int, int, bytes]:
    """Width and height (the proportions of its view box) and the drawing's bytes, or every fault in it."""
    if b"<!ENTITY" in data.replace(b"\0", b""):  # UTF-16, too
        raise problem(path, 0, f"declares entities of its own; {AGAIN}")
    try:
        root = etree.fromstring(data)
    except (etree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise problem(path, line, f"not an SVG drawing that can be read; {AGAIN}") from None
    if root.tag != f"{SVG}svg":
        raise problem(path, 0, f"not an SVG drawing; {AGAIN}")
    faults: list[str] = []
    width, height = proportions(root.get("viewBox", "")) or (0, 0)
    if not width:
        faults.append(f"has no view box (viewBox) that tells its proportions; {AGAIN}")
    try:
        drawing = kept(root, faults)
        drawing.attrib = {"xmlns": SVG[1:-1]} | drawing.attrib
        text = etree.tostring(drawing, encoding="unicode")
    except RecursionError:
        raise problem(path, 0, f"groups within groups, too deep to read; {AGAIN}") from None
    if faults:
        raise Problems(Problem(path, 0, fault) for fault in faults)
    return width, height, text.encode()


def proportions(view_box: str) -> tuple[int, int] | None:
    """ "0 0 99.6 50" → (100, 50)"""
    numbers = VIEW_BOX.fullmatch(view_box) if len(view_box) < 200 else None  # long ones would take long
    width, height = (float(number) for number in numbers.groups()) if numbers else (0, 0)
    return (max(1, round(width)), max(1, round(height))) if 0 < width < LARGEST and 0 < height < LARGEST else None


def kept(element: etree.Element, faults: list[str]) -> etree.Element:
    """A copy with what is on the lists; what would be missed is a fault, what only other programs read goes."""
    copy = etree.Element(element.tag.removeprefix(SVG), dict(attributes(element, faults)))
    if copy.tag == "style":
        copy.text = COMMENT.sub(" ", "".join(element.itertext()))
        faults += (f"its style sheet {fault}; take it out" for fault in faults_in(copy.text))
        return copy
    copy.text = element.text
    for child in element:
        name = child.tag.rpartition("}")[2]
        if child.tag.startswith(SVG) and name in ELEMENTS:
            copy.append(kept(child, faults))
            copy[-1].tail = child.tail
            continue
        if child.tag.startswith((SVG, HTML)) and name != "metadata":
            faults.append(f"holds <{name}>, {ONLY}")
            list(attributes(child, faults))
        if child.tail and len(copy):
            copy[-1].tail = (copy[-1].tail or "") + child.tail
        elif child.tail:
            copy.text = (copy.text or "") + child.tail
    return copy


def attributes(element: etree.Element, faults: list[str]) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        short = name.removeprefix(XLINK)
        if short.lower().startswith("on"):
            faults.append(f"holds a script ({short}); take it out")
        elif short == "href" and value.strip().startswith("#"):
            yield "href", value
        elif short == "href" or name == f"{XML}base":
            faults.append(f"names an address ({short.removeprefix(XML)}); a drawing holds everything itself")
        elif name in LOOKS:
            faults += (f"{fault} ({name}); a drawing holds everything itself" for fault in faults_in(value))
            yield name, value
        elif name in OTHERS or name.startswith("aria-") or name in (f"{XML}lang", f"{XML}space"):
            yield name, value


def faults_in(css: str) -> Iterator[str]:
    """What names an address, `url(a.png)`, or is not known to name none: `@font-face`, `image-set(`, a backslash."""
    if ADDRESS.search(css):
        yield "names an address"
        return
    strange = [word for word in STRANGE.findall(css) if word[:-1].lower() not in FUNCTIONS]
    yield from (f"says '{word}', which may hide an address" for word in dict.fromkeys(strange))
