"""Where the messages of a Monday go: a workspace for each region, a channel for each library."""

PER_SECOND = 6.0  # messages that a workspace takes


def tenant_of(region: int) -> str:
    """The workspace of a region."""
    return f"T{region:08}"


def channel_of(library: int) -> str:
    """The channel of a library."""
    return f"C{library:08}"
