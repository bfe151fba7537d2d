"""The arguments that the command line understands."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from pathlib import Path

from worksheet_py.document.serialization import parse_day
from worksheet_py.text.messages import Words


def argument_parser(lines: Words, today: date) -> ArgumentParser:
    """The parser; its result has the name of a command in `command`. `today` is the default day of a plan."""
    made = ArgumentParser(
        prog="python -m worksheet_py", description=lines.say("help.about"), epilog=lines.say("help.end")
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str) -> ArgumentParser:
        said = lines.say(f"help.{name}")
        return commands.add_parser(name, help=said, description=said, epilog=lines.say("help.end"))

    command("check").add_argument("files", nargs="+", type=Path, metavar="FILE", help=lines.say("help.files"))
    command("profile").add_argument("file", type=Path, metavar="FILE", help=lines.say("help.file"))
    plan = command("plan")
    plan.add_argument("file", type=Path, metavar="FILE", help=lines.say("help.file"))
    plan.add_argument("--today", type=day(lines), default=today, metavar="DAY", help=lines.say("help.today"))
    combine = command("combine")
    combine.add_argument("files", nargs="+", type=Path, metavar="FILE", help=lines.say("help.files"))
    targets = combine.add_argument_group(lines.say("help.targets"))
    targets.add_argument("--html", type=Path, metavar="REPORT", help=lines.say("help.html"))
    targets.add_argument("--csv", type=Path, metavar="TABLE", help=lines.say("help.csv"))
    combine.add_argument("--anonymous", action="store_true", help=lines.say("help.anonymous"))
    combine.add_argument("--force", action="store_true", help=lines.say("help.force"))
    command("validate").add_argument("folder", type=Path, metavar="FOLDER", help=lines.say("help.folder"))
    return made


def day(lines: Words) -> Callable[[str], date]:
    """An argument type for days like 2027-05-01."""

    def read(text: str) -> date:
        try:
            return parse_day(text)
        except ValueError:
            raise ArgumentTypeError(lines.say("fault.bad_day", found=text)) from None

    return read
