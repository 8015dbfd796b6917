"""A headless Chromium that shows a Textual app, served by textual-serve and driven over DevTools."""

import base64
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import join, quote
from socket import create_connection, socket
from types import MappingProxyType
from typing import IO, Any, Self

from websocket import WebSocket
from websocket import create_connection as connect

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    *("--remote-debugging-port=0", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
)
SERVER = (
    "import sys; from textual_serve.server import Server; Server(*sys.argv[1:3], int(sys.argv[3])).serve()"
)
PAGE = Path(__file__).with_name("page.js")


class PictureError(RuntimeError):
    """A picture could not be taken; the message says at which step."""


def wait_until(done: Callable[[], bool], what: str, timeout: float = 20) -> None:
    """Poll until `done` says so.

    Raises:
        PictureError: It never did.
    """
    deadline = time.monotonic() + timeout
    while not done():
        if time.monotonic() > deadline:
            raise PictureError(f"waited {timeout} s for {what}")
        time.sleep(0.02)


@contextmanager
def served(argv: Sequence[str], env: Mapping[str, str]) -> Iterator[str]:
    """Serve a Textual app on the loopback; yields the address of its page.

    Raises:
        PictureError: From within the block, with what server and app had to say added.
    """
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.NamedTemporaryFile("ab") as log:
        app = f"{join(argv)} 2>> {quote(log.name)}"
        server = [sys.executable, "-c", SERVER, app, "127.0.0.1", str(port)]
        with _running(server, env, log) as process:
            try:
                wait_until(lambda: process.poll() is not None or _listens(port), "textual-serve")
                yield f"http://127.0.0.1:{port}"
            except PictureError as error:
                said = Path(log.name).read_text(errors="replace")
                raise PictureError(f"{error}\n{said[-3000:]}") from None


class Browser:
    """One headless Chromium with a profile of its own, told what to do over the DevTools protocol."""

    def __init__(self, devtools: WebSocket) -> None:
        self._devtools = devtools
        self._number = 0
        self._session: str | None = None

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Self]:
        """Run a Chromium for the length of a with block."""
        with tempfile.TemporaryDirectory(prefix="postil-chromium-", ignore_cleanup_errors=True) as profile:
            command = ["chromium", *FLAGS, f"--user-data-dir={profile}", "about:blank"]
            address = Path(profile, "DevToolsActivePort")
            with _running(command):
                wait_until(lambda: address.exists() and "\n/" in address.read_text(), "Chromium")
                port, path = address.read_text().split()
                yield cls(connect(f"ws://127.0.0.1:{port}{path}", suppress_origin=True, timeout=30))

    @contextmanager
    def page(self, address: str, columns: int, lines: int, ground: str, size: int = 30) -> Iterator[None]:
        """Open a served app in a terminal of `columns` by `lines` on a page of the colour `ground`.

        Raises:
            PictureError: The app ended, or the terminal came out in another size.
        """
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        try:
            wanted = {"columns": columns, "lines": lines, "size": size, "ground": ground}
            script = f"const wanted = {json.dumps(wanted)};\n{PAGE.read_text()}"
            self._call("Page.enable")
            self._call("Emulation.setFocusEmulationEnabled", enabled=True)
            self._call("Page.addScriptToEvaluateOnNewDocument", source=script)
            self._call("Emulation.setDeviceMetricsOverride", **_metrics(columns, lines, size))
            self._call("Page.navigate", url=f"{address}/?fontsize={size}")
            wait_until(self._has_drawn, f"a frame at {address}", timeout=10)
            url = self.evaluate("window.terminal.url")
            if not url.endswith(f"width={columns}&height={lines}"):
                raise PictureError(f"asked for {columns}x{lines}, got {url}")
            self.evaluate('window.terminal.socket.send(JSON.stringify(["focus"]))')
            yield
        finally:
            self._session = None
            self._call("Target.closeTarget", targetId=target)

    def send(self, data: bytes) -> None:
        """Send what a key sends to the app's standard input."""
        message = json.dumps(json.dumps(["stdin", data.decode()]))
        self.evaluate(f"window.terminal.socket.send({message}); window.terminal.last = performance.now()")

    def settle(self, quiet: float, timeout: float = 5) -> None:
        """Wait until the app has drawn nothing for `quiet` seconds, or give up waiting after `timeout`."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            self._check()
            left = quiet - self.evaluate("performance.now() - window.terminal.last") / 1000
            if left <= 0:
                return
            time.sleep(left)

    def picture(self, margin: int = 28) -> bytes:
        """Return a PNG of the terminal with a margin round it."""
        rectangle = self.evaluate('document.querySelector(".xterm-screen").getBoundingClientRect().toJSON()')
        clip = {
            "x": rectangle["x"] - margin,
            "y": rectangle["y"] - margin,
            "width": rectangle["width"] + 2 * margin,
            "height": rectangle["height"] + 2 * margin,
            "scale": 1,
        }
        return base64.b64decode(self._call("Page.captureScreenshot", format="png", clip=clip)["data"])

    def evaluate(self, expression: str) -> Any:
        """Return the JSON value of a JavaScript expression in the page."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise PictureError(f"{expression}: {answer['exceptionDetails']['text']}")
        return answer["result"].get("value")

    def _has_drawn(self) -> bool:
        self._check()
        return bool(self.evaluate("window.terminal?.bytes > 200"))

    def _check(self) -> None:
        if self.evaluate("document.body?.matches('.-closed')"):
            raise PictureError("the app ended")

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        self._devtools.send(json.dumps(message))
        while True:
            answer = json.loads(self._devtools.recv())
            if answer.get("id") == self._number:
                break
        if "error" in answer:
            raise PictureError(f"{method}: {answer['error']['message']}")
        return dict(answer["result"])


def _listens(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), 0.2).close()
    except OSError:
        return False
    return True


def _metrics(columns: int, lines: int, size: int) -> dict[str, int | bool]:
    """Return a viewport with room for the terminal; its canvas would go wrong with a scale other than 1."""
    width, height = columns * size + 64, lines * size * 2 + 64
    return {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}


@contextmanager
def _running(
    command: Sequence[str],
    env: Mapping[str, str] = MappingProxyType(os.environ),
    stderr: int | IO[bytes] = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    null = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=null, stdout=null, stderr=stderr, env=env) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
