"""The preview as a browser meets it."""

import asyncio
import concurrent.futures
import contextlib
import datetime
import gc
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from conftest import FILES, ROOT, TODAY, page
from running import PATIENCE, Running, in_a_thread
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

import build as commands
from sitegen.commands import preview as previews
from sitegen.files import TYPES
from sitegen.problems import Problem, Problems
from sitegen.today import today

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # tornado leaves closed sockets to the collector


@pytest.fixture
def start(write):
    """Starts a preview of a tiny site and the files given."""
    started = []

    def start(files=(), base="/"):
        started.append(Running(write(FILES | dict(files)), base))
        return started[-1]

    yield start
    for running in started:
        running.stop()
    gc.collect()  # what the servers leave behind, before another test is blamed for it


def test_two_saves_within_a_second_are_shown(start):
    running = start()
    running.save("content/contact.md", page("Contact", body="First.\n"))
    assert "<p>First.</p>" in running.until("/contact/", "First.")
    running.save("content/contact.md", page("Contact", body="Second.\n"))
    assert "<p>Second.</p>" in running.until("/contact/", "Second.")


def test_many_files_saved_at_once_take_few_builds(start):
    running = start({f"content/p{n}.md": page(f"Page {n}") for n in range(30)} | menu_of(30))
    before = running.preview.builds
    for number in range(30):
        running.save(f"content/p{number}.md", page(f"Page {number}", body="Saved.\n"))
    assert all("Saved." in running.until(f"/p{number}/", "Saved.") for number in range(30))
    assert running.preview.builds - before <= 10


def menu_of(count):
    return {"content/menu.yaml": f"header: [contact.md, {', '.join(f'p{n}.md' for n in range(count))}]\nfooter: []\n"}


def test_the_preview_shows_problems_above_the_last_good_page(start):
    running = start()
    running.save("content/contact.md", page("Contact", body="Good [bad](nowhere.md).\n"))
    shown = running.until("/contact/", "preview-problems")
    assert "content/contact.md:7: there is no page &#x27;nowhere.md&#x27;" in shown
    assert "<p>Text.</p>" in shown
    running.save("content/contact.md", page("Contact", body="Good.\n"))
    assert "preview-problems" not in running.until("/contact/", "<p>Good.</p>")


def test_a_site_that_never_built_shows_its_problems(start):
    running = start({"content/contact.md": "no settings"})
    status, _, shown = running.get("/contact/")
    assert status == 404
    assert "content/contact.md:1: the first line must be three hyphens" in shown


def test_a_file_that_cannot_be_read_is_said_in_one_line(start):
    running = start()
    (running.root / "layouts/broken.html").symlink_to("nowhere")
    running.save("content/contact.md", page("Contact"))
    assert "layouts/broken.html: No such file or directory" in running.until("/", "No such file")


def test_what_failed_for_want_of_room_is_tried_again_by_itself(start, monkeypatch):
    running, build, failures = start(), commands.build, [OSError(24, "Too many open files")] * 3

    def short_of_files(*given, **options):
        if failures:
            raise failures.pop()
        return build(*given, **options)

    running.preview.build = short_of_files
    running.save("content/contact.md", page("Contact", body="Saved.\n"))
    assert "Saved." in running.until("/contact/", "Saved.") and "preview-problems" not in running.get("/contact/")[2]
    assert failures == []


def test_whatever_a_build_raises_is_told_and_the_next_save_is_tried_again(start, capfd):
    running, build = start(), commands.build

    def broken(*given, **options):
        raise RecursionError("deep inside")

    running.preview.build = broken
    running.save("content/contact.md", page("Contact", body="Saved.\n"))
    shown = running.until("/contact/", "preview-problems")
    assert "build.py: a fault of the program (RecursionError), not of your text. What you have saved is kept" in shown
    assert "<p>Text.</p>" in shown and "RecursionError: deep inside" in capfd.readouterr().err
    running.preview.build = build
    running.save("content/contact.md", page("Contact", body="Saved again.\n"))
    assert "preview-problems" not in running.until("/contact/", "<p>Saved again.</p>")


def test_a_first_build_that_fails_leaves_a_preview_that_tells_it(write):
    def broken(*given, **options):
        raise ValueError

    preview = previews.Preview(write(FILES), broken, "/")
    assert b"a fault of the program (ValueError)" in preview.page("")[2]


