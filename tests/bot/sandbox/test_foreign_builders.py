"""What builders that nobody here wrote put out is taken: two readings of Slack's rules agree."""

import json
from typing import Any

import pytest
import slackblocks as sb
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks.basic_components import DispatchActionConfig, SlackFile
from slack_sdk.models.views import View
from slackblocks import objects as so
from slackblocks import rich_text

from bot.sandbox.blocks import rules

# The package does not say which names of the module are public.
sr: Any = rich_text


def resolve(built: Any) -> Any:
    """The JSON that slackblocks would send."""
    return json.loads(repr(built))


ONE, TWO = so.Option(so.PlainText("One"), "1"), so.Option(so.PlainText("Two"), "2")
PAIR = [ONE, TWO]
SURE = so.ConfirmationDialogue("Sure?", "Really", "Yes", "No", style="danger")
DISPATCH = so.DispatchActionConfiguration(["on_enter_pressed"])
FILTER = so.ConversationFilter(["im", "public"], exclude_bot_users=True)
WORDS = sr.RichTextSection([sr.RichText("words", bold=True)])
RICH = sb.RichTextBlock([WORDS])

IN_ACTIONS = [
    sb.Button("Press", "a", value="v", style="primary", confirm=SURE, accessibility_label="Label"),
    sb.Button("Go", "a", url="https://example.org"),
    sb.CheckboxGroup("a", PAIR, initial_options=[ONE], confirm=SURE),
    sb.DatePicker("a", initial_date="2026-05-04", placeholder="When"),
    sb.DateTimePicker("a", initial_datetime=1777878000),
    sb.TimePicker("a", initial_time="09:30", placeholder="When", timezone="Europe/Stockholm"),
    sb.OverflowMenu("a", PAIR, confirm=SURE),
    sb.RadioButtonGroup("a", PAIR, initial_option=TWO),
    sb.StaticSelectMenu("a", options=PAIR, initial_option=ONE, placeholder="Which"),
    sb.StaticSelectMenu("a", option_groups=[so.OptionGroup("Group", PAIR)]),
    sb.ExternalSelectMenu("a", min_query_length=0, placeholder="Which"),
    sb.UserSelectMenu("a", initial_user="U1"),
    sb.ChannelSelectMenu("a", initial_channel="C1"),
    sb.ConversationSelectMenu("a", initial_conversation="C1", filter=FILTER),
    sb.StaticMultiSelectMenu("a", PAIR, initial_options=[ONE], max_selected_items=2),
    sb.ExternalMultiSelectMenu("a", min_query_length=2),
    sb.UserMultiSelectMenu("a", initial_users=["U1"]),
    sb.ChannelMultiSelectMenu("a", initial_channels=["C1"]),
    sb.ConversationMultiSelectMenu("a", initial_conversations=["C1"], filter=FILTER),
]

TO_FILL_IN = [e for e in IN_ACTIONS if not isinstance(e, (sb.Button, sb.OverflowMenu))]

IN_FORMS = [
    sb.PlainTextInput("a", multiline=True, min_length=1, max_length=9, placeholder="Text"),
    sb.PlainTextInput("a", initial_value="x", dispatch_action_config=DISPATCH),
    sb.EmailInput("a", initial_value="a@example.org", placeholder="E-mail"),
    sb.URLInput("a", placeholder="Address"),
    sb.NumberInput(
        is_decimal_allowed=False, action_id="a", initial_value="4", min_value=1, max_value="9"
    ),
    sb.RichTextInput("a", initial_value=RICH, min_lines=2, max_lines=9),
]

INLINE = sr.RichTextSection(
    [
        sr.RichText("t", bold=True, italic=True, strike=True, code=True),
        sr.RichTextLink("https://example.org", "link", unsafe=False, bold=True),
        sr.RichTextEmoji("wave", skin_tone=3),
        sr.RichTextUser("U1", bold=True, highlight=True),
        sr.RichTextUserGroup("S1"),
        sr.RichTextChannel("C1", italic=True),
    ]
)

