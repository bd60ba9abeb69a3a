"""`kompis doctor`: what is right, what is wrong, and what to do about it. Nothing is changed."""

from bot.doctor.database import examine_database
from bot.doctor.elsewhere import elsewhere
from bot.doctor.finding import Finding, Health
from bot.doctor.teams import examine_teams
from bot.doctor.workspace import examine_workspace

__all__ = [
    "Finding",
    "Health",
    "elsewhere",
    "examine_database",
    "examine_teams",
    "examine_workspace",
]
