// Text of Word, Google Docs, an e-mail or a website as our Markdown: from their HTML, which is only read and never shown.
const BLOCKS = "address, article, aside, blockquote, dd, div, dl, dt, figure, footer, "
  + "h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, section, table, ul";
const WORTH = "p, h1, h2, h3, h4, h5, h6, li, table, a[href], b, strong, i, em, sup, sub, del, s, strike";  // else plain text says as much
const UNREAD = /^(?:del|head|iframe|img|noscript|object|s|script|select|strike|style|svg|template|textarea|title|xml)$|^v:/;
const HIDDEN = /display:\s*none|mso-hide:\s*all|mso-(?:element|special-character):\s*comment|text-decoration(?:-line)?:[^;:]*line-through/i;
const COMMENT = ".msocomanchor, .msocomtxt, a[href*='#cmnt'], "  // of Word and Google Docs: its mark, then its own words
  + ":is(div, p):has(> a[href*='#cmnt_ref']:first-child), div:has(> p:first-child > a[href*='#cmnt_ref']:first-child)";
const SIGN = /^(?:[·•▪§◦Øüvo–-]|\(?\d{1,3}[.)]) /;  // of an entry in a list of Outlook, which does not mark it
const LINK = /^(?:https?:\/\/|tel:\+)[^\s<>"]+$/i;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻", LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₋";
const BREAK = "\v";  // a new line in a paragraph

const styleOf = element => element.getAttribute("style") ?? "";
const isRead = element => !UNREAD.test(element.localName) && !HIDDEN.test(styleOf(element)) && !element.matches(COMMENT);
const isBlock = element => element.matches(BLOCKS) || element.querySelector(BLOCKS) !== null;

// What letters look like inside an element: Google Docs says it by styles, and says "normal" of a <b> around everything.
const looks = (element, { bold, italic, link, signs }) => {
  const name = element.localName, style = styleOf(element);
  const weight = style.match(/font-weight:\s*(\w+)/i)?.[1], slant = style.match(/font-style:\s*(\w+)/i)?.[1];
  const height = name.match(/^su[pb]$/)?.[0] ?? style.match(/vertical-align:\s*(su[pb])/i)?.[1].toLowerCase();
  const href = name === "a" ? (element.getAttribute("href") ?? "").trim() : "";
  return {
    bold: weight ? /^(?:bold|bolder|[6-9]00)$/i.test(weight) : bold || name === "b" || name === "strong",
    italic: slant ? /^(?:italic|oblique)$/i.test(slant) : italic || name === "i" || name === "em",
    link: LINK.test(href) ? href.replaceAll("(", "%28").replaceAll(")", "%29") : link,
    signs: { sup: RAISED, sub: LOWERED }[height] ?? signs,
  };
};

// What stands higher or lower must not join the number before it: digits have signs of their own, the end of 1st may stay.
const apart = (words, signs) => {
  const mark = words.trim();
  if (!signs || /^[^\p{L}\d]*\p{L}{2}/u.test(mark)) return words;
  if (/\p{L}/u.test(mark)) return words.replace(mark, () => `(${mark})`);
  return words.replace(/[\d+−-]/g, sign => signs["0123456789+−-".indexOf(sign)]);
};

// Stretches of text that look alike; a space between words looks as they do.
const runs = (nodes, look, found = []) => {
  for (const node of nodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      const last = found.at(-1), words = apart(node.data.replace(/\s+/g, " "), look.signs);
      if (last && (!words.trim() || ["bold", "italic", "link"].every(name => last[name] === look[name]))) last.words += words;
      else found.push({ ...look, words });
    } else if (node.localName === "br") found.push({ ...look, words: BREAK });
    else if (node.nodeType === Node.ELEMENT_NODE && isRead(node)) runs(node.childNodes, looks(node, look), found);
  }
  return found;
};

const written = ({ words, bold, italic, link }, isPlain) => {
  const [, before, core, after] = words.match(/^(\s*)(.*?)(\s*)$/s);
  if (!core) return words;
  const marks = isPlain ? "" : (bold ? "**" : "") + (italic ? "*" : "");
  const marked = `${marks}${core}${marks}`;
  return `${before}${link ? `[${marked}](${link})` : marked}${after}`;
};

// The text of what stands in one paragraph; `isPlain` where bold and italic letters are its own, as in a heading.
const line = (nodes, isPlain = false) => runs(nodes, {}).map(run => written(run, isPlain)).join("")
  .replace(/ +/g, " ").replace(/ ?\v ?/g, BREAK).replace(/^[\s\v]+|[\s\v]+$/g, "").replace(/\v+/g, isPlain ? " " : "\\\n");

