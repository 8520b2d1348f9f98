// What a plan is reckoned by: times, answers, addresses and calendar files; no page is needed for any of it.
import { later, length, today } from "./date-windows.js";

const DAY = { days: 1, months: 0 };

/** "open|unsure;!young" → whether the answers given, a set of names, meet it. */
export function meets(needs, answers) {
  return needs.split(";").filter(Boolean).every(clause => {
    const isRefused = clause.startsWith("!");
    return isRefused !== clause.slice(isRefused ? 1 : 0).split("|").some(name => answers.has(name));
  });
}

/** Whether a line holds on the day that is now, or at a stage, [earliest, latest] day since onset; a date is shown up to its last day. */
export function holds({ first, last }, isDate, { onset, stage }, now = today()) {
  if (onset) return (isDate || !first || now > later(onset, first)) && (!last || now <= later(onset, last));
  if (stage) return (isDate || !first || stage[1] > length(first)) && (!last || stage[0] < length(last));
  return !isDate && !first && !last;
}

/** "3-21" → [3, 21]; "365-" → [365, Infinity]; any other text → null. */
export function readStage(text) {
  const found = /^(\d+)-(\d*)$/.exec(text);
  return found && [Number(found[1]), found[2] ? Number(found[2]) : Infinity];
}

/** Dates [{day, title}] as a calendar file (RFC 5545): whole days under their titles, and nothing else. */
export function calendar(dates, now = new Date()) {
  const whole = day => day.toISOString().slice(0, 10).replaceAll("-", "");
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const id = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  const events = dates.flatMap(({ day, title }) => ["BEGIN:VEVENT", `UID:${id()}`, `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${whole(day)}`, `DTEND;VALUE=DATE:${whole(later(day, DAY))}`, `SUMMARY:${title.replace(/[\\;,]/g, "\\$&")}`,
    "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dates//EN", ...events, "END:VCALENDAR", ""].join("\r\n");
}

/** "#day=2028-02-29&is=open.young" → the texts in it, or null where it says neither. */
export function readAddress(fragment) {
  const said = new URLSearchParams(fragment.slice(1));
  return said.has("day") || said.has("is") ? { day: said.get("day") ?? "", is: new Set((said.get("is") ?? "").split(".")) } : null;
}
