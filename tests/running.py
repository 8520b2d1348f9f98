"""A preview that is served while a test uses it."""

import asyncio
import concurrent.futures
import contextlib
import pathlib
import threading
import time
import urllib.error
import urllib.request

import build as commands
from sitegen.commands import preview as previews

PATIENCE = 30  # seconds; a save shows in a fraction of one, a loaded machine takes longer


def in_a_thread(call):
    """The result of a call that runs an event loop of its own; in this thread the browser's may be running."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result()


class Running:
    """A preview served by a thread of its own, on a free port."""

    def __init__(self, root, base):
        self.root, self.base = pathlib.Path(root), base
        self.preview = previews.Preview(root, commands.build, base)
        listening = previews.listen(0)
        self.port = listening.getsockname()[1]
        self.loop = asyncio.new_event_loop()
        self.task = self.loop.create_task(previews.run(self.preview, listening))
        self.thread = threading.Thread(target=self.serve)
        looked, rebuild = threading.Event(), self.preview.rebuild

        def first_turn(first=None):
            """What it sees of a test's saves would be no news to the next turn."""
            self.preview.rebuild = rebuild
            try:
                return rebuild(first)
            finally:
                looked.set()

        self.preview.rebuild = first_turn
        self.thread.start()
        assert looked.wait(PATIENCE)

    def serve(self):
        with contextlib.suppress(asyncio.CancelledError):
            self.loop.run_until_complete(self.task)
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def stop(self):
        self.loop.call_soon_threadsafe(self.task.cancel)
        self.thread.join()

    def get(self, path, host=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": host} if host else {})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read().decode()

    def until(self, path, wanted):
        """The page once it holds `wanted`, or as it is when patience ends."""
        end = time.monotonic() + PATIENCE
        while wanted not in (text := self.get(path)[2]) and time.monotonic() < end:
            time.sleep(0.02)
        return text

    def save(self, name, text):
        (self.root / name).write_text(text)
