// What the editor's pages do: forms that are sent to the preview, tools for the text, and where faults are.
import { markdownOf } from "./pasted.js";

const token = document.documentElement.dataset.token;
const one = id => document.getElementById(id);

const send = async (what, body, lost = "The preview does not answer; is it still running?") => {
  try {
    const answer = await fetch(`/edit/do/${what}`, { method: "POST", headers: { "X-Token": token }, body });
    const said = await answer.text();
    return { status: answer.status, ...(said.startsWith("{") ? JSON.parse(said) : {}) };
  } catch {
    return { problems: [lost] };
  }
};

const problemsOf = answer => answer.problems ?? [answer.status === 403
  ? "The preview was started again; copy your words, then load this page anew." : `This was refused (${answer.status}).`];

const list = (place, lines) => {
  place.replaceChildren(...lines.map(line => {
    const shown = document.createElement(place.tagName === "UL" ? "li" : "p");
    shown.append(line);
    return shown;
  }));
};

for (const form of document.querySelectorAll("[data-do]")) form.addEventListener("submit", async event => {
  event.preventDefault();
  if (form.dataset.ask && !confirm(form.dataset.ask)) return;
  const answer = await send(form.dataset.do, JSON.stringify(Object.fromEntries(new FormData(form))));
  if (answer.go) location = answer.go;
  else list(form.querySelector("[role=alert]"), problemsOf(answer));
});

for (const field of document.querySelectorAll("[data-filter]")) field.addEventListener("input", () => {
  for (const section of one(field.dataset.filter).children) {
    const entries = [...section.querySelectorAll("li")];
    for (const entry of entries) entry.hidden = !entry.textContent.toLowerCase().includes(field.value.toLowerCase());
    section.hidden = entries.every(entry => entry.hidden);
  }
});

