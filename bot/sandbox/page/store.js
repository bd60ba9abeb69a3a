/**
 * What the page knows. Parts of the page listen to its events:
 * `workspace`, `clock` (moved, or on its way), `user`, `place`, `messages`, `views`, `home`, `link` (stream or bot came or went),
 * `unread`, `thread` (what the composer answers) and `language`.
 */

/**
 * @typedef {Object} Message as GET /sandbox/messages gives it
 * @typedef {Object} Notice a line that stands on this page only
 * @property {"notice"} type
 * @property {string} key
 * @property {string} ts the message that it stands after
 * @property {Date} at
 * @property {string} [text] the command that was typed
 * @property {boolean} [busy] whether the bot is at it still
 * @property {Error} [problem] what went wrong, `intro` with what
 * @property {string} [intro]
 */

export const HOME = "home";

export class Store extends EventTarget {
  workspace = null;
  user = null;
  /** A channel's id, or HOME. */
  place = null;
  /** The timestamp of the message whose thread is being written in, or null. */
  thread = null;
  views = [];
  /** How often the stack of modals, App Home, the clock and the bot's sockets have been told anew. */
  told = { views: 0, home: 0, clock: 0, sockets: 0 };
  home = null;
  homeProblem = null;
  sockets = 0;
  /** The moment that the workspace's clock is being moved to, or null. */
  moving = null;
  /** null until the first answer, then whether the stream stands. */
  online = null;
  unread = new Set();
  /** Channels whose messages have been read. */
  loaded = new Set();
  #messages = new Map();
  #notices = new Map();
  #skew = 0;

  /** Take a new value, or several, and tell those who listen. */
  set(event, values) {
    Object.assign(this, values);
    this.dispatchEvent(new Event(event));
  }

  /**
   * Take modals or App Home. An answer says what `told` was when it was asked for: news that the
   * stream brought meanwhile are newer than it.
   * @param {"views"|"home"} what
   */
  tell(what, value, asked = this.told[what]) {
    if (asked !== this.told[what]) return;
    this.told[what] += 1;
    this.set(what, { [what]: value });
  }

  on(events, listener) {
    for (const event of events.split(" ")) this.addEventListener(event, listener);
  }

  /** @param {Object} asked what `told` was when the workspace was asked for, see `tell` */
  setWorkspace(workspace, asked) {
    if (asked.clock === this.told.clock) this.setClock(workspace);
    const news = asked.sockets === this.told.sockets ? { sockets: workspace.connected } : {};
    this.set("workspace", { workspace, ...news });
  }

  setSockets(sockets) {
    this.told.sockets += 1;
    this.set("link", { sockets });
  }

  /** @param {{now: string, moving_to: string|null}} told */
  setClock({ now, moving_to: goal }) {
    this.told.clock += 1;
    this.#skew = Date.parse(now) - Date.now();
    this.set("clock", { moving: goal ? new Date(goal) : null });
  }

  /** The workspace's time. */
  now() {
    return new Date(Date.now() + this.#skew);
  }

  /** Another pair of eyes: nothing that the last user saw may stay. */
  forget() {
    this.#messages.clear();
    this.#notices.clear();
    this.loaded.clear();
    this.unread.clear();
    Object.assign(this, { views: [], home: null, homeProblem: null });
    this.told.views += 1;
    this.told.home += 1;
  }

  /** The channel's messages and this page's notices among them, oldest first. */
  list(channel) {
    const notices = [...(this.#notices.get(channel) ?? [])];
    const all = [];
    for (const message of this.#messages.get(channel) ?? []) {
      while (notices.length && notices[0].ts < message.ts) all.push(notices.shift());
      all.push(message);
    }
    return [...all, ...notices];
  }

  /** @returns {Message|undefined} */
  message(channel, ts) {
    return this.#messages.get(channel)?.find((one) => one.ts === ts);
  }

  setMessages(channel, messages) {
    this.loaded.add(channel);
    this.#messages.set(channel, messages);
    this.set("messages");
  }

  /** A message that is new, or as it is now. */
  putMessage(channel, message) {
    const before = this.#messages.get(channel) ?? [];
    const known = before.some((one) => one.ts === message.ts);
    const after = known
      ? before.map((one) => (one.ts === message.ts ? message : one))
      : [...before, message].sort((one, other) => (one.ts < other.ts ? -1 : 1));
    this.#messages.set(channel, after);
    this.set("messages");
    return !known;
  }

  dropMessage(channel, ts) {
    this.#messages.set(channel, (this.#messages.get(channel) ?? []).filter((one) => one.ts !== ts));
    this.set("messages");
  }

  /** Add a notice after what stands there now. @returns {(change: Object|null) => void} alter or drop it */
  notice(channel, notice) {
    const key = `notice-${crypto.randomUUID()}`;
    const ts = this.#messages.get(channel)?.at(-1)?.ts ?? "0";
    const at = this.now();
    const put = (change) => {
      const others = (this.#notices.get(channel) ?? []).filter((one) => one.key !== key);
      const mine = change ? [{ type: "notice", key, ts, at, ...notice, ...change }] : [];
      this.#notices.set(channel, [...others, ...mine].sort((one, other) => (one.ts < other.ts ? -1 : 1)));
      this.set("messages");
    };
    put({});
    return put;
  }

  mark(channel) {
    this.unread.add(channel);
    this.set("unread");
  }

  read(channel) {
    if (this.unread.delete(channel)) this.set("unread");
  }
}
