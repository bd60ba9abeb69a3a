/**
 * Arrow keys walk from message to message. A message's own tools are reached by Tab only from
 * within it, so that whoever tabs through the page does not stop twice at every message.
 */

/** @param {HTMLElement} log what holds the messages, as articles */
export function roam(log) {
  log.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = event.target;
    if (!step || (from !== log && from.localName !== "article")) return;
    event.preventDefault();
    const messages = [...log.querySelectorAll("article")];
    const at = messages.indexOf(from);
    const next = at < 0 ? messages.at(-1) : messages[at + step];
    next?.focus();
  });
  log.addEventListener("focusin", (event) => reach(event.target.closest("article"), 0));
  log.addEventListener("focusout", (event) => {
    const left = event.target.closest("article");
    if (!left?.contains(event.relatedTarget)) reach(left, -1);
  });
}

function reach(message, tabIndex) {
  const tools = message?.querySelectorAll(".tools .tool") ?? [];
  for (const tool of tools) tool.tabIndex = tabIndex;
}
