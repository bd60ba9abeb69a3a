/** Date, time and date-time pickers: the browser's own, which everybody's tools know. */

import { h } from "../dom.js";
import { plainDay } from "../time.js";
import { bind, named } from "./bind.js";

export function drawDate(element, field) {
  const bound = bind(element, field, { selected_date: element.initial_date ?? null });
  const control = h("input", { ...named(element, field), type: "date", class: "control" });
  control.value = bound.state.selected_date ?? "";
  const words = h("span", { class: "in-words", "aria-live": "polite" });
  const say = () => (words.textContent = plainDay(control.value));
  control.addEventListener("change", () => {
    say();
    bound.change({ selected_date: control.value || null }, control);
  });
  say();
  return h("span", { class: "dated" }, control, words);
}

export function drawTime(element, field) {
  const bound = bind(element, field, { selected_time: element.initial_time ?? null });
  const control = h("input", { ...named(element, field), type: "time", class: "control" });
  control.value = bound.state.selected_time ?? "";
  control.addEventListener("change", () =>
    bound.change({ selected_time: control.value || null }, control));
  return control;
}

/** Slack's value is seconds since 1970; the browser's is local time to the minute. */
export function drawDateTime(element, field) {
  const bound = bind(element, field, { selected_date_time: element.initial_date_time ?? null });
  const control = h("input", { ...named(element, field), type: "datetime-local", class: "control" });
  control.value = toLocal(bound.state.selected_date_time);
  control.addEventListener("change", () => {
    const seconds = control.value ? Math.floor(new Date(control.value).getTime() / 1000) : null;
    bound.change({ selected_date_time: seconds }, control);
  });
  return control;
}

function toLocal(seconds) {
  if (!seconds) return "";
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
