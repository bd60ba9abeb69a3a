"""Everything that is stored about the person, as a file of their own."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.cards import Attachment, Buttons, Reply
from handlers.request import Request
from handlers.services import Services
from storage.journal import audit
from storage.personal.everything import everything_about


def export(request: Request, services: Services) -> Reply:
    """The file, and where it comes."""
    me = services.member.member_id
    audit(services.session, request.now, "mydata.export", actor=me, subject=me)
    stored = {
        "exported_at": request.now.isoformat(),
        "region": services.region.name,
        **everything_about(services.session, me, services.coordinators),
    }
    text = json.dumps(stored, ensure_ascii=False, indent=2, default=_plain)
    name = services.say("mydata.file_name", day=services.today.isoformat())
    reply = services.reply(
        "mydata.title",
        services.text("mydata.exported"),
        services.note("mydata.exported_note"),
        Buttons((services.way_on("mydata"),)),
    )
    file = Attachment(f"{name}.json", "application/json", text.encode())
    return Reply(reply.body, files=(file,))


def _plain(value: Any) -> str | float:
    """A day or a moment as ISO 8601, a result as a number."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    raise TypeError(type(value).__name__)
