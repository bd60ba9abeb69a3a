"""The picture, decoded: what stands where, how it is told apart, and the same in words."""

import io
import sys
from datetime import date
from subprocess import run
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray
from PIL import Image

from goals.figures import Figure
from goals.forecast import Forecast, Outlook
from goals.progress import Source, Status, measure
from goals.trend import Snapshot
from goals.tutoring import YearFigures
from handlers.report.picture import FileType, alt_text, looks, picture
from handlers.report.picture.board import SCALE
from handlers.texts import Texts, plain_spaces, texts_in
from storage.report import Goal, Report
from tests.handlers.report.made import (
    ON,
    PRIVATE,
    RULES,
    SHARE_KEYS,
    WEEK,
    Kept,
    counties,
    report,
    same,
    told,
)

Pixels = NDArray[np.uint8]  # rows, columns, and red, green and blue
SV, EN = texts_in("sv"), texts_in("en")
LONGEST_ALT = 1_000  # characters that Slack takes of a file's alternative text
NASSJO = Kept("Nässjö stadsbibliotek", (same(9, 13), same(7, 13), same(5, 12), same(2, 12)))
COUNTY = Kept("Länet", (same(11, 16), same(8, 16)), milestones={"node_role": True})


def drawn(shown: Report, texts: Texts = SV) -> Pixels:
    """The picture's pixels."""
    with Image.open(io.BytesIO(picture(shown, texts))) as image:
        return np.asarray(image.convert("RGB"))


def rgb(color: str) -> tuple[int, ...]:
    """A colour's parts."""
    return tuple(bytes.fromhex(color.removeprefix("#")))


def row(pixels: Pixels, number: int) -> Pixels:
    """The part of a picture with a goal's row, the first of which is 0."""
    top = SCALE * (looks.TOP + looks.ROW * number)
    return pixels[top + SCALE : top + SCALE * (looks.ROW - 1)]


def columns(pixels: Pixels, color: str) -> NDArray[np.intp]:
    """The columns in which a colour stands, from the left."""
    return np.flatnonzero((pixels == rgb(color)).all(axis=2).any(axis=0))


def length(pixels: Pixels, look: dict[str, str]) -> int:
    """How far a bar goes, in pixels of ours; 0 without one."""
    places = columns(pixels[:, : SCALE * looks.WORDS_LEFT], look["facecolor"])
    return 0 if not places.size else int(places[-1] + 1) // SCALE - looks.LEFT


