"""Certifying: what the staff have reported is confirmed by their manager, and figures say so.

- the way here is from the list of the team (`team.library`) and from a colleague's card
- completions, registrations and that a self-assessment was taken; never its results, nor growth
- nobody certifies what they have reported themselves
- what is seen and what is certified is written down; everything is taken back by *Ångra*
"""

from handlers.certify.people import open_pick, people
from handlers.certify.person import (
    certify_one,
    certify_pressed,
    open_one,
    show,
    show_picked,
    take_back_pressed,
)
from handlers.routes import Command, Route

COMMAND = Command(
    name="certify",
    routes={
        "people": Route(people, writes=True),
        "pick": Route(open_pick),
        "picked": Route(show_picked, writes=True),
        "person": Route(show, writes=True),
        "one": Route(open_one),
        "one_chosen": Route(certify_one, writes=True),
        "certify": Route(certify_pressed, writes=True),
        "take_back": Route(take_back_pressed, writes=True),
    },
)
