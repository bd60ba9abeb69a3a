"""Certifying: what the staff have reported is confirmed by their manager, and figures say so.

- the way here is from who is done (`progress.people`) and from a colleague's card
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
from handlers.routes import Access, Command, Route

_MANAGER = Access.MANAGER
COMMAND = Command(
    name="certify",
    routes={
        "people": Route(people, _MANAGER, writes=True),
        "pick": Route(open_pick, _MANAGER),
        "picked": Route(show_picked, _MANAGER, writes=True),
        "person": Route(show, _MANAGER, writes=True),
        "one": Route(open_one, _MANAGER),
        "one_chosen": Route(certify_one, _MANAGER, writes=True),
        "certify": Route(certify_pressed, _MANAGER, writes=True),
        "take_back": Route(take_back_pressed, _MANAGER, writes=True),
    },
)
