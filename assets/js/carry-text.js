// Text that a reader takes away: cleaned, copied, or saved as a file. Nothing is sent or kept.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/g;

/** Text as it may stand on a sheet: no control characters, none that turn the reading direction. */
export function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").trim();
}

/** Copies a text, or has `mark` mark it where a browser does not let it; the status says which. */
export async function copy(text, status, mark) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Copied.";
  } catch {
    mark();
    status.textContent = "Press Ctrl+C (or Cmd+C) to copy what is marked.";
  }
}

/** Saves a text as a file of a type under a name, which the status says. */
export function save(text, type, name, status) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  status.textContent = `Saved as ${name}.`;
}
