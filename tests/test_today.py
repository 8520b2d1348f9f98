"""The day at the practice, on both sides of its midnight, whatever the host's clock says."""

import datetime

import pytest
from conftest import PRACTICE

from sitegen.today import today

ZONE = PRACTICE + "timezone: America/Los_Angeles\n"


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.fixture
def host_in(monkeypatch):
    """Puts the host into a time zone."""
    import time

    def host_in(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield host_in
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("host", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-24T07:59:59", "2026-11-23"),  # a second to midnight in Los Angeles, winter time
        ("2026-11-24T08:00:00", "2026-11-24"),
        ("2026-07-02T06:59:59", "2026-07-01"),  # in summer time
        ("2026-07-02T07:00:00", "2026-07-02"),
    ],
)
def test_the_day_is_the_practices_wherever_the_host_is(write, host_in, host, now, day):
    root = write({"content/practice.yaml": ZONE})
    host_in(host)
    assert str(today(root, moment(now))) == day


@pytest.mark.parametrize(("host", "day"), [("UTC", "2026-11-24"), ("America/Los_Angeles", "2026-11-23")])
@pytest.mark.parametrize(
    "text",
    [
        PRACTICE.replace("region: CA", "region: OR"),  # a state of two time zones
        PRACTICE.replace("country: US", "country: CA"),
        PRACTICE + "timezone: Atlantis/Poseidonis\n",
        PRACTICE.replace("country: US", "country: CA") + "timezone: ../x\n",
        None,
    ],
)
def test_without_a_time_zone_it_is_the_hosts(write, host_in, text, host, day):
    root = write({"content/practice.yaml": text} if text else {"content/a.md": ""})
    host_in(host)
    assert str(today(root, moment("2026-11-24T07:59:59"))) == day


@pytest.mark.parametrize(
    "text", ["timezone: 'Asia/Tokyo'\n", 'timezone:   "Asia/Tokyo"  # there\n', "timezone: Asia/Tokyo\r\n"]
)
def test_the_zone_is_read_however_it_is_quoted(write, text):
    root = write({"content/practice.yaml": PRACTICE + text})
    assert str(today(root, moment("2026-11-23T15:00:00"))) == "2026-11-24"


def test_the_zone_is_read_however_the_file_is_encoded(write):
    root = write({"content/practice.yaml": ZONE.encode("utf-16")})
    assert str(today(root, moment("2026-11-24T07:59:59"))) == "2026-11-23"


def test_a_build_asks_for_this_moment(write):
    root = write({"content/practice.yaml": PRACTICE + "timezone: Pacific/Kiritimati\n"})
    ahead = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=14)).date()
    assert today(root) - ahead <= datetime.timedelta(days=1) and today(root) >= ahead


def test_notices_come_and_go_at_the_practices_midnight(build_site, host_in):
    host_in("UTC")
    notices = "notices:\n  - {text: Closed today, from: 2026-11-24, until: 2026-11-24}\n"
    layout = "{% for notice in shell.practice.notices %}<p>{{ notice.text }}</p>{% endfor %}"
    page = '<!doctype html><title>{{ page.title }}</title><h1>{{ page.title }}</h1><a href="{{ root }}contact/">C</a>'
    files = {"content/practice.yaml": ZONE + notices, "layouts/home.html": page + layout}
    for now, is_shown in (
        ("2026-11-24T07:59:59", False),
        ("2026-11-24T08:00:00", True),
        ("2026-11-25T08:00:00", False),
    ):
        root = build_site(files).root
        site = build_site(files, today=today(root, moment(now)))
        assert ("Closed today" in site["index.html"]) == is_shown


@pytest.mark.parametrize(("state", "day"), [("CA", "2026-11-23"), ("NY", "2026-11-24"), ("HI", "2026-11-23")])
def test_the_zone_follows_from_the_state_where_it_has_one(write, host_in, state, day):
    root = write({"content/practice.yaml": PRACTICE.replace("region: CA", f"region: {state}")})
    host_in("Asia/Tokyo")
    assert str(today(root, moment("2026-11-24T06:00:00"))) == day
