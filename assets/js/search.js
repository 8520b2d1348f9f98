// Searches the site's pages in the browser. What is typed is sent nowhere; it stands in the address, to be shared.
import MiniSearch from "./minisearch.js";

const KINDS = { condition: "Condition", treatment: "Treatment", stage: "When it started", guide: "Guide", referral: "For doctors", article: "News", person: "About us", section: "Section", page: "Page" };
const URGENT = /stroke|911|droop|slur|can.?t (speak|talk)|cannot (speak|talk)|arm (is )?(weak|numb)|weak arm|numb arm|double vision|blind|balance|emergenc|derrame|passed out|worst headache/i;
const COMMON = new Set("a an and are at be by can do does for from has have how i in is it me my of on one or side the to what when why will with you your".split(" "));
const SAME = new Map(Object.entries({ // lay words and misspellings → the word that the pages use
  crooked: "smile", lopsided: "droop", droopy: "droop", drooping: "droop", sagging: "droop", paralisis: "paralysis", paralasis: "paralysis", parálisis: "paralysis",
  bels: "bell's", bells: "bell's", bell: "bell's", belles: "bell's", pallsy: "palsy", palsey: "palsy", botax: "botox", twitching: "spasm", twitch: "spasm",
  facial: "face", cara: "face", ojo: "eye", derrame: "stroke", pregnant: "pregnancy", kid: "children", child: "children", baby: "birth", newborn: "birth",
  tumour: "tumor", money: "costs", price: "costs", cost: "costs", pay: "costs", insurance: "costs", depressed: "mood", sad: "mood", suicide: "mood",
  tight: "synkinesis", tightness: "synkinesis", sinkinesis: "synkinesis", moves: "synkinesis", job: "work", prednisone: "steroid", prednisolone: "steroid", acyclovir: "antivirals",
}));
const APART = /[^\p{L}\p{M}\p{N}'’]+/u;

/** A text's words in small letters, each accent in one piece with its letter. */
function wordsOf(text) {
  return text.normalize("NFC").toLowerCase().split(APART).filter(Boolean);
}

/** "surgeries" → "surgery", "eyes" → "eye"; "bell's", "synkinesis" and "virus" stay. */
function singular(word) {
  if (word.length < 4) return word;
  return word.replace(/(?<=..)ies$/, "y").replace(/(x|ch|sh|ss)es$/, "$1").replace(/(?<![sui'])s$/, "");
}

/** A word as the index has it: one word for all its forms and misspellings; null for a single letter. */
function term(word) {
  const plain = word.replace(/’/g, "'").replace(/^'|'$/g, "");
  return plain.length > 1 ? singular(SAME.get(plain) ?? SAME.get(singular(plain)) ?? plain) : null;
}

/** An index of the pages of search.json. */
export function index(pages) {
  const made = new MiniSearch({
    fields: ["title", "names", "words", "summary"],
    storeFields: ["title", "summary", "kind", "audience"],
    extractField: (page, name) => [page[name]].flat().join(" "),
    processTerm: term,
    tokenize: wordsOf,
  });
  made.addAll(pages);
  return made;
}

/** The pages that fit the words, the best first, for all readers or for some. */
export function find(made, words, audience = "") {
  const wanted = wordsOf(words).filter(word => !COMMON.has(word)).join(" ");
  return made.search(wanted || words, {
    boost: { title: 4, names: 4, words: 2 },
    prefix: word => word.length > 3,
    fuzzy: word => (word.length > 4 ? 0.25 : false),
    filter: found => !audience || found.audience === audience,
    boostDocument: (id, word, stored) => ({ condition: 1.3, treatment: 1.2, stage: 1.2, section: 0.7, article: 0.8, referral: 0.8 })[stored.kind] ?? 1,
  });
}

/** Whether the words may tell of an emergency. */
export function isUrgent(words) {
  return URGENT.test(words);
}

/** "caf%C3%A9" → "café", and "caf%E9", as old sites wrote it; a percent sign alone stays. */
function decoded(address) {
  return address.replace(/(?:%[0-9a-f]{2})+/gi, codes => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes.replace(/%(..)/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
    }
  });
}

/** "/old/bells-palsy_help.html" → "old bells palsy help" */
export function lostWords(path) {
  return decoded(path).replace(/\.\w+$/, "").normalize("NFC").split(APART).filter(Boolean).join(" ");
}

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

async function start(tool) {
  const root = new URL("../", import.meta.url).href;
  const words = tool.querySelector(".search__words");
  const readers = tool.querySelector(".search__readers");
  const count = tool.querySelector(".search__count");
  const results = tool.querySelector(".search__results");
  const urgent = tool.querySelector(".search__urgent");
  const address = new URL(location);
  const isLost = tool.classList.contains("search--address"); // the page not found: its address holds the words
  words.value = isLost ? lostWords(address.pathname) : address.searchParams.get("q") ?? "";
  tool.hidden = false;
  let made;
  try {
    made = index(await (await fetch(`${root}search.json`)).json());
  } catch { // the network, the host, or a site that is opened without a host
    urgent.hidden = !isUrgent(words.value);
    tool.querySelectorAll(".field").forEach(field => field.remove());
    count.replaceChildren(tool.querySelector(".search__failed").content);
    return;
  }

  function update() {
    const query = words.value.trim();
    const found = query ? find(made, query, readers.value).slice(0, isLost ? 3 : 20) : [];
    urgent.hidden = !isUrgent(query);
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

document.querySelectorAll(".search").forEach(start);
