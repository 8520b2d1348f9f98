// A diary of weeks: kept in this browser once the reader turns it on, filled into the page's table, saved and deleted at will. Nothing is sent.
import { clean, save } from "./carry-text.js";
import { shown, today } from "./date-windows.js";
import { asPage, asTable, asText } from "./diary-file.js";
import { sideBySide, small } from "./diary-photographs.js";
import { keep, open, remove, weeksOf } from "./diary-store.js";

function start(tool) {
  const [ask, form] = tool.querySelectorAll("form");
  const [told, done] = tool.querySelectorAll("[role=status]");
  const pictures = tool.querySelector(".data-table"), rows = [...tool.parentElement.querySelectorAll(".diary ~ table tbody tr")];
  const { week: number, date } = form.elements;
  const inputs = [...form.elements].filter(one => one !== number && one !== date);
  const fields = inputs.map(one => ({ name: one.name, label: one.labels[0].textContent, isPhotograph: one.type === "file" }));
  const written = fields.filter(({ isPhotograph }) => !isPhotograph), views = fields.filter(({ isPhotograph }) => isPhotograph);
  const blanks = rows.map(row => row.cells[0].lastChild.textContent);
  let diary = null, weeks = [], last = Promise.resolve();

  const find = number => weeks.find(({ week }) => week === Number(number)) ?? { week: Number(number), date: "", words: {}, photographs: {} };

  /** One act after another; where a browser keeps nothing, or has no room left, that is said. */
  function queue(act) {
    last = last.then(act).catch(() => {
      (diary ? done : told).textContent = "Your browser did not keep this. You can still print the table.";
    });
  }

  function showWeek() {
    const { date: day, words } = find(number.value);
    date.value = day;
    for (const one of inputs) one.value = words[one.name] ?? "";
  }

  function showTable() {
    for (const [at, { cells }] of rows.entries()) {
      const { date: day, words } = find(at + 1);
      cells[0].lastChild.textContent = day ? blanks[at].replace(/…+/, shown(new Date(day))) : blanks[at];
      for (const [column, { name }] of written.entries()) cells[column + 1].textContent = words[name] ?? "";
    }
  }

  async function showPhotographs() {
    pictures.hidden = !(await sideBySide(pictures.firstChild, weeks, views, (week, name) => queue(async () => {
      const { [name]: _, ...photographs } = find(week.week).photographs;
      await put({ ...find(week.week), photographs });
      await showPhotographs();
      (pictures.hidden ? number : pictures).focus();
    })));
  }

  async function show() {
    weeks = diary ? await weeksOf(diary) : [];
    form.parentElement.hidden = !diary;
    ask.querySelector("button").parentElement.hidden = Boolean(diary);
    showTable();
    await showPhotographs();
  }

  async function put(week) {
    await keep(diary, week);
    weeks = await weeksOf(diary);
    showTable();
    done.textContent = `Week ${week.week} is kept in this browser.`;
  }

  async function write(input, on, value, file) {
    const week = { ...find(on) }, { name } = input;
    week.date = input === date ? value : week.date || today().toISOString().slice(0, 10);
    if (file) {
      const photograph = await small(file).catch(() => null);
      input.value = "";
      if (!photograph) {
        done.textContent = "This is not a picture that your browser can read.";
        return;
      }
      week.photographs = { ...week.photographs, [name]: photograph };
    } else if (input !== date) week.words = { ...week.words, [name]: clean(value) };
    await put(week);
    if (on === number.value) date.value = week.date;
    if (file) await showPhotographs();
  }

  const acts = {
    "turn-on": async () => {
      diary = await open(true);
      told.textContent = "";
      await show();
      showWeek();
      number.focus();
    },
    text: () => save(asText(weeks, fields), "text/plain", "my-diary.txt", done),
    table: () => save(asTable(weeks, fields), "text/csv", "my-diary.csv", done),
    page: async () => save(await asPage("My diary", weeks, fields), "text/html", "my-diary.html", done),
    delete: async () => {
      if (!diary || !confirm("Delete the whole diary, with its photographs? It cannot be brought back.")) return;
      await remove(diary);
      diary = null;
      form.reset();
      await show();
      done.textContent = "";
      told.textContent = "The diary is deleted.";
      ask.querySelector("button").focus();
    },
  };

  number.append(...rows.map((_, at) => new Option(at + 1)));
  ask.hidden = false;
  for (const one of [ask, form]) one.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    const { value, files } = target, on = number.value;
    if (target === number) queue(showWeek);
    else if (!files || files.length) queue(() => write(target, on, value, files?.[0]));
  });
  for (const button of tool.querySelectorAll("[data-do]")) button.addEventListener("click", () => queue(acts[button.dataset.do]));
  addEventListener("pagehide", () => form.reset());
  addEventListener("pageshow", () => queue(async () => {
    diary ??= await open(false);
    await show();
    const { week = 0, date: day } = weeks.at(-1) ?? {};
    number.value = week && today() - new Date(day) < 7 * 86400000 ? week : Math.min(week + 1, number.length);
    showWeek();
  }));
}

document.querySelectorAll(".diary").forEach(start);