const form = one("edit"), text = one("text");
if (form && text) {
  const controls = [...form.querySelectorAll("[data-name]")];
  const isForm = controls.length > 0;
  const valueOf = control => ({
    yes: () => control.checked,
    list: () => control.value.split("\n").map(line => line.trim()).filter(Boolean),
    pages: () => [...control.querySelectorAll(":checked")].map(box => box.value),
  })[control.dataset.control]?.() ?? control.value;
  const snapshot = (of = form) => ({
    text: of.querySelector("#text").value,
    settings: Object.fromEntries([...of.querySelectorAll("[data-name]")].map(one => [one.dataset.name, valueOf(one)])),
  });
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const asSent = form.cloneNode(true);  // something may have been typed, or put back by the browser, before this script came
  asSent.reset();
  let saved = snapshot(asSent), read = form.dataset.read, waiting = false;

  const show = told => {
    const faults = told.filter(fault => fault.where !== "left out"), leftOut = told.filter(fault => fault.where === "left out");
    one("left-out").hidden = !leftOut.length;
    list(one("left-out").querySelector("ul"), leftOut.map(fault => fault.says));
    for (const control of controls) {
      const own = faults.filter(fault => fault.where === control.dataset.name);
      one(`fault-${control.dataset.name}`).textContent = own.map(fault => fault.says).join(" ");
      control.ariaInvalid = own.length ? "true" : null;
      if (own.length && control.closest("details")) control.closest("details").open = true;
    }
    const names = controls.map(control => control.dataset.name);
    list(one("problems"), faults.filter(fault => fault.where !== "text" && !names.includes(fault.where)).map(fault => fault.says));
    list(one("faults-text"), faults.filter(fault => fault.where === "text").map(fault => {
      const entry = document.createElement("span"), button = document.createElement("button");
      button.type = "button";
      button.textContent = `Line ${fault.line}`;
      button.addEventListener("click", () => goTo(fault.line));
      entry.append(...(fault.line ? [button, " "] : []), fault.says);
      return entry;
    }));
  };

  const goTo = line => {
    const rows = text.value.split("\n"), start = rows.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (rows[line - 1]?.length ?? 0));
    text.scrollTop = text.scrollHeight * (line - 3) / rows.length;
  };

  const saidOf = ({ faults, undo }, kept) => {
    const labels = kept.map(name => one(`setting-${name}`)?.closest(".setting").querySelector("label, legend").textContent ?? name).join(", ");
    const mend = faults.filter(fault => fault.where !== "left out").length;
    const done = kept.length && !undo ? `Not saved: ${labels}.` : `Saved at ${new Date().toLocaleTimeString()}${kept.length ? `, but not ${labels}` : ""}.`;
    return [done, mend ? `To mend: ${mend}; until then nothing is published.` : "", faults.length > mend ? `Left out of the site: ${faults.length - mend}; all else is published.` : ""].filter(Boolean).join(" ");
  };

  const save = async () => {
    if (waiting) return;
    waiting = true;
    one("said").textContent = "Saving …";
    const now = snapshot(), path = form.dataset.path;
    const settings = Object.fromEntries(Object.entries(now.settings).filter(([name, value]) => !same(value, saved.settings[name])));
    const whole = isForm ? { settings, body: now.text === saved.text ? null : now.text } : { text: now.text };
    const answer = await send("save", JSON.stringify({ path, read, ...whole }));
    waiting = false;
    one("stale").hidden = answer.status !== 409;
    if (answer.status === 200) {
      const kept = [...new Set(answer.unsaved.map(fault => fault.where))];
      saved = { ...now, settings: { ...now.settings, ...Object.fromEntries(kept.map(name => [name, saved.settings[name]])) } };
      read = answer.read;
      show([...answer.unsaved, ...answer.faults]);
      one("undo").hidden = !answer.undo;
      one("undo").value = answer.undo;
      one("said").textContent = saidOf(answer, kept);
    } else if (answer.status === 409) {
      one("said").textContent = "";
      one("stale").querySelector("pre").textContent = answer.compared;
      one("mine").onclick = () => { read = answer.now; save(); };
      one("stale").scrollIntoView();
    } else {
      one("said").textContent = "Not saved.";
      list(one("problems"), problemsOf(answer));
    }
  };

  const leave = () => { saved = snapshot(); location.reload(); };
  form.addEventListener("submit", event => { event.preventDefault(); save(); });
  one("theirs").addEventListener("click", leave);
  one("undo").addEventListener("click", async () => {
    const answer = await send("back", JSON.stringify({ name: one("undo").value, read }));
    if (answer.go) leave();
    else list(one("problems"), problemsOf(answer));
  });
  addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); }
  });
  addEventListener("beforeunload", event => { if (!same(snapshot(), saved)) event.preventDefault(); });
  show(JSON.parse(form.dataset.faults));

  for (const control of form.querySelectorAll("[data-most]:not([data-most=''])")) {
    const counter = document.createElement("small"), { least, most } = control.dataset;
    const count = () => { counter.textContent = `${[...control.value.trim()].length} of ${+least ? `${least} to ` : ""}${most} characters`; };
    control.after(counter);
    control.addEventListener("input", count);
    count();
  }

  let place = [0, 0];  // a dialog takes the selection away
  const note = () => { place = [text.selectionStart, text.selectionEnd]; };
  const put = words => {
    text.focus();
    text.setSelectionRange(...place);
    document.execCommand("insertText", false, words);  // no other way can be taken back by Ctrl-Z
  };
  const picked = () => text.value.slice(...place);
  const ownLines = words => {
    const before = text.value.slice(0, place[0]).match(/(^|\n\n)$/) ? "" : "\n\n";
    return `${before}${words}${"\n\n".slice(text.value.slice(place[1]).match(/^\n{0,2}(?=[^])/)?.[0].length ?? 0)}`;
  };
  const opened = (id, file) => {
    note();
    if (id === "link") one("link-words").value = picked();
    if (id === "picture") {
      one("picture-fault").textContent = "";
      one("picture-words").value = "";
      one("picture-file").value = "";
      if (file) one("picture-file").files = file;
    }
    one(`tool-${id}`).showModal();
    if (file) one("picture-words").focus();
  };
  const uses = {
    link: () => { const to = one("link-to"); return `[${one("link-words").value.trim() || to.selectedOptions[0].label}](${to.value})`; },
    block: () => ownLines(one("block-text").value),
    source: () => `[@${one("source-key").value}]`,
    picture: async () => {
      const [file] = one("picture-file").files, words = one("picture-words").value.trim();
      if (!file || !words) { one("picture-fault").textContent = "Choose a file, and say what it shows."; return null; }
      const query = new URLSearchParams({ beside: form.dataset.path, words, name: file.name });
      const answer = await send(`picture?${query}`, file, "The file could not be sent; is it larger than 40 million bytes?");
      if (answer.text) return ownLines(answer.text);
      one("picture-fault").textContent = problemsOf(answer).join(" ");
      return null;
    },
  };
  one("heading")?.addEventListener("click", () => { note(); put(ownLines(`## ${picked() || "A heading"}`)); });
  for (const button of document.querySelectorAll("[data-open]")) button.addEventListener("click", () => opened(button.dataset.open));
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
  for (const button of document.querySelectorAll("[data-use]")) button.addEventListener("click", async () => {
    const words = await uses[button.dataset.use]();
    if (words === null) return;
    button.closest("dialog").close();
    put(words);
  });
  if (isForm) {
    text.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
    text.addEventListener("drop", event => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      opened("picture", event.dataTransfer.files);
    });
    text.addEventListener("paste", event => {  // Word sends a picture of its text along with the text
      const { files, types } = event.clipboardData;
      const isPicture = files.length && !types.includes("text/plain");
      const words = isPicture ? "" : markdownOf(event.clipboardData.getData("text/html"));
      if (isPicture || words) event.preventDefault();
      if (isPicture) opened("picture", files);
      if (words) {
        note();
        put(words.match(/^#|^- |^\d+\. |\n/) ? ownLines(words) : words);
      }
    });
  }
}
