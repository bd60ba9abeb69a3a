"""The control API: what the page and tests use to act as users and to look on."""
