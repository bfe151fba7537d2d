#!/usr/bin/python3
"""A browser of WebKitGTK with nothing around it, for the tests; WebKitWebDriver starts it.

Unlike Debian's own little browser it keeps what sites store in a folder that is given, so that it can be
closed and opened again. It writes downloads into a folder, and there what the signal USR1 makes it print. It
can be told to let sites store nothing.
Runs on the machine's Python, which Debian's packages of WebKit's bindings belong to.
"""

import ctypes
import signal
import sys
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # type: ignore[import-not-found]  # noqa: E402


def main(profile: Path, proxy: str, without: list[str]) -> None:
    """Open a browser that keeps its things in `profile` and asks `proxy` for what is not on this machine."""
    manager = WebKit2.WebsiteDataManager(
        base_data_directory=str(profile / "data"), base_cache_directory=str(profile / "cache")
    )
    manager.set_network_proxy_settings(
        WebKit2.NetworkProxyMode.CUSTOM, WebKit2.NetworkProxySettings.new(proxy, ["127.0.0.1"])
    )
    context = WebKit2.WebContext(website_data_manager=manager)
    context.set_automation_allowed(True)
    settings = WebKit2.Settings(
        enable_html5_local_storage="no-storage" not in without,
        enable_write_console_messages_to_stdout=True,
        hardware_acceleration_policy=WebKit2.HardwareAccelerationPolicy.NEVER,
    )
    features = settings.get_all_features()
    for feature in (features.get(number) for number in range(features.get_length())):
        if feature.get_identifier() == "ServiceWorkersEnabled":
            settings.set_feature_enabled(feature, "no-workers" not in without)

    views: list[Any] = []
    operations: list[Any] = []

    def new_view(*_: object) -> Any:
        view = WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=True)
        window = Gtk.Window()
        window.set_default_size(1280, 900)
        window.add(view)
        window.show_all()
        view.connect("close", lambda _: window.destroy())
        views.append(view)
        return view

    def prints() -> bool:
        operation = WebKit2.PrintOperation.new(views[-1])
        operations.append(operation)
        paper = Gtk.PrintSettings()
        paper.set_printer("Print to File")
        paper.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        paper.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, (profile / "files/printed.pdf").as_uri())
        setup = Gtk.PageSetup()
        setup.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
        operation.set_print_settings(paper)
        operation.set_page_setup(setup)
        operation.print_()
        return True

    def started(_: object, session: Any) -> None:
        about = WebKit2.ApplicationInfo()
        about.set_name("WebKitGTK")
        about.set_version(
            WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version()
        )
        session.set_application_info(about)
        session.connect("create-web-view", new_view)

    def destination(download: Any, name: str) -> bool:
        download.set_destination((profile / "files" / name).as_uri())
        return True

    context.connect("automation-started", started)
    context.connect("download-started", lambda _, started: started.connect("decide-destination", destination))
    # WebKit does nothing for a page's own `print()` while it is driven.
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, prints)
    Gtk.main()


if __name__ == "__main__":
    # 1 asks Linux for this signal when what started it, the driver, has ended.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
