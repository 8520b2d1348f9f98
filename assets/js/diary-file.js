// A diary as files that a reader takes away: text, a table, and a page with its photographs.
import { shown } from "./date-windows.js";

function lines({ week, date, words, photographs }, fields) {
  const filled = fields.filter(({ name }) => words[name] || photographs[name]);
  return [`Week ${week}${date ? `, ${shown(new Date(date))}` : ""}`, ...filled.map(({ name, label }) => `${label} – ${words[name] ?? "kept"}`)];
}

/** Each week with what was written in it, a line each. */
export function asText(weeks, fields) {
  return weeks.map(week => `${lines(week, fields).join("\n  ")}\n`).join("\n");
}

/** The same as comma-separated values (RFC 4180); what a program might take for a formula stays text. */
export function asTable(weeks, fields) {
  const written = fields.filter(({ isPhotograph }) => !isPhotograph);
  const rows = weeks.map(({ week, date, words }) => [`${week}`, date, ...written.map(({ name }) => words[name] ?? "")]);
  const cell = text => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${[["Week", "Date", ...written.map(({ label }) => label)], ...rows].map(row => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function address(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}

/** A page that holds all of it, its photographs too; no address in it leads elsewhere. */
export async function asPage(title, weeks, fields) {
  const page = document.implementation.createHTMLDocument(title), add = (name, words) => {
    const made = page.body.appendChild(page.createElement(name));
    made.textContent = words;
    return made;
  };
  page.head.prepend(page.createElement("meta"));
  page.head.firstChild.setAttribute("charset", "utf-8");
  for (const week of weeks) {
    const [heading, ...said] = lines(week, fields.filter(({ isPhotograph }) => !isPhotograph));
    add("h2", heading);
    for (const words of said) add("p", words);
    for (const { name, label } of fields.filter(({ name }) => week.photographs[name])) {
      const picture = add("img", "");
      picture.src = await address(week.photographs[name]);
      picture.alt = picture.title = label;
      picture.width = 320;
    }
  }
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
