// A referral letter from the fields of a form: as text, as quick text for an EHR, as a FHIR file. Nothing is sent or kept.
import { clean, copy, save } from "./carry-text.js";
import { start as startForm } from "./clear-form.js";
import { bundle } from "./fhir-bundle.js";

function answered(label, text) {
  return text.includes("\n") ? `${label}:\n${text.replace(/^/gm, "  ")}` : `${label}: ${text}`;
}

/** Fields [{label, text, isNeeded}] → the letter; what is needed and missing is said, the rest left out. */
export function letter(fields, opening) {
  const told = fields.filter(({ text, isNeeded }) => text || isNeeded);
  const lines = told.map(({ label, text }) => answered(label, text || "not given"));
  return `${[opening, "", ...lines].join("\n")}\n`;
}

/** The blanks of the page, a line for each field below two others, filled in as far as there are answers. */
export function quickText(fields, blanks) {
  const lines = blanks.split("\n");
  fields.forEach(({ label, text }, number) => {
    if (text) lines[number + 2] = answered(label, text);
  });
  return lines.join("\n");
}

function start(tool) {
  const form = tool.querySelector("form");
  const text = tool.querySelector(".letter-builder__text");
  const quick = tool.querySelector(".letter-builder__quick");
  const status = tool.querySelector("[role=status]");
  const inputs = [...form.querySelectorAll(".field__input")];
  const blanks = quick.textContent;
  const answers = {};

  function update() {
    const fields = inputs.map(input => ({
      label: input.dataset.label,
      text: (answers[input.name] = clean(input.value)),
      isNeeded: "needed" in input.dataset,
    }));
    text.value = letter(fields, tool.dataset.opening);
    quick.textContent = quickText(fields, blanks);
    status.textContent = "";
  }

  function mark() {
    text.focus();
    text.select();
  }

  function markQuick() {
    quick.closest("details").open = true;
    getSelection().selectAllChildren(quick);
  }

  const clear = startForm(form, update);
  const acts = {
    copy: () => copy(text.value, status, mark),
    quick: () => copy(quick.textContent, status, markQuick),
    fhir: () => save(bundle(answers, text.value, tool.dataset), "application/fhir+json", "referral.json", status),
    save: () => save(text.value, "text/plain", "referral-letter.txt", status),
    clear() {
      clear();
      status.textContent = "All fields are empty again.";
    },
  };
  form.addEventListener("input", update);
  for (const button of form.querySelectorAll("[data-do]")) button.addEventListener("click", acts[button.dataset.do]);
}

document.querySelectorAll(".letter-builder").forEach(start);
