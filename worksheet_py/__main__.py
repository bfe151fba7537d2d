"""`python -m worksheet_py`: work with many saved reflections at once.

Answers go to the standard output, errors to the standard error, both in UTF-8.
"""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime

from worksheet_py.cli.arguments import parse_arguments
from worksheet_py.cli.commands import FAULTS, OK, run
from worksheet_py.cli.output import complain, line

# As shells count a program that was stopped by Ctrl and C.
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not if another program has replaced it
            stream.reconfigure(encoding="utf-8", errors="replace")
    # The only use of a clock in the package.
    asked = parse_arguments(arguments, datetime.now().astimezone())
    try:
        code = run(asked)
        print(end="", flush=True)  # unlike `sys.stdout.flush`, also where it was closed before the start
    except OSError as error:
        # The disk is full, or a pager has read enough; what is left to say would fail again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return OK
        complain(line("fault.not_told", reason=error.strerror or error))
        return FAULTS
    return code


if __name__ == "__main__":
    for name in ("SIGTERM", "SIGHUP"):  # the second is not on every system
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` ignores it
            signal.signal(number, signal.default_int_handler)  # stopped by any of them, it tidies up
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
