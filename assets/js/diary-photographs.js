// Photographs of a diary: made small and without what a camera notes in them, and shown without an address.
const KEPT = 1280, SHOWN = 480; // the longer side, in pixels

async function drawn(file, longest) {
  const picture = await createImageBitmap(file), canvas = document.createElement("canvas");
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

/** A picture as it is kept: a small JPEG file. */
export async function small(file) {
  const canvas = await drawn(file, KEPT);
  return new Promise((done, fail) => canvas.toBlob(made => (made ? done(made) : fail(new Error("no picture"))), "image/jpeg", 0.85));
}

async function cell(photograph, words, remove) {
  const made = document.createElement("td"), canvas = await drawn(photograph, SHOWN), button = document.createElement("button");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words);
  button.type = "button";
  button.className = "field__button";
  button.textContent = "Remove";
  button.setAttribute("aria-label", `Remove: ${words}`);
  button.addEventListener("click", remove);
  made.append(canvas, button);
  return made;
}

function heading(words, scope) {
  const made = document.createElement("th");
  made.scope = scope;
  made.textContent = words;
  return made;
}

/** Fills a table with photographs, a row for each view and a column for each week that has any; says whether there are any. */
export async function sideBySide(table, weeks, views, remove) {
  const held = weeks.filter(week => Object.keys(week.photographs).length);
  const head = document.createElement("tr"), rows = [];
  head.append(heading("View", "col"), ...held.map(({ week }) => heading(`Week ${week}`, "col")));
  for (const { name, label } of views.filter(view => held.some(week => week.photographs[view.name]))) {
    const row = document.createElement("tr");
    const cells = held.map(week => {
      const photograph = week.photographs[name];
      return photograph ? cell(photograph, `${label}, week ${week.week}`, () => remove(week, name)) : document.createElement("td");
    });
    row.append(heading(label, "row"), ...(await Promise.all(cells)));
    rows.push(row);
  }
  table.replaceChildren();
  table.createTHead().append(head);
  table.createTBody().append(...rows);
  return held.length > 0;
}
