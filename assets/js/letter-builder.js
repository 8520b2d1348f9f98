// A referral letter in plain text from the fields of a form. Nothing is sent or kept.
import { clean, copy, save } from "./carry-text.js";
import { start as startForm } from "./clear-form.js";

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

  function mark() {
    text.focus();
    text.select();
  }

  const clear = startForm(form, update);
  form.addEventListener("input", update);
  form.querySelector("[data-do=copy]").addEventListener("click", () => copy(text.value, status, mark));
  form.querySelector("[data-do=save]").addEventListener("click", () => save(text.value, "text/plain", "referral-letter.txt", status));
  form.querySelector("[data-do=clear]").addEventListener("click", () => {
    clear();
    status.textContent = "All fields are empty again.";
  });
}

document.querySelectorAll(".letter-builder").forEach(start);
