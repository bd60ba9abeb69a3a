"""`mydata`: what is stored about the person, as a whole, as a file, and erased.

- for everybody, also those who have left; own results are shown to the person alone
- what is their own is erased at once, after a second question
- what is the employer's record is erased when a coordinator has decided so, and a week has passed
- coordinators decide here, after a second question, and not about themselves where there is another
"""

from handlers.mydata.asking import ask, erase_all, erase_mine, withdraw
from handlers.mydata.deciding import confirm, grant, refuse, reopened, show_requests
from handlers.mydata.exporting import export
from handlers.mydata.logbook import show_log
from handlers.mydata.showing import show
from handlers.routes import Command, Route

COMMAND = Command(
    name="mydata",
    aliases=("mina uppgifter", "my data", "mina data"),
    routes={
        "": Route(show),
        "log": Route(show_log),
        "export": Route(export, writes=True),
        "erase": Route(ask),
        "erase_own": Route(erase_mine, writes=True),
        "erase_all": Route(erase_all, writes=True),
        "withdraw": Route(withdraw, writes=True),
        "requests": Route(show_requests, writes=True),
        "decide": Route(confirm, writes=True),
        "grant": Route(grant, writes=True),
        "refuse": Route(refuse, writes=True),
        "reopen": Route(reopened, writes=True),
    },
)
