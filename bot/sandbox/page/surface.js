/** Where blocks stand (a message, a form, App Home): what is filled in there, and what is sent. */

import { askConfirm } from "./confirm.js";

/**
 * @typedef {{text: Object, value: string, description?: Object, url?: string}} Option
 * @typedef {{label?: Object, options: Option[]}} Group
 */

export class Surface {
  /**
   * @param {Object} wires
   * @param {(action: Object, state: Object) => Promise<void>} wires.send carry an action to the bot
   * @param {(blockId: string, actionId: string, query: string) => Promise<Group[]>} wires.search
   * @param {(problem: Error|null) => void} wires.report say that an action failed, or take it back
   */
  constructor({ send, search, report }) {
    this.send = send;
    this.search = search;
    this.report = report;
    this.values = {};
    this.required = new Map();
    this.turns = new WeakMap();
  }

  /** Remember that a field has to be filled in. */
  require(blockId, actionId) {
    this.required.set(blockId, actionId);
  }

  /** The blocks whose fields are required and empty. @returns {string[]} */
  missing() {
    return [...this.required]
      .filter(([blockId, actionId]) => isEmpty(this.values[blockId]?.[actionId] ?? {}))
      .map(([blockId]) => blockId);
  }

  /** Forget what stands here, but keep what somebody has filled in. */
  redraw() {
    this.required.clear();
    this.before = this.values;
    this.values = {};
  }

  /** The value that an element begins with: what was filled in before a redraw, else `initial`. */
  begin(blockId, actionId, initial) {
    const value = this.before?.[blockId]?.[actionId];
    const kept = value?.type === initial.type ? value : initial;
    this.set(blockId, actionId, kept);
    return kept;
  }

  set(blockId, actionId, value) {
    this.values[blockId] = { ...this.values[blockId], [actionId]: value };
  }

  /**
   * Send an action, once it is confirmed. `control` shows that it is being worked on: meanwhile
   * a press of it is not heard, and a change of its value waits for its turn.
   * @param {Object} action block_id, action_id, type and the element's value
   * @param {{confirm?: Object}} element
   * @param {HTMLElement} control
   * @returns {Promise<boolean>} false when the person said no
   */
  async act(action, element, control) {
    const before = this.turns.get(control);
    if (before && !control.matches("input, textarea")) return false;
    await before;
    if (element.confirm && !(await askConfirm(element.confirm))) return false;
    const turn = this.carry(action, control);
    this.turns.set(control, turn);
    await turn;
    if (this.turns.get(control) === turn) this.turns.delete(control);
    return true;
  }

  async carry(action, control) {
    control.setAttribute("aria-busy", "true");
    this.report(null);
    try {
      await this.send(action, this.values);
    } catch (problem) {
      this.report(problem);
    } finally {
      control.removeAttribute("aria-busy");
    }
  }
}

/** Whether a state object holds nothing besides its type. */
function isEmpty({ type, ...state }) {
  return Object.values(state).every((value) => value === null || value === "" || value.length === 0);
}
