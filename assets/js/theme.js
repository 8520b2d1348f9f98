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
  button.textContent = isDark() ? "Light view" : "Dark view";
}

button.type = "button";
button.className = "header__theme";
button.addEventListener("click", () => {
  const isDarkNow = !isDark();
  const theme = isDarkNow === system.matches ? null : isDarkNow ? "dark" : "light";
  keep(theme);
  show(theme);
});
system.addEventListener("change", () => show(kept()));
show(kept());
document.querySelector(".header__call").after(button);
