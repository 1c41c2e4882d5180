"""A real browser for the tests: Debian's Chromium without a window, over its DevTools protocol.

What it asks of any host is kept, also by workers, and so are errors on its console. Names of
hosts lead nowhere, so that nothing can leave this machine. It is ended by its own process id.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 60.0
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--renderer-process-limit=2", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--remote-debugging-port=0",
)  # fmt: skip
KEYS = {
    "Tab": 9, "Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "Space": 32, "End": 35,
    "Home": 36,
}  # fmt: skip


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Browser:
    """One page of a browser; `requests` are the URLs it asked for, `troubles` what it said then."""

    socket: Any
    session: str = ""
    sent: int = 0
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    loaded: int = 0

    # ---- the protocol

    def call(self, method: str, _session: str | None = None, **parameters: Any) -> Any:
        """Sends a command and waits for its result; events on the way are kept."""
        self.sent += 1
        number = self.sent
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        session = self.session if _session is None else _session
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        until = time.monotonic() + SECONDS
        while (left := until - time.monotonic()) > 0:
            got = json.loads(self.socket.recv(timeout=left))
            if got.get("id") == number:
                assert "error" not in got, f"{method}: {got['error']}"
                return got["result"]
            self._heard(got)
        raise AssertionError(f"{method} took longer than {SECONDS:g} s")

    def _heard(self, event: dict[str, Any]) -> None:
        told, method = event.get("params", {}), event.get("method")
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            thrown = details.get("exception", {}).get("description", "")
            self.troubles.append(f"{details['text']} {thrown}")
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning"):
            said = (str(a.get("value", a.get("description", ""))) for a in told["args"])
            self.troubles.append(" ".join(said))
        elif method == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
            entry = told["entry"]
            self.troubles.append(f"{entry['text']} {entry.get('url', '')}")
        elif method == "Page.loadEventFired":
            self.loaded += 1
        elif method == "Target.attachedToTarget" and told["targetInfo"]["type"] != "page":
            inner = told["sessionId"]
            for command in ("Network.enable", "Runtime.enable", "Runtime.runIfWaitingForDebugger"):
                self._tell(command, inner)

    def _tell(self, method: str, session: str) -> None:
        """A command whose result nobody waits for."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "sessionId": session}))

    # ---- what a reader does

    def open(self, url: str) -> None:
        """Goes to the URL and waits until it is loaded."""
        before = self.loaded
        went = self.call("Page.navigate", url=url)
        assert "errorText" not in went, f"{url}: {went.get('errorText')}"
        if "loaderId" in went:  # else it stayed on the page
            self.until(lambda: self.loaded > before, f"{url} to load")

    def arrives(self, before: int) -> None:
        """Waits for the load of a page that something else than `open` began."""
        self.until(lambda: self.loaded > before, "the next page")

    def until(self, done: Any, what: str, seconds: float = SECONDS) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, f"waited {seconds:g} s for {what}: {self.troubles}"
            time.sleep(0.05)
            self.call("Runtime.evaluate", expression="0")

    def run(self, script: str) -> Any:
        """The value of an expression; a promise is awaited."""
        got = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in got, got["exceptionDetails"]
        return got["result"].get("value")

    def wait(self, script: str, seconds: float = SECONDS) -> None:
        """Until the expression is true."""
        self.until(lambda: self.run(f"!!({script})"), script, seconds)

    def text(self, selector: str) -> str:
        return str(self.run(f"document.querySelector({json.dumps(selector)}).innerText"))

    def click(self, selector: str) -> None:
        """A real click with the mouse in the middle of the element."""
        spot = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind, x=spot[0], y=spot[1], button="left", clickCount=1,
            )  # fmt: skip

    def follow(self, selector: str) -> None:
        """Clicks a link and waits for the page that it leads to."""
        before = self.loaded
        self.click(selector)
        self.arrives(before)

    def link(self, text: str, within: str = "main") -> str:
        """A selector for the one link, or the first of those, with this text."""
        found = self.run(
            f"(() => {{ const all = [...document.querySelector({json.dumps(within)})"
            ".querySelectorAll('a')];"
            f"const found = all.find(a => a.textContent.trim() === {json.dumps(text)});"
            "document.querySelector('[data-found]')?.removeAttribute('data-found');"
            "found?.setAttribute('data-found', ''); return !!found; })()"
        )
        assert found, f"no link {text!r} in {within} of {self.run('location.href')}"
        return "[data-found]"

    def rows(self, selector: str = "#answer table") -> list[list[str]]:
        """The cells of a table's body, as they are read."""
        found: list[list[str]] = self.run(
            f"[...document.querySelector({json.dumps(selector)}).tBodies[0].rows]"
            ".map(row => [...row.cells].map(cell => cell.innerText.trim()))"
        )
        return found

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def select_all(self) -> None:
        """Ctrl+A, where the keyboard is."""
        about: dict[str, Any] = {"key": "a", "code": "KeyA", "windowsVirtualKeyCode": 65}
        about["modifiers"] = 2
        event = "Input.dispatchKeyEvent"
        self.call(event, type="rawKeyDown", commands=["selectAll"], **about)
        self.call(event, type="keyUp", **about)

    def press(self, key: str, modifiers: int = 0) -> None:
        """A key down and up; modifiers: 2 Ctrl, 8 Shift."""
        code = KEYS[key]
        about: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        text: dict[str, Any] = {"text": "\r"} if key == "Enter" and not modifiers else {}
        event = "Input.dispatchKeyEvent"
        self.call(event, type="keyDown", modifiers=modifiers, **about, **text)
        self.call(event, type="keyUp", modifiers=modifiers, **about)

    # ---- what a tester does

    def look(self, width: int = 1280, dark: bool = False) -> None:
        """The width of the window in CSS pixels, and whether the reader likes it dark."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, file: Path) -> None:
        """The whole page as PNG."""
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        file.write_bytes(base64.b64decode(data))

    def axe(self, source: str) -> list[str]:
        """Serious and critical findings of axe-core, whose source is given."""
        self.run(f"{source}; 0")
        found = self.run(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
            ".filter(v => ['serious', 'critical'].includes(v.impact))"
            ".flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} ${n.html}`)))"
        )
        return [str(each)[:300] for each in found]


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser with a fresh profile, which is thrown away with it."""
    from websockets.sync.client import connect

    program = chromium()
    assert program
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        log = Path(profile) / "log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [program, *FLAGS, f"--user-data-dir={profile}/data", "about:blank"],
                stdout=subprocess.DEVNULL,
                stderr=output,
                start_new_session=True,
            )
        try:
            with connect(_address(process, log), max_size=None, proxy=None) as socket:
                browser = Browser(socket)
                targets = browser.call("Target.getTargets")["targetInfos"]
                page = next(t["targetId"] for t in targets if t["type"] == "page")
                got = browser.call("Target.attachToTarget", targetId=page, flatten=True)
                browser.session = got["sessionId"]
                for name in ("Page", "Network", "Runtime", "Log"):
                    browser.call(f"{name}.enable")
                browser.call(
                    "Target.setAutoAttach",
                    autoAttach=True, waitForDebuggerOnStart=True, flatten=True,
                )  # fmt: skip
                browser.look()
                yield browser
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for line in log.read_text(errors="replace").splitlines():
            if line.startswith("DevTools listening on "):
                return line.removeprefix("DevTools listening on ").strip()
        assert process.poll() is None, log.read_text(errors="replace")
        time.sleep(0.05)
    raise AssertionError("the browser did not start")
