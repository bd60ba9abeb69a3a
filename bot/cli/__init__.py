"""`kompis`: the command line. What can go wrong is told in one plain sentence, without a trace."""

import gc
import sys

# What is imported stays: looking through it for garbage as often as Python does takes a tenth more.
GARBAGE_THRESHOLD = 50_000


def main() -> None:
    """Run a command; exits with 1 when it could not do what was asked, 2 for wrong use.

    Ctrl-C is how one stops: it is no error, at whatever moment it comes.
    """
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        from bot.cli.command_line import run  # what takes time to load can be stopped, too

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(0)
