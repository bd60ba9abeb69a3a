"""What a message means: reports of finished resources, self-assessments and registrations.

Pure: words, the catalogue's titles and today in, a value out.
"""

from handlers.understanding.model import Intent, Problem, Title, Understanding
from handlers.understanding.reading import read_day, read_training, understand
from handlers.understanding.titles import Titles

__all__ = [
    "Intent",
    "Problem",
    "Title",
    "Titles",
    "Understanding",
    "read_day",
    "read_training",
    "understand",
]
