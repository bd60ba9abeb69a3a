"""Where things stand in a picture, in pixels, and how they look.

Okabe and Ito's blue and a light orange are told apart by the colour-blind, and are dark and light
in grey. What is not reached is hatched besides.
"""

from typing import Any

WIDTH = 920
LEFT, RIGHT = 28, WIDTH - 28
TOP, ROW, FOOT = 112, 70, 30  # the heights of what stands above, of a row, and of what is below

BAR_WIDTH, BAR_HEIGHT, BAR_DOWN = 260, 20, 29  # down from the row's top
WORDS_LEFT = LEFT + BAR_WIDTH + 16
WEEKS_LEFT, WEEKS_WIDTH, WEEKS_HEIGHT, WEEKS_DOWN = 560, 180, 44, 13
OUTLOOK_LEFT = WEEKS_LEFT + WEEKS_WIDTH + 12
LONGEST_TITLE = 60  # characters

INK, QUIET, FAINT = "#1a1a1a", "#595959", "#c4c4c4"
TITLE: dict[str, Any] = {"size": 20, "bold": True, "color": INK}
STRONG: dict[str, Any] = {"size": 12.5, "bold": True, "color": INK}
PLAIN: dict[str, Any] = {"size": 11.5, "color": INK}
SMALL: dict[str, Any] = {"size": 10.5, "color": QUIET}

TRACK: dict[str, Any] = {"facecolor": "#f4f4f4", "edgecolor": "#8c8c8c"}
UNKNOWN: dict[str, Any] = {"facecolor": "none", "edgecolor": "#8c8c8c", "linestyle": (0, (4, 4))}
REACHED: dict[str, Any] = {"facecolor": "#0072b2", "edgecolor": INK}
NOT_REACHED: dict[str, Any] = {"facecolor": "#f0b23c", "edgecolor": INK, "hatch": "////"}

RULE: dict[str, Any] = {"color": FAINT, "width": 1}
MARK: dict[str, Any] = {"color": INK, "width": 3, "solid_capstyle": "butt"}
HALO: dict[str, Any] = {"color": "white", "width": 7, "solid_capstyle": "butt"}
ARROW: dict[str, Any] = {"color": INK, "marker": "^", "markersize": 5, "linestyle": "none"}
TARGET: dict[str, Any] = {"color": INK, "width": 1.3, "linestyle": (0, (1, 2.2))}
WEEKS: dict[str, Any] = {"color": "#0072b2", "width": 2, "marker": "o", "markersize": 3.2}
FORECAST: dict[str, Any] = {"color": INK, "width": 1.8, "linestyle": (0, (4, 2.2))}
THERE: dict[str, Any] = {"color": INK, "marker": "D", "markersize": 4.6, "linestyle": "none"}
BEYOND: dict[str, Any] = {"color": INK, "marker": ">", "markersize": 5, "linestyle": "none"}
