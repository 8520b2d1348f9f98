"""Firefox and WebKit, the engine of every iPhone, driven by the same few words; and a host that watches the pages."""

import contextlib
import functools
import json
import os
import pathlib
import shutil
import subprocess
import time

import pytest
from running import PATIENCE
from selenium import webdriver
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.websocket_connection import WebSocketConnection
from servers import Quiet, free_port, serving, wait_for

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = next(pathlib.Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"), None)
IS_HERE = {"firefox": FIREFOX, "webkit": WEBKIT and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")}
NEEDS = "no {} here (on Debian: apt install firefox-esr webkit2gtk-driver xvfb)"
# The browser's own row of buttons would keep its window wider than a telephone.
NARROW = "* { min-width: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; -gtk-icon-transform: scale(.1) }"
WATCH = b"""window.faults = [];
addEventListener("error", event => faults.push(event.message || `not loaded: ${event.target.outerHTML}`), true);
addEventListener("unhandledrejection", event => faults.push(String(event.reason)));
addEventListener("securitypolicyviolation", event => faults.push(`${event.violatedDirective}: ${event.blockedURI}`));"""
# Or a bar slides in above a page that asks for voices where the machine has none, and clicks miss what has moved.
STILL = 'user_pref("media.webspeech.synth.dont_notify_on_error", true);\n'
MIDDLE = """css => { const one = document.querySelector(css); one.scrollIntoView({block: "center"});
  const box = one.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round); }"""


class Watching(Quiet):
    """Serves each page with a script ahead of its own that notes what goes wrong in it."""

    def do_GET(self):
        path = pathlib.Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if self.path == "/watch.js":
            self.answer(WATCH, "text/javascript")
        elif path.suffix == ".html" and path.is_file():
            page = path.read_bytes()
            self.answer(page.replace(b"<head>", b'<head><script src="/watch.js"></script>', 1), "text/html")
        else:
            super().do_GET()

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Firefox:
    """By WebDriver BiDi, which Firefox speaks without a driver."""

    def __init__(self, address):
        self.connection = WebSocketConnection(address, 60, 0.005)
        self.ask("session.new", capabilities={})
        self.context = {"context": self.ask("browsingContext.getTree")["contexts"][0]["context"]}
        self.ask("browsingContext.activate", **self.context)

    def ask(self, method, **parameters):
        told = self.connection.send_cmd(method, parameters)
        assert told["type"] == "success", told
        return told["result"]

    def open(self, url):
        self.ask("browsingContext.navigate", **self.context, url=url, wait="complete")

    def resize(self, width):
        self.ask("browsingContext.setViewport", **self.context, viewport={"width": width, "height": 800})

    def run(self, source, *values):
        source = f"(async () => JSON.stringify(await ({source})(...{json.dumps(values)})))()"
        told = self.ask("script.evaluate", expression=source, target=self.context, awaitPromise=True)
        assert told["type"] == "success", told
        return json.loads(told["result"].get("value", "null"))

    def click(self, css):
        x, y = self.run(MIDDLE, css)
        steps = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}]
        self.act("pointer", [*steps, {"type": "pointerUp", "button": 0}])

    def write(self, css, text):
        self.run("css => document.querySelector(css).focus()", css)
        self.act("key", [{"type": way, "value": letter} for letter in text for way in ("keyDown", "keyUp")])

    def act(self, kind, steps):
        self.ask("input.performActions", **self.context, actions=[{"type": kind, "id": kind, "actions": steps}])

    def picture(self):
        return self.ask("browsingContext.captureScreenshot", **self.context)["data"]


class Options(ArgOptions):
    default_capabilities = {"browserName": "MiniBrowser"}

    def to_capabilities(self):
        return self.default_capabilities


class WebKit:
    """By WebDriver."""

    def __init__(self, port):
        connection = RemoteConnection(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self.driver = webdriver.Remote(connection, options=Options())

    def open(self, url):
        self.driver.get(url)
        wait_until(self, "() => document.readyState === 'complete'")  # the driver comes back before that

    def resize(self, width):
        self.driver.set_window_size(width, 820)  # of which the browser's own buttons take 20
        wait_until(self, "width => innerWidth === width", width)

    def run(self, source, *values):
        source = f"return (async () => JSON.stringify(await ({source})(...arguments)))()"
        return json.loads(self.driver.execute_script(source, *values) or "null")

    def click(self, css):
        self.run(MIDDLE, css)  # the driver scrolls too little where a page keeps its edges free
        self.driver.find_element("css selector", css).click()

    def write(self, css, text):
        self.driver.find_element("css selector", css).send_keys(text)

    def picture(self):
        return self.driver.get_screenshot_as_base64()


@contextlib.contextmanager
def process(command, port, **variables):
    """A program that runs until it answers on a port, and then until its work is done."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([str(part) for part in command], env=os.environ | variables, **quiet) as started:
        try:
            wait_for(started, port, 60)
            yield
        finally:
            started.terminate()


@contextlib.contextmanager
def firefox(folder):
    (folder / "user.js").write_text(STILL)
    port = free_port()
    command = [FIREFOX, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", port]
    with process(command, port):
        engine = Firefox(f"ws://127.0.0.1:{port}/session")
        yield engine
        engine.connection.close()


@contextlib.contextmanager
def screen():
    """A screen that nobody sees; gives its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as started:
        try:
            os.close(write)
            with open(read) as told:
                yield f":{told.readline().strip()}"
        finally:
            started.terminate()


@contextlib.contextmanager
def webkit(folder):
    (folder / "gtk-3.0").mkdir()
    (folder / "gtk-3.0/gtk.css").write_text(NARROW)
    browser, driver = free_port(), free_port()
    inspector = f"127.0.0.1:{browser}"
    variables = {"GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1", "XDG_CONFIG_HOME": str(folder)}
    with (
        screen() as display,
        process([WEBKIT, "--automation"], browser, DISPLAY=display, WEBKIT_INSPECTOR_SERVER=inspector, **variables),
        process(["WebKitWebDriver", f"--port={driver}", f"--target={inspector}"], driver),
    ):
        engine = WebKit(driver)
        yield engine
        engine.driver.quit()


@pytest.fixture(scope="session")
def watched(real_root):
    """The address of the real site on a host that watches its pages."""
    with serving(real_root / "public", Watching) as address:
        yield address


@functools.cache
def missing(name):
    """Why an engine's tests are left out, or None; where all is published nothing may be."""
    return None if IS_HERE[name] or os.environ.get("CI") else NEEDS.format(name)


@pytest.fixture(scope="session", params=["firefox", "webkit"])
def engine(request, tmp_path_factory):
    """One browser of each engine for all tests."""
    if missing(request.param):
        pytest.skip(missing(request.param))
    assert IS_HERE[request.param], f"{request.param} is missing: .ci/run installs it"
    with {"firefox": firefox, "webkit": webkit}[request.param](tmp_path_factory.mktemp(request.param)) as engine:
        yield engine


def wait_until(engine, source, *values):
    """Waits until a function of the page gives what is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if engine.run(source, *values):
            return
        time.sleep(0.05)
    raise AssertionError(source)
