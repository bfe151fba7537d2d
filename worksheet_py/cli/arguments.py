"""The arguments that the command line understands."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

from worksheet_py.cli.output import line
from worksheet_py.document.serialization import parse_day


def argument_parser(today: date) -> ArgumentParser:
    """The parser; its result has the name of a command in `command`. `today` is the default day of a plan."""
    made = ArgumentParser(
        prog="python -m worksheet_py", description=line("help.about"), epilog=line("help.end")
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str) -> ArgumentParser:
        said = line(f"help.{name}")
        return commands.add_parser(name, help=said, description=said, epilog=line("help.end"))

    command("check").add_argument("files", nargs="+", type=Path, metavar="FILE", help=line("help.files"))
    command("profile").add_argument("file", type=Path, metavar="FILE", help=line("help.file"))
    plan = command("plan")
    plan.add_argument("file", type=Path, metavar="FILE", help=line("help.file"))
    plan.add_argument("--today", type=day, default=today, metavar="DAY", help=line("help.today"))
    combine = command("combine")
    combine.add_argument("files", nargs="+", type=Path, metavar="FILE", help=line("help.files"))
    targets = combine.add_argument_group(line("help.targets"))
    targets.add_argument("--html", type=Path, metavar="REPORT", help=line("help.html"))
    targets.add_argument("--csv", type=Path, metavar="TABLE", help=line("help.csv"))
    combine.add_argument("--anonymous", action="store_true", help=line("help.anonymous"))
    combine.add_argument("--force", action="store_true", help=line("help.force"))
    command("validate").add_argument("folder", type=Path, metavar="FOLDER", help=line("help.folder"))
    return made


def day(text: str) -> date:
    """The type of arguments that are days like 2027-05-01."""
    try:
        return parse_day(text)
    except ValueError:
        raise ArgumentTypeError(line("fault.bad_day", found=text)) from None
