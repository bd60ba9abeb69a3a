/** Date, time and date-time pickers: the browser's own, which everybody's tools know. */

import { debounce, h } from "../dom.js";
import { plainDay } from "../time.js";
import { bind, named } from "./bind.js";

const STILL = 400; // ms without a change: a year that is being typed is many years on the way

export function drawDate(element, field) {
  const words = h("span", { class: "in-words", "aria-live": "polite" });
  const say = (value) => (words.textContent = plainDay(value));
  const control = drawPicker(element, field, {
    type: "date",
    key: "selected_date",
    initial: element.initial_date,
    show: say,
  });
  return h("span", { class: "dated" }, control, words);
}

export function drawTime(element, field) {
  return drawPicker(element, field, { type: "time", key: "selected_time", initial: element.initial_time });
}

/** Slack's value is seconds since 1970; the browser's is local time to the minute. */
export function drawDateTime(element, field) {
  return drawPicker(element, field, {
    type: "datetime-local",
    key: "selected_date_time",
    initial: element.initial_date_time,
    read: (local) => Math.floor(new Date(local).getTime() / 1000),
    write: toLocal,
  });
}

function drawPicker(element, field, { type, key, initial, read = String, write = String, show = () => {} }) {
  const bound = bind(element, field, { [key]: initial ?? null });
  const control = h("input", { ...named(element, field), type, class: "control" });
  const put = (state) => {
    control.value = state[key] ? write(state[key]) : "";
    show(control.value);
  };
  const value = () => ({ [key]: control.value ? read(control.value) : null });
  const tell = debounce(() => bound.change(value(), control, put), STILL);
  control.addEventListener("change", () => {
    show(control.value);
    bound.keep(value());
    tell();
  });
  put(bound.state);
  return control;
}

function toLocal(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
