"""A user submits or closes a modal, and what the bot may answer to that."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.blocks import rules
from bot.sandbox.control.body import Body
from bot.sandbox.control.filling import Form, States
from bot.sandbox.control.outcome import Outcome, outcome
from bot.sandbox.delivery.transport import Ack, Kind
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.surfaces import OpenView
from bot.sandbox.workspace import User
from bot.sandbox.world import World

Follow = Callable[[World, OpenView, Outcome, Any], Outcome]


async def act(world: World, body: Body, states: States) -> Outcome:
    """Submits or closes; the outcome tells the fields' errors and the views left open."""
    user = body.user()
    view = body.view(user)
    stack = world.surfaces.stack(user.id)
    if not stack or stack[-1] is not view:
        raise ControlError(f"{view.id} is not the view on top.")
    kind = body.text("type")
    if kind == "submit":
        result = await _submit(world, user, view, Form(view, states), body)
    elif kind == "close":
        result = await _close(world, user, clear=bool(body.values.get("clear")))
    else:
        raise ControlError('"type" must be "submit" or "close".')
    views = [left.body() for left in world.surfaces.stack(user.id)]
    return replace(result, more={"errors": {}, **result.more, "views": views})


async def _submit(world: World, user: User, view: OpenView, form: Form, body: Body) -> Outcome:
    if "submit" not in view.content:
        raise ControlError("The view has nothing to submit.")
    form.fill(body.mapping("values"))
    complaints = form.complaints()
    if complaints:
        errors = {block_id: each.text for block_id, each in complaints.items()}
        told = {block_id: each.body() for block_id, each in complaints.items()}
        return Outcome(more={"errors": errors, "complaints": told})
    payload = payloads.interaction(world, "view_submission", user)
    payload |= {
        "trigger_id": world.triggers.give(user.id),
        "view": view.body(),
        "response_urls": [],
    }
    result = outcome(await world.courier.interact(Kind.INTERACTIVE, payload))
    return result if result.failed else _follow(world, view, result)


def _follow(world: World, view: OpenView, result: Outcome) -> Outcome:
    """Does what the ack's `response_action` says; an empty ack closes the view."""
    answer = {"response_action": "close"} if result.ack is None else result.ack
    try:
        action = answer.get("response_action") if isinstance(answer, dict) else None
        return _ANSWERS.get(action, _unknown)(world, view, result, answer)
    except ApiError as error:
        problems = (error.code, *error.messages)
        return replace(result, failed="invalid_response", problems=problems)


def _drop(world: World, view: OpenView, result: Outcome, _answer: dict[str, Any]) -> Outcome:
    stack = world.surfaces.stack(view.user)
    if stack and stack[-1] is view:
        world.surfaces.close(view.user)
    return result


def _clear(world: World, view: OpenView, result: Outcome, _answer: dict[str, Any]) -> Outcome:
    world.surfaces.clear(view.user)
    return result


def _errors(_world: World, view: OpenView, result: Outcome, answer: dict[str, Any]) -> Outcome:
    errors = answer.get("errors")
    inputs = {b["block_id"] for b in view.content["blocks"] if b["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise ApiError("invalid_errors", ("errors must be {block_id: text}",))
    for block_id, words in errors.items():
        if block_id not in inputs:
            raise ApiError("invalid_errors", (f"there is no input block {block_id}",))
        if not isinstance(words, str) or not words:
            raise ApiError("invalid_errors", (f"the error at {block_id} must be a text",))
    return replace(result, more={"errors": errors})


def _update(world: World, view: OpenView, result: Outcome, answer: dict[str, Any]) -> Outcome:
    world.surfaces.update(view, rules.view(answer.get("view"), allowed="modal"), None)
    return result


def _push(world: World, view: OpenView, result: Outcome, answer: dict[str, Any]) -> Outcome:
    world.surfaces.push(view.user, rules.view(answer.get("view"), allowed="modal"))
    return result


def _unknown(_world: World, _view: OpenView, _result: Outcome, _answer: Any) -> Outcome:
    raise ApiError("invalid_response_action")


_ANSWERS: dict[str | None, Follow] = {
    "close": _drop,
    "clear": _clear,
    "errors": _errors,
    "update": _update,
    "push": _push,
}


async def _close(world: World, user: User, *, clear: bool) -> Outcome:
    surfaces = world.surfaces
    top = surfaces.stack(user.id)[-1]
    clear = clear or top.content.get("clear_on_close", False)
    closed = surfaces.clear(user.id) if clear else [surfaces.close(user.id) or top]
    acks = [
        await _tell_closed(world, user, view, cleared=clear)
        for view in closed
        if view.content.get("notify_on_close")
    ]
    return outcome(acks[0]) if acks else Outcome()


async def _tell_closed(world: World, user: User, view: OpenView, *, cleared: bool) -> Ack:
    payload = payloads.interaction(world, "view_closed", user)
    payload |= {"view": view.body(), "is_cleared": cleared}
    return await world.courier.interact(Kind.INTERACTIVE, payload)
