"""Two judges of Block Kit that nobody here wrote: `slackblocks` and slack_sdk's own models.

`slackblocks.Block.from_dict` reads header, context, divider and section. For actions, input,
rich_text and table it says NotImplementedError, so those are built here with its constructors,
which check the limits, from what stands in the JSON. slack_sdk's models read every type that we
send, but leave a table's cells unread: those are read one by one as rich_text blocks.
Neither knows how much text a message holds, nor that it takes one table.
"""

from typing import Any

import slackblocks as sb
from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView
from slackblocks._limits import PLAIN_TEXT_INPUT_MAX_LENGTH_MAX

Json = dict[str, Any]
SURFACES = {"modal": sb.ModalView, "home": sb.HomeTabView}


def judge_message(blocks: list[Json]) -> None:
    """Raises what the judges have to say against the blocks of a message."""
    whole = sb.Message(channel="C0123456789", blocks=[rebuilt(block) for block in blocks])
    assert essence(whole.to_dict()["blocks"]) == essence(blocks)
    for block in blocks:
        judge_by_sdk(block)


def judge_view(view: Json) -> None:
    """Raises what the judges have to say against a modal or App Home."""
    blocks = [rebuilt(block) for block in view["blocks"]]
    frame = {key: value for key, value in view.items() if key not in {"type", "blocks"}}
    labels = {
        key: sb.Text.from_dict(frame[key]) for key in frame.keys() & {"title", "submit", "close"}
    }
    built = SURFACES[view["type"]](blocks=blocks, **(frame | labels))
    assert essence(built.to_dict()) == essence(view)
    parsed = SdkView(**view)
    parsed.validate_json()
    assert essence(parsed.to_dict()) == essence(view)
    for block in view["blocks"]:
        judge_by_sdk(block)


def judge_by_sdk(block: Json) -> None:
    """Raises what slack_sdk has to say against a block; what it reads is all that stands there."""
    parsed = SdkBlock.parse(block)
    assert parsed is not None
    parsed.validate_json()
    assert essence(parsed.to_dict()) == essence(block)
    if block["type"] == "table":
        cells = {repr(cell): cell for row in block["rows"] for cell in row}
        for cell in cells.values():
            if cell["type"] == "rich_text":
                judge_by_sdk(cell)


def rebuilt(block: Json) -> sb.Block:
    """A block of slackblocks with all that stands in the JSON."""
    try:
        return sb.Block.from_dict(block)
    except NotImplementedError:
        return _BUILDERS[block["type"]](block, block.get("block_id"))


def essence(value: Any) -> Any:
    """JSON without what is the same as not saying it: false, nothing, and made-up block ids."""
    if isinstance(value, list):
        return [essence(item) for item in value]
    if not isinstance(value, dict):
        return value
    made_up = value.get("type") != "input"
    return {
        key: essence(item)
        for key, item in value.items()
        if item not in (False, None, "") and not (key == "block_id" and made_up)
    }


def _actions(block: Json, block_id: str | None) -> sb.Block:
    return sb.ActionsBlock([_element(element) for element in block["elements"]], block_id)


def _input(block: Json, block_id: str | None) -> sb.Block:
    return sb.InputBlock(
        label=sb.Text.from_dict(block["label"]),
        element=_element(block["element"]),
        dispatch_action=block.get("dispatch_action", False),
        block_id=block_id,
        hint=sb.Text.from_dict(block["hint"]) if "hint" in block else None,
        optional=block.get("optional", False),
    )


def _rich_text(block: Json, block_id: str | None) -> sb.Block:
    return sb.RichTextBlock([_rich(element) for element in block["elements"]], block_id)


def _table(block: Json, block_id: str | None) -> sb.Block:
    settings = [sb.ColumnSettings(**column) for column in block.get("column_settings", ())]
    rows = [[_cell(cell) for cell in row] for row in block["rows"]]
    return sb.TableBlock(rows, settings, block_id)


_BUILDERS = {"actions": _actions, "input": _input, "rich_text": _rich_text, "table": _table}


def _cell(cell: Json) -> Any:
    if cell["type"] == "raw_text":
        return sb.RawText(cell["text"])
    (inside,) = cell["elements"]
    return _rich(inside)


def _rich(element: Json) -> Any:
    inside = element["elements"]
    match element["type"]:
        case "rich_text_section":
            return sb.RichTextSection([_run(run) for run in inside])
        case "rich_text_list":
            items = [_rich(item) for item in inside]
            return sb.RichTextList(element["style"], items, offset=None, border=None)
        case "rich_text_quote":
            return sb.RichTextQuote([_run(run) for run in inside])
        case "rich_text_preformatted":
            return sb.RichTextCodeBlock([_run(run) for run in inside])
    raise AssertionError(element["type"])


def _run(run: Json) -> Any:
    given = {key: value for key, value in run.items() if key not in {"type", "style"}}
    kinds = {
        "text": sb.RichText,
        "link": sb.RichTextLink,
        "emoji": sb.RichTextEmoji,
        "user": sb.RichTextUser,
        "channel": sb.RichTextChannel,
    }
    return kinds[run["type"]](**given, **run.get("style", {}))


def _element(element: Json) -> Any:
    kinds = {
        "button": sb.Button,
        "datepicker": sb.DatePicker,
        "external_select": sb.ExternalSelectMenu,
        "number_input": sb.NumberInput,
        "plain_text_input": sb.PlainTextInput,
        "static_select": sb.StaticSelectMenu,
        "users_select": sb.UserSelectMenu,
    }
    assert len(element.get("initial_value", "")) <= PLAIN_TEXT_INPUT_MAX_LENGTH_MAX
    given = {key: _given(key, value) for key, value in element.items() if key != "type"}
    return kinds[element["type"]](**given)


def _given(key: str, value: Any) -> Any:
    match key:
        case "text" | "placeholder":
            return sb.Text.from_dict(value)
        case "initial_option":
            return sb.Option.from_dict(value)
        case "options":
            return [sb.Option.from_dict(option) for option in value]
        case "option_groups":
            return [_group(group) for group in value]
    return value


def _group(group: Json) -> sb.OptionGroup:
    options = [sb.Option.from_dict(option) for option in group["options"]]
    return sb.OptionGroup(sb.Text.from_dict(group["label"]), options)
