"""The Teams app as the file that is uploaded: the manifest, its translation and the icons."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.teams.manifest import (
    COLOUR_ICON,
    DEFAULT,
    OTHER,
    OUTLINE_ICON,
    TRANSLATION,
    TeamsApp,
    manifest,
    translation,
)
from handlers.texts import texts_in

MANIFEST = "manifest.json"
_ICONS = Path(__file__).parent / "icons"
_ALWAYS = (2020, 1, 1, 0, 0, 0)  # the same app is the same file, whenever it is made


def package(app: TeamsApp) -> bytes:
    """The zip, with everything at its top, as Teams wants it."""
    files = {
        MANIFEST: _json(manifest(app, texts_in(DEFAULT))),
        TRANSLATION: _json(translation(manifest(app, texts_in(OTHER)))),
        **{name: (_ICONS / name).read_bytes() for name in (COLOUR_ICON, OUTLINE_ICON)},
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, _ALWAYS), content, ZIP_DEFLATED)
    return packed.getvalue()


def _json(made: dict[str, Any]) -> bytes:
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()
