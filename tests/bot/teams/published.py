"""Microsoft's published schemas of the Teams app, as a judge of what we make.

`make unit` fetches them and says in TEAMS_SCHEMAS where they are; a missing one is then an error.
They call themselves draft 4 and use `const` and limits beside a `$ref`, which that does not know:
they are read as the draft of 2019, which holds a file to all that they say.
Without the setting, as where pytest is run by hand, what needs them is skipped, and says so.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import Draft201909Validator

Json = dict[str, Any]
FILES = {
    "manifest": "MicrosoftTeams.schema.json",
    "translation": "MicrosoftTeams.Localization.schema.json",
}


def faults(kind: str, made: Json) -> list[str]:
    """What the schema of a `manifest` or a `translation` has to say, by where it is wrong."""
    return sorted(
        f"{each.json_path}: {each.message[:200]}" for each in _judge(kind).iter_errors(made)
    )


@cache
def _judge(kind: str) -> Draft201909Validator:
    folder = os.environ.get("TEAMS_SCHEMAS")
    if not folder:
        pytest.skip("Microsoft's schemas are fetched by `make unit`, or: .ci/teams-schemas FOLDER")
    schema = json.loads((Path(folder) / FILES[kind]).read_text(encoding="utf-8-sig"))
    return Draft201909Validator(schema)
