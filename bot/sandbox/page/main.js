/** Puts the page together: one store, one session, and the parts that show them. */

import { Conversation } from "./conversation.js";
import { Home } from "./home.js";
import { t } from "./i18n.js";
import { ModalStack } from "./modal.js";
import { Session } from "./session.js";
import { Sidebar } from "./sidebar.js";
import { HOME, Store } from "./store.js";
import { Strip } from "./strip.js";

const find = (selector) => document.querySelector(selector);

const store = new Store();
const session = new Session(store);
const pane = find("#pane");

/** First of all who listen: what a part measures must stand in the page. */
store.on("place", () => {
  const shown = store.place === HOME ? home.node : conversation.node;
  if (store.place && pane.firstChild !== shown) pane.replaceChildren(shown);
});

const conversation = new Conversation(store);
const home = new Home(store);
new Strip(store, find(".strip"), find(".away"));
new Sidebar(store, find("#sidebar"));
new ModalStack(store);


function words() {
  find(".skip").textContent = t("skip");
  const name = store.workspace?.team.name;
  document.title = name ? `${name} – ${t("sandbox")}` : t("sandbox");
}

store.on("workspace language", words);
find(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  find("#composer")?.focus();
});
words();
session.start();
