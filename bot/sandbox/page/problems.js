/** What went wrong, in words for the person and the names that a bot's builder looks for. */

import { BotFailed, Unreachable } from "./api.js";
import { botName } from "./directory.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

const KNOWN = ["operation_timeout", "dispatch_failed", "invalid_command_response", "invalid_response"];

/** @param {Error} problem */
function describe(problem) {
  if (problem instanceof Unreachable) return t("unreachable");
  if (!(problem instanceof BotFailed)) return problem.message;
  return t(KNOWN.includes(problem.code) ? problem.code : "bot_failed", { bot: botName() });
}

/** A note with what failed, Slack's code for it, and each fault that the sandbox found. */
export function drawProblem(problem, intro) {
  return h("div", { class: "problem", role: "alert" }, icon("warning"), h("div", {},
    intro && h("strong", {}, intro), intro && " ",
    describe(problem),
    problem.code && [" ", h("code", {}, problem.code)],
    problem.problems?.length > 0 && h("ul", {}, problem.problems.map((one) => h("li", {}, one)))));
}
