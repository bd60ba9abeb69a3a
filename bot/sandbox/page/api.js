/** The sandbox's control API, as docs/sandbox.md describes it. */

/**
 * @typedef {{ok: true, ack: Object|null, timed_out: boolean, failed: string|null, problems?: string[]}} Result
 */

/** What the sandbox refused, in its own words. */
export class Refused extends Error {}

/** The sandbox did not answer at all. */
export class Unreachable extends Error {}

/** The bot did not manage. `code` is what Slack would have told the person. */
export class BotFailed extends Error {
  /** @param {Result} result */
  constructor(result) {
    super(result.failed);
    this.code = result.failed;
    this.problems = result.problems ?? [];
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/sandbox/${path}`, options);
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  const answer = await response.json().catch(() => ({ ok: false, error: `${response.status}` }));
  if (!answer.ok) throw new Refused(answer.error);
  return answer;
}

const get = (path, query = {}) => call(`${path}?${new URLSearchParams(query)}`, {});

const post = (path, body) => call(path, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** A POST that leads to the bot: its failure is an exception. */
async function ask(path, body) {
  const result = await post(path, body);
  if (result.failed) throw new BotFailed(result);
  return result;
}

export const readWorkspace = () => get("workspace");
export const readMessages = (user, channel) => get("messages", { user, channel });
export const readViews = (user) => get("views", { user });

/** @param {string} at an ISO moment; the answer comes once the clock is there */
export const moveClock = (at) => post("clock", { at });

/** @param {string} [thread] the timestamp of the message that it answers */
export const sendMessage = (user, channel, text, thread) =>
  ask("message", { user, channel, text, thread_ts: thread });

export const sendCommand = (user, channel, command, text) => ask("command", { user, channel, command, text });
export const openHome = (user) => ask("home", { user });

/** @param {{channel: string, ts: string}|{view_id: string}} where */
export const sendAction = (user, where, action, state) => ask("action", { user, ...where, ...action, state });
export const submitView = (user, viewId, values) =>
  ask("view", { user, view_id: viewId, type: "submit", values });

/** @param {boolean} all every modal of the stack, not only the topmost */
export const closeView = (user, viewId, all) =>
  ask("view", { user, view_id: viewId, type: "close", clear: all });

/** @returns {Promise<import("./surface.js").Group[]>} */
export async function searchOptions(user, where, blockId, actionId, value) {
  const body = { user, ...where, block_id: blockId, action_id: actionId, value };
  const { options, option_groups: groups } = await ask("options", body);
  return groups ?? [{ options: options ?? [] }];
}
