// Reads a page aloud by a voice of the reader's own device, one passage after another; no text leaves it.
const PARTS = ".page__band, .page__cards, .page__text";
const PASSAGES = "h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption";
const UNREAD = ".field, .field__check, nav, sup, svg, button:not([popovertarget]), [popover], .page__acts";

/** A voice of this device for a language, the reader's own choice or the nearest first; undefined where there is none. */
function localVoice(voices, language) {
  const short = language.slice(0, 2).toLowerCase();
  const own = voices.filter(voice => voice.localService && voice.lang.slice(0, 2).toLowerCase() === short);
  return own.find(voice => voice.default) ?? own.find(voice => voice.lang.replace("_", "-") === navigator.language) ?? own[0];
}

/** What is said of a passage: its text without sources' numbers, controls, and passages within it. */
function said(passage) {
  const copied = passage.cloneNode(true);
  copied.querySelectorAll(`${UNREAD}, ${PASSAGES}`).forEach(one => one.remove());
  return copied.textContent.replace(/[\s…☐]+/g, " ").trim();
}

/** The passages of a page that can be seen, in their order. */
function passagesOf(page) {
  const all = [...page.querySelectorAll(PARTS)].flatMap(part => [...part.querySelectorAll(PASSAGES)]);
  return all.filter(one => !one.closest(UNREAD) && (one.checkVisibility?.() ?? true) && /[\p{L}\p{N}]/u.test(said(one)));
}

function start(tool) {
  const [go, stop] = ["Listen", "Stop"].map(words => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "field__button";
    made.textContent = words;
    return made;
  });
  let passages = [], at = 0, speaking = null;

  /** Holds the voice; it begins again with the passage that it was in, as not every device can go on within one. */
  function hold() {
    speaking = null;
    speechSynthesis.cancel();
    go.textContent = "Go on";
  }

  function end() {
    hold();
    passages[at]?.classList.remove("read-aloud__now");
    passages = [];
    go.textContent = "Listen";
    if (document.activeElement === stop) go.focus();
    stop.hidden = true;
    tool.classList.remove("read-aloud--on");
  }

  function read() {
    const passage = passages[at], voice = localVoice(speechSynthesis.getVoices(), document.documentElement.lang);
    if (!passage || !voice) return end();
    passage.classList.add("read-aloud__now");
    passage.scrollIntoView({ block: "center" });
    const spoken = speaking = new SpeechSynthesisUtterance(said(passage));
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.onerror = () => spoken === speaking && end();
    spoken.onend = () => {
      if (spoken !== speaking) return;
      passage.classList.remove("read-aloud__now");
      at += 1;
      read();
    };
    speechSynthesis.speak(spoken);
  }

  go.addEventListener("click", () => {
    if (speaking) return hold();
    if (!passages.length) [passages, at] = [passagesOf(document), 0];
    go.textContent = "Pause";
    stop.hidden = false;
    tool.classList.add("read-aloud--on");
    if (speechSynthesis.speaking) speechSynthesis.cancel();
    read();
  });
  stop.addEventListener("click", end);
  addEventListener("keydown", ({ key }) => key === "Escape" && passages.length && end());
  addEventListener("pagehide", end);
  tool.append(go, stop);

  const show = () => {
    tool.hidden = !localVoice(speechSynthesis.getVoices(), document.documentElement.lang);
  };
  speechSynthesis.addEventListener?.("voiceschanged", show);
  stop.hidden = true;
  show();
}

document.querySelectorAll(".read-aloud").forEach(start);
