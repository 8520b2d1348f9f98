"""Captions that a browser can show are published, and those of other programs are told in plain words."""

import pytest
from samples import CAPTIONS

from sitegen.media import captions
from sitegen.problems import Problems

SUBRIP = (
    "the first line of captions must be WEBVTT; these are SubRip captions (.srt): "
    "put WEBVTT and an empty line above them"
)


def test_captions_may_have_names_settings_and_hours():
    captions.check("a.vtt", CAPTIONS)
    captions.check("a.vtt", f"\ufeff{CAPTIONS}")
    captions.check("a.vtt", "WEBVTT - words\n\nNOTE by us\n\none\n00:01.000 --> 01:00:02.000 line:0\nHello\n")


def test_words_may_begin_with_those_above_and_last_a_thousandth_of_a_second():
    captions.check("a.vtt", "WEBVTT\n\n00:01.000 --> 00:01.001\nA\n\n00:01.000 --> 00:02.000\nB\n")


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("00:01.000 --> 00:04.500", (1_000, 4_500)),
        ("59:59.999\t-->  01:00:00.000 align:start", (3_599_999, 3_600_000)),
        ("100:00:00.000 --> 100:00:00.001", (360_000_000, 360_000_001)),
        ("00:01.000-->00:02.000", None),
        ("00:01.00 --> 00:02.000", None),
        ("00:60.000 --> 01:00.000", None),
        ("00:01.000 --> 00:02.000align:start", None),
        ("00:01.000 --> ٠٠:02.000", None),
    ],
)
def test_a_line_of_times_is_read(line, cue):
    assert captions.parse_cue(line) == cue


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nHello\n", [
            f"a.vtt:1: {SUBRIP}",
            "a.vtt:2: '00:00:01,000 --> 00:00:02,000': write points for commas, 00:00:01.000 --> 00:00:02.000; "
            "lines like this: 1",
        ]),
        ("\n1\n00:00:01,000 --> 00:00:02,000 X1:5\nHello\n\n2\n00:00:02,000 --> 00:00:03.000\nAh\n", [
            f"a.vtt:1: {SUBRIP}",
            "a.vtt:3: '00:00:01,000 --> 00:00:02,000 X1:5': write points for commas, "
            "00:00:01.000 --> 00:00:02.000 X1:5; lines like this: 2",
        ]),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHello\n\n0:3 --> 0:4\nAh\n", [
            "a.vtt:3: '00:01,000 --> 00:02,000': write points for commas, 00:01.000 --> 00:02.000; lines like this: 1",
            "a.vtt:6: '0:3 --> 0:4': write times like 00:01.000 --> 00:04.500",
        ]),
        ("Hello\n", [
            "a.vtt: no captions: not one line of times, like 00:01.000 --> 00:04.500",
            "a.vtt:1: the first line of captions must be WEBVTT",
        ]),
        ("WEBVTTS\n\n00:01.000 --> 00:02.000\nHello\n", ["a.vtt:1: the first line of captions must be WEBVTT"]),
        ("WEBVTT\n", ["a.vtt: no captions: not one line of times, like 00:01.000 --> 00:04.500"]),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHello\n", [
            "a.vtt:3: these words end before they begin, or begin before those above",
        ]),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nHello\n", [
            "a.vtt:3: these words end before they begin, or begin before those above",
        ]),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nHello\n\n00:01.000 --> 00:03.000\nHello\n", [
            "a.vtt:6: these words end before they begin, or begin before those above",
        ]),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n\n00:03.000 --> 00:04.000", [
            "a.vtt:3: no words follow this line of times",
            "a.vtt:5: no words follow this line of times",
        ]),
    ],
)  # fmt: skip
def test_captions_that_a_browser_would_not_show_are_told(text, messages):
    with pytest.raises(Problems) as found:
        captions.check("a.vtt", text)
    assert str(found.value).splitlines() == messages
