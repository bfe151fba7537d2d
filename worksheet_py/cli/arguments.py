"""The arguments that the command line understands."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path

from worksheet_py import __version__
from worksheet_py.cli.output import line
from worksheet_py.cli.read_files import STANDARD_INPUT
from worksheet_py.document.serialization import parse_day

# What `pip install` calls the command line.
INSTALLED = "worksheet-py"
# The forms of files that a command writes, each with what its option says.
PLAN_TARGETS = {"xlsx": "help.plan_xlsx", "csv": "help.plan_csv", "ics": "help.plan_ics"}
COMBINE_TARGETS = {"html": "help.combine_html", "xlsx": "help.combine_xlsx", "csv": "help.combine_csv"}


def parse_arguments(arguments: Sequence[str] | None, now: datetime) -> Namespace:
    """What was asked: `command`, its options, and `now`, the moment in UTC. Exits where it is not understood.

    `now` is a moment in the person's time zone; its date is the default day of a plan.
    """
    parser = argument_parser(now.date())
    asked, unknown = parser.parse_known_args(arguments)
    # Errors show how this command is used, and not how the program is.
    if unknown:
        asked.parser.error(line("fault.unknown", found=" ".join(unknown)))
    if (
        asked.command == "combine"
        and not targets(asked, COMBINE_TARGETS)
        and not (asked.summary or asked.json)
    ):
        asked.parser.error(line("fault.nowhere"))
    asked.now = now.astimezone(UTC)
    return asked


def targets(asked: Namespace, forms: Iterable[str]) -> dict[str, Path]:
    """The files that are to be written, by their form."""
    return {form: path for form in forms if (path := getattr(asked, form))}


def argument_parser(today: Date) -> ArgumentParser:
    """The parser; its result has the name of a command in `command` and its parser in `parser`."""
    made = ArgumentParser(prog=program(), description=line("help.about"), epilog=line("help.end"))
    made.add_argument(
        "--version", action="version", version=f"{INSTALLED} {__version__}", help=line("help.version")
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str) -> ArgumentParser:
        said = line(f"help.{name}")
        parser = commands.add_parser(name, help=said, description=said, epilog=line("help.end"))
        parser.set_defaults(parser=parser)
        parser.add_argument("files", nargs="+", type=source, metavar="FILE", help=line("help.files"))
        parser.add_argument("--json", action="store_true", help=line("help.json"))
        return parser

    for name in ("check", "profile", "validate"):
        command(name)
    plan, combine = command("plan"), command("combine")
    plan.add_argument("--today", type=day, default=today, metavar="DAY", help=line("help.today"))
    for parser, helps in ((plan, PLAN_TARGETS), (combine, COMBINE_TARGETS)):
        group = parser.add_argument_group(line("help.targets"))
        for form, said in helps.items():
            group.add_argument(f"--{form}", type=Path, metavar="PATH", help=line(said))
        parser.add_argument("--force", action="store_true", help=line("help.force"))
    combine.add_argument("--summary", action="store_true", help=line("help.summary"))
    combine.add_argument("--anonymous", action="store_true", help=line("help.anonymous"))
    return made


def program() -> str:
    """How the program was started, as it is written on a command line."""
    return INSTALLED if Path(sys.argv[0]).stem == INSTALLED else "python -m worksheet_py"


def source(text: str) -> Path:
    """The type of arguments that are files to read; "-" is the standard input."""
    return STANDARD_INPUT if text == "-" else Path(text)


def day(text: str) -> Date:
    """The type of arguments that are days like 2027-05-01."""
    try:
        return parse_day(text)
    except ValueError:
        raise ArgumentTypeError(line("fault.bad_day", found=text)) from None
