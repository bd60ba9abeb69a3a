/** Places a list beside the control that opened it, above everything else. */

const GAP = 4;
const EDGE = 8;

/**
 * Show a popup under its anchor, or over it where there is more room. Returns how to hide it.
 * @param {HTMLElement} popup
 * @param {HTMLElement} anchor
 * @param {{match?: boolean, end?: boolean, above?: boolean}} [options] `match`: as wide as the
 *   anchor; `end`: line up the right edges; `above`: always over the anchor
 */
export function show(popup, anchor, options = {}) {
  popup.popover = "manual";
  if (!popup.matches(":popover-open")) popup.showPopover();
  const put = () => place(popup, anchor, options);
  put();
  addEventListener("scroll", put, { capture: true, passive: true });
  addEventListener("resize", put);
  return () => {
    removeEventListener("scroll", put, { capture: true });
    removeEventListener("resize", put);
    if (popup.isConnected && popup.matches(":popover-open")) popup.hidePopover();
  };
}

function place(popup, anchor, { match, end, above }) {
  const box = anchor.getBoundingClientRect();
  const roomBelow = innerHeight - box.bottom - GAP - EDGE;
  const roomAbove = box.top - GAP - EDGE;
  popup.style.minWidth = match ? `${box.width}px` : "";
  popup.style.maxWidth = `${innerWidth - 2 * EDGE}px`;
  popup.style.maxHeight = "";
  const up = above || (popup.scrollHeight > roomBelow && roomAbove > roomBelow);
  popup.style.maxHeight = `${Math.max(96, Math.min(352, up ? roomAbove : roomBelow))}px`;
  const wanted = end ? box.right - popup.offsetWidth : box.left;
  popup.style.left = `${Math.max(EDGE, Math.min(wanted, innerWidth - popup.offsetWidth - EDGE))}px`;
  popup.style.top = up ? "auto" : `${box.bottom + GAP}px`;
  popup.style.bottom = up ? `${innerHeight - box.top + GAP}px` : "auto";
}

/** Call `leave` at a press outside the given nodes. Returns how to stop listening. */
export function outside(nodes, leave) {
  const listen = (event) => {
    if (!nodes.some((node) => node.contains(event.target))) leave();
  };
  document.addEventListener("pointerdown", listen, true);
  return () => document.removeEventListener("pointerdown", listen, true);
}
