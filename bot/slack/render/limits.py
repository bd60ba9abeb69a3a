"""Slack's limits, from https://docs.slack.dev/reference/block-kit and the pages of its methods.

Lengths are counted by `bot.render.wording.length`, which never counts less than Slack does.
"""

# Messages
MESSAGE_BLOCKS = 50
# The fallback text, which screen readers read instead of the blocks: chat.update refuses more
# than 4,000 characters, and Slack advises the same everywhere. What is longer is split, not cut.
MESSAGE_TEXT = 4_000

# Views
VIEW_BLOCKS = 100
VIEW_BYTES = 200_000  # Slack takes 250 kB; the rest is for the frame around the blocks
VIEW_TITLE = 24
VIEW_BUTTON = 24
CALLBACK_ID = 255
PRIVATE_METADATA = 3_000

# Blocks
BLOCK_ID = 255
HEADER = 150
RICH_TEXT = 3_000  # not stated by Slack; what a section takes
CONTEXT_TEXT = 2_000
LIST_ITEMS = 100  # not stated by Slack
TABLE_ROWS = 100  # the header among them
TABLE_COLUMNS = 20
TABLE_TEXT = 3_500  # Slack takes 10,000 in all cells of a message; MESSAGE_TEXT is less
TABLE_HEADER_TEXT = 1_000
INPUT_LABEL = 2_000
INPUT_HINT = 2_000

# Elements
ACTION_ID = 255
ACTIONS = 25  # in a block
BUTTON_LABEL = 75
BUTTON_VALUE = 2_000
BUTTON_URL = 3_000
PLAIN_TEXT_INPUT = 3_000
PLACEHOLDER = 150
OPTIONS = 100  # in a menu or in a group of one
OPTION_GROUPS = 100
OPTION_GROUP_LABEL = 75
OPTION_LABEL = 75
OPTION_DETAIL = 75
OPTION_VALUE = 150
FIELD_ERROR = 2_000  # not stated by Slack; what a hint takes
