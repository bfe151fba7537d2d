"""`python -m worksheet_py`: many saved reflections at once, for those who gather them.

Answers go to the standard output, faults to the standard error, both in UTF-8.
"""

import os
import sys
from collections.abc import Sequence
from datetime import date

from worksheet_py.cli.arguments import parser
from worksheet_py.cli.commands import COMMANDS, FAULTS
from worksheet_py.cli.edition import load_edition


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where another program has put its own in place
            stream.reconfigure(encoding="utf-8", errors="replace")
    edition = load_edition()
    # The only clock in the package: here it is the person's own.
    understood = parser(edition.lines, date.today())
    asked = understood.parse_args(arguments)
    if asked.command == "combine" and not (asked.html or asked.csv):
        understood.error(edition.lines.say("fault.nowhere"))
    try:
        code = COMMANDS[asked.command](asked, edition)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTS
    return code


if __name__ == "__main__":
    sys.exit(main())
