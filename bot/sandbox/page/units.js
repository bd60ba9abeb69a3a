/** Sizes as people read them. */

import { language } from "./i18n.js";

/** @param {number} size bytes, shown in thousands of them */
export function bytes(size) {
  const options = { style: "unit", unit: "kilobyte", maximumFractionDigits: size < 10_000 ? 1 : 0 };
  return new Intl.NumberFormat(language(), options).format(Math.max(0.1, size / 1000));
}
