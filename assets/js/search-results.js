// The field for searching and what it finds. What is typed is sent nowhere; it stands in the address, to be shared.
const KINDS = { condition: "Condition", treatment: "Treatment", stage: "When it started", guide: "Guide", referral: "For doctors", article: "News", notice: "News", story: "Patient’s story", person: "About us", section: "Section", page: "Page" };

function marked(text, terms) {
  const forms = terms.map(term => term.replace(/[^\p{L}\p{N}]/gu, ".").replace(/y$/, "(?:y|ies)"));
  const parts = terms.length ? text.normalize("NFC").split(new RegExp(`\\b(${forms.join("|")})`, "iu")) : [text];
  return parts.map((part, place) => {
    if (place % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

function item(found, root) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  const summary = document.createElement("p");
  const kind = document.createElement("p");
  link.href = root + found.id;
  link.append(...marked(found.title, found.terms));
  summary.append(...marked(found.summary, found.terms));
  kind.textContent = `${KINDS[found.kind]}${found.audience === "clinician" ? ", for doctors" : ""}`;
  line.append(link, summary, kind);
  return line;
}

/** Shows what is found for the words typed, with the functions of search.js. */
export async function start(tool, { index, find, isUrgent, lostWords }) {
  const root = new URL("../", import.meta.url).href;
  const words = tool.querySelector(".search__words");
  const readers = tool.querySelector(".search__readers");
  const count = tool.querySelector(".search__count");
  const results = tool.querySelector(".search__results");
  const alerts = tool.querySelector(".search__urgent");
  const urgent = tool.dataset.urgent.toLowerCase().split("|").filter(Boolean);
  const address = new URL(location);
  const isLost = tool.classList.contains("search--address"); // the page not found: its address holds the words
  words.value = isLost ? lostWords(address.pathname) : address.searchParams.get("q") ?? "";
  tool.hidden = false;
  let made;
  try {
    made = index(await (await fetch(`${root}search.json`)).json(), JSON.parse(tool.dataset.same || "{}"));
  } catch { // the network, the host, or a site that is opened without a host
    alerts.hidden = !isUrgent(words.value, urgent);
    tool.querySelectorAll(".field").forEach(field => field.remove());
    count.replaceChildren(tool.querySelector(".search__failed").content);
    return;
  }

  function update() {
    const query = words.value.trim();
    const found = query ? find(made, query, readers.value).slice(0, isLost ? 3 : 20) : [];
    alerts.hidden = !isUrgent(query, urgent);
    results.replaceChildren(...found.map(one => item(one, root)));
    count.textContent = !query ? "" : found.length ? `Pages found: ${found.length}` : "No page found. Try one word, or look in the list below.";
    if (isLost) return;
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }

  words.addEventListener("input", update);
  readers.addEventListener("change", update);
  update();
}
