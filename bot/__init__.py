"""The outside: settings, start-up, the command line, Slack and the sandbox."""
