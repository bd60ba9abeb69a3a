"""users.info, users.list, users.lookupByEmail, bots.info, team.info and auth.test."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.errors import ApiError
from bot.sandbox.webapi import places
from bot.sandbox.webapi.arguments import Arguments
from bot.sandbox.webapi.pages import page
from bot.sandbox.workspace import User
from bot.sandbox.world import World


def auth_test(world: World, _arguments: Arguments) -> dict[str, Any]:
    """Who the token belongs to."""
    team = world.workspace
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.team_name,
        "user": team.bot.name,
        "team_id": team.team_id,
        "user_id": team.bot.user_id,
        "bot_id": team.bot.bot_id,
        "is_enterprise_install": False,
    }


def info(world: World, arguments: Arguments) -> dict[str, Any]:
    """One person, or the bot itself."""
    if arguments.text("user") == world.workspace.bot.user_id:
        return {"user": _bot_user(world)}
    user = places.person(world, arguments)
    return {"user": _user(world, user, with_locale=arguments.flag("include_locale"))}


def everyone(world: World, arguments: Arguments) -> dict[str, Any]:
    """Everybody, the bot among them, page by page."""
    with_locale = arguments.flag("include_locale")
    people = [_user(world, u, with_locale=with_locale) for u in world.directory.users.values()]
    members, metadata = page([*people, _bot_user(world)], arguments, default=1000, most=1000)
    return {"members": members, "cache_ts": int(world.clock().timestamp())} | metadata


def lookup_by_email(world: World, arguments: Arguments) -> dict[str, Any]:
    """The person with an e-mail address."""
    user = world.directory.user_by_email(arguments.need("email"))
    if user is None:
        raise ApiError("users_not_found")
    return {"user": _user(world, user, with_locale=False)}


def bot_info(world: World, arguments: Arguments) -> dict[str, Any]:
    """The bot, by its bot id."""
    bot = world.workspace.bot
    if arguments.text("bot", bot.bot_id) != bot.bot_id:
        raise ApiError("bot_not_found")
    found = {"id": bot.bot_id, "app_id": bot.app_id, "user_id": bot.user_id, "name": bot.name}
    return {"bot": found | {"deleted": False, "updated": 0, "icons": {}}}


def team_info(world: World, _arguments: Arguments) -> dict[str, Any]:
    """The workspace."""
    team = world.workspace
    found = {"id": team.team_id, "name": team.team_name, "domain": team.domain}
    return {"team": found | {"email_domain": "", "icon": {"image_default": True}}}


def _user(world: World, user: User, *, with_locale: bool) -> dict[str, Any]:
    name = user.real_name or user.name
    found: dict[str, Any] = {
        "id": user.id,
        "team_id": world.workspace.team_id,
        "name": user.name,
        "deleted": False,
        "real_name": name,
        "tz": user.tz,
        "tz_offset": _offset(user.tz, world.clock()),
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
        "profile": {
            "title": user.title,
            "real_name": name,
            "display_name": user.name,
            "email": user.email,
            "team": world.workspace.team_id,
        },
    }
    return found | ({"locale": user.locale} if with_locale else {})


def _bot_user(world: World) -> dict[str, Any]:
    team, bot = world.workspace.team_id, world.workspace.bot
    name = bot.real_name or bot.name
    profile = {"real_name": name, "display_name": bot.name, "bot_id": bot.bot_id}
    return {
        "id": bot.user_id,
        "team_id": team,
        "name": bot.name,
        "deleted": False,
        "real_name": name,
        "is_admin": False,
        "is_bot": True,
        "updated": 0,
        "profile": profile | {"api_app_id": bot.app_id, "team": team},
    }


def _offset(tz: str, now: datetime) -> int:
    difference = now.astimezone(ZoneInfo(tz)).utcoffset()
    return int(difference.total_seconds()) if difference else 0
