// Calendar dates for the windows of a table, from the day of onset or from a stage. Nothing is sent or kept.
import { start as startForm } from "./clear-form.js";

function time(numbers, name) {
  return `${name}Days` in numbers ? { days: Number(numbers[`${name}Days`]), months: Number(numbers[`${name}Months`]) } : null;
}

/** "3-21" → its first and last day after onset, "365-" → [365, Infinity] */
export function readStage(days) {
  return days.split("-").map(day => (day ? Number(day) : Infinity));
}

/** A row's numbers → its first and last time after onset; null where no start or no end is given. */
export function readWindow(numbers) {
  return { first: time(numbers, "first"), last: time(numbers, "last") };
}

/** The day that many days and calendar months later; January 31 and a month is the last of February. */
export function later(day, { days, months }) {
  const month = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const length = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  month.setUTCDate(Math.min(day.getUTCDate(), length));
  return new Date(month.getTime() + Math.round(days) * 86400000);
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
  if (day > now) return "This day is still to come. Enter the day it began.";
  if (day.getUTCFullYear() < 1900) return "This is too long ago. Check the year.";
  return day;
}

/** A time in days; a month is a twelfth of 365.25. */
export function length({ days, months }) {
  return Math.round(days + months * 30.4375);
}

/** "Nov 26, 2026" */
export function shown(day) {
  return day.toLocaleDateString("en-US", { dateStyle: "medium", timeZone: "UTC" });
}

/** What the calendar says: of a review its day and whether it is due, of a window its days and whether it is closed. */
export function byDate({ first, last }, onset, now = today()) {
  const opens = first ? later(onset, first) : onset;
  if (!last) return `From ${shown(opens)}: ${now < opens ? "to come" : "open now"}`;
  const closes = later(onset, last);
  if (first && opens.getTime() === closes.getTime()) return now > opens ? `Due since ${shown(opens)}` : `${shown(opens)}: ${now < opens ? "to come" : "due today"}`;
  const isLastDay = now.getTime() === closes.getTime() && !last.months && last.days < 7; // of a window given in hours
  const state = now < opens ? "to come" : now > closes ? "closed" : isLastDay ? "ends today, ask for the hour" : "open now";
  return `${first ? `${shown(opens)} to` : "Until"} ${shown(closes)}: ${state}`;
}

/** What can be said of a window when only the stage is known, [earliest, latest] day since onset. */
export function byStage({ first, last }, [earliest, latest]) {
  const opens = first ? length(first) : 0;
  const closes = last ? length(last) : Infinity;
  if (latest <= opens && opens > 0) return "To come";
  if (earliest >= closes) return opens === closes ? "Due" : "Closed";
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
    return { cell, dates: cell.appendChild(document.createElement("b")), window: readWindow(row.dataset) };
  });
  const heading = document.createElement("th");
  heading.scope = "col";
  heading.textContent = "For this patient";
  tool.querySelector("thead tr").cells[0].after(heading);

  function show(words, message) {
    heading.hidden = !words;
    for (const { cell, dates, window } of rows) {
      cell.hidden = !words;
      dates.textContent = words ? words(window) : "";
    }
    told.textContent = message;
  }

  function update({ target }) {
    (target === onset ? stage : onset).value = "";
    if (target === stage && stage.value) {
      return show(window => byStage(window, readStage(stage.value)), "The table shows this stage. A date says more.");
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
