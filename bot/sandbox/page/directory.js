/** Who and what the ids of the workspace stand for. */

/**
 * @typedef {{id: string, name: string, real_name: string, title: string, locale: string, dm: string}} User
 * @typedef {{id: string, name: string, topic: string, members: string[]}} Channel
 */

let workspace = { bot: {}, users: [], channels: [], commands: [] };

export function setWorkspace(answer) {
  workspace = answer;
}

/** @returns {User|undefined} */
export const user = (id) => workspace.users.find((one) => one.id === id);

/** @returns {Channel|undefined} */
export const channel = (id) => workspace.channels.find((one) => one.id === id);

export const isBot = (id) => id === workspace.bot.user_id;

/** A person's or the bot's name as it is shown; an unknown id is shown as it is. */
export function personName(id) {
  if (isBot(id)) return botName();
  const person = user(id);
  return person ? person.real_name || person.name : id;
}

/** @param {string} id a channel, or the bot's conversation with a user */
export function channelName(id) {
  return channel(id)?.name ?? id;
}

/** What the bot is called. */
export const botName = () => workspace.bot.real_name || workspace.bot.name;

/** The people who can be chosen in a `users_select`, and mentioned. */
export const people = () => [...workspace.users, { id: workspace.bot.user_id, real_name: botName() }];

export const channels = () => workspace.channels;

/** At most two letters for an avatar. */
export function initials(name) {
  const words = name.replace(/[^\p{L}\p{N}\s]/gu, "").split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...word][0].toUpperCase()).join("");
}

/** One of six quiet colours, always the same for an id. */
export function hue(id) {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + sign.codePointAt(0)) % 997;
  return (sum % 6) + 1;
}
