"""The WebDriver standard's commands, and how they reach Firefox: by the protocol that it calls Marionette."""

import json
import socket
from typing import Any, Protocol

# How the standard marks a reference to an element.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 90


class WebDriverError(Exception):
    """What the browser could not do; `code` is the standard's word for it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


# As Marionette calls the standard's commands.
COMMANDS = {
    "goto": "Navigate",
    "address": "GetCurrentURL",
    "reload": "Refresh",
    "back": "Back",
    "run": "ExecuteScript",
    "run later": "ExecuteAsyncScript",
    "click": "ElementClick",
    "type": "ElementSendKeys",
    "role": "GetComputedRole",
    "name": "GetComputedLabel",
    "press": "PerformActions",
    "tabs": "GetWindowHandles",
    "new tab": "NewWindow",
    "switch": "SwitchToWindow",
    "close": "CloseWindow",
    "size": "SetWindowRect",
    "picture": "TakeScreenshot",
    "answer no": "DismissAlert",
    "question": "GetAlertText",
}


class Wire(Protocol):
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
        answer = self.send(f"WebDriver:{COMMANDS[command]}", **body)
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def close(self) -> None:
        """Let Firefox end as by its own menu, so that it writes down what it keeps."""
        self.send("Marionette:Quit", flags=["eForceQuit"])
        self.socket.close()
