// A button beside each code that copies it. Nothing is sent or kept.
const told = document.createElement("p");
told.setAttribute("role", "status");

async function copy(cell, code) {
  try {
    await navigator.clipboard.writeText(code);
    told.textContent = `${code} is copied.`;
  } catch {
    getSelection().selectAllChildren(cell.firstChild);
    told.textContent = `${code} is marked. Press Ctrl+C (or Cmd+C) to copy it.`;
  }
}

for (const cell of document.querySelectorAll(".code-list__code")) {
  const code = cell.textContent;
  cell.innerHTML = "<span></span> ";
  cell.firstChild.textContent = code;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "code-list__copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${code}`);
  button.addEventListener("click", () => copy(cell, code));
  cell.append(button);
}
document.querySelector(".code-list")?.after(told);
