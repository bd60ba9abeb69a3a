"""The package that is uploaded to Teams: whole, flat, and the same every time."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from bot.teams.package import package
from tests.bot.teams.published import faults
from tests.bot.teams.test_manifest import APP
from tests.icons import COLOUR


@pytest.fixture(name="archive")
def _archive() -> ZipFile:
    return ZipFile(BytesIO(package(APP)))


def picture(archive: ZipFile, name: str) -> Image.Image:
    return Image.open(BytesIO(archive.read(name)))


def test_everything_is_at_the_top(archive: ZipFile) -> None:
    assert archive.namelist() == ["manifest.json", "en.json", "color.png", "outline.png"]
    assert archive.testzip() is None


def test_every_file_that_the_manifest_names_is_there(archive: ZipFile) -> None:
    made = json.loads(archive.read("manifest.json"))
    (other,) = made["localizationInfo"]["additionalLanguages"]
    named = {*made["icons"].values(), other["file"]}
    assert named == set(archive.namelist()) - {"manifest.json"}


def test_what_is_packed_is_as_microsoft_wants_it(archive: ZipFile) -> None:
    assert faults("manifest", json.loads(archive.read("manifest.json"))) == []
    assert faults("translation", json.loads(archive.read("en.json"))) == []


def test_swedish_letters_are_readable(archive: ZipFile) -> None:
    assert "självskattning" in archive.read("manifest.json").decode()


def test_the_same_app_is_the_same_file() -> None:
    assert package(APP) == package(APP)


def test_the_colour_icon(archive: ZipFile) -> None:
    icon = picture(archive, "color.png").convert("RGBA")
    assert icon.size == (192, 192)
    pixels = {icon.getpixel((x, y)) for x in (0, 40, 150, 191) for y in (0, 191)}
    ours = tuple(int(COLOUR[place : place + 2], 16) for place in (1, 3, 5))
    assert pixels == {(*ours, 255)}  # to the edges: Teams rounds the corners
    box = icon.convert("L").point(lambda light: 255 if light > 128 else 0).getbbox()
    assert box is not None
    assert min(box[:2]) >= 48  # the mark keeps to the middle, which every client shows
    assert max(box[2:]) <= 144


def test_the_outline_is_white_on_transparent(archive: ZipFile) -> None:
    icon = picture(archive, "outline.png")
    assert (icon.size, icon.mode) == ((32, 32), "RGBA")
    dots = [icon.getpixel((x, y)) for x in range(32) for y in range(32)]
    seen = [dot for dot in dots if isinstance(dot, tuple) and dot[3]]
    assert {dot[:3] for dot in seen} == {(255, 255, 255)}
    assert 0 < len(seen) < len(dots) / 2
