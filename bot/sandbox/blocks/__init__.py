"""Slack's rules for Block Kit: what is refused there is refused here."""
