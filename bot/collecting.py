"""How often Python looks for memory that nobody uses any more, in a process that runs for long."""

import gc

_NEW = 10_000  # objects that are made before the new ones are looked through
_ROUNDS = 20  # after so many of these the older ones, and then all


def collect_seldom() -> None:
    """Leave what a process has made to begin with alone, and look through the rest less often.

    Most of a process is its modules, which stay; by itself Python looks through all of them again
    and again while many rows are read, which takes a sixth of the time that a fan-out takes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, _ROUNDS, _ROUNDS)
