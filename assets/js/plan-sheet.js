// The sheet of a plan: its lines by what they are for, what a reader adds for a visit, and the whole of it as text.
import { clean } from "./carry-text.js";
import { later, readWindow, shown, today } from "./date-windows.js";
import { holds, meets } from "./plan-rules.js";

/** An element with its text. */
export function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** A table of the page → its part, heading and lines. */
export function readTable(table) {
  const lines = [...table.tBodies[0].rows].map(({ dataset, cells: [when, , words] }) => ({
    needs: dataset.needs,
    title: dataset.calendar,
    window: readWindow(dataset),
    when: when.textContent,
    words,
  }));
  return { part: table.dataset.part, heading: table.previousElementSibling.textContent, lines };
}

/** A line of the plan; a date begins with its day, where that is known. */
function item({ when, words }, isDate, day) {
  const line = document.createElement("li");
  if (isDate) line.append(element("b", day ? shown(day) : when), day ? ` (${when.toLowerCase()}): ` : ": ");
  line.append(...words.cloneNode(true).childNodes);
  line.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"));
  if (day && day < today()) line.append(" ", element("b", "This day has passed. Not done yet? Do it now."));
  return line;
}

/** The part of a table that holds at a moment for the answers given: its section, and its dates to come; null where none does. */
export function section({ part, heading, lines }, moment, given) {
  const isDate = part === "date";
  const held = lines.filter(line => holds(line.window, isDate, moment) && meets(line.needs, given));
  if (!held.length) return null;
  const made = document.createElement("section"), title = element("h4", heading), list = document.createElement("ul");
  const days = held.map(line => (isDate && moment.onset ? later(moment.onset, line.window.first) : null));
  list.append(...held.map((line, number) => item(line, isDate, days[number])));
  made.dataset.part = part;
  made.className = part === "urgent" ? "care-card care-card--emergency flow" : "flow";
  if (part === "urgent") title.className = "care-card__heading";
  made.append(title, list);
  const dates = held.map(({ title }, number) => ({ day: days[number], title })).filter(({ day }) => day && day >= today());
  return { made, dates };
}

/** What was filled in for a visit, as names and texts; fields of one group together, what weighs most first. */
export function forVisit(form) {
  const groups = new Map();
  for (const input of form.querySelectorAll(".field__input")) {
    const text = clean(input.value), { label } = input.dataset, group = input.closest("[role=group]")?.getAttribute("aria-label");
    if (!text) continue;
    const found = groups.get(group ?? label) ?? [];
    groups.set(group ?? label, [...found, [input.selectedIndex ?? 0, group ? `${label}: ${text}` : text]]);
  }
  return [...groups].flatMap(([name, found]) => {
    found.sort(([one], [other]) => other - one);
    return [element("dt", name), element("dd", found.map(([, text]) => text).join("; "))];
  });
}

/** The sheet as text: the numbers of sources in brackets, the addresses of links behind them. */
export function asText(sheet) {
  const copied = sheet.cloneNode(true);
  copied.querySelectorAll("br").forEach(one => one.replaceWith("\n"));
  copied.querySelectorAll("sup").forEach(one => one.replaceWith(` [${one.textContent}]`));
  copied.querySelectorAll("a").forEach(one => one.append(` (${one.href})`));
  const marks = { H4: "\n", LI: "- ", DD: "  ", P: "\n" };
  const lines = [...copied.querySelectorAll("h3, h4, dt, dd, li, p")];
  return `${lines.map(one => (marks[one.tagName] ?? "") + clean(one.textContent)).join("\n")}\n`;
}
