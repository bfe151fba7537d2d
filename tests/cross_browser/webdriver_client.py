"""The WebDriver standard's commands, and the two ways in which they reach a browser.

Firefox takes them itself, by the protocol that it calls Marionette; WebKitGTK has a driver that takes them
by HTTP.
"""

import json
import socket
import urllib.error
import urllib.request
from typing import Any, Protocol

from attrs import frozen

# How the standard marks a reference to an element.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 90


class WebDriverError(Exception):
    """What the browser could not do; `code` is the standard's word for it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


@frozen
class Command:
    """A command as HTTP and as Marionette know it."""

    method: str
    path: str
    name: str


COMMANDS = {
    "goto": Command("POST", "url", "Navigate"),
    "address": Command("GET", "url", "GetCurrentURL"),
    "reload": Command("POST", "refresh", "Refresh"),
    "back": Command("POST", "back", "Back"),
    "run": Command("POST", "execute/sync", "ExecuteScript"),
    "run later": Command("POST", "execute/async", "ExecuteAsyncScript"),
    "click": Command("POST", "element/{id}/click", "ElementClick"),
    "type": Command("POST", "element/{id}/value", "ElementSendKeys"),
    "role": Command("GET", "element/{id}/computedrole", "GetComputedRole"),
    "name": Command("GET", "element/{id}/computedlabel", "GetComputedLabel"),
    "press": Command("POST", "actions", "PerformActions"),
    "tabs": Command("GET", "window/handles", "GetWindowHandles"),
    "new tab": Command("POST", "window/new", "NewWindow"),
    "switch": Command("POST", "window", "SwitchToWindow"),
    "close": Command("DELETE", "window", "CloseWindow"),
    "size": Command("POST", "window/rect", "SetWindowRect"),
    "picture": Command("GET", "screenshot", "TakeScreenshot"),
    "answer no": Command("POST", "alert/dismiss", "DismissAlert"),
    "question": Command("GET", "alert/text", "GetAlertText"),
}


class WebDriverClient(Protocol):
    """The way to a browser in which a session is open."""

    version: str

    def ask(self, command: str, **body: Any) -> Any:
        """The browser's answer to a command of the table above."""

    def close(self) -> None:
        """End the session."""


class Marionette:
    """Firefox's own way: messages of JSON over a socket, each with its length before it."""

    def __init__(self, port: int, settings: dict[str, Any]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.stream = self.socket.makefile("rb")
        self.last = 0
        self._hear()
        session = self.send("WebDriver:NewSession", capabilities={"alwaysMatch": settings})
        self.version = session["capabilities"]["browserVersion"]

    def _hear(self) -> Any:
        length = b""
        while (character := self.stream.read(1)) != b":":
            if not character:
                raise WebDriverError("closed", "Firefox is gone")
            length += character
        return json.loads(self.stream.read(int(length)))

    def send(self, name: str, **body: Any) -> Any:
        """Firefox's answer to a command by its full name."""
        self.last += 1
        message = json.dumps([0, self.last, name, body]).encode()
        self.socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._hear()
        if error:
            raise WebDriverError(error["error"], error["message"])
        return answer

    def ask(self, command: str, **body: Any) -> Any:
        """Firefox's answer to a command of the table."""
        if command == "switch":
            body |= {"focus": True}
        answer = self.send(f"WebDriver:{COMMANDS[command].name}", **body)
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def close(self) -> None:
        """Let Firefox end as by its own menu, so that it writes down what it keeps."""
        self.send("Marionette:Quit", flags=["eForceQuit"])
        self.socket.close()


class Http:
    """The standard's way, to a driver that listens at `base`."""

    def __init__(self, base: str, settings: dict[str, Any]) -> None:
        self.session = base
        opened = self.send("POST", "session", {"capabilities": {"alwaysMatch": settings}})
        self.session = f"{base}/session/{opened['sessionId']}"
        self.version = opened["capabilities"]["browserVersion"]

    def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The driver's answer."""
        data = json.dumps(body or {}).encode() if method == "POST" else None
        address = f"{self.session}/{path}".rstrip("/")
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            told = json.load(error)["value"]
            raise WebDriverError(told["error"], told["message"]) from None

    def ask(self, command: str, **body: Any) -> Any:
        """The driver's answer to a command of the table."""
        method, path = COMMANDS[command].method, COMMANDS[command].path
        return self.send(method, path.format(**body), body)

    def close(self) -> None:
        """End the session, and with it the browser."""
        self.send("DELETE", "")
