"""`make icons`: the two icons of the Teams app, drawn anew.

A speech bubble that smiles. Teams wants the colour icon 192 by 192 pixels, with what matters in its
middle, and the outline 32 by 32, white on transparent:
https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package.
"""

from pathlib import Path

from PIL import Image, ImageDraw

import bot.teams

FOLDER = Path(bot.teams.__file__).parent / "icons"
COLOUR, WHITE = "#1d5c63", "#ffffff"
_FINER = 16  # drawn so many times larger, so that edges are smooth


def _smile(pen: ImageDraw.ImageDraw, scale: float, ink: int, width: float) -> None:
    """Two eyes and a mouth, in a field of 32 by 32."""
    for x in (12.2, 19.8):
        pen.ellipse([(x - 1.5) * scale, 10.6 * scale, (x + 1.5) * scale, 13.6 * scale], fill=ink)
    mouth = [11.2 * scale, 10.2 * scale, 20.8 * scale, 18.8 * scale]
    pen.arc(mouth, 25, 155, fill=ink, width=round(width * scale))


def _bubble(pen: ImageDraw.ImageDraw, scale: float, ink: int, by: float = 0) -> None:
    """The bubble and its tail, smaller `by` so much on every side."""
    box = [(4 + by) * scale, (5 + by) * scale, (28 - by) * scale, (23 - by) * scale]
    pen.rounded_rectangle(box, radius=(5.5 - by / 2) * scale, fill=ink)
    tail = [(9 + by, 22 - by), (17 - 1.4 * by, 22 - by), (9 + by, 29 - 2.4 * by)]
    pen.polygon([(x * scale, y * scale) for x, y in tail], fill=ink)


def _drawn(size: int, part: float, *, hollow: bool) -> Image.Image:
    """Where the mark is, as a mask, its field of 32 being `part` of the size."""
    large = size * _FINER
    field = Image.new("L", (round(large * part),) * 2, 0)
    pen, scale = ImageDraw.Draw(field), large * part / 32
    _bubble(pen, scale, 255)
    if hollow:
        _bubble(pen, scale, 0, by=2)
    _smile(pen, scale, 255 if hollow else 0, 2.0)
    mask = Image.new("L", (large, large), 0)
    mask.paste(field, ((large - field.width) // 2,) * 2)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


def colour() -> Image.Image:
    """White on our colour, to the edges: Teams rounds the corners."""
    icon = Image.new("RGB", (192, 192), COLOUR)
    icon.paste(WHITE, mask=_drawn(192, 0.62, hollow=False))
    return icon


def outline() -> Image.Image:
    """White lines on nothing."""
    icon = Image.new("RGBA", (32, 32), WHITE)
    icon.putalpha(_drawn(32, 1.0, hollow=True))
    return icon


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    colour().save(FOLDER / "color.png", optimize=True)
    outline().save(FOLDER / "outline.png", optimize=True)