MESSAGES: list[Any] = [
    *[sb.ActionsBlock([element]) for element in IN_ACTIONS],
    sb.SectionBlock("Text", block_id="b", fields=["one", "two"]),
    *[
        sb.SectionBlock("Text", accessory=element)
        for element in IN_ACTIONS
        if not isinstance(element, sb.DateTimePicker)
    ],
    sb.SectionBlock("Text", accessory=sb.Image("alt", "https://example.org/i.png")),
    sb.ContextBlock([sb.Text("Text"), sb.Image("alt", "https://example.org/i.png")]),
    sb.DividerBlock("b"),
    sb.HeaderBlock("Header", "b"),
    sb.ImageBlock("https://example.org/i.png", "alt", "Title"),
    sb.InputBlock("Label", IN_FORMS[0], dispatch_action=True, hint="Hint", optional=True),
    sb.MarkdownBlock("# Title"),
    sb.FileBlock("id", "b"),
    sb.ContextActionsBlock(
        [
            sb.FeedbackButtons(sb.FeedbackButton("Yes", "1"), sb.FeedbackButton("No", "0"), "a"),
            sb.IconButton("Delete", action_id="c", value="v", confirm=SURE),
        ]
    ),
    sb.VideoBlock(
        "alt",
        "https://example.org/t.png",
        "Title",
        "https://example.org/v",
        author_name="Author",
        description="About",
        provider_name="Provider",
        title_url="https://example.org",
    ),
    sb.TableBlock(
        [[so.RawText("head"), so.RawText("cell")], [WORDS, so.RawText("x")]],
        column_settings=[so.ColumnSettings("right", is_wrapped=True)],
    ),
    sb.RichTextBlock(
        [
            INLINE,
            sr.RichTextList("ordered", [WORDS], indent=1, offset=2, border=0),
            sr.RichTextQuote([sr.RichText("q")], border=1),
            sr.RichTextCodeBlock([sr.RichText("code")], border=0),
        ]
    ),
]


@pytest.mark.parametrize("block", MESSAGES, ids=lambda block: str(type(block).__name__))
def test_a_message_of_slackblocks_is_taken(block: Any) -> None:
    assert rules.message_blocks([resolve(block)])


@pytest.mark.parametrize(
    "element", [*IN_FORMS, *TO_FILL_IN], ids=lambda element: str(type(element).__name__)
)
def test_a_form_of_slackblocks_is_taken(element: Any) -> None:
    block = sb.InputBlock("Label", element, hint="Hint")
    view = sb.ModalView("Title", [block], close="Close", submit="Send", callback_id="c")
    assert rules.view(resolve(view), allowed="modal")["blocks"]


def test_home_of_slackblocks_is_taken() -> None:
    blocks = [sb.HeaderBlock("Hello"), sb.ActionsBlock([IN_ACTIONS[0]])]
    view = sb.HomeTabView(blocks, private_metadata="m", callback_id="c", external_id="e")
    assert rules.view(resolve(view), allowed="home")["blocks"]


SDK_OPTIONS = [sdk.Option(text="One", value="1"), sdk.Option(text="Two", value="2")]
SDK_SURE = sdk.ConfirmObject(title="Sure?", text="Really", style="danger")
SDK_DISPATCH = DispatchActionConfig(trigger_actions_on=["on_character_entered"])
SDK_FILTER = sdk.ConversationFilter(include=["mpim"], exclude_bot_users=True)
PARTS = sdk.RichTextElementParts
SDK_WORDS = sdk.RichTextSectionElement(
    elements=[
        PARTS.Text(text="t", style=PARTS.TextStyle(bold=True, code=True)),
        PARTS.Link(url="https://example.org", text="link"),
        PARTS.Emoji(name="wave"),
        PARTS.User(user_id="U1"),
        PARTS.UserGroup(usergroup_id="S1"),
        PARTS.Channel(channel_id="C1"),
        PARTS.Team(team_id="T1"),
        PARTS.Broadcast(range="here"),
        PARTS.Color(value="#a0B1c2"),
        PARTS.Date(timestamp=1777878000, format="{date}", fallback="a day"),
    ]
)
SDK_RICH = sdk.RichTextBlock(
    elements=[
        SDK_WORDS,
        sdk.RichTextListElement(style="bullet", indent=1, border=1, elements=[SDK_WORDS]),
        sdk.RichTextQuoteElement(elements=[PARTS.Text(text="q")]),
        sdk.RichTextPreformattedElement(elements=[PARTS.Text(text="code")], border=0),
    ]
)
SDK_PLAIN_RICH = sdk.RichTextBlock(elements=[SDK_WORDS])

