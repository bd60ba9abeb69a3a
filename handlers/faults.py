"""What the log may say of a fault: never its words, which can hold what somebody wrote."""

import traceback
from collections.abc import Iterator
from pathlib import Path

_PLACES = 30  # of an exception that are logged, the innermost


def kinds_and_places(fault: BaseException | None) -> Iterator[str]:
    """Of a fault and of what led to it: the exception's class, and where in the code it was."""
    while fault is not None:
        yield type(fault).__qualname__
        for frame in traceback.extract_tb(fault.__traceback__, limit=-_PLACES):
            yield f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        fault = fault.__cause__ or fault.__context__
