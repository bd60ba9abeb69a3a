/** Keeps the store in step with the sandbox, for the user that the page acts as. */

import * as api from "./api.js";
import { setWorkspace, user as findUser } from "./directory.js";
import * as i18n from "./i18n.js";
import { HOME } from "./store.js";
import { follow } from "./stream.js";
import { setZone } from "./time.js";

const RETRY = 1000; // ms

export class Session {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.close = () => {};
    /** The channel that is being read, and what the stream told meanwhile. */
    this.reading = null;
  }

  /** Read the workspace (again and again, until it answers) and begin as the address says. */
  async start() {
    try {
      await this.readWorkspace();
    } catch {
      this.store.set("link", { online: false });
      setTimeout(() => this.start(), RETRY);
      return;
    }
    addEventListener("hashchange", () => this.follow());
    this.follow();
  }

  async readWorkspace() {
    const asked = { ...this.store.told };
    const workspace = await api.readWorkspace();
    setWorkspace(workspace);
    this.store.setWorkspace(workspace, asked);
  }

  /** Go where the address says: `#user/place`. */
  follow() {
    const [user, place] = decodeURIComponent(location.hash.slice(1)).split("/");
    const { users } = this.store.workspace;
    const chosen = findUser(user) ?? findUser(localStorage.getItem("sandbox.user")) ?? users[0];
    if (!chosen) return;
    if (chosen.id !== this.store.user?.id) this.become(chosen);
    const rooms = [...this.rooms(chosen).map((one) => one.id), chosen.dm, HOME];
    this.enter(rooms.includes(place) ? place : chosen.dm);
  }

  /** The channels that a user is in. */
  rooms(user) {
    return this.store.workspace.channels.filter((one) => one.members.includes(user.id));
  }

  become(user) {
    this.close();
    this.store.forget();
    localStorage.setItem("sandbox.user", user.id);
    setZone(user.tz);
    if (i18n.suggest(user.locale)) this.store.set("language");
    this.store.set("user", { user, place: null });
    this.close = follow(user.id, {
      open: () => this.catchUp(),
      away: () => this.store.set("link", { online: false }),
      event: (event) => this.take(event),
    });
  }

  enter(place) {
    if (place === this.store.place) return;
    this.store.set("place", { place });
    this.store.set("thread", { thread: null });
    history.replaceState(null, "", `#${this.store.user.id}/${place}`);
    if (place === HOME) this.openHome();
    else this.readMessages(place);
    this.store.read(place);
  }

  /** The stream tells news only: after a break everything is read again. */
  async catchUp() {
    const { store } = this;
    const before = store.workspace.team.id;
    try {
      await this.readWorkspace();
      const asked = store.told.views;
      const { views } = await api.readViews(store.user.id);
      store.tell("views", views, asked);
      store.set("link", { online: true });
    } catch {
      return;
    }
    if (!findUser(store.user.id) || store.workspace.team.id !== before) location.reload();
    else if (store.place === HOME) this.openHome();
    else this.readMessages(store.place);
  }

  async readMessages(channel) {
    const user = this.store.user.id;
    this.reading = { channel, late: [] };
    const { late } = this.reading;
    try {
      const { messages } = await api.readMessages(user, channel);
      if (user !== this.store.user.id) return;
      this.reading = null;
      this.store.setMessages(channel, messages);
      late.forEach((event) => this.take(event));
    } catch (problem) {
      if (!(problem instanceof api.Unreachable)) this.store.notice(channel, { problem });
    }
  }

  async openHome() {
    const user = this.store.user.id;
    const asked = this.store.told.home;
    this.store.set("home", { homeProblem: null });
    try {
      const { view } = await api.openHome(user);
      if (user === this.store.user.id && view) this.store.tell("home", view, asked);
    } catch (problem) {
      this.store.set("home", { homeProblem: problem });
    }
  }

  /** An event of the stream; what comes while its channel is being read is taken once more. */
  async take(event) {
    const { store } = this;
    if (this.reading && event.channel === this.reading.channel) this.reading.late.push(event);
    switch (event.type) {
      case "clock": return store.setClock(event);
      case "connected": return store.setSockets(event.sockets);
      case "message":
      case "ephemeral":
        if (store.putMessage(event.channel, event.message) && event.channel !== store.place) store.mark(event.channel);
        return;
      case "message_changed": return void store.putMessage(event.channel, event.message);
      case "message_deleted": return store.dropMessage(event.channel, event.ts);
      case "home":
        store.homeProblem = null;
        return store.tell("home", event.view);
      case "view": return store.tell("views", event.views);
      case "workspace": {
        await this.readWorkspace();
        return this.follow();
      }
    }
  }
}
