"""Firefox as Debian has it, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): Playwright has a build of its own only."""

import base64
import contextlib
import json
import os
import re
import secrets
import socket
import subprocess
import tempfile
from pathlib import Path

PROGRAM = "/usr/bin/firefox-esr"
PATIENCE = 240.0  # a start takes three seconds; on a machine with other work, a minute
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "ArrowUp": "\ue013", "ArrowDown": "\ue015", "ArrowRight": "\ue014",
        "End": "\ue010", "Home": "\ue011", "Shift": "\ue008"}  # fmt: skip
DARK = {"ui.systemUsesDarkTheme": 1}
FORCED = {"browser.display.document_color_use": 2, "ui.useAccessibilityTheme": 1}
QUIET = {
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.server": "",
    "browser.aboutwelcome.enabled": False,
}


class Socket:
    """A WebSocket (RFC 6455) for whole text messages, as one side of a talk needs it."""

    def __init__(self, host, port, path):
        self.line = socket.create_connection((host, port), PATIENCE)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self.line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self.stream = self.line.makefile("rb")
        if b" 101 " not in self.stream.readline():
            raise ConnectionError("Firefox takes no WebSocket")
        while self.stream.readline().strip():
            pass

    def send(self, text):
        data, mask = text.encode(), secrets.token_bytes(4)
        size = len(data)
        head = bytes([0x81])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 1 << 16:
            head += bytes([0x80 | 126]) + size.to_bytes(2)
        else:
            head += bytes([0x80 | 127]) + size.to_bytes(8)
        whole = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(data) ^ int.from_bytes(whole)).to_bytes(size)
        self.line.sendall(head + mask + masked)

    def receive(self):
        text = b""
        while True:
            first, second = self.stream.read(2)
            size = second & 127
            if size > 125:
                size = int.from_bytes(self.stream.read(2 if size == 126 else 8))
            part = self.stream.read(size)
            if first & 15 in (0, 1):
                text += part
                if first & 128:
                    return text.decode()


class Firefox:
    """One window of Firefox; `asked` holds the addresses it asked for, `said` what its console and pages complained of."""

    def __init__(self, line):
        self.line, self.number = line, 0
        self.asked, self.said = [], []
        self.ask("session.new", capabilities={})
        self.context = self.ask("browsingContext.create", type="window")["context"]  # the first one never has the focus
        self.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def ask(self, method, **parameters):
        self.number += 1
        self.line.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.line.receive())
            if answer.get("method") == "network.beforeRequestSent":
                self.asked.append(answer["params"]["request"]["url"])
            elif answer.get("method") == "log.entryAdded" and answer["params"]["level"] in ("error", "warn"):
                self.said.append(answer["params"]["text"])
            elif answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def open(self, address, width=1280, height=800):
        self.ask("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})
        self.ask("browsingContext.navigate", context=self.context, url="about:blank", wait="complete")
        self.asked.clear()
        self.said.clear()
        self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, expression):
        """Return the value of a script's expression, by way of JSON; a promise is waited for."""
        script = f"Promise.resolve({expression}).then(value => JSON.stringify(value === undefined ? null : value))"
        found = self.ask("script.evaluate", expression=script, target={"context": self.context}, awaitPromise=True)
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def wait(self, expression):
        """Wait until the expression is true."""
        self.evaluate(
            f"new Promise(done => {{ const look = () => {{ if ({expression}) done(true); else setTimeout(look, 20); }}; look(); }})"
        )

    def type(self, *keys):
        """Press keys: names, or texts to be typed; `Shift+Tab` holds one."""
        actions = []
        for key in keys:
            held, _, last = key.rpartition("+") if key.startswith("Shift+") else ("", "", key)
            pressed = [KEYS[last]] if last in KEYS else list(last)
            if held:
                actions.append({"type": "keyDown", "value": KEYS[held]})
            for sign in pressed:
                actions += [{"type": "keyDown", "value": sign}, {"type": "keyUp", "value": sign}]
            if held:
                actions.append({"type": "keyUp", "value": KEYS[held]})
        source = {"type": "key", "id": "keys", "actions": actions}
        self.ask("input.performActions", context=self.context, actions=[source])

    def click(self, x, y):
        """Press the left button at a place of the window."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)}]
        moves += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.ask(
            "input.performActions", context=self.context, actions=[{"type": "pointer", "id": "mouse", "actions": moves}]
        )

    def picture(self):
        """Return the window as the bytes of a PNG."""
        return base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.context)["data"])


@contextlib.contextmanager
def firefox(settings=None):
    """Start Firefox without a window on the screen, with these settings (about:config); it ends with the block."""
    with tempfile.TemporaryDirectory() as profile:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in {**QUIET, **(settings or {})}.items()
        ]
        (Path(profile) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [
            PROGRAM,
            "--headless",
            "--no-remote",
            "--profile",
            profile,
            "--remote-debugging-port=0",
            "about:blank",
        ]
        environment = os.environ | {"HOME": profile, "MOZ_CRASHREPORTER_DISABLE": "1"}
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment
        )
        try:
            port = next(int(found[1]) for line in process.stderr if (found := re.search(r"listening on ws://127\.0\.0\.1:(\d+)", line)))  # fmt: skip
            yield Firefox(Socket("127.0.0.1", port, "/session"))
        finally:
            process.terminate()
            process.wait(PATIENCE)
