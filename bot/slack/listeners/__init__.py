"""What Bolt hands over: one module a kind of payload."""
