/** The workspace's clock in the strip: what it shows, and a panel that moves it ahead. */

import * as api from "./api.js";
import { botName } from "./directory.js";
import { fill, freshId, h } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { outside, show } from "./popup.js";
import { drawProblem } from "./problems.js";
import { exact, fromWall, later, minute, moment, nextMonday, toWall } from "./time.js";

const TICK = 1000; // ms
const LONGEST = 366; // days at a time: there is no way back from a year that was mistyped

export class ClockControl {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.time = h("time", { class: "clock" });
    this.button = h("button", {
      type: "button",
      class: "clock-button",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      on: { click: () => (this.close ? this.close() : this.open()) },
    }, this.time, icon("chevron"));
    this.node = h("span", { class: "clock-place" }, this.button);
    store.on("workspace user language clock", () => this.tick());
    store.on("workspace clock", () => this.follow());
    store.on("user language", () => this.close?.());
    setInterval(() => this.tick(), TICK);
  }

  tick() {
    if (!this.store.user) return;
    const now = this.store.now();
    const words = moment(now);
    if (this.time.textContent !== words) {
      this.time.textContent = words;
      this.time.dateTime = now.toISOString();
      this.button.title = exact(now);
      if (this.close) this.now.textContent = minute(now);
    }
    this.button.setAttribute("aria-label", `${t("workspace_time")}: ${words}. ${t("move_clock")}`);
  }

  open() {
    const panel = this.draw();
    this.button.after(panel);
    this.button.setAttribute("aria-expanded", "true");
    const hide = show(panel, this.button, { end: true });
    const stop = outside([panel, this.button], () => this.close());
    this.close = () => {
      this.close = null;
      hide();
      stop();
      if (panel.contains(document.activeElement)) this.button.focus();
      panel.remove();
      this.button.setAttribute("aria-expanded", "false");
    };
    this.follow();
    this.steps[0].focus();
  }

  draw() {
    const [title, field] = [freshId("clock"), freshId("clock")];
    const step = (key, goal) => h("button", {
      type: "button",
      class: "button",
      on: { click: (event) => this.move(goal(this.store.now()), event.currentTarget) },
    }, t(key));
    this.steps = [
      step("next_monday", nextMonday),
      step("one_day", (now) => later(now, 1)),
      step("one_week", (now) => later(now, 7)),
    ];
    this.now = h("p", { class: "clock-now" }, minute(this.store.now()));
    this.problem = h("div", {});
    this.said = h("p", { class: "clock-said", role: "status" });
    this.bar = h("progress", { max: 1, value: 0, "aria-label": t("moving_clock"), hidden: true });
    this.field = h("input", { id: field, type: "datetime-local", class: "control", required: true });
    this.field.value = toWall(later(this.store.now(), 1));
    this.go = h("button", { type: "submit", class: "button" }, t("move_there"));
    return h("div", {
      class: "popup clock-panel",
      role: "dialog",
      "aria-labelledby": title,
      on: {
        keydown: (event) => event.key === "Escape" && this.close(),
        focusout: ({ relatedTarget: to }) => to && !this.node.contains(to) && this.close?.(),
      },
    },
    h("h2", { id: title }, t("move_clock")), this.now,
    h("div", { class: "clock-steps" }, this.steps),
    h("form", { class: "clock-form", novalidate: true, on: { submit: (event) => this.submit(event) } },
      h("label", { for: field }, t("day_and_time")),
      h("div", { class: "clock-row" }, this.field, this.go)),
    this.problem, this.said, this.bar,
    h("p", { class: "note clock-note" }, t("only_forward", { bot: botName() })));
  }

  submit(event) {
    event.preventDefault();
    const goal = fromWall(this.field.value);
    const now = this.store.now();
    const wrong = !(goal > now) ? "choose_later" : goal > later(now, LONGEST) ? "choose_sooner" : null;
    this.field.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) {
      this.complain(new Error(t(wrong)));
      this.field.focus();
    } else this.move(goal, this.go);
  }

  /** @param {Date} goal @param {HTMLElement} pressed what shows that it is at it */
  async move(goal, pressed) {
    if (this.store.moving) return;
    this.complain();
    pressed.setAttribute("aria-busy", "true");
    this.store.setClock({ now: this.store.now().toISOString(), moving_to: goal.toISOString() });
    try {
      this.store.setClock(await api.moveClock(goal.toISOString()));
    } catch (problem) {
      this.store.setClock({ now: this.store.now().toISOString(), moving_to: null });
      this.complain(problem);
    }
    pressed.removeAttribute("aria-busy");
  }

  complain(problem) {
    if (this.problem) fill(this.problem, problem && drawProblem(problem));
  }

  /** Show whether the clock is being moved, by this page or by another, and how far it is. */
  follow() {
    const { moving } = this.store;
    const now = this.store.now();
    this.button.setAttribute("aria-busy", String(Boolean(moving)));
    if (!moving) this.since = null;
    else this.since ??= now;
    if (!this.close) return;
    for (const control of [...this.steps, this.go]) control.setAttribute("aria-disabled", String(Boolean(moving)));
    this.bar.hidden = !moving;
    this.bar.value = moving ? (now - this.since) / Math.max(1, moving - this.since) : 0;
    const words = moving ? t("clock_goes_to", { time: minute(moving) }) : this.said.textContent && t("clock_is_there");
    if (this.said.textContent !== words) this.said.textContent = words;
    if (!moving && !(fromWall(this.field.value) > now)) this.field.value = toWall(later(now, 1));
  }
}
