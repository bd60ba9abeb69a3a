"""Where Teams reads Markdown: text blocks, facts, and the fallback of a whole card.

Clients differ in what they read and in how they unescape it. So what might be read as marks is
never put in a text block or a fact (see `is_plain`), and only the fallback is escaped: no client
of today shows it.
"""

import re

# Emphasis, links, code, HTML, headings, tables, line breaks; entities, addresses, and dates such
# as {{DATE(…)}}; lists and underlined headings
_MARKS = re.compile(
    r"[*_\[\]`<>~#|\\\n\r\t]|&[#\w]|://|www\.|\{\{|^\s*([-+=•]|\d+[.)])", re.IGNORECASE
)
_ESCAPED = re.compile(r"([*_\[\]`<>~#|\\{}])")
_DATE = re.compile(r"\{(?=\{)")
_WORD_JOINER = "\N{WORD JOINER}"


def is_plain(text: str) -> bool:
    """Whether a text holds nothing that any reader of Markdown could take for a mark."""
    return _MARKS.search(text) is None


def without_dates(text: str) -> str:
    """The text with `{{` parted by what cannot be seen, so that no client computes a date of it."""
    return _DATE.sub("{" + _WORD_JOINER, text) if "{{" in text else text


def escape(text: str) -> str:
    """The text with a backslash before every mark, for the fallback of a card."""
    return _ESCAPED.sub(r"\\\1", text).replace("&", "&amp;")
