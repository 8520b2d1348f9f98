// A plan from a day and a few answers: what holds now, and the dates to come. Nothing is sent; what is kept, the reader takes away.
import { copy, save } from "./carry-text.js";
import { start as startForm } from "./clear-form.js";
import { readDay, shown } from "./date-windows.js";
import { calendar, readAddress, readStage } from "./plan-rules.js";
import { asText, element, forVisit, readTable, section } from "./plan-sheet.js";

function start(tool) {
  const [asked, visit] = tool.querySelectorAll("form");
  const [told, done] = tool.querySelectorAll("[role=status]");
  const find = css => tool.querySelector(css);
  const made = find(".plan__made"), sheet = find(".plan__sheet"), parts = find(".plan__parts"), link = find("#plan-link");
  const { day, time } = asked.elements;
  const choices = [...asked.querySelectorAll("select")].filter(one => one !== time);
  const boxes = [...asked.querySelectorAll("[type=checkbox]")];
  const tables = [...tool.querySelectorAll("table")].map(readTable);
  const ticked = () => boxes.filter(box => box.checked);
  let dates = [];

  /** The names of the answers; a question left open counts as its last answer, which is that one is not sure. */
  function answers() {
    const given = choices.map(({ value, options }) => value || options[options.length - 1].value);
    return new Set([time.value, ...given, ...ticked().map(box => box.value)]);
  }

  /** The answers in words. */
  function said(onset) {
    const label = one => one.labels[0].textContent.trim(), chosen = one => one.selectedOptions[0].textContent;
    const fit = ticked().map(label).join("; "), group = boxes[0]?.closest("[role=group]").firstElementChild.textContent;
    const given = [[label(day), onset ? shown(onset) : chosen(time)], ...choices.filter(one => one.value).map(one => [label(one), chosen(one)])];
    return [...given, ...(fit ? [[group, fit]] : [])].flatMap(([name, text]) => [element("b", name), ` ${text}`, element("br", "")]);
  }

  function update() {
    const onset = day.value || day.validity.badInput ? readDay(day.value) : null;
    const isReady = typeof onset !== "string" && Boolean(onset || time.value);
    made.hidden = !isReady;
    link.parentElement.hidden = true;
    told.textContent = typeof onset === "string" ? onset : "";
    done.textContent = "";
    if (!isReady) return;
    const given = answers(), moment = onset ? { onset } : { stage: readStage(time.value) };
    const sections = tables.map(table => section(table, moment, given)).filter(Boolean);
    dates = sections.flatMap(one => one.dates);
    find(".plan__said").replaceChildren(...said(onset));
    parts.replaceChildren(...sections.map(one => one.made));
    const more = onset ? ` It counts from ${shown(onset)}.` : parts.querySelector("[data-part=date]") ? " Give the day to see dates." : "";
    told.textContent = `Your plan is below.${more}`;
    find("[data-do=dates]").hidden = !dates.length;
  }

  function address() {
    const given = [time, ...choices, ...ticked()].map(one => one.value).filter(Boolean);
    const kept = new URLSearchParams({ ...(day.value && { day: day.value }), ...(given.length && { is: given.join(".") }) });
    return `${location.href.split("#")[0]}#${kept}`;
  }

  const acts = {
    print: () => print(),
    copy: () => copy(asText(sheet), done, () => getSelection().selectAllChildren(sheet)),
    save: () => save(asText(sheet), "text/plain", "my-plan.txt", done),
    dates: () => save(calendar(dates), "text/calendar", "my-dates.ics", done),
    link: () => {
      link.parentElement.hidden = false;
      link.value = address();
      link.focus();
      link.select();
    },
    clear: () => {
      history.replaceState(null, "", location.pathname + location.search);
      empty.forEach(clear => clear());
      day.focus();
      told.textContent = "Everything is empty again.";
    },
  };

  /** Fills in what the address holds: known answers, and a day that has come; of any other day it says what is wrong. */
  function fill() {
    const kept = readAddress(location.hash);
    if (!kept) return;
    const onset = kept.day && readDay(kept.day), isDay = typeof onset !== "string";
    day.value = isDay ? kept.day : "";
    for (const one of [time, ...choices]) one.value = [...one.options].find(option => option.value && kept.is.has(option.value))?.value ?? "";
    for (const box of boxes) box.checked = kept.is.has(box.value);
    if (isDay) time.value = "";
    update();
    if (onset && !isDay) told.textContent = onset;
  }

  find(".plan__lines").open = false;
  find(".plan__from").append(document.querySelector("[rel=canonical]")?.href ?? "");
  const updateVisit = () => find(".plan__visit").replaceChildren(...forVisit(visit));
  const empty = [startForm(asked, update), startForm(visit, updateVisit)];
  asked.addEventListener("change", ({ target }) => {
    if (target === day && day.value) time.value = "";
    if (target === time && time.value) day.value = "";
    update();
  });
  visit.addEventListener("input", updateVisit);
  for (const button of tool.querySelectorAll("[data-do]")) button.addEventListener("click", acts[button.dataset.do]);
  addEventListener("pageshow", fill);
  addEventListener("hashchange", fill);
  fill();
}

document.querySelectorAll(".plan").forEach(start);