// Takes out the sign that Word has put before an entry or a heading, in a part that other programs are to ignore.
const takenSign = element => {
  const ignored = [...element.querySelectorAll("span")].find(span => /mso-list:\s*ignore/i.test(styleOf(span)));
  ignored?.remove();
  return ignored?.textContent.trim();
};

// A list of Word is paragraphs, each with its sign.
const paragraph = element => {
  const taken = takenSign(element), text = line(element.childNodes);
  const left = taken === undefined && /MsoList/.test(element.className) ? text.match(SIGN)?.[0] : undefined;
  const sign = taken ?? left;
  if (sign === undefined) return { level: 0, text };
  const level = +(styleOf(element).match(/mso-list:[^;]*level(\d)/i)?.[1] ?? 1);
  return { level, sign: /[.)] ?$/.test(sign) ? `${sign.match(/\d+/)?.[0] ?? 1}.` : "-", text: text.slice(left?.length ?? 0) };
};

const list = (element, level) => {
  const entries = [];
  let number = element.start ?? 1;
  for (const child of [...element.children].filter(isRead)) {
    if (child.matches("ol, ul")) entries.push(...list(child, level + 1));  // as Google Docs nests them
    else {
      const parts = blocks(child, level), own = parts.filter(part => !part.level).map(part => part.text).join("\n\n");
      if (own) entries.push({ level, sign: element.localName === "ol" ? `${number++}.` : "-", text: own });
      entries.push(...parts.filter(part => part.level));
    }
  }
  return entries;
};

// Rows of cells, each in its column: one that reaches over others leaves those empty.
const rowsOf = table => {
  const rows = [...table.rows].map(() => []);
  [...table.rows].forEach((row, down) => {
    let across = 0;
    for (const cell of row.cells) {
      while (rows[down][across] !== undefined) across += 1;
      const text = blocks(cell, 0, down === 0).map(block => block.text).join(" ").replace(/\\?\n+/g, " ").replaceAll("|", "\\|");
      for (let y = 0; y < Math.min(cell.rowSpan || 1, rows.length - down); y += 1)
        for (let x = 0; x < Math.min(cell.colSpan, 50); x += 1) rows[down + y][across + x] = x || y ? "" : text;
    }
  });
  return rows.filter(row => row.some(Boolean));
};

const table = element => {
  const rows = rowsOf(element), width = Math.max(0, ...rows.map(row => row.length));
  if (width < 2) return [...element.rows].flatMap(row => [...row.cells].flatMap(cell => blocks(cell, 0)));  // a frame, as e-mails have it
  const shown = rows.map(row => `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`);
  return [{ level: 0, text: [shown[0], `|${" --- |".repeat(width)}`, ...shown.slice(1)].join("\n") }];
};

// The blocks inside an element, each with its level in a list, or 0; lists in it stand below `level`.
const blocks = (element, level, isPlain = false) => {
  const found = [];
  let waiting = [];
  const flush = () => { found.push({ level: 0, text: line(waiting, isPlain) }); waiting = []; };
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.ELEMENT_NODE || (isRead(node) && !isBlock(node))) waiting.push(node);
    else if (isRead(node)) {
      flush();
      const name = node.localName;
      if (/^h[1-6]$/.test(name)) {
        takenSign(node);
        found.push({ level: 0, heading: +name[1], text: line(node.childNodes, true) });
      } else if (name === "ol" || name === "ul") found.push(...list(node, level + 1));
      else if (name === "table") found.push(...table(node));
      else if (name === "p" && !node.querySelector(BLOCKS)) found.push(isPlain ? { level: 0, text: line(node.childNodes, true) } : paragraph(node));
      else found.push(...blocks(node, level, isPlain));
    }
  }
  flush();
  return found.filter(block => block.text);
};

// Markdown for pasted HTML; nothing where its plain text says as much, as that of an editor for code.
export const markdownOf = html => {
  const pasted = new DOMParser().parseFromString(html, "text/html");
  if (pasted.querySelector("pre") || !pasted.querySelector(WORTH)) return "";
  const found = blocks(pasted.body, 0), highest = Math.min(...found.map(block => block.heading ?? 9));
  let depth = 0, text = "";
  for (const block of found) {
    const between = depth && block.level ? "\n" : text && "\n\n";
    depth = block.level && Math.min(block.level, depth + 1);
    const indent = "    ".repeat(Math.max(depth - 1, 0)), own = block.text.replace(/\n(?=.)/g, `\n${indent}${depth ? "    " : ""}`);
    const start = block.level ? `${indent}${block.sign} ` : block.heading ? (block.heading === highest ? "## " : "### ") : "";
    text += `${between}${start}${own}`;
  }
  return text;
};
