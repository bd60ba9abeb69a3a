"""The Web API: methods that a bot calls, and the answers and errors that Slack gives."""
