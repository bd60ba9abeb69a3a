/** Times of day and days, in the workspace's time zone and the page's language. */

import { language } from "./i18n.js";

let zone;

/** @param {string|undefined} name an IANA zone; without one the reader's own is used */
export function setZone(name) {
  zone = name;
}

const LOCALES = { sv: "sv-SE", en: "en-GB" };

function format(date, options) {
  return new Intl.DateTimeFormat(LOCALES[language()], { timeZone: zone, ...options }).format(date);
}

/** @param {string} ts a message's timestamp, `seconds.serial` */
export function fromTs(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export const clock = (date) => format(date, { hour: "2-digit", minute: "2-digit" });

/** A day as a person would write it above a conversation, with its year where that is news. */
export const day = (date, year = false) =>
  format(date, { weekday: "long", day: "numeric", month: "long", ...(year && { year: "numeric" }) });

export const year = (date) => format(date, { year: "numeric" });

export const moment = (date) =>
  format(date, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const minute = (date) => format(date, { dateStyle: "full", timeStyle: "short" });

export const exact = (date) => format(date, { dateStyle: "full", timeStyle: "medium" });

/** What a clock in the workspace shows, `YYYY-MM-DDTHH:mm`, and back. */
export function toWall(date) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const shown = new Intl.DateTimeFormat("en", { timeZone: zone, ...parts, hourCycle: "h23" }).formatToParts(date);
  const { year: y, month, day: d, hour, minute: m } = Object.fromEntries(shown.map(({ type, value }) => [type, value]));
  return `${y}-${month}-${d}T${hour}:${m}`;
}

export function fromWall(wall) {
  const wanted = Date.parse(`${wall}Z`);
  const shift = (at) => Date.parse(`${toWall(new Date(at))}Z`) - at;
  if (Number.isNaN(wanted)) return new Date(NaN);
  return new Date(wanted - shift(wanted - shift(wanted)));
}

/** The same time of day so many days later, also where clocks change meanwhile. */
export function later(date, days) {
  const wall = new Date(`${toWall(date)}Z`);
  wall.setUTCDate(wall.getUTCDate() + days);
  return fromWall(wall.toISOString().slice(0, 16));
}

/** The first Monday at nine that is yet to come. */
export function nextMonday(date) {
  const wall = toWall(date);
  const weekday = new Date(`${wall}Z`).getUTCDay(); // Sunday is 0
  const monday = later(fromWall(`${wall.slice(0, 10)}T09:00`), (8 - weekday) % 7);
  return monday > date ? monday : later(monday, 7);
}

/** A calendar day `YYYY-MM-DD`, which has no time zone, in words. */
export function plainDay(iso) {
  const date = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(LOCALES[language()], { timeZone: "UTC", dateStyle: "full" }).format(date);
}

/** Slack's `<!date^seconds^format|…>`: its tokens in words. */
export function dateToken(seconds, pattern) {
  const date = new Date(seconds * 1000);
  const tokens = {
    date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
    date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
    date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
    date_long_pretty: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
    date_short: { day: "numeric", month: "short", year: "numeric" },
    date_short_pretty: { day: "numeric", month: "short", year: "numeric" },
    date_pretty: { day: "numeric", month: "long", year: "numeric" },
    date: { day: "numeric", month: "long", year: "numeric" },
    time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
    time: { hour: "2-digit", minute: "2-digit" },
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) =>
    name in tokens ? format(date, tokens[name]) : whole);
}
