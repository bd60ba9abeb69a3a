"""How far the demo's clock has been moved is kept beside its database.

What was recorded at a moment must not lie in the future when the demo is started again.
"""

from datetime import timedelta
from pathlib import Path

CLOCK = "demo.clock"  # seconds


def kept_ahead(folder: Path) -> timedelta:
    """How far the clock was moved when the demo ran last; nothing where nobody knows."""
    try:
        seconds = float((folder / CLOCK).read_text(encoding="utf-8"))
        return max(timedelta(), timedelta(seconds=seconds))
    except (FileNotFoundError, ValueError, OverflowError):
        return timedelta()


def keep_ahead(folder: Path, ahead: timedelta) -> None:
    """Remember it, whole or not at all."""
    if ahead == kept_ahead(folder):
        return
    new = folder / f"{CLOCK}-new"
    new.write_text(str(ahead.total_seconds()), encoding="utf-8")
    new.replace(folder / CLOCK)
