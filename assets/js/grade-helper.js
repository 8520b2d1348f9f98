// House–Brackmann grade from five regional answers. Nothing is sent or kept.
import { start as startForm } from "./clear-form.js";

const NAMES = ["normal", "mild", "moderate", "moderately severe", "severe", "total"];
const ROMAN = ["I", "II", "III", "IV", "V", "VI"];
const FOREHEAD = { normal: 1, good: 2, slight: 3, none: 3 }; // some tables allow III without forehead movement
const EYE = { normal: 1, easy: 2, effort: 3, open: 4, none: 4 };
const MOUTH = { normal: 1, slight: 2, weak: 3, asymmetric: 3, barely: 3, none: 3 };
const SYNKINESIS = { none: 1, faint: 2, obvious: 3, severe: 4 };

/** Answers by region → the grade, 1 to 6 (House and Brackmann 1985; III and IV part where the eye still closes). */
export function grade({ forehead, eye, mouth, synkinesis }) {
  const isStill = forehead === "none" && eye === "none" && mouth === "none";
  if (isStill) return 6;
  const isBarely = forehead === "none" && EYE[eye] === 4 && (mouth === "barely" || mouth === "none");
  if (isBarely) return 5;
  return Math.max(FOREHEAD[forehead], EYE[eye], MOUTH[mouth], SYNKINESIS[synkinesis]);
}

/** What one number for the whole face hides: what does not fit the grade's own description. */
export function hidden(answers) {
  const found = grade(answers);
  const notes = [];
  if (found <= 4 && answers.rest !== "symmetric") notes.push(`the face is uneven at rest, which grade ${ROMAN[found - 1]} does not describe`);
  if (found >= 5 && answers.rest === "symmetric") notes.push(`the face is even at rest, which grade ${ROMAN[found - 1]} does not describe`);
  if (found >= 4 && answers.forehead !== "none") notes.push("the forehead still moves");
  if (found === 3 && ["asymmetric", "barely", "none"].includes(answers.mouth)) notes.push("the mouth is weaker than grade III says");
  if (found <= 3 && answers.forehead === "none") notes.push("the forehead does not move");
  if (found >= 5 && answers.synkinesis !== "none") notes.push("parts move together, although there is little movement");
  if (found === 4 && EYE[answers.eye] < 4) notes.push("the eye closes: the linked movement alone sets the grade");
  return notes;
}

/** The grade in a sentence, and what it hides in another. */
export function told(answers) {
  const found = grade(answers);
  const notes = hidden(answers);
  const words = `House–Brackmann grade ${ROMAN[found - 1]} of VI (${NAMES[found - 1]}).`;
  return notes.length ? `${words} Write beside it: ${notes.join("; ")}.` : words;
}

function start(tool) {
  const form = tool.querySelector("form");
  const output = tool.querySelector("[role=status]");

  function update() {
    const answers = Object.fromEntries(new FormData(form));
    const missing = Object.values(answers).filter(answer => !answer).length;
    output.textContent = missing ? `Questions left: ${missing}` : told(answers);
  }

  form.addEventListener("change", update);
  startForm(form, update);
}

document.querySelectorAll(".grade-helper").forEach(start);
