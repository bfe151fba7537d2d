"""Starts Debian's Firefox, which speaks WebDriver by itself."""

import json
import os
import subprocess
from pathlib import Path

from tests.cross_browser.blocking_proxy import BlockingProxy
from tests.cross_browser.browser import bound, ended_on_failure, tab, whole
from tests.cross_browser.page import Page, until
from tests.cross_browser.webdriver_client import Marionette
from tests.programs import find

# Firefox asks for nothing on its own account, so that every request that comes is a page's.
PREFERENCES: dict[str, str | int | bool] = {
    "marionette.port": 0,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.download.folderList": 2,
    "browser.download.alwaysOpenPanel": False,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_beforeunload": False,
    "dom.push.connection.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "en-GB",
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "network.proxy.type": 1,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "nimbus.rollouts.enabled": False,
    "print.always_print_silent": True,
    "print_printer": "Mozilla Save to PDF",
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
# Without this the address of its own settings service, above, is not heeded.
QUIET = {"MOZ_REMOTE_SETTINGS_DEVTOOLS": "1", "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
A4: dict[str, str | int | bool] = {
    "print_paper_id": "iso_a4", "print_paper_width": "8.27", "print_paper_height": "11.69",
    "print_paper_size_unit": 0, "print_to_file": True,
}  # fmt: skip


class Firefox:
    """Debian's Firefox, without a window."""

    def __init__(
        self, profile: Path, stranger: BlockingProxy, storage: bool = True, workers: bool = True
    ) -> None:
        self.files = profile / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        wanted = PREFERENCES | {
            "browser.download.dir": str(self.files),
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": stranger.port,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": stranger.port,
            "dom.serviceWorkers.enabled": workers,
            # 2 is: no site may keep anything.
            "network.cookie.cookieBehavior": 5 if storage else 2,
        }
        for name, value in (A4 | {"print_to_filename": str(self.files / "printed.pdf")}).items():
            wanted[f"print.printer_Mozilla_Save_to_PDF.{name}"] = value
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        port = profile / "MarionetteActivePort"
        port.unlink(missing_ok=True)
        command = find("firefox") or ""
        arguments = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile")
        self.process = subprocess.Popen(
            bound(command, *arguments, str(profile)),
            env=os.environ | QUIET,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with ended_on_failure(self.process):
            until(lambda: port.exists() and port.read_text(), "Firefox listens")
            self.wire = Marionette(int(port.read_text()), {"unhandledPromptBehavior": "ignore"})
            self.version = self.wire.version
            self.page = tab(self.wire)

    def new_page(self) -> Page:
        """Open another tab."""
        return Page(self.wire, self.wire.ask("new tab", type="tab")["handle"])

    def complaints(self) -> list[str]:
        """What its console says is wrong with our pages."""
        self.wire.send("Marionette:SetContext", value="chrome")
        script = """return Services.console.getMessageArray()
          .filter((said) => said instanceof Ci.nsIScriptError && /^(http|file|blob)/.test(said.sourceName))
          .filter((said) => said.category === "CSP" || !(said.flags & Ci.nsIScriptError.warningFlag))
          .map((said) => `${said.category}: ${said.errorMessage} ${said.sourceName}:${said.lineNumber}`)"""
        said: list[str] = self.wire.ask("run", script=script, args=[])
        self.wire.send("Marionette:SetContext", value="content")
        return said

    def print_page(self) -> None:
        """Nothing: the page's own button prints."""

    def new_file(self, before: set[Path]) -> Path:
        """The file that a download or a print has made, once it is whole."""
        return whole(self.files, before, ".part")

    def close(self) -> None:
        """Quit, and wait until all is written down."""
        if self.process.poll() is None:
            with ended_on_failure(self.process):
                self.wire.close()
                self.process.wait(60)
