/** The stack of modal views: the topmost is drawn as a dialog that keeps the focus. */

import * as api from "./api.js";
import { drawBlocks } from "./blocks/index.js";
import { showFieldError } from "./blocks/input.js";
import { fill, freshId, h } from "./dom.js";
import { keepFocus } from "./focus.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { inspector } from "./inspector.js";
import { drawProblem } from "./problems.js";
import { Surface } from "./surface.js";
import { drawText } from "./text.js";

export class ModalStack {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.surfaces = new Map();
    this.view = null;
    this.titleId = freshId("modal");
    this.head = h("header", { class: "modal-head" });
    this.problem = h("div", { class: "problem-place" });
    this.body = h("div", { class: "modal-body blocks", tabindex: -1 });
    for (const event of ["input", "change"]) this.body.addEventListener(event, (at) => this.mended(at.target));
    this.foot = h("footer", { class: "dialog-buttons" });
    const form = h("form", { novalidate: true, on: { submit: (event) => this.submit(event) } },
      this.head, h("div", { class: "modal-scroll" }, this.problem, this.body), this.foot);
    this.dialog = h("dialog", { class: "modal", "aria-labelledby": this.titleId }, form);
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.leave(false);
    });
    document.body.append(this.dialog);
    store.on("views", () => this.show());
    store.on("user", () => this.hide());
    store.on("language", () => this.view && this.draw());
  }

  show() {
    const { views } = this.store;
    const top = views.at(-1);
    if (!top) {
      this.hide();
      return;
    }
    if (this.dialog.open && same(top, this.view)) {
      this.view = top;
      return;
    }
    const other = top.id !== this.view?.id;
    this.view = top;
    this.draw();
    if (!this.dialog.open) this.open();
    else if (other) this.focusFirst();
  }

  open() {
    this.opener = document.activeElement;
    this.dialog.showModal();
    this.focusFirst();
  }

  hide() {
    this.view = null;
    this.surfaces.clear();
    if (!this.dialog.open) return;
    this.dialog.close();
    const back = this.opener?.isConnected ? this.opener : document.querySelector("#composer");
    back?.focus();
  }

  focusFirst() {
    const first = this.body.querySelector("[autofocus]") ?? this.body.querySelector("[data-control]");
    (first ?? this.body).focus();
  }

  surface() {
    const { id, state } = this.view;
    if (!this.surfaces.has(id)) {
      const user = this.store.user.id;
      const made = new Surface({
        send: (action, values) => api.sendAction(user, { view_id: id }, action, values),
        search: (blockId, actionId, query) => api.searchOptions(user, { view_id: id }, blockId, actionId, query),
        report: (problem) => this.report(problem),
      });
      made.values = state?.values ?? {};
      this.surfaces.set(id, made);
    }
    return this.surfaces.get(id);
  }

  draw() {
    const { view } = this;
    const surface = this.surface();
    surface.redraw();
    this.report(null);
    const stacked = this.store.views.length > 1;
    fill(this.head,
      stacked && tool("back", t("back"), () => this.leave(false)),
      h("h2", { id: this.titleId }, drawText(view.title)),
      inspector(view, (panel) => this.body.after(panel)),
      tool("close", t("close"), () => this.leave(true)));
    this.dialog.querySelector(".inspector")?.remove();
    keepFocus(this.body, () => fill(this.body, drawBlocks(view.blocks, surface)));
    this.sender = view.submit && h("button", { class: "button primary" }, drawText(view.submit));
    fill(this.foot,
      h("button", { type: "button", class: "button", on: { click: () => this.leave(false) } },
        view.close ? drawText(view.close) : t("close")),
      this.sender);
  }

  report(problem) {
    fill(this.problem, problem && drawProblem(problem));
  }

  /** Hand the form in. Errors are shown at their fields, and the first one gets the focus. */
  async submit(event) {
    event.preventDefault();
    if (!this.sender || this.sender.getAttribute("aria-busy") === "true") return;
    const { sender, view } = this;
    const missing = this.surface().missing();
    if (missing.length) {
      this.showErrors(Object.fromEntries(missing.map((id) => [id, t("complaint_required")])));
      return;
    }
    sender.setAttribute("aria-busy", "true");
    this.report(null);
    try {
      const { values } = this.surface();
      const asked = this.store.told.views;
      const { errors, complaints = {}, views } = await api.submitView(this.store.user.id, view.id, values);
      this.store.tell("views", views, asked);
      const own = Object.entries(complaints).map(([id, { code, limit }]) => [id, t(`complaint_${code}`, { limit })]);
      this.showErrors({ ...errors, ...Object.fromEntries(own) });
    } catch (problem) {
      this.report(problem);
    } finally {
      sender.removeAttribute("aria-busy");
    }
  }

  showErrors(errors) {
    for (const block of this.body.querySelectorAll(".field")) {
      showFieldError(block, errors[block.dataset.block]);
    }
    const first = this.body.querySelector(".field.wrong [data-control]");
    first?.focus();
  }

  /** Whoever mends a field need not read what was wrong with it. */
  mended(control) {
    const block = control.closest(".field.wrong");
    if (block) showFieldError(block, null);
  }

  /** @param {boolean} all whether the whole stack closes, not only the topmost view */
  async leave(all) {
    const { store, view } = this;
    const asked = store.told.views;
    try {
      const { views } = await api.closeView(store.user.id, view.id, all);
      store.tell("views", views, asked);
    } catch (problem) {
      const again = store.told.views;
      const { views } = await api.readViews(store.user.id).catch(() => store);
      store.tell("views", views, again);
      this.report(problem);
    }
  }
}

/** Whether two views look the same: what is filled in does not count. */
function same(one, other) {
  const look = (view) => view && JSON.stringify({ ...view, state: null });
  return look(one) === look(other);
}

function tool(name, words, click) {
  return h("button", { type: "button", class: "tool", "aria-label": words, title: words, on: { click } }, icon(name));
}
