"""Kompis in Microsoft Teams."""
