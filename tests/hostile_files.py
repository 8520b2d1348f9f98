"""Texts, settings and files that no site should be made of, by a name that says what each is, and what is told."""

from conftest import page

BACKSLASHES = r"\\"
WANTED = "must be the path of a .md or .pdf file, or begin with https:// or tel:+"
PICTURE = "must be a file below content/ whose name ends in .svg .jpg .jpeg .png .webp .avif .heic .heif"
TARGETS = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1).md",
    "javascript://x.org/%0aalert(1)",
    "java%0ascript:a",
    "&#106;avascript:a",
    "data:text/html;base64,PHA+",
    "data:image/svg+xml,a.md",
    "vbscript:msgbox",
    "livescript:a",
    "file:///etc/passwd",
    "ftp://example.org/a",
    "http://example.org/a",
    "blob:https://example.org/a",
    "about:blank",
    "view-source:https://example.org",
    "intent://a#Intent",
    "ws://example.org",
    "tel:javascript",
    "//example.org/a",
    "///example.org/a",
    "/\\\\example.org/a",
    "https:example.org",
    "https:/example.org",
    "https:///example.org",
    "https://..example",
    "/contact/",
    "/etc/passwd",
    "../../../etc/passwd",
    "%2e%2e/%2e%2e/etc/passwd",
    "contact.md%00",
    "contact.md?a=b",
    "C:/windows.md",
    "./",
    "..",
)
WAYS = {  # how it is written, the line on which it is told, and what stands there for two backslashes
    "a link": ("[a]({})\n", 7, "\\"),
    "a link in angle brackets": ("[a](<{}>)\n", 7, "\\"),
    "a link's reference": ("[a][b]\n\n[b]: {}\n", 9, BACKSLASHES),
    "a component's parameter": ('::: action-link href="{}" text="a"\n:::\n', 7, BACKSLASHES),
}
ELSEWHERE = "no page has the address '{}'; write "
TOLD = {  # what is told of a link where it is not WANTED
    target: f"the link '{target}' is on your own computer" for target in ("file:///etc/passwd", "C:/windows.md")
} | {
    "/contact/": "the link '/contact/' is an address of this site; write ../contact.md",
    "./": "the link './' is an address of this site; write ../index.md",
    "tel:javascript": "the link 'tel:javascript' is no telephone number",
}
NO_PAGES = (
    "java%0ascript:a",
    "&#106;avascript:a",
    "http://example.org/a",
    "/\\\\example.org/a",
    "/etc/passwd",
    "../../../etc/passwd",
    "%2e%2e/%2e%2e/etc/passwd",
    "contact.md%00",
    "contact.md?a=b",
    "..",
)
TOLD |= {target: ELSEWHERE.format(target) for target in NO_PAGES}
LINKS = {
    f"{way} to {target}": (
        text.format(target),
        f"{line}: " + TOLD.get(target, f"the link '{target}' {WANTED}").replace(BACKSLASHES, escaped),
    )
    for way, (text, line, escaped) in WAYS.items()
    for target in TARGETS
}
OUTSIDE = (
    "../../../etc/passwd",
    "/etc/passwd",
    "/etc/a.png",
    "../../../a.png",
    "//example.org/a.png",
    "https://example.org/a.png",
    "data:image/png;base64,AA",
    "%2e%2e/a.png",
    "..\\\\a.png",
    "a.png%00.svg",
    "A.PNG",
    "a.png.",
    "con.exe",
    "a.html",
)
ON_A_SITE = "lies on another site; save it beside the page and write its name"
NOT_THERE = {  # by their form they could be ours
    "/etc/a.png": "/etc/a.png",
    "%2e%2e/a.png": "hostile/%2e%2e/a.png",
    "..\\\\a.png": "hostile/..\\\\a.png",
    "a.png%00.svg": "hostile/a.png%00.svg",
    "A.PNG": "hostile/A.PNG",
}
STRANGE = {
    target: f"the picture '{target}' {ON_A_SITE}" for target in ("//example.org/a.png", "https://example.org/a.png")
}
STRANGE |= {target: f"there is no picture '{path}'" for target, path in NOT_THERE.items()}
STRANGE |= {"data:image/png;base64,AA": "the picture is inside the text; save it as a file beside the page"}
PICTURES = {
    f"{way} at {target}": (
        text.format(target),
        "7: " + STRANGE.get(target, f"the picture '{target}' {PICTURE}").replace(BACKSLASHES, escaped),
    )
    for way, text, escaped in (
        ("a picture", "![a](<{}>)\n", "\\"),
        ("a component's picture", '::: figure alt="a" src="{}"\n:::\n', BACKSLASHES),
    )
    for target in OUTSIDE
}
FILMS = {
    f"a film's {part} at {target}": (
        "::: video "
        + " ".join(f'{name}="{target if name == part else good}"' for name, (good, _, _) in good_of.items())
        + ' title="a"\nWords.\n:::\n',
        f"7: the {what} '{target}' "
        + (ON_A_SITE if target.startswith("//") else f"must be a file below content/ whose name ends in {endings}"),
    )
    for good_of in [
        {
            "src": ("a.mp4", "film", ".mp4"),
            "poster": ("a.png", "picture", ".svg .jpg .jpeg .png .webp .avif .heic .heif"),
            "captions": ("a.vtt", "file of captions", ".vtt"),
        }
    ]
    for part, (_, what, endings) in good_of.items()
    for target in ("javascript:a", "/etc/passwd", "../../../../a.sh", "//example.org/a")
}
TABLES = {  # as it is written, and as it is told
    f"a table at {target}": (
        f'::: data-table caption="a" data="{target}"\n:::\n',
        f"7: there is no table '{named[:150]}",
    )
    for target, named in (
        ("../../../etc/passwd", "../../etc/passwd'"),
        ("/etc/passwd", "/etc/passwd'"),
        ("../practice.yaml", "practice.yaml'"),
        ("../consent.yaml", "consent.yaml'"),
        ("../sources.yaml", "sources.yaml'"),
        ("../contact.md", "contact.md'"),
        ("../face.svg", "face.svg'"),
        ("https://example.org/a.csv", "hostile/https:/example.org/a.csv'"),
        ("..%2ftable.csv", "hostile/..%2ftable.csv'"),
        (r"..\\table.csv", r"hostile/..\\table.csv'"),
        (".//../nothing.csv", "nothing.csv'"),
        ("a" * 4000 + ".csv", "hostile/" + "a" * 4000),
    )
}
QUOTES = 'put the whole value in quotes: "…"'
MARKED = f"a value that begins with * or & or !; {QUOTES}"
DEEP = "lists within lists, too deep to read; put the value in quotes"
LOL = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}, *{m}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True))
SETTINGS = {  # settings, one of the problems told
    "aliases of aliases (a billion laughs)": (LOL, f"2: {MARKED}"),
    "an anchor that holds itself": ("a: &a [*a]", f"2: {MARKED}"),
    "merge keys": ("<<: &a {title: x}", f"2: {MARKED}"),
    "a thousand aliases": ("a: &a x\nb: [" + "*a, " * 1000 + "]", f"3: {MARKED}"),
    "deep flow lists": ("a: " + "[" * 4000, f"2: {DEEP}"),
    "deep flow mappings": ("a: " + "{a: " * 1000, f"2: {DEEP}"),
    "deep lists of hyphens": ("a:\n  " + "- " * 2000, f"3: {DEEP}"),
    "a mapping for a name": ("? {a: b}\n: c", "2: a list or mapping where a name should be; write `name: value`"),
    "a Python object": ("title: !!python/object/apply:os.system ['id']", f"2: {MARKED}"),
    "a Python name": ("title: !!python/name:os.system", f"2: {MARKED}"),
    "bytes": ("title: !!binary aGVsbG8=", f"2: {MARKED}"),
    "a tag of its own": ("title: !x y", f"2: {MARKED}"),
    "a tag of somebody": ("%TAG ! tag:a,2000:\n--- !x", "2: the settings must be lines of `name: value`"),
    "a set": ("title: !!set {a, b}", f"2: {MARKED}"),
    "a huge value": ("title: >\n" + "  words\n" * 9000, "2: the settings are longer than 65,536 characters; move text to the body"),
    "a huge number of fields": ("\n".join(f"f{n}: x" for n in range(6000)), "2: there is no field 'f0' here"),
    "a long title": ("title: >\n" + "  words\n" * 8000, "2: title: has 47999 characters, at most 65 are wanted"),
    "a long name of a field": ("a" * 900 + ": b", f"2: there is no field '{'a' * 120}"),
    "a NUL in quotes": ('title: "a\\0b"', "2: an invisible control character (U+0000); delete it"),
    "a bidi override in quotes": ('title: "\\u202eb"', "2: an invisible control character (U+202E); delete it"),
    "our own mark of blocks": ('title: "\\ue000o0"', "2: an invisible control character (U+E000); delete it"),
    "our own mark of places": ('title: "\\ue001root\\ue001"', "2: an invisible control character (U+E001); delete it"),
    "Markdown's own marks": ('title: "\\x02wzxhzdk:0\\x03"', "2: an invisible control character (U+0002); delete it"),
    "half a character": ('title: "\\ud800"', "2: a backslash inside double quotes; write two of them"),
    "a mapping for a text": ("title: {{ 7*7 }}", "2: a list or mapping where a name should be; write `name: value`"),
    "a template's statement": ("title: {% include 'x' %}", f"2: a value that begins with a special character (@ ` %); {QUOTES}"),
    "a list for a text": ("title: [a]", "2: title: needs a text, not a list"),
    "numbers without end": ("publish_on: " + "9" * 4000, "2: publish_on: '99999999"),
    "a day after time": ("publish_on: 10000-01-01", "2: publish_on: '10000-01-01' is not a date; write year-month-day, like 2026-11-23"),
    "a day that is none": ("publish_on: 2026-02-30", "2: publish_on: '2026-02-30' is not a date; write year-month-day, like 2026-11-23"),
    "Java's expressions": ("draft: ${jndi:ldap://x}", "2: draft: write true or false"),
    "settings without end": ("title: a\n" + "x" * 40, "3: a line without a colon and a space; write `name: value`, or indent the line"),
}  # fmt: skip
ELSE = "use Markdown or a ::: component"
HTML = f"cannot be used here; {ELSE}"
INVISIBLE = "an invisible control character (U+{}); delete it"
TEXTS = {  # text, one of the problems told
    **{
        f"U+{ord(sign):04X} in the text": (f"a{sign}b\n", "7: " + INVISIBLE.format(f"{ord(sign):04X}"))
        for sign in "\0\1\2\3\x08\x0c\x1b\x7f\x85\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2069\ue000\ue001\uf8ff\ufeff\uffff"
    },
    **{
        f"the character reference {written}": (f"a {written} b\n", f"7: '{written}' stands for an invisible control character; delete it")
        for written in ("&#2;", "&#3;", "&#x202e;", "&#57344;", "&#xe001;", "&#xfeff;")
    },
    **{
        f"{tag} in the text": (f"a {tag} b\n", f"7: HTML ({tag.partition('>')[0]}>) cannot be used here; {remedy}")
        for tag, remedy in (
            ("<script>alert(1)</script>", "take it out"),
            ("</script>", "take it out"),
            ("<img src=x onerror=alert(1)>", "write ![what it shows](picture.jpg)"),
            ("<svg/onload=alert(1)>", ELSE),
            ("<iframe src=//x.org></iframe>", "write [words](https://…) for a link to what it shows"),
            ("<a href='javascript:a'>b</a>", "write [words](page.md) for a link"),
            ("<style>*{}</style>", "take it out"),
            ("<base href=//x.org>", ELSE),
            ("<form action=//x.org><input>", ELSE),
            ("<math><mi//xlink:href=a>", ELSE),
            ("<!-- a -->", "take it out"),
            ("<?php a ?>", ELSE),
            ("<details open ontoggle=a>", ELSE),
            ("<body onload=a>", ELSE),
            ("<template shadowrootmode=open>", ELSE),
        )
    },
    "<!-- in the text": ("a <!-- b\n", f"7: 'a <!-- b': HTML {HTML}"),
    "<!DOCTYPE html> in the text": ("a <!DOCTYPE html> b\n", f"7: 'a <!DOCTYPE html> b': HTML {HTML}"),
    "<![CDATA[a]]> in the text": ("a <![CDATA[a]]> b\n", f"7: HTML (<![CDATA[a]]>) {HTML}"),
    **{
        f"the attributes {written}": (
            f"a\n{{: {written} }}\n",
            f"8: '{told}' cannot be set here; only {{: #an-id }} and {{: lang=es }}",
        )
        for written, told in (
            *((plain, plain) for plain in ("onclick=a", "style=color:red", "href=javascript:a", ".draft", "lang=e", "srcdoc=a")),
            ("#x onload=a", "onload=a"),
            ("id='a\"b'", 'id=a"b'),
        )
    },
    "a line of 6,000 characters": ("a" * 6000, "7: a line of more than 5,000 characters; break it up"),
    "a paragraph of 6,000 characters": ("a b\n" * 1500, "7: a paragraph of more than 5,000 characters; put an empty line into it"),
    "a text of 40,000 characters": ("a\n\n" * 14_000, "6: the text is longer than 20,000 characters; make two pages of it"),
    "brackets in each other": ("a\n\n" + "[" * 2000 + "]" * 2000, "9: more than 9 brackets in each other; close each one"),
    "brackets that stay open": ("]" * 2000 + "[" * 2000, "7: more than 9 brackets in each other; close each one"),
    "addresses that stay open": ("[a](" * 1000, "7: more than 9 brackets in each other; close each one"),
    "blocks in each other": ("::: inset-text\n" * 30 + "a\n" + ":::\n" * 30, "16: more than 9 blocks in each other; close one (:::) first"),
    "blocks without end": ("::: inset-text\n" * 300, "7: 'inset-text' has no closing line (:::)"),
    "blocks that are none": ("::: nothing\n:::\n\n" * 300, "7: there is no component 'nothing'"),
    "ends of no block": (":::\n" * 1000, "7: ::: closes a block, but none is open"),
    "a component named by a path": ("::: ../../base\n:::\n", "7: '::: ../../base' cannot be read; write ::: name parameter=\"value\", with straight quotes"),
    "a component for layouts only": ("::: skip-link href=\"x\"\n:::\n", "7: skip-link: there is no parameter 'href'"),
    "a drawing outside its folder": ('::: drawing file="../../../a.svg" caption="a"\n:::\n', "7: the drawing '../../../a.svg' must be a file in content/drawings/"),
    "a template's text as parameter": ('::: care-card type="{{ 7*7 }}" heading="a"\nb\n:::\n', "7: care-card: type: '{{ 7*7 }}' is not one of"),
    "a parameter called body": ('::: inset-text body="<b>"\na\n:::\n', "7: inset-text: there is no parameter 'body'"),
    "a parameter called caller": ('::: inset-text caller="a"\na\n:::\n', "7: inset-text: there is no parameter 'caller'"),
    "a parameter of a thousand signs": (f'::: inset-text {"a" * 1000}="b"\na\n:::\n', "7: inset-text: there is no parameter 'aaaa"),
    "citations that break out": ("a [@ONE\" onclick=x]\n", "7: '[@ONE\" onclick=x]' is not a citation; write [@KEY] or [@ONE; @TWO]"),
    "citations of nothing": ("".join(f"[@A{n}] " for n in range(600)), "7: no source called 'A0' in sources.yaml"),
    "headings of the first level": ("# a\n\n" * 3000, "7: '# a': the page's title is its only first-level heading; begin with ##"),
    "bad links by the thousand": ("[a](x.txt)\n\n" * 1500, "7: no page has the address 'x.txt'; write the path of its file, like contact.md"),
}  # fmt: skip
DATA = {  # whole files, one of the problems told
    "nothing": (b"", "1: the file is empty; begin with a line of three hyphens (---) and the title"),
    "a gigabyte's beginning": (b"\0" * 5000, "1: an invisible control character (U+0000); delete it"),
    "half of UTF-16 with its mark": (page().encode("utf-16")[:-1], "1: not saved as UTF-8; save the file again with encoding UTF-8"),
    "UTF-16 without": (page().encode("utf-16-le"), "1: an invisible control character (U+0000); delete it"),
    "UTF-32": (page().encode("utf-32"), "1: not saved as UTF-8; save the file again with encoding UTF-8"),
    "Latin-1": (page("Café").encode("latin-1"), "2: not saved as UTF-8; save the file again with encoding UTF-8"),
    "a slash in two bytes": (page().encode() + b"\xc0\xaf", "8: not saved as UTF-8; save the file again with encoding UTF-8"),
    "half a character's bytes": (page().encode() + b"\xed\xa0\x80", "8: not saved as UTF-8; save the file again with encoding UTF-8"),
    "two byte-order marks": (b"\xef\xbb\xbf" * 2 + page().encode(), "1: an invisible control character (U+FEFF); delete it"),
    "bytes of no meaning": (bytes(range(256)) * 40, "2: not saved as UTF-8; save the file again with encoding UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "1: not saved as UTF-8; save the file again with encoding UTF-8"),
    "hyphens only": (b"---\n" * 3000, "3: a paragraph of more than 5,000 characters; put an empty line into it"),
    "a line of ten million": (page().encode() + b"a" * 10_000_000, "larger than 1,000,000 bytes; split it, or save it again with less detail"),
    "a line of 900,000": (page().encode() + b"a" * 900_000, "8: a line of more than 5,000 characters; break it up"),
}  # fmt: skip
NAMES = "rename it {}: names have small letters, digits and hyphens only"
WINDOWS = "Windows keeps the name '{}' for itself; rename it"
PATHS = {  # a file's path, what is told of it
    **{f"hostile/{name}.md": WINDOWS.format(f"{name}.md") for name in ("con", "prn", "aux", "nul", "com1", "lpt9")},
    **{f"hostile/{name}/a.md": None for name in ("con", "nul", "com2")},
    "hostile/con.svg": WINDOWS.format("con.svg"),
    "hostile/Case.md": NAMES.format("hostile/case.md"),
    "hostile/CASE.md": NAMES.format("hostile/case.md"),
    "hostile/{{ 7*7 }}.md": NAMES.format("hostile/7-7.md"),
    "hostile/<script>.md": NAMES.format("hostile/script.md"),
    '"><img onerror=a>.md': NAMES.format("img-onerror-a.md"),
    "hostile/a b.md": NAMES.format("hostile/a-b.md"),
    "hostile/a..md": NAMES.format("hostile/a.md"),
    "hostile/a%2fb.md": NAMES.format("hostile/a-2fb.md"),
    "hostile/a\\b.md": NAMES.format("hostile/a-b.md"),
    "hostile/a\nb.md": NAMES.format("hostile/a-b.md"),
    "hostile/\u202egnp.md": NAMES.format("hostile/gnp.md"),
    "hostile/-a.md": NAMES.format("hostile/a.md"),
    "hostile/a--b.md": NAMES.format("hostile/a-b.md"),
    "hostile/_headers": None,
    "hostile/web.config": None,
    "hostile/a.md.": None,
    "hostile/a.md ": None,
    "hostile/a.php": None,
    f"hostile/{'Long' * 60}.md": NAMES.format(f"hostile/{'long' * 15}.md"),
}
SAFE = {  # text that becomes a page, which holds it as text or not at all
    "quotations in each other": "> " * 2400 + "a\n",
    "lists in each other": "".join("    " * depth + "- a\n" for depth in range(48)),
    "UTF-7's <script>": "+ADw-script+AD4-\n",
    "references to no character": "a &#0; &#xd800; &#x110000; b\n",
    "references to marks of HTML": "a &lt;script&gt; &#60;b onclick=a&#62; &amp;lt;i&amp;gt; b\n",
    "HTML as code": "`<script>alert(1)</script>` and `<img src=x onerror=a>`\n",
    "a template": "`{{ 7*7 }} {% include 'a' %}` {# a #} ${7*7} #{7*7}\n",
    "a title that breaks out": '[a](../contact.md \'b" onclick="c\') ![a" onerror="b](../face.svg \'"><script>\')\n',
    "an address that breaks out": '[a](<https://example.com/"onclick="b>) [a](https://example.com/\'><b)\n',
    "an address with a user": "[a](https://example.org@example.com/\\..)\n",
    "a class's name": 'class="search" < video < form < h2\n',
    "marks of direction": "a\u200fb\u061cc\u200dd\U000e0041\U000f0000 e\n",
    "bars": "|" * 4900 + "\n",
    "backslashes": "\\" * 4900 + "\n",
    "combining marks": "a" + "\u0301" * 4800 + "\n",
}
SLOW = {  # what takes longest; the time is bounded, whatever comes of it
    "footnotes": "".join(f"a[^{number}]\n\n[^{number}]: b\n\n" for number in range(1200)),
    "headings of the same words": "## a\n\n" * 5000,
    "headings without words": "##\n" * 1600 + "\n",
    "short paragraphs": "&\n\n" * 10_000,
    "words of the glossary": "plain\n\n" * 4000,
    "links": "[a](../contact.md)\n\n" * 1600,
    "blocks": "::: inset-text\na\n:::\n\n" * 1300,
    "tables": ("| a | b |\n|---|---|\n" + "| c | d |\n" * 480 + "\n") * 6,
    "emphasis": ("*a* **b** " * 480 + "\n\n") * 6,
    "emphasis that stays open": ("*a**b" * 960 + "\n\n") * 6,
    "code that stays open": ("``a` " * 960 + "\n\n") * 6,
    "brackets side by side": ("[][" * 1600 + "\n\n") * 6,
    "references side by side": ("[a][" * 1200 + "\n\n") * 6,
    "colons": (":" * 4900 + "\n\n") * 6,
    "dots in an address": ('::: action-link text="a" href="https://' + "." * 4800 + ' x"\n:::\n\n') * 6,
    "spaces in a block's first line": ("::: a" + " " * 4800 + "b\n:::\n\n") * 6,
    "footnotes without text": ("[^ " * 1600 + "\n\n") * 6,
    "parameters without end": ('::: a data="' * 400 + "\n\n") * 6,
    "citations of nothing": "".join(f"[@A{number}]\n\n" for number in range(3000)),
    "HTML": "<b>\n\n" * 5000,
}
