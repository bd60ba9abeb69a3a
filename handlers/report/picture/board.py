"""A board to draw on, in pixels from the top left: matplotlib without axes, for speed.

One figure is used again and again, by one thread at a time. The font is the one that comes with
matplotlib, so a picture looks the same everywhere.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from handlers.report.picture.palette import few_colours

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PIXELS_PER_INCH = 100
SCALE = 2  # file pixels to one of ours: sharp on any screen
FONT = "DejaVu Sans"
_INCHES = 1 / PIXELS_PER_INCH
_POINTS = 72 / PIXELS_PER_INCH
_SETTINGS: Any = {
    "font.family": FONT,
    "text.hinting": "none",  # at twice the size nobody sees it, and it takes time
    "hatch.linewidth": 1.2,
    "svg.hashsalt": "kompis",
    "svg.fonttype": "path",
}
_LOCK = Lock()  # matplotlib's settings and caches are the whole process's


class FileType(StrEnum):
    """What a picture can be stored as."""

    PNG = "png"
    SVG = "svg"


class Board:
    """White, of some size; what is told later lies above what was told before."""

    def __init__(self, figure: "Figure", width: float, height: float) -> None:
        from matplotlib.transforms import Affine2D  # noqa: PLC0415

        self._figure = figure
        figure.clear()
        figure.set_size_inches(width * _INCHES, height * _INCHES)
        down = Affine2D().scale(_INCHES, -_INCHES).translate(0, height * _INCHES)
        self._pixels = down + figure.dpi_scale_trans

    def write(
        self, x: float, y: float, words: str, *, size: float = 12, bold: bool = False, **how: Any
    ) -> None:
        """Words on a base line; `size` is in pixels. What the font lacks is shown as a mark."""
        from matplotlib.text import Text  # noqa: PLC0415

        text = Text(
            x,
            y,
            _shown(words),
            fontsize=size * _POINTS,
            fontweight="bold" if bold else "normal",
            verticalalignment="baseline",
            transform=self._pixels,
            parse_math=False,
            **how,
        )
        self._figure.add_artist(text)

    def line(self, points: Sequence[tuple[float, float]], *, width: float = 1, **how: Any) -> None:
        """A line through points, or marks on them; `width` is in pixels."""
        from matplotlib.lines import Line2D  # noqa: PLC0415

        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, linewidth=width * _POINTS, transform=self._pixels, **how)
        self._figure.add_artist(line)

    def box(
        self, x: float, y: float, width: float, height: float, *, line: float = 1, **how: Any
    ) -> None:
        """A rectangle from its top left corner; `line` is its outline in pixels."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        corner, outline = (x, y), line * _POINTS
        box = Rectangle(corner, width, height, linewidth=outline, transform=self._pixels, **how)
        self._figure.add_artist(box)

    def stored(self, file_type: FileType, title: str, description: str) -> bytes:
        """The board as a file, which says what it shows and not when it was made."""
        said = {"Title": title, "Description": description}
        return self._svg(said) if file_type is FileType.SVG else self._png(said)

    def _svg(self, said: Mapping[str, str]) -> bytes:
        file = io.BytesIO()
        self._figure.savefig(file, format="svg", metadata={**said, "Date": None})
        return file.getvalue()

    def _png(self, said: Mapping[str, str]) -> bytes:
        """As savefig does, in less time: in few colours, and lightly compressed."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from PIL import Image, PngImagePlugin  # noqa: PLC0415

        canvas = FigureCanvasAgg(self._figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        drawn = Image.frombuffer("RGBA", canvas.get_width_height(), pixels)
        notes = PngImagePlugin.PngInfo()
        for name, words in said.items():
            notes.add_itxt(name, words)
        file = io.BytesIO()
        few_colours(drawn.convert("RGB")).save(file, "PNG", pnginfo=notes, compress_level=1)
        return file.getvalue()


@contextmanager
def board(width: float, height: float) -> Iterator[Board]:
    """A clean board of this size in pixels, until it is stored."""
    from matplotlib import rc_context  # noqa: PLC0415

    with _LOCK, rc_context(_SETTINGS):
        yield Board(_figure(), width, height)


@cache
def _figure() -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415

    return Figure(dpi=SCALE * PIXELS_PER_INCH, facecolor="white", edgecolor="white")


@cache
def _known() -> frozenset[int]:
    """The characters that the font has."""
    from matplotlib.font_manager import findfont, get_font  # noqa: PLC0415

    return frozenset(get_font(findfont(FONT)).get_charmap())


def _shown(words: str) -> str:
    """The words on one line, in characters that can be drawn."""
    line = " ".join(words.split())
    return "".join(each if ord(each) in _known() else "\N{REPLACEMENT CHARACTER}" for each in line)
