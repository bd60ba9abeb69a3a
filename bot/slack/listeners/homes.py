"""App Home: the person's own page, drawn each time it is opened."""

from slack_bolt.async_app import AsyncApp

from bot.slack.edge import Body, Edge


def register(app: AsyncApp, edge: Edge) -> None:
    """Listen to the page being opened."""

    async def on_opened(body: Body) -> None:
        if body["event"].get("tab") == "home":
            await edge.publish_home(body, body["event"]["user"])

    app.event("app_home_opened")(on_opened)