def brightness(color: str) -> float:
    """The relative luminance of a colour, which is its grey. Source: WCAG 2.2."""
    parts = [part / 255 for part in rgb(color)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How well two colours are told apart without their hues, from 1 to 21."""
    bright, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("numerator", [1, 3, 7, 10, 14])
def test_bars_are_as_long_as_their_shares(numerator: int) -> None:
    pixels = drawn(report(Kept("Nässjö", (same(numerator, 20),)), COUNTY))
    for number in range(len(SHARE_KEYS)):
        long = length(row(pixels, number), looks.REACHED) or length(
            row(pixels, number), looks.NOT_REACHED
        )
        assert long == pytest.approx(looks.BAR_WIDTH * numerator / 20, abs=1)


def test_what_is_reached_is_filled_and_what_is_not_is_hatched() -> None:
    own = Kept("Nässjö", (same(3, 5) | {"self_assessment": (4, 5), "digiteket": (0, 5)},))
    pixels = drawn(report(own, COUNTY))
    reached, nothing, hatched = (row(pixels, number) for number in range(3))
    assert length(reached, looks.REACHED)
    assert not length(reached, looks.NOT_REACHED)
    assert not length(nothing, looks.REACHED) + length(nothing, looks.NOT_REACHED)
    middle = SCALE * (looks.BAR_DOWN + looks.BAR_HEIGHT // 2)
    bar = hatched[middle, SCALE * (looks.LEFT + 4) : SCALE * (looks.LEFT + 100)].astype(int)
    dark = (bar.sum(axis=1) < 300).astype(int)
    assert (np.diff(dark) == 1).sum() >= 5  # lines across the bar
    solid = reached[middle, SCALE * (looks.LEFT + 4) : SCALE * (looks.LEFT + 100)]
    assert (solid == rgb(looks.REACHED["facecolor"])).all()


def test_the_target_stands_at_its_share() -> None:
    pixels = drawn(report(Kept("Nässjö", (same(1, 20),)), COUNTY))
    for number, target in ((0, 80), (1, 80), (2, 75)):
        below = SCALE * (looks.BAR_DOWN + looks.BAR_HEIGHT + 3)
        line = row(pixels, number)[below : below + 2, : SCALE * looks.WORDS_LEFT]
        places = columns(line, looks.INK)
        middle = (places[0] + places[-1]) / 2 / SCALE - looks.LEFT
        assert middle == pytest.approx(looks.BAR_WIDTH * target / 100, abs=1)


def test_weeks_rise_from_left_to_right_as_their_shares() -> None:
    weeks = (same(14, 20), same(10, 20), same(6, 20), same(2, 20))
    pixels = row(drawn(report(Kept("Nässjö", weeks), COUNTY)), 0)
    right = pixels[:, SCALE * looks.WEEKS_LEFT :]
    ys, xs = np.nonzero((right == rgb(looks.WEEKS["color"])).all(axis=2))
    first, last = ys[xs <= xs.min() + 2].mean(), ys[xs >= xs.max() - 2].mean()
    risen = (first - last) / SCALE
    assert risen == pytest.approx(looks.WEEKS_HEIGHT * 12 / 20, abs=2)


def test_a_forecast_is_dashed_from_today_on_towards_the_target() -> None:
    weeks = tuple(same(heads, 20) for heads in (10, 8, 6, 4, 2))
    pixels = row(drawn(report(Kept("Nässjö", weeks), COUNTY)), 0)
    between = [looks.WEEKS_DOWN + looks.WEEKS_HEIGHT * left // 100 for left in (25, 45)]
    band = pixels[SCALE * between[0] : SCALE * between[1]]  # from 55 to 75 %
    line = band[:, SCALE * looks.WEEKS_LEFT : SCALE * (looks.OUTLOOK_LEFT - 10)]
    dark = (line.astype(int).sum(axis=2) < 150).any(axis=0)
    today = SCALE * looks.WEEKS_WIDTH * 8 // 16  # as many weeks ahead as back
    assert not dark[:today].any()
    assert (np.diff(dark.astype(int)) == 1).sum() >= 2  # dashes


@pytest.mark.parametrize("texts", [SV, EN])
def test_nothing_sticks_out_and_the_columns_keep_apart(texts: Texts) -> None:
    """With the longest words that there are, in every row."""
    shown = widest()
    pixels = drawn(shown, texts)
    edge = 6 * SCALE
    for border in (pixels[:edge], pixels[-edge:], pixels[:, :edge], pixels[:, -edge:]):
        assert (border == 255).all()
    for number in range(2, 2 + len(SHARE_KEYS)):
        for gap in (looks.WEEKS_LEFT - 8, looks.OUTLOOK_LEFT - 3):
            assert (row(pixels, number)[:, SCALE * gap : SCALE * (gap + 2)] == 255).all()


def widest(numerator: int = 1_888, denominator: int = 8_888, target: int = 100) -> Report:
    """A county of many people, late in every goal, whose forecasts have the longest dates."""
    outlooks = (
        Forecast(Outlook.REACHES, date(2028, 9, 30)),
        Forecast(Outlook.TOO_SLOW),
        Forecast(Outlook.STANDS_STILL),
        Forecast(Outlook.REACHES, date(2028, 11, 28)),
        Forecast(Outlook.TOO_FEW),
    )
    day = date(2026, 9, 30)
    county = Kept("Biblioteken i Västra Götalandsregionen", (same(numerator, denominator),))
    goals = tuple(
        Goal.shown(
            Figure(
                day,
                measure(
                    key,
                    numerator,
                    denominator,
                    target,
                    Source.SELF_REPORTED,
                    measured_by="either" if key == PRIVATE else None,
                    on=day,
                    forecast=date.max,
                    deadline=date(2027, 1, 1),
                ),
                None,
                outlook,
            )
        )
        for key, outlook in zip(SHARE_KEYS, outlooks, strict=True)
    )
    sessions = (YearFigures(2017, 18_888, 8_888), YearFigures(2025, 18_888, 8_888))
    plain = report(
        Kept(
            county.name,
            county.weeks,
            sessions=sessions,
            milestones={"node_role": False, "regional_plan": False},
        ),
        on=day,
    )
    about = type(plain.about)(
        plain.about.name, plain.about.staff, plain.about.goals[:2] + goals, plain.about.tutoring
    )
    history = {
        key: tuple(Snapshot(day - ago * WEEK, numerator, denominator, target) for ago in (26, 8, 0))
        for key in SHARE_KEYS
    }
    return Report(about, about, (), day, RULES, history)


def test_it_is_legible_in_grey() -> None:
    reached, left = looks.REACHED["facecolor"], looks.NOT_REACHED["facecolor"]
    assert contrast(reached, left) >= 2.5  # and the hatch besides
    assert contrast(reached, looks.TRACK["facecolor"]) >= 4.5
    for color in (looks.INK, looks.QUIET, looks.WEEKS["color"]):
        assert contrast(color, "#ffffff") >= 4.5
    assert contrast(looks.TRACK["edgecolor"], "#ffffff") >= 3
    assert contrast(looks.NOT_REACHED["edgecolor"], left) >= 4.5


def seen_without(cone: str, color: str) -> NDArray[np.float64]:
    """A colour as who lacks a kind of cones sees it, in linear parts.

    Source: F. Viénot, H. Brettel and J. Mollon, "Digital video colourmaps for checking the
    legibility of displays by dichromats", 1999.
    """
    to_cones = np.array(
        [[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]]
    )
    seen = np.eye(3)
    if cone == "red":
        seen[0] = (0, 2.02344, -2.52581)
    else:
        seen[1] = (0.494207, 0, 1.24827)
    parts = (np.array(rgb(color)) / 255) ** 2.2
    shown: NDArray[np.float64] = np.linalg.inv(to_cones) @ seen @ to_cones @ parts
    return shown


@pytest.mark.parametrize("cone", ["red", "green"])
def test_the_colour_blind_tell_the_bars_apart(cone: str) -> None:
    reached, left = (
        seen_without(cone, look["facecolor"]) for look in (looks.REACHED, looks.NOT_REACHED)
    )
    assert np.abs(reached - left).max() > 0.3


def test_what_is_hidden_has_neither_a_bar_nor_weeks() -> None:
    shown = report(Kept("Habo", (same(2, 3), same(1, 3)), hidden=True), COUNTY)
    hidden = row(drawn(shown), SHARE_KEYS.index(PRIVATE))
    assert not length(hidden, looks.REACHED) + length(hidden, looks.NOT_REACHED)
    assert (hidden[:, SCALE * looks.WEEKS_LEFT :] == 255).all()
    assert "Mål 5: har utvecklat sin digitala kompetens: Visas inte." in alt_text(shown, SV)


def test_hidden_figures_do_not_move_a_pixel() -> None:
    def of(grown: int) -> Report:
        this_week = same(2, 4) | {PRIVATE: (grown, 4)}
        return report(Kept("Habo", (this_week, same(0, 4)), hidden=True), COUNTY)

    assert picture(of(0), SV) == picture(of(4), SV)
    assert alt_text(of(0), SV) == alt_text(of(4), SV)


@given(counties())
def test_the_words_tell_every_figure(county: tuple[Kept, tuple[Kept, ...]]) -> None:
    whole, _ = county
    said = alt_text(report(whole), SV).replace("\N{NO-BREAK SPACE}", " ")
    for key in SHARE_KEYS:
        numerator, denominator = whole.now[key]
        sentence = next(each for each in said.split(". ") if SV.say(f"goal.{key}") in each)
        if whole.hidden and key == PRIVATE:
            assert sentence.rstrip(".").endswith(": Visas inte")
        elif not denominator:
            assert "Inga uppgifter" in sentence
        elif denominator > 1 or key in {"self_assessment", "digiteket", PRIVATE}:
            percent = 100 * numerator // denominator
            assert f"{numerator} av {denominator} ({percent} %)" in sentence


@pytest.mark.parametrize("texts", [SV, EN])
def test_the_longest_words_fit_where_they_are_told(texts: Texts) -> None:
    """A county with nearly a thousand on its staff, as the largest one has."""
    said = alt_text(widest(188, 888, 80), texts)
    assert len(said) <= LONGEST_ALT
    assert said.count("188") == len(SHARE_KEYS)


def test_it_says_from_what_the_figures_are_and_how_growth_is_measured() -> None:
    said = alt_text(report(NASSJO, COUNTY), SV)
    assert said.endswith(
        "Självrapporterat. Mål 8: KB:s statistik."
        " Mål 5: Mätt med två självskattningar eller egna svar."
    )


def test_the_words_are_in_the_language_of_who_reads_them() -> None:
    shown = report(COUNTY)
    assert plain_spaces(alt_text(shown, SV)).startswith("Länet, 23 november 2026. Mål 1: ")
    assert plain_spaces(alt_text(shown, EN)).startswith("Länet, 23 November 2026. Goal 1: ")
    assert (drawn(shown, SV) != drawn(shown, EN)).any()


def test_it_is_twice_as_large_as_it_is_shown_on_white() -> None:
    pixels = drawn(report(COUNTY))
    height = looks.TOP + looks.ROW * 7 + looks.FOOT
    assert pixels.shape == (SCALE * height, SCALE * looks.WIDTH, 3)
    assert (pixels[0, 0] == 255).all()
    assert (pixels == 255).all(axis=2).mean() > 0.8


def test_it_is_small_enough_to_send() -> None:
    assert len(picture(widest(), SV)) < 150_000


def test_the_same_values_give_the_same_file_whatever_was_drawn_before() -> None:
    first = {kind: picture(report(COUNTY), SV, kind) for kind in FileType}
    picture(report(NASSJO, COUNTY), EN)
    assert {kind: picture(report(COUNTY), SV, kind) for kind in FileType} == first


def test_the_files_say_what_they_show() -> None:
    shown = report(NASSJO, COUNTY)
    with Image.open(io.BytesIO(picture(shown, SV))) as image:
        image.load()
        assert image.info["Description"] == alt_text(shown, SV)
        assert image.info["Title"] == "Nässjö stadsbibliotek, 23 november 2026"
    drawing = ET.fromstring(picture(shown, SV, FileType.SVG))  # noqa: S314 (our own)
    said = [(element.tag.rpartition("}")[2], element.text) for element in drawing.iter()]
    assert ("title", "Nässjö stadsbibliotek, 23 november 2026") in said
    assert ("description", alt_text(shown, SV)) in said
    assert "date" not in {name for name, _ in said}


@pytest.mark.parametrize(
    "name", ["$x^2$ bibliotek", "📚 Nässjö", "Nässjö\nbibliotek", "", "a" * 300]
)
def test_any_name_can_be_drawn(name: str) -> None:
    pixels = drawn(report(Kept(name, NASSJO.weeks), COUNTY))
    assert (pixels[:, -6 * SCALE :] == 255).all()


@settings(max_examples=15)
@given(counties())
def test_any_county_can_be_drawn(county: tuple[Kept, tuple[Kept, ...]]) -> None:
    whole, libraries = county
    assert picture(report(whole, libraries=libraries), SV).startswith(b"\x89PNG")


def test_a_history_of_years_is_shown_as_half_a_year() -> None:
    long = Kept("Nässjö", tuple(same(heads, 40) for heads in range(30, 0, -1)))
    recent = Kept("Nässjö", long.weeks[:27])
    assert picture(report(long, COUNTY), SV) == picture(report(recent, COUNTY), SV)


def test_a_late_milestone_says_so() -> None:
    late = Kept("Länet", (same(1, 20),), milestones={"node_role": False})
    assert "är bestämd: Inte än, efter tidsplanen." in alt_text(
        report(late, on=RULES.ends_on or ON), SV
    )
    assert told(late).goals[0].figure is not None


def test_starting_up_loads_none_of_what_draws_and_counts() -> None:
    modules = "handlers.report.files, handlers.report.workbook, handlers.report.picture"
    heavy = {"pandas", "matplotlib", "openpyxl", "PIL", "numpy"}
    code = f"import sys, {modules}; sys.exit(bool({heavy!r} & set(sys.modules)))"
    assert run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_status_and_words_agree() -> None:
    """What is drawn as reached is what says so."""
    for numerator in (15, 16):
        shown = report(Kept("Nässjö", (same(numerator, 20),)), COUNTY)
        assert (Status.REACHED in {_status(goal) for goal in shown.about.goals[:1]}) is (
            "Mål 80\N{NO-BREAK SPACE}%: nått" in alt_text(shown, SV)
        )
        assert bool(length(row(drawn(shown), 0), looks.REACHED)) is (numerator == 16)


def _status(goal: Goal) -> Status | None:
    return None if goal.figure is None else goal.figure.progress.status
