/** Keeps the keyboard where it was when a part of the page is drawn anew. */

/**
 * @param {HTMLElement} node what is redrawn; it gets the focus when the control is gone
 * @param {() => void} redraw
 */
export function keepFocus(node, redraw) {
  const active = document.activeElement;
  const held = active !== node && node.contains(active);
  const control = held && active.dataset.control;
  const block = held && active.closest("[data-block]")?.dataset.block;
  const caret = held && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  redraw();
  if (!held) return;
  const alike = [...node.querySelectorAll("[data-control]")].filter((one) => one.dataset.control === control);
  const same = alike.find((one) => one.closest("[data-block]")?.dataset.block === block) ?? alike[0];
  (same ?? node).focus({ preventScroll: true });
  if (same && caret && caret[0] !== null) same.setSelectionRange(...caret);
}
