// Calendar dates for the windows of a table, from the day of onset or from a stage. Nothing is sent or kept.
import { start as startForm } from "./clear-form.js";

const TIME = /(\d+)(?:\s*(?:to|–|-)\s*(\d+))?\s*(hour|day|week|month)s?/i;
const DAYS = { hour: 1 / 24, day: 1, week: 7, month: 30.44 };
const STAGES = { "0-3": [0, 3], "3-21": [3, 21], "21-91": [21, 91], "91-365": [91, 365], "365-": [365, Infinity] };

/** "Within 72 hours", "At 3 weeks", "6 to 12 months" or "From 12 months" → {first, last, unit, isPoint}, or null. */
export function readWindow(text) {
  const found = TIME.exec(text);
  if (!found) return null;
  const number = Number(found[1]);
  const unit = found[3].toLowerCase();
  if (found[2]) return { first: number, last: Number(found[2]), unit, isPoint: false };
  if (/^\s*(from|after)\b/i.test(text)) return { first: number, last: Infinity, unit, isPoint: false };
  if (/^\s*(within|until|up to|before)\b/i.test(text)) return { first: 0, last: number, unit, isPoint: false };
  return { first: number, last: number, unit, isPoint: true };
}

/** The day that many hours, days, weeks or calendar months later; January 31 and a month is the last of February. */
export function later(day, count, unit) {
  if (unit !== "month") return new Date(day.getTime() + Math.round(count * DAYS[unit]) * 86400000);
  const month = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + count, 1));
  const length = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  month.setUTCDate(Math.min(day.getUTCDate(), length));
  return month;
}

/** The calendar day here, as midnight in UTC, where every day has 24 hours. */
export function today(now = new Date()) {
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

/** "2028-02-29" → its day; what is not a day that has come → a message for the reader. */
export function readDay(text, now = today()) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const day = found && new Date(Date.UTC(found[1], found[2] - 1, found[3]));
  if (!day || day.toISOString().slice(0, 10) !== text) return "This is not a date. Enter month, day and year.";
  if (day > now) return "This day is still to come. Enter the day the weakness began.";
  if (day.getUTCFullYear() < 1900) return "This is too long ago. Check the year.";
  return day;
}

function shown(day) {
  return day.toLocaleDateString("en-US", { dateStyle: "medium", timeZone: "UTC" });
}

/** What the calendar says: of a review its day and whether it is due, of a window its days and whether it is closed. */
export function byDate(window, onset, now = today()) {
  const { first, last, unit, isPoint } = window;
  const opens = later(onset, first, unit);
  if (isPoint) return now > opens ? `Due since ${shown(opens)}` : `${shown(opens)}: ${now < opens ? "to come" : "due today"}`;
  if (last === Infinity) return `From ${shown(opens)}: ${now < opens ? "to come" : "open now"}`;
  const closes = later(onset, last, unit);
  const state = now < opens ? "to come" : now > closes ? "closed" : "open now";
  return `${first ? `${shown(opens)} to` : "Until"} ${shown(closes)}: ${state}`;
}

/** What can be said of a window when only the stage is known, [earliest, latest] day since onset. */
export function byStage(window, [earliest, latest]) {
  const opens = Math.round(window.first * DAYS[window.unit]);
  const closes = Math.round(window.last * DAYS[window.unit]);
  if (latest <= opens && opens > 0) return "To come";
  if (earliest >= closes) return window.isPoint ? "Due" : "Closed";
  return earliest >= opens && latest <= closes ? "Open now" : "Depends on the date";
}

function start(tool) {
  const form = tool.querySelector("form");
  const told = tool.querySelector("[role=status]");
  const { onset, stage } = form.elements;
  const rows = [...tool.querySelectorAll("tbody tr")].map(row => {
    const cell = row.insertCell(1);
    cell.className = "date-windows__dates";
    cell.dataset.label = "For this patient";
    return { cell, window: readWindow(row.cells[0].textContent) };
  });
  const heading = document.createElement("th");
  heading.scope = "col";
  heading.textContent = "For this patient";
  tool.querySelector("thead tr").cells[0].after(heading);

  function show(words, message) {
    heading.hidden = !words;
    for (const { cell, window } of rows) {
      cell.hidden = !words;
      cell.textContent = words && window ? words(window) : "";
    }
    told.textContent = message;
  }

  function update({ target }) {
    (target === onset ? stage : onset).value = "";
    if (target === stage && stage.value) {
      return show(window => byStage(window, STAGES[stage.value]), "The table shows this stage. A date says more.");
    }
    if (!onset.value && !onset.validity.badInput) return show(null, "");
    const day = readDay(onset.value);
    if (typeof day === "string") return show(null, day);
    show(window => byDate(window, day), `The table shows the dates for onset on ${shown(day)}.`);
  }

  form.addEventListener("change", update);
  startForm(form, () => show(null, ""));
}

document.querySelectorAll(".date-windows").forEach(start);