SDK_FIELDS: list[Any] = [
    sdk.CheckboxesElement(action_id="a", options=SDK_OPTIONS, initial_options=SDK_OPTIONS[:1]),
    sdk.DatePickerElement(action_id="a", initial_date="2026-05-04", placeholder="When"),
    sdk.DateTimePickerElement(action_id="a", initial_date_time=1777878000, confirm=SDK_SURE),
    sdk.TimePickerElement(action_id="a", initial_time="09:30", timezone="Europe/Stockholm"),
    sdk.RadioButtonsElement(action_id="a", options=SDK_OPTIONS, initial_option=SDK_OPTIONS[1]),
    sdk.SelectElement(action_id="a", options=SDK_OPTIONS, placeholder="Which"),
    sdk.StaticSelectElement(
        action_id="a", option_groups=[sdk.OptionGroup(label="Group", options=SDK_OPTIONS)]
    ),
    sdk.StaticMultiSelectElement(action_id="a", options=SDK_OPTIONS, max_selected_items=1),
    sdk.ExternalDataSelectElement(action_id="a", min_query_length=1, placeholder="Which"),
    sdk.ExternalDataMultiSelectElement(action_id="a", initial_options=SDK_OPTIONS),
    sdk.UserSelectElement(action_id="a", initial_user="U1"),
    sdk.UserMultiSelectElement(action_id="a", initial_users=["U1"]),
    sdk.ChannelSelectElement(action_id="a", initial_channel="C1"),
    sdk.ChannelMultiSelectElement(action_id="a", initial_channels=["C1"]),
    sdk.ConversationSelectElement(action_id="a", default_to_current_conversation=True),
    sdk.ConversationMultiSelectElement(action_id="a", filter=SDK_FILTER),
]

SDK_INPUTS: list[Any] = [
    sdk.PlainTextInputElement(action_id="a", multiline=True, min_length=1, max_length=9),
    sdk.EmailInputElement(action_id="a", dispatch_action_config=SDK_DISPATCH),
    sdk.UrlInputElement(action_id="a", placeholder="Address", focus_on_load=True),
    sdk.NumberInputElement(action_id="a", is_decimal_allowed=True, min_value="1.5"),
    sdk.RichTextInputElement(action_id="a", initial_value=SDK_PLAIN_RICH),
]

SDK_BUTTONS: list[Any] = [
    sdk.ButtonElement(text="Press", action_id="a", value="v", style="danger", confirm=SDK_SURE),
    sdk.LinkButtonElement(text="Go", url="https://example.org", action_id="a"),
    sdk.OverflowMenuElement(action_id="a", options=SDK_OPTIONS, confirm=SDK_SURE),
]

SDK_IMAGE = sdk.ImageElement(alt_text="alt", image_url="https://example.org/i.png")

SDK_BLOCKS: list[Any] = [
    *[sdk.ActionsBlock(elements=[element]) for element in [*SDK_FIELDS, *SDK_BUTTONS]],
    *[sdk.SectionBlock(text="Text", accessory=element) for element in SDK_BUTTONS],
    sdk.SectionBlock(fields=["one", "two"], expand=True, block_id="b", accessory=SDK_IMAGE),
    sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="t"), SDK_IMAGE]),
    sdk.DividerBlock(),
    sdk.HeaderBlock(text="Header"),
    sdk.ImageBlock(image_url="https://example.org/i.png", alt_text="alt", title="Title"),
    sdk.ImageBlock(slack_file=SlackFile(id="F1"), alt_text="alt"),
    sdk.MarkdownBlock(text="# Title"),
    sdk.FileBlock(external_id="e"),
    sdk.VideoBlock(
        alt_text="alt",
        title="Title",
        thumbnail_url="https://example.org/t.png",
        video_url="https://example.org/v",
        title_url="https://example.org",
    ),
    SDK_RICH,
    sdk.TableBlock(
        rows=[
            [sdk.RawTextObject(text="cell"), sdk.RawNumberObject(value=4, text="4")],
            [SDK_PLAIN_RICH, sdk.RawTextObject(text="x")],
        ],
        column_settings=[None, sdk.TableBlockColumnSettings(align="right", is_wrapped=True)],
    ),
    sdk.ContextActionsBlock(
        elements=[
            sdk.FeedbackButtonsElement(
                action_id="a",
                positive_button=sdk.FeedbackButtonObject(text="Yes", value="1"),
                negative_button=sdk.FeedbackButtonObject(text="No", value="0"),
            ),
            sdk.IconButtonElement(action_id="c", icon="trash", text="Delete"),
        ]
    ),
]


@pytest.mark.parametrize("block", SDK_BLOCKS, ids=lambda block: str(type(block).__name__))
def test_a_message_of_the_sdk_is_taken(block: Any) -> None:
    assert rules.message_blocks([block.to_dict()])


@pytest.mark.parametrize(
    "element", [*SDK_INPUTS, *SDK_FIELDS], ids=lambda element: str(type(element).__name__)
)
def test_a_form_of_the_sdk_is_taken(element: Any) -> None:
    block = sdk.InputBlock(label="Label", element=element, hint="Hint", optional=True)
    view = View(type="modal", title="Title", submit="Send", close="Close", blocks=[block])
    assert rules.view(view.to_dict(), allowed="modal")["blocks"]
