/** The page's own words, in the language that the reader chose or that the acting user has. */

import en from "./strings/en.js";
import sv from "./strings/sv.js";

const TABLES = { sv, en };
const REMEMBERED = "sandbox.language";

export const languages = Object.keys(TABLES);

let chosen = localStorage.getItem(REMEMBERED);
let current = pick(chosen ?? navigator.language);

/** @param {string} locale such as `sv-SE`; what is not spoken here is shown in English */
function pick(locale) {
  const language = (locale || "").slice(0, 2).toLowerCase();
  return language in TABLES ? language : "en";
}

export function language() {
  return current;
}

/** Let the acting user's locale decide, unless somebody has chosen. Returns whether it changed. */
export function suggest(locale) {
  return chosen in TABLES ? false : become(pick(locale));
}

/** Choose a language and remember it. Returns whether it changed. */
export function choose(name) {
  chosen = pick(name);
  localStorage.setItem(REMEMBERED, chosen);
  return become(chosen);
}

function become(name) {
  const changed = name !== current;
  current = name;
  document.documentElement.lang = name;
  return changed;
}

/**
 * @param {keyof typeof en} key
 * @param {Object<string, string|number>} [values] what `{name}` in the text stands for
 */
export function t(key, values = {}) {
  const text = TABLES[current][key];
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
