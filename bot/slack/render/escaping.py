"""A text that Slack reads for marks, such as the fallback of a message."""


def escape(text: str) -> str:
    """The text with &, < and > as entities, so that Slack reads no mention or link in it.

    `@channel` and `@here` as bare words call nobody, as long as `link_names` is not set.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
