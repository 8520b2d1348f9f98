// Light or dark by choice. It is kept on this device, and only while it differs from what the system asks for.
const page = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const button = document.createElement("button");

function kept() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // storage is switched off: the choice lasts for this page
  }
}

function keep(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {}
}

function isDark() {
  return page.dataset.theme ? page.dataset.theme === "dark" : system.matches;
}

function show(theme) {
  if (theme) page.dataset.theme = theme;
  else delete page.dataset.theme;
  button.lastChild.textContent = isDark() ? "Light view" : "Dark view";
}

button.type = "button";
button.className = "footer__theme";
button.innerHTML = '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path fill="currentColor" d="M12 3v18a9 9 0 0 0 0-18"/></svg><span></span>';
button.addEventListener("click", () => {
  const isDarkNow = !isDark();
  const theme = isDarkNow === system.matches ? null : isDarkNow ? "dark" : "light";
  keep(theme);
  show(theme);
});
system.addEventListener("change", () => show(kept()));
show(kept());
document.querySelector(".footer__nav").append(button);
