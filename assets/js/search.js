// Finds the site's pages by words, in the browser.
import MiniSearch from "./minisearch.js";

const COMMON = new Set("a an and are at be by can do does for from has have how i in is it me my of on one or side the to what when why will with you your".split(" "));
const APART = /[^\p{L}\p{M}\p{N}'’]+/u;

/** A text's words in small letters, each accent in one piece with its letter. */
function wordsOf(text) {
  return text.normalize("NFC").toLowerCase().split(APART).filter(Boolean);
}

/** A text in small letters, with every apostrophe as it is typed. */
function straight(text) {
  return text.toLowerCase().replace(/[’´`]/g, "'");
}

/** "surgeries" → "surgery", "visits" → "visit"; "doctor's", "analysis" and "virus" stay. */
function singular(word) {
  if (word.length < 4) return word;
  return word.replace(/(?<=..)ies$/, "y").replace(/(x|ch|sh|ss)es$/, "$1").replace(/(?<![sui'])s$/, "");
}

/** A word as the index has it, by a map of words to the one that pages use for all their forms and misspellings; null for a single letter. */
function term(word, same) {
  const plain = word.replace(/’/g, "'").replace(/^'|'$/g, "");
  return plain.length > 1 ? singular(same.get(plain) ?? same.get(singular(plain)) ?? plain) : null;
}

/** An index of the pages of search.json; `same` are lay words and misspellings → the word that the pages use. */
export function index(pages, same = {}) {
  const known = new Map(Object.entries(same).map(pair => pair.map(straight)));
  const made = new MiniSearch({
    fields: ["title", "names", "words", "summary"],
    storeFields: ["title", "summary", "kind", "audience", "words"],
    extractField: (page, name) => [page[name]].flat().join(" "),
    processTerm: word => term(word, known),
    tokenize: wordsOf,
  });
  made.addAll(pages);
  return made;
}

/** The pages that fit the words, the best first, for all readers or for some; a search word that is all of them leads. */
export function find(made, words, audience = "") {
  const typed = words.trim().toLowerCase();
  const wanted = wordsOf(words).filter(word => !COMMON.has(word)).join(" ");
  return made.search(wanted || words, {
    boost: { title: 4, names: 4, words: 2 },
    prefix: word => word.length > 3,
    fuzzy: word => (word.length > 4 ? 0.25 : false),
    filter: found => !audience || found.audience === audience,
    boostDocument: (id, word, stored) => ({ condition: 1.3, treatment: 1.2, stage: 1.2, section: 0.7, article: 0.8, referral: 0.8 }[stored.kind] ?? 1) * (stored.words.includes(typed) ? 4 : 1),
  });
}

/** Whether the words may tell of an emergency: whether they hold one of those that do. */
export function isUrgent(words, urgent) {
  const typed = straight(words);
  return urgent.map(straight).some(one => typed.includes(one) || typed.includes(one.replaceAll("'", "")));
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

/** "/old/first-visit_help.html" → "old first visit help" */
export function lostWords(path) {
  return decoded(path).replace(/\.\w+$/, "").normalize("NFC").split(APART).filter(Boolean).join(" ");
}

const tools = document.querySelectorAll(".search");
if (tools.length) import("./search-results.js").then(results => tools.forEach(tool => results.start(tool, { index, find, isUrgent, lostWords })));
