// A referral letter in plain text from the fields of a form. Nothing is sent or kept.
import { start as startForm } from "./clear-form.js";

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/g;

/** Text as it may stand in a letter: no control characters, none that turn the reading direction. */
export function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").trim();
}

/** Fields [{label, value, isNeeded}] → the letter; what is needed and missing is said, the rest left out. */
export function letter(fields, opening) {
  const lines = [opening, ""];
  for (const { label, value, isNeeded } of fields) {
    const text = clean(value);
    if (text.includes("\n")) lines.push(`${label}:`, ...text.split("\n").map(line => `  ${line}`));
    else if (text) lines.push(`${label}: ${text}`);
    else if (isNeeded) lines.push(`${label}: not known at the time of writing`);
  }
  return `${lines.join("\n")}\n`;
}

function start(tool) {
  const form = tool.querySelector("form");
  const text = tool.querySelector(".letter-builder__text");
  const status = tool.querySelector("[role=status]");
  const inputs = [...form.querySelectorAll(".field__input")];

  function update() {
    const fields = inputs.map(input => ({
      label: input.dataset.label,
      value: input.value,
      isNeeded: "needed" in input.dataset,
    }));
    text.value = letter(fields, tool.dataset.opening);
    status.textContent = "";
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = "Copied.";
    } catch {
      text.focus();
      text.select();
      status.textContent = "Press Ctrl+C (or Cmd+C) to copy what is marked.";
    }
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text.value], { type: "text/plain" }));
    link.download = "referral-letter.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    status.textContent = "Saved as referral-letter.txt.";
  }

  const clear = startForm(form, update);
  form.addEventListener("input", update);
  form.querySelector("[data-do=copy]").addEventListener("click", copy);
  form.querySelector("[data-do=save]").addEventListener("click", save);
  form.querySelector("[data-do=clear]").addEventListener("click", () => {
    clear();
    status.textContent = "All fields are empty again.";
  });
}

document.querySelectorAll(".letter-builder").forEach(start);
