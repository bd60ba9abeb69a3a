"""The colours of a picture and those between them, at the edges of letters and lines.

With a palette a picture is stored in a quarter of the time, and is half as large.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlers.report.picture import looks

if TYPE_CHECKING:
    from PIL.Image import Image

_WHITE = "#ffffff"
_FILLS = (looks.REACHED["facecolor"], looks.NOT_REACHED["facecolor"])
_GREYS = (looks.QUIET, looks.FAINT, looks.TRACK["facecolor"], looks.TRACK["edgecolor"])
_STEPS = 15  # from one colour to another
_SIZE = 256  # colours of a palette


def few_colours(drawn: "Image") -> "Image":
    """The same picture with a palette; every colour becomes the nearest of those."""
    from PIL import Image  # noqa: PLC0415

    colours = list(_colours())
    colours += [_parts(_WHITE)] * (_SIZE - len(colours))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    return drawn.quantize(palette=palette, dither=Image.Dither.NONE)


def _colours() -> Iterator[tuple[int, ...]]:
    yield from map(_parts, _GREYS)
    yield from _between(looks.INK, _WHITE, 2 * _STEPS)
    for fill in _FILLS:
        yield from _between(fill, _WHITE, _STEPS)
        yield from _between(fill, looks.INK, _STEPS)


def _between(one: str, other: str, steps: int) -> Iterator[tuple[int, ...]]:
    """Both colours, and those from one to the other."""
    for step in range(steps + 1):
        yield tuple(
            round(part + (whole - part) * step / steps)
            for part, whole in zip(_parts(one), _parts(other), strict=True)
        )


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
