"""What Teams sends: one module a kind of activity."""
