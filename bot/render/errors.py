"""What cannot be rendered."""

# ruff: noqa: N818  (errors are named for what happened)


class DoesNotFit(ValueError):
    """A value that the platform cannot carry; give the card or the form a shorter or another one.

    Texts never raise this: they are split or shortened. Routes, values and states are not texts
    to read but come back to us, so they cannot be shortened.
    """

    def __init__(self, what: str, rule: str) -> None:
        super().__init__(f"{what}: {rule}")
        self.what = what


def held(what: str, value: str, longest: int) -> str:
    """The value as it is, if it can be sent, and the platform takes its length in UTF-16 units."""
    try:
        units = len(value.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise DoesNotFit(what, "whole characters") from None
    if units > longest:
        raise DoesNotFit(what, f"at most {longest} characters")
    return value
