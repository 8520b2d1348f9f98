// Light or dark and the size of the text, by choice. A choice is kept on this device, and only while it differs from the usual.
// A page can be read aloud, too: what that takes is loaded where the device has a voice of its own.
const page = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const sizes = ["", "large", "largest"];
const names = ["Usual text", "Larger text", "Largest text"];

function kept(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return ""; // storage is switched off: the choice lasts for this page
  }
}

function keep(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {}
}

function button(shapes, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "footer__theme";
  made.innerHTML = `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${shapes}</svg><span></span>`;
  made.addEventListener("click", act);
  document.querySelector(".footer__nav").append(made);
  return made;
}

function choose(name, value) {
  if (value) page.dataset[name] = value;
  else delete page.dataset[name];
  theme.lastChild.textContent = isDark() ? "Light view" : "Dark view";
  size.lastChild.textContent = names[next()];
}

/** The number of the size that the button is for. */
function next() {
  return (sizes.indexOf(page.dataset.text ?? "") + 1) % sizes.length;
}

function isDark() {
  return page.dataset.theme ? page.dataset.theme === "dark" : system.matches;
}

const theme = button('<circle cx="12" cy="12" r="9"/><path fill="currentColor" d="M12 3v18a9 9 0 0 0 0-18"/>', () => {
  const isDarkNow = !isDark();
  const chosen = isDarkNow === system.matches ? "" : isDarkNow ? "dark" : "light";
  keep("theme", chosen);
  choose("theme", chosen);
});
const size = button('<path d="M2 20 9 4l7 16M5 14h8M15 20l3-7 3 7"/>', () => {
  const chosen = sizes[next()];
  keep("text", chosen);
  choose("text", chosen);
});
system.addEventListener("change", () => choose("theme", kept("theme")));
choose("theme", kept("theme"));
choose("text", kept("text"));

const offer = () => speechSynthesis.getVoices().some(voice => voice.localService) && import("./aloud.js");
if (document.querySelector(".read-aloud") && "speechSynthesis" in window) {
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
}