def test_what_the_site_is_published_without_is_printed_below_that_it_was_built(start, capfd):
    wait = 'referrals:\n  wait: {time: "2 weeks", as_of: 2026-01-01}\n'
    start({"content/practice.yaml": FILES["content/practice.yaml"] + wait})
    assert re.search(
        r"built at [\d:]+\ncontent/practice.yaml:\d+: the wait was .* not published", capfd.readouterr().out
    )


def test_drafts_are_shown_in_the_preview_only(start):
    running = start(
        {"content/news/index.md": page("News"), "content/news/a.md": page("A draft", "draft: true\n" + NEWS)}
    )
    assert running.get("/news/a/")[0] == 200
    assert "news/a/index.html" not in commands.build(str(running.root), TODAY).files


def test_what_would_stop_the_site_without_its_drafts_is_told_above_the_page_as_it_is(start):
    news = {"content/news/index.md": page("News", body="[a](a.md)\n")}
    running = start(news | {"content/news/a.md": page("A draft", "draft: true\n" + NEWS)})
    shown = running.get("/news/")[2]
    assert "<title>✗ News</title>" in shown and ">a</a></p>" in shown
    fault = "content/news/index.md:7: the link to &#x27;news/a.md&#x27; leads to a page that is not published"
    assert f"{fault} (this would stop the site on {today(running.root)})</pre>" in shown
    assert "Draft: this page is not published.</p>" in running.get("/news/a/")[2]


def test_what_would_stop_the_site_on_a_later_day_is_told(start):
    later = datetime.date.today() + datetime.timedelta(days=30)
    news = {"content/news/index.md": page("News", body="[a](a.md)\n")}
    shown = start(news | {"content/news/a.md": page("Some news", f"expires: {later}\n" + NEWS)}).get("/news/a/")[2]
    assert f"leads to a page that is not published (this would stop the site on {later})</pre>" in shown
    assert "Is taken down on " in shown


NEWS = "date: 2026-01-01\nauthor: One\naudience: patient\nwritten: 2026-01-01\nnext_review: 2027-01-01\n"


def test_below_a_base_links_hold_and_the_root_leads_there(start):
    running = start(base="/sub/")
    assert running.get("/sub/contact/")[0] == 200
    status, _, shown = running.get("/")
    assert status == 200
    assert "<h1>Home</h1>" in shown
    assert running.get("/sub/contact")[0] == 200
    assert 'href="/sub/contact/"' in running.get("/sub/any/where")[2]


def test_what_is_not_there_is_answered_with_the_404_page(start):
    running = start()
    status, headers, shown = running.get("/no/where/")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>Not found</h1>" in shown


