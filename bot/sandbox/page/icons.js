/** Small line icons, drawn as SVG paths on a 20 by 20 grid. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: "M8 3 6 17M14 3l-2 14M3.5 7.5h13M3 12.5h13",
  lock: "M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9",
  home: "M3 9.5 10 3.5l7 6M5 8v8.5h10V8M8.5 16.5v-4h3v4",
  chat: "M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  reply: "M8 4.5 3.5 9l4.5 4.5M3.5 9h8a5 5 0 0 1 5 5v2",
  send: "M3.5 10 3.5 4l13.5 6-13.5 6zM3.5 10h6",
  code: "M7 5.5 2.5 10 7 14.5M13 5.5 17.5 10 13 14.5",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4.5 6.5 10l5.5 5.5",
  chevron: "M5.5 8 10 12.5 14.5 8",
  eye: "M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 0 0 4 2 2 0 1 0 0-4",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  warning: "M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.300h.01",
  download: "M10 3v9M6 8.5 10 12.5l4-4M3.5 16.5h13",
  copy: "M7 7h9.5v9.5h-9.5zM13 7v-3.5h-9.5v9.5h3.5",
};

/** The sign of a channel: open to all, or private. */
export const roomIcon = (channel) => (channel.is_private ? "lock" : "hash");

/**
 * @param {keyof PATHS} name
 * @returns {SVGElement} hidden from assistive technology: the button around it has the words
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
