"""A real server and a real browser for the tests of the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Locator, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
MAIN = ROOT / "ui" / "chat" / "main.py"
FAKE = Path(__file__).parent / "fake_page.py"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
PATIENCE = 120_000
"""Milliseconds that anything on the page may take on a busy machine."""

expect.set_options(timeout=PATIENCE)


@contextmanager
def browsing() -> Iterator[Browser]:
    """The system's Chromium; where there is none the test is skipped, and under CI it fails."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on the PATH, and CI requires the browser tests")
        pytest.skip("NO CHROMIUM ON THE PATH: the page was not tested in a browser")
    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        kept = playwright.chromium.launch_persistent_context(profile, executable_path=path, args=FLAGS)
        assert kept.browser
        yield kept.browser
        kept.close()


@contextmanager
def serving(archive: Path, main: Path = MAIN, **environment: str) -> Iterator[str]:
    """Serve the page over an archive as `pullquote chat` does; yields its address."""
    port = free_port()
    script = "import sys; from pathlib import Path; from ui.chat.launch import serve;"
    script += " serve(Path(sys.argv[1]), int(sys.argv[2]), main=Path(sys.argv[3]))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "PULLQUOTE_"))}
    log = archive.parent / f"server-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(archive), str(port), str(main)],
            cwd=ROOT,
            env={**kept, "PYTHONPATH": str(ROOT), **environment},
            stdout=output,
            stderr=output,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path | None = None) -> None:
    """Wait until a server answers; AssertionError, with what it wrote, if it ends instead."""
    for _ in range(1_800):
        if process.poll() is not None:
            raise AssertionError(f"the server ended: {log.read_text(errors='replace') if log else process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not start: {log.read_text(errors='replace') if log else address}")


@dataclass
class Watch:
    """What a page did that nobody should see: requests elsewhere, dialogs, errors in scripts."""

    address: str
    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        own = (self.address, self.address.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(own):
            self.elsewhere.append(request.url)

    def dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self) -> None:
        assert self.elsewhere == []
        assert self.dialogs == []
        assert self.errors == []


@dataclass
class Chat:
    """The page as somebody uses it."""

    page: Page
    address: str
    watch: Watch

    def ask(self, question: str) -> None:
        """Type a question and send it."""
        self.field.fill(question)
        self.field.press("Enter")

    @property
    def field(self) -> Locator:
        return self.page.get_by_test_id("stChatInputTextArea")

    @property
    def turns(self) -> Locator:
        return self.page.locator("article.turn")

    def tab_to(self, goal: Locator, presses: int = 120) -> None:
        """Press the tab key until that has the focus; AssertionError if it never gets it."""
        expect(goal).to_be_visible()
        for _ in range(presses):
            self.page.keyboard.press("Tab")
            if goal.evaluate("node => node === node.getRootNode().activeElement"):
                return
        raise AssertionError(f"{goal} cannot be reached by the tab key")

    def check_access(self) -> None:
        """axe-core finds nothing serious on the page as it is."""
        violations = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [
            (each["id"], [node["target"] for node in each["nodes"]][:3])
            for each in violations
            if each["impact"] in ("serious", "critical")
        ] == []

    def answered(self, count: int = 1) -> Locator:
        """The last of `count` turns, once it has its answer."""
        turn = self.turns.nth(count - 1)
        expect(turn.locator(".byline, .not-found").first).to_be_visible()
        expect(turn.locator(".working")).to_have_count(0)
        expect(self.field).to_be_enabled()
        return turn


@contextmanager
def chatting(
    browser: Browser,
    address: str,
    path: str = "/",
    width: int = 1280,
    height: int = 900,
    *,
    color_scheme: Literal["dark", "light"] = "light",
    reduced_motion: Literal["no-preference", "reduce"] = "no-preference",
    permissions: Sequence[str] = (),
) -> Iterator[Chat]:
    """Open the page as a stranger, and check at the end that it did nothing behind anybody's back.

    One at a time has the browser's profile, which knows the page's scripts compiled, and nothing else of who was there
    before: without that each page costs a second more. Others, and those with permissions, have a context of their own.
    """
    profile = browser.contexts[0]
    blank = profile.pages[0]
    alone = profile.pages == [blank] and not permissions
    context = profile if alone else browser.new_context(permissions=permissions)
    watch = Watch(address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
    page.on("request", watch.request)
    page.on("dialog", watch.dialog)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.goto(address + path)
    try:
        yield Chat(page, address, watch)
        watch.check()
    finally:
        page.close()
        if alone:
            everything = {"origin": address, "storageTypes": "all"}
            profile.new_cdp_session(blank).send("Storage.clearDataForOrigin", everything)
        else:
            context.close()
