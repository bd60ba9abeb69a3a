/** Select menus, single and multi: static, external, users, channels and conversations. */

import { Combo } from "../combo.js";
import { channels, people, personName, channelName } from "../directory.js";
import { t } from "../i18n.js";
import { drawText, plainWords } from "../text.js";
import { bind, named } from "./bind.js";

const DEBOUNCE = 250; // ms

/** How a menu's value is called in Slack's state, and where its choices come from. */
const SOURCES = {
  static: { name: "option", list: ownOptions },
  external: { name: "option", list: searched },
  users: { name: "user", list: everybody },
  channels: { name: "channel", list: everyChannel },
  conversations: { name: "conversation", list: everyChannel },
};

export function drawSelect(element, field) {
  const [, multi, kind] = /^(multi_)?([a-z]+)_select$/.exec(element.type);
  const source = SOURCES[kind];
  const plain = source.name === "option";
  const key = `selected_${source.name}${multi ? "s" : ""}`;
  const initial = element[`initial_${source.name}${multi ? "s" : ""}`] ?? (multi ? [] : null);
  const bound = bind(element, field, { [key]: initial });
  const toItem = plain ? fromOption : kind === "users" ? fromUser : fromChannel;
  const value = (items) => {
    const values = items.map((item) => (plain ? item.option : item.key));
    return { [key]: multi ? values : (values[0] ?? null) };
  };
  const chosen = (state) => (multi ? state[key] : [state[key]]).filter(Boolean).map(toItem);
  const combo = new Combo({
    attributes: { ...named(element, field), placeholder: plainWords(element.placeholder) || t("choose") },
    label: field.label || plainWords(element.placeholder) || t("choose"),
    search: source.list(element, field),
    chosen: chosen(bound.state),
    multiple: Boolean(multi),
    most: element.max_selected_items,
    clearable: Boolean(field.input),
    wait: kind === "external" ? DEBOUNCE : 0,
    nothing: kind === "external" ? (query) => tooShort(element, query) : undefined,
    change: (items, control) => bound.change(value(items), control, (state) => {
      combo.chosen = chosen(state);
      combo.draw();
    }),
  });
  return combo.node;
}

const least = (element) => element.min_query_length ?? 3;

function tooShort(element, query) {
  return query.trim().length < least(element) ? t("type_more", { count: least(element) }) : t("nothing_found");
}

function fromOption(option) {
  return {
    key: option.value,
    label: plainWords(option.text),
    words: drawText(option.text),
    hint: option.description && drawText(option.description),
    option,
  };
}

const fromUser = (id) => ({ key: id, label: personName(id), words: personName(id) });
const fromChannel = (id) => ({ key: id, label: `#${channelName(id)}`, words: `#${channelName(id)}` });

/** Slack's option groups, or its options as one group. */
function groupsOf(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.map(toGroup);
}

const toGroup = (group) => ({ label: group.label && drawText(group.label), choices: group.options.map(fromOption) });

function matching(groups, query) {
  const wanted = query.trim().toLowerCase();
  return groups
    .map((group) => ({ ...group, choices: group.choices.filter((one) => one.label.toLowerCase().includes(wanted)) }))
    .filter((group) => group.choices.length);
}

function ownOptions(element) {
  return (query) => matching(groupsOf(element), query);
}

function everybody() {
  return (query) => matching([{ choices: people().map((one) => fromUser(one.id)) }], query);
}

function everyChannel() {
  return (query) => matching([{ choices: channels().map((one) => fromChannel(one.id)) }], query);
}

function searched(element, field) {
  return async (query) => {
    if (query.trim().length < least(element)) return [];
    try {
      const groups = await field.surface.search(field.id, element.action_id, query.trim());
      return groups.map(toGroup);
    } catch (problem) {
      field.surface.report(problem);
      return [];
    }
  };
}