def ask(port, head):
    """The first line of the answer to a request written byte by byte, and all that follows."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(head.encode("latin-1") + b"\r\nConnection: close\r\n\r\n")
        answer = b""
        while part := connection.recv(65536):
            answer += part
    first, _, rest = answer.partition(b"\r\n")
    return first.decode(), rest


@pytest.mark.parametrize(
    "target",
    ["/../../../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
     "/..%2f..%2fetc/passwd", "/contact/..%5c..%5cetc", "/%00", "/contact/%00.html", "/.cache/lock",
     "/../content/practice.yaml", "http://evil.example/etc/passwd", "/planted/passwd", "/planted.txt",
     "/" + "a/" * 3000],
)  # fmt: skip
def test_no_way_of_asking_leads_out_of_the_site(start, target):
    running = start()
    (running.root / ".cache/preview/planted").symlink_to("/etc")
    (running.root / ".cache/preview/planted.txt").symlink_to("/etc/passwd")
    first, rest = ask(running.port, f"GET {target} HTTP/1.1\r\nHost: localhost")
    assert first.split()[1] in ("400", "403", "404") and b"root:" not in rest and b"telephone" not in rest


def test_whoever_asks_for_the_head_alone_gets_it(start):
    port = start().port
    first, rest = ask(port, "HEAD /contact/ HTTP/1.1\r\nHost: localhost")
    whole = ask(port, "GET /contact/ HTTP/1.1\r\nHost: localhost")[1]
    head, _, body = whole.partition(b"\r\n\r\n")
    assert first.split()[1] == "200" and rest.endswith(b"\r\n\r\n") and f"Content-Length: {len(body)}".encode() in rest


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "0.0.0.0"])
def test_the_preview_answers_no_other_host_name(start, host):
    assert ask(start().port, f"GET / HTTP/1.1\r\nHost: {host}")[0].split()[1] in ("400", "403")


@pytest.mark.parametrize("path", ["/livereload.js?build=1", "/livereload/1"])
def test_livereload_answers_no_other_host_name(start, path):
    head = f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\n"
    head += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
    assert ask(start().port, head)[0].split()[1] == "403"


@pytest.mark.parametrize("build", ["a", "9" * 5000, "", "1&build=2"])
def test_a_build_that_is_no_number_does_no_harm(start, build):
    first, rest = ask(start().port, f"GET /livereload.js?build={build} HTTP/1.1\r\nHost: localhost")
    assert first.split()[1] == "200" and b'"/livereload/' in rest


def test_the_preview_survives_a_file_name_that_is_not_utf_8(start):
    running = start()
    path = os.fsencode(running.root) + b"/content/a\xff.md"
    open(path, "w").close()
    assert "rename it a.md: names have small letters" in running.until("/contact/", "rename it")
    os.unlink(path)
    running.save("content/contact.md", page("Contact", body="Later.\n"))
    assert "Later." in running.until("/contact/", "Later.")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"])
def test_the_preview_answers_this_machines_names(start, host):
    assert ask(start().port, f"GET / HTTP/1.1\r\nHost: {host}")[0].split()[1] == "200"


def test_only_this_machine_can_connect():
    with previews.listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_types_are_those_of_the_files(start):
    running = start({f"assets/files/a-{ending}.{ending}": "1" for ending in TYPES} | {"layouts/root/feed.xml": "<a/>"})
    assert running.get("/robots.txt")[1]["Content-Type"] == "text/plain; charset=utf-8"
    assert running.get("/feed.xml")[1]["Content-Type"] == "application/xml"
    files = [path for path in running.preview.paths if path.startswith("files/")]
    told = {path.rpartition(".")[2]: running.get(f"/{path}")[1]["Content-Type"].partition(";")[0] for path in files}
    assert told == TYPES and TYPES["vcf"] == "text/vcard"


def test_another_origin_cannot_open_the_websocket(start):
    running = start()
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "a" * 24}
    headers |= {"Sec-WebSocket-Version": "13", "Origin": "http://evil.example"}
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
    connection.request("GET", "/livereload/1", headers=headers)
    with connection.getresponse() as answer:
        assert answer.status == 403
    connection.close()


def listen_to(running, shown, path="/"):
    """What livereload's server says to a browser that shows build `shown` of a page, up to its first reload."""

    async def talk():
        url, origin = f"ws://127.0.0.1:{running.port}/livereload/{shown}", f"http://127.0.0.1:{running.port}"
        connection = await websocket_connect(HTTPRequest(url, headers={"Origin": origin}))
        await connection.write_message(json.dumps({"command": "hello", "protocols": []}))
        hello = json.loads(await connection.read_message())
        await connection.write_message(json.dumps({"command": "info", "url": f"http://localhost{path}"}))
        reload = json.loads(await asyncio.wait_for(connection.read_message(), PATIENCE))
        connection.close()
        while await asyncio.wait_for(connection.read_message(), PATIENCE) is not None:
            pass  # until the other side has closed, too
        return hello["command"], reload["command"]

    return in_a_thread(lambda: asyncio.run(talk()))


def test_the_real_site_has_no_problems_in_the_preview(copied, tmp_path):
    preview = previews.Preview(copied(tmp_path), commands.build, "/sub/")
    assert preview.problems == []
    assert b"Content-Security-Policy" not in preview.page("contact/")[2]


def test_a_browser_is_told_to_reload_after_a_save(start):
    running = start()
    threading.Timer(0.5, running.save, ("content/contact.md", page("Contact", body="New.\n"))).start()
    assert listen_to(running, running.preview.builds) == ("hello", "reload")


def test_a_browser_that_missed_a_build_reloads_at_once(start):
    running = start()
    assert listen_to(running, running.preview.builds - 1) == ("hello", "reload")


def test_the_script_says_which_build_its_page_shows(start):
    running = start()
    assert f'<script src="/livereload.js?build={running.preview.builds}">' in running.get("/")[2]
    assert f'"/livereload/{running.preview.builds}"' in running.get(f"/livereload.js?build={running.preview.builds}")[2]


def test_a_taken_port_is_passed_over():
    first = previews.listen(18080)
    second = previews.listen(18080)
    ports = [first.getsockname()[1], second.getsockname()[1]]
    first.close()
    second.close()
    assert ports[1] > ports[0] >= 18080


def test_twenty_taken_ports_are_told():
    taken = [previews.listen(18100) for _ in range(previews.PORTS)]
    with pytest.raises(OSError, match="no free port from 18100 to 18119; give another: python3 build.py preview 9000"):
        previews.listen(18100)
    for one in taken:
        one.close()


