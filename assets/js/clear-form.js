// A form that is read in the browser alone: shown by its script, never submitted, empty again when the reader leaves.
/** Starts a form; `update` shows what follows from its fields, and is called with none filled in. Returns what empties it. */
export function start(form, update) {
  const clear = () => {
    form.reset();
    update();
  };
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("pagehide", clear);
  addEventListener("pageshow", clear);
  form.hidden = false;
  clear();
  return clear;
}
