"""A course that was taken together: colleagues are asked, and nothing counts before their yes.

- a report that mentions colleagues ("tillsammans med @Anna") asks each of them in a direct message
- their yes, and another day, are reports of their own: `training.record` and its form
- a no deletes the question; who asked can take it back while it is open
"""

from handlers.cards import Buttons, Reply, Style
from handlers.carried import carry_pair, pair_of, row_ids
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from storage.catalogue import entry
from storage.invitations import answered, has_finished, withdraw


def decline(request: Request, services: Services) -> Reply:
    """No: nothing is recorded. What is on the person's list already stays there."""
    resource_id, on = pair_of(request.value)
    resource = entry(services.session, services.region.region_id, resource_id)
    if resource is None or on is None:
        raise OutdatedButtonError
    member_id = services.member.member_id
    answered(services.session, member_id, resource_id)
    if has_finished(services.session, member_id, resource_id):
        return services.reply(
            "together.title",
            services.text("together.stays", title=resource.title),
            Buttons((services.way_on("training.list"),)),
            replaces=True,
        )
    value = carry_pair(resource_id, on)
    return services.reply(
        "together.title",
        services.text("together.declined", title=resource.title),
        Buttons((services.button("together.after_all", "training.record", value),)),
        replaces=True,
    )


def take_back(request: Request, services: Services) -> Reply:
    """Take back what the person asked about some resources; answers that came already stand."""
    ids = row_ids(request.value)
    number = withdraw(services.session, services.member.member_id, ids)
    if not number:
        raise OutdatedButtonError
    return services.reply(
        "together.title",
        services.text("together.taken_back", n=number),
        Buttons((services.way_on("training.list", Style.DEFAULT),)),
    )


COMMAND = Command(
    name="together",
    routes={
        "no": Route(decline, writes=True),
        "withdraw": Route(take_back, writes=True),
    },
)
