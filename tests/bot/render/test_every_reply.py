"""Every card and form that a handler gives is one that every platform takes, whole."""

from handlers.access import GRANTS
from handlers.cards import Card, FieldErrors, Form, Options
from tests.bot.render.every_reply import every_reply
from tests.bot.render.platforms import PLATFORMS
from tests.bot.render.reading import lost
from tests.databases import SqliteDatabases, opened


def test_every_reply_can_be_shown_everywhere(sqlite_databases: SqliteDatabases) -> None:
    """On one database: what is answered is the same on both."""
    routes = set()
    cards: set[Card] = set()
    forms: dict[str, Form] = {}
    with opened(sqlite_databases.migrated()) as database:
        replies = list(every_reply(database))
    for route, reply in replies:
        routes.add(route)
        match reply.body:
            case Card():
                cards.add(reply.body)
            case Form() as form:
                forms[repr(form)] = form
            case FieldErrors(errors):
                assert all(errors.values())
            case Options() as options:
                assert all(platform.found(options) for platform in PLATFORMS) or not options.options
    assert routes >= set(GRANTS)
    assert len(cards) > 100
    assert len(forms) > 20
    for platform in PLATFORMS:
        for card in cards:
            shown = platform.messages(card)
            for message in shown:
                platform.judge(message)
            texts = [text for message in shown for text in platform.texts(message.content)]
            assert lost(card.parts, texts) is None
        for form in forms.values():
            platform.judge(platform.form(form))