def build_of(running, path):
    """Which build's page is shown."""
    return int(re.search(r"livereload\.js\?build=(\d+)", running.get(path)[2])[1])


@pytest.mark.parametrize("fails", [False, True])
def test_the_page_that_is_open_is_shown_before_the_rest_is_made(start, fails):
    running, made, goes_on = start(), threading.Event(), threading.Event()
    before, build = running.preview.builds, running.preview.build

    def slow(root, today, drafts, base, first):
        def show(files):
            first.show(files)
            if not running.preview.early:  # nothing was saved yet
                return
            made.set()
            assert goes_on.wait(6 * PATIENCE)

        built = build(root, today, drafts=drafts, base=base, first=first._replace(show=show))
        if fails and goes_on.is_set():
            raise Problems([Problem("content/contact.md", 7, "a fault")])
        return built

    running.preview.build = slow
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        told = pool.submit(listen_to, running, before, "/contact/")
        while not any(one.url == "contact/" for one in previews.open_pages(running.preview)):
            time.sleep(0.01)
        running.save("assets/css/base.css", "p { color: red }\n")  # it changes every page
        assert made.wait(PATIENCE) and told.result() == ("hello", "reload")
    css = {path: re.search(r"css/site\.\w+\.css", running.get(path)[2])[0] for path in ("/", "/contact/")}
    assert css["/"] != css["/contact/"] and "red" in running.get(f"/{css['/contact/']}")[2]
    assert (build_of(running, "/"), build_of(running, "/contact/")) == (before, before + 1)
    goes_on.set()
    while running.preview.builds == before:
        time.sleep(0.01)
    if fails:
        assert css["/"] in running.until("/contact/", "a fault")
        assert build_of(running, "/contact/") > before + 1
    else:
        assert css["/contact/"] in running.until("/", css["/contact/"])
        assert build_of(running, "/contact/") == build_of(running, "/") == before + 1  # nobody has to load it again


def test_a_build_that_changes_nothing_reloads_nothing(start):
    running = start()
    assert running.preview.rebuild() is False


def test_the_command_ends_quietly_when_it_is_interrupted(write):
    asked = []

    def interrupted(root, today, drafts, base, first):
        asked.append((drafts, base))
        raise KeyboardInterrupt

    root = write(FILES)
    assert in_a_thread(lambda: previews.serve(root, interrupted, 18200, "/sub/")) == "Preview ended"
    assert in_a_thread(lambda: previews.serve(root, interrupted, 18200, "/")) == "Preview ended"
    assert asked == [(True, "/sub/"), (True, "/")]


SERVE = """
import datetime, signal, sys
from sitegen.commands import preview
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell may have told its children to ignore
print(preview.main(sys.argv[1], datetime.date(2026, 11, 23), int(sys.argv[2]), "/a+b/"))
"""


def test_the_command_serves_until_ctrl_c(write):
    port = previews.listen(18300)
    free = port.getsockname()[1]
    port.close()
    command = [sys.executable, "-c", SERVE, write(FILES), str(free)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    shown, end = "", time.monotonic() + PATIENCE
    while not shown and time.monotonic() < end:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{free}/a+b/contact/") as answer,
        ):
            shown = answer.read().decode()
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=PATIENCE)[0]
    assert "<h1>Contact</h1>" in shown
    assert f"Preview: http://localhost:{free}/a+b/  (Ctrl-C ends it)" in said and said.endswith("Preview ended\n")


@pytest.mark.parametrize("base", ["/a+b/", "/(a)/", "/a.b*/", "/$/"])
def test_signs_in_a_base_stand_for_themselves(start, base):
    running = start(base=base)
    assert running.get(f"{base}contact/")[0] == 200
    assert running.get(f"{base}contact")[0] == 200
    assert running.get("/aab/contact/")[0] == running.get("/axbb/contact/")[0] == 404


def test_another_port_than_the_one_asked_for_is_told(write, capsys):
    def interrupted(root, today, drafts, base, first):
        raise KeyboardInterrupt

    with previews.listen(18_400) as taken:
        port = taken.getsockname()[1]
        previews.serve(write(FILES), interrupted, port, "/")
    assert capsys.readouterr().out == f"Port {port} is in use, perhaps by another preview.\n"


def test_no_port_beyond_the_last_is_tried():
    taken = []
    with contextlib.suppress(OSError):
        while True:
            taken.append(previews.listen(65_534))
    with pytest.raises(OSError, match="no free port from 65534 to 65535; give another"):
        previews.listen(65_534)
    for one in taken:
        one.close()
