"""Teams' limits, from https://learn.microsoft.com/microsoftteams/platform and adaptivecards.io.

Where Microsoft says nothing the figure is ours, so that a card stays easy to read on a phone.
Lengths are counted by `bot.render.wording.length`, bytes by `bot.teams.render.drawn.weight`.
"""

# Messages: 28 KB with all that is around the card, which is an envelope of ours and Teams' own
CARD_BYTES = 25_000
SUMMARY = 200  # ours: what a notification shows

# Elements
HEADING = 200  # ours
TEXT = 2_000  # ours: twice its bytes at their most, in the card and its fallback, fit in a message
FACT_TEXT = 300  # ours: what stands well beside a label
FACTS = 20  # ours, in a set
FACT_WORDS = 34  # ours: the widest word of the labels and that of the values, on a narrow card
TABLE_COLUMNS = 12  # ours
TABLE_HEADER_BYTES = 4_000  # ours: it stands in every part of a long table
TABLE_BYTES = 20_000  # ours: a county with its libraries is one table, a longer one several
COLUMN_WIDTH = (2, 28)  # ours: characters that a column holds at least and at most, against others
ROOMY_COLUMNS = 4  # ours: with more, a table is wide
NARROW_LINE = 38  # ours: characters that stand beside each other on a card of 310 pixels
CELL_SPACE = 3  # ours: the room around a cell's text, in characters
CHART_BYTES = 10_000  # ours: a heavier chart is its words alone
CHART_LABEL = 60  # ours: a title, an axis, a name in the legend

# Buttons
ACTIONS = 6  # in a set: Teams shows no more
BUTTON_LABEL = 50  # ours
BUTTON_VALUE = 2_000  # ours, as on Slack
BUTTON_URL = 3_000  # ours, as on Slack
ROUTE = 255  # ours, as on Slack

# Forms
FIELD_NAME = 255  # ours, as on Slack
FIELD_LABEL = 500  # ours
FIELD_HINT = 1_000  # ours
FIELD_ERROR = 1_000  # ours
FIELD_TEXT = 3_000  # ours, as on Slack
PLACEHOLDER = 150  # ours, as on Slack
OPTION_LABEL = 150  # ours: a label and its detail
OPTION_VALUE = 150  # ours, as on Slack
OPTIONS_FOUND = 15  # a dynamic search shows no more
STATE = 3_000  # ours, as on Slack
DIALOG_TITLE = 60  # ours
