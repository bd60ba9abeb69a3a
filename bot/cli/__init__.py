"""`kompis`: the command line. What can go wrong is told in one plain sentence, without a trace."""

import gc
import sys


def main() -> None:
    """Run a command; exits with 1 when it could not do what was asked, 2 for wrong use.

    Ctrl-C is how one stops: it is no error, at whatever moment it comes.
    """
    gc.set_threshold(50_000)  # what is imported stays: looking for garbage in it takes a tenth
    try:
        from bot.cli.command_line import run  # what takes time to load can be stopped, too

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(0)
