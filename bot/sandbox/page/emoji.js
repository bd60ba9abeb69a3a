/** Emoji shortcodes that bots use most. An unknown one stays as it was written. */

const SIGNS = {
  "+1": "👍", "-1": "👎", "100": "💯", "1st_place_medal": "🥇", alarm_clock: "⏰", arrow_down: "⬇️",
  arrow_left: "⬅️", arrow_right: "➡️", arrow_up: "⬆️", ballot_box_with_check: "☑️", bar_chart: "📊",
  bell: "🔔", birthday: "🎂", blue_book: "📘", blush: "😊", book: "📖", bookmark: "🔖",
  bookmark_tabs: "📑", books: "📚", bulb: "💡", busts_in_silhouette: "👥", calendar: "📅",
  chart_with_downwards_trend: "📉", chart_with_upwards_trend: "📈", clap: "👏", clipboard: "📋",
  closed_book: "📕", computer: "💻", confetti_ball: "🎊", construction: "🚧", cry: "😢", date: "📅",
  earth_africa: "🌍", envelope: "✉️", exclamation: "❗", eyes: "👀", fire: "🔥", gear: "⚙️",
  globe_with_meridians: "🌐", green_book: "📗", green_heart: "💚", grin: "😁", grinning: "😀",
  handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️", heavy_minus_sign: "➖", heavy_plus_sign: "➕",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", house: "🏠", information_source: "ℹ️", joy: "😂",
  key: "🔑", large_blue_circle: "🔵", large_green_circle: "🟢", large_orange_circle: "🟠",
  large_yellow_circle: "🟡", leaves: "🍃", link: "🔗", lock: "🔒", loudspeaker: "📢", mag: "🔍",
  mailbox: "📫", mega: "📣", memo: "📝", mortar_board: "🎓", muscle: "💪", no_entry: "⛔",
  no_entry_sign: "🚫", ok: "🆗", ok_hand: "👌", open_book: "📖", open_hands: "👐", orange_book: "📙",
  party_popper: "🎉", pencil: "📝", pencil2: "✏️", point_down: "👇", point_left: "👈",
  point_right: "👉", point_up: "☝️", pray: "🙏", pushpin: "📌", question: "❓", raised_hands: "🙌",
  red_circle: "🔴", repeat: "🔁", robot_face: "🤖", rocket: "🚀", rotating_light: "🚨",
  seedling: "🌱", shield: "🛡️", slightly_smiling_face: "🙂", small_blue_diamond: "🔹", smile: "😄",
  smiley: "😃", sparkles: "✨", speech_balloon: "💬", star: "⭐", star2: "🌟", stopwatch: "⏱️",
  sunny: "☀️", tada: "🎉", thinking_face: "🤔", thumbsdown: "👎", thumbsup: "👍",
  triangular_flag_on_post: "🚩", trophy: "🏆", unlock: "🔓", warning: "⚠️", wastebasket: "🗑️",
  wave: "👋", white_check_mark: "✅", white_circle: "⚪", wink: "😉", x: "❌", zzz: "💤",
};

/** @param {string} name without colons @returns {string|undefined} */
export function emoji(name) {
  return Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined;
}

/** Replace every known `:shortcode:` in a text. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
}
