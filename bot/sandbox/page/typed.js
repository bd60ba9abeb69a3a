/** What somebody typed, as Slack would send it. Pure. */

import { escape } from "./mrkdwn.js";

const ADDRESS = /https?:\/\/[^\s<>]*[^\s<>.,:;!?)\]'"]/g;

/** @returns {{command: string, text: string}|null} */
export function asCommand(typed) {
  const found = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(typed);
  return found && { command: found[1].toLowerCase(), text: (found[2] ?? "").trim() };
}

/**
 * Escape what was typed, make addresses links and known `@names` mentions.
 * @param {string} typed
 * @param {{id: string, name: string}[]} people
 */
export function asMessage(typed, people) {
  const linked = escape(typed).replace(ADDRESS, (url) => `<${url}>`);
  const longestFirst = [...people].sort((one, other) => other.name.length - one.name.length);
  return longestFirst.reduce((text, { id, name }) => text.replaceAll(`@${escape(name)}`, `<@${id}>`), linked);
}

/**
 * What could be meant by what stands before the caret.
 * @param {string} value
 * @param {number} caret
 * @param {Object} workspace
 * @param {string[]} members of the channel, empty in a direct message
 * @returns {{key: string, words: string, usage?: string, hint: string, from: number, insert: string}[]}
 */
export function suggestionsFor(value, caret, workspace, members) {
  const before = value.slice(0, caret);
  const command = /^\/\S*$/.exec(before);
  if (command) return commandsLike(command[0], workspace.commands);
  const mention = /(?:^|\s)@([^@\n]*)$/.exec(before);
  return mention ? peopleLike(mention[1], caret - mention[1].length - 1, workspace, members) : [];
}

function commandsLike(start, commands) {
  return commands
    .filter((one) => one.command.startsWith(start.toLowerCase()))
    .map((one) => ({
      key: one.command,
      words: one.command,
      usage: one.usage_hint ?? "",
      hint: one.description,
      from: 0,
      insert: one.command,
    }));
}

/** The bot first: it is whom one talks to here. */
function peopleLike(start, from, { bot, users }, members) {
  const everybody = [{ id: bot.user_id, name: bot.name, real_name: bot.real_name }, ...users];
  const wanted = start.toLowerCase();
  return everybody
    .filter((one) => members.includes(one.id))
    .map((one) => ({ id: one.id, name: one.real_name || one.name, title: one.title ?? "" }))
    .filter((one) => one.name.toLowerCase().startsWith(wanted) && one.name.toLowerCase() !== wanted)
    .map((one) => ({ key: one.id, words: `@${one.name}`, hint: one.title, from, insert: `@${one.name}` }));
}
