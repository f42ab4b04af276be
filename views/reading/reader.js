// The reader in the browser: goes to a place and marks it, searches, follows the scrolling,
// makes links. It reads the article that the page has drawn, and never changes its words.

const OWN = ".sv-own";
const WIDE = "(min-width: 64rem)";

export default function ({ data }) {
  const stop = new AbortController();
  const on = (where, name, does, options) =>
    where.addEventListener(name, does, { signal: stop.signal, ...options });
  const view = { article: null, sections: [], links: new Map() };
  const search = { hits: [], at: -1 };

  // The article is drawn apart from this, and anew when the language changes.
  const look = () => {
    const article = document.querySelector(".sv-article");
    if (!article || article === view.article) return;
    const first = !view.article;
    open(view, article);
    follow(view);
    const place = placeIn(location.hash) ?? data.target;
    if (place) mark(place);
    if (place && first) goTo(place);
    find(search, view);
  };
  const drawn = new MutationObserver(look);
  drawn.observe(document.body, { childList: true, subtree: true });
  look();

  let waiting = 0;
  on(document, "input", (event) => {
    if (event.target.id !== "sv-find") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => find(search, view), 120);
  });
  on(document, "keydown", (event) => pressed(event, search, view));
  on(document, "click", (event) => clicked(event, search));
  on(window, "hashchange", () => {
    const place = placeIn(location.hash);
    if (place) {
      mark(place);
      goTo(place);
    }
  });
  let asked = false;
  const soon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      follow(view);
    });
  };
  on(document, "scroll", soon, { capture: true, passive: true });
  const unfolded = () => {
    const current = document.querySelector(".sv-outline [aria-current]");
    if (current) reveal(current);
  };
  on(document, "toggle", unfolded, { capture: true });
  on(window, "resize", soon);
  on(matchMedia(WIDE), "change", () => view.article && open(view, view.article));

  return () => {
    stop.abort();
    drawn.disconnect();
    clearTimeout(waiting);
    unmark("sv-hit");
  };
}

function open(view, article) {
  view.article = article;
  view.sections = [...article.querySelectorAll(".sv-section")];
  view.links = new Map(
    [...document.querySelectorAll(".sv-outline a")].map((link) => [link.hash.slice(1), link]),
  );
  document.querySelector(".sv-outline details").open = matchMedia(WIDE).matches;
}

// --- Places ---------------------------------------------------------------------------------

// What a link inside the page leads to, in the shape of the target that the server sends.
function placeIn(hash) {
  const element = document.getElementById(hash.slice(1));
  if (!element?.closest(".sv-article")) return null;
  if (element.matches(".sv-section")) return { element: element.id, start: 0, end: 0 };
  const { start, end } = element.dataset;
  const inside = element.closest(".sv-section").id;
  if (end) return { element: inside, start: Number(start), end: Number(end) };
  return { element: inside, start: 0, end: 0, at: element.id };
}

function mark({ element, start, end, at }) {
  unmark("sv-quote");
  document.querySelector(".sv-here")?.classList.remove("sv-here");
  const section = document.getElementById(element);
  if (end) {
    const text = section.querySelector(".sv-text");
    wrap(pieces(text), units(text, start), units(text, end), "sv-quote");
  } else if (!at) section.querySelector(".sv-title").classList.add("sv-here");
}

function goTo({ element, end, at }) {
  const section = document.getElementById(element);
  const place =
    (at && document.getElementById(at)) ||
    section.querySelector(end ? ".sv-quote" : ".sv-title");
  if (!place.matches("a")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  measure();
  place.scrollIntoView({ block: "start" });
  // Fonts that come late move the text: stay at the place until the reader does something.
  const moved = new ResizeObserver(() => place.scrollIntoView({ block: "start" }));
  moved.observe(section.parentElement);
  const go = () => moved.disconnect();
  for (const name of ["wheel", "touchmove", "pointerdown", "keydown"])
    document.addEventListener(name, go, { once: true, passive: true });
  setTimeout(go, 2000);
}

// How much of the window the fixed bars take, for the style sheet's scroll margins.
function measure() {
  const read = document.querySelector(".sv-read");
  const header = document.querySelector("[data-testid=stHeader]");
  const side = read.querySelector(".sv-side");
  const top = header ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
  const bar = matchMedia(WIDE).matches ? 0 : side.offsetHeight;
  read.style.setProperty("--sv-header", `${top}px`);
  read.style.setProperty("--sv-top", `${top + bar}px`);
  return top + bar;
}

// The outline shows the section that is being read.
function follow(view) {
  if (!view.article?.isConnected) return;
  const edge = measure() + 60; // a place that was gone to stands so far below the bars
  const past = view.sections.filter((one) => one.getBoundingClientRect().top <= edge);
  const link = view.links.get((past.at(-1) ?? view.sections[0]).id);
  const before = document.querySelector(".sv-outline [aria-current]");
  if (link === before) return;
  before?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "location");
  reveal(link);
}

// Scrolls the outline alone: scrollIntoView would move the text too.
function reveal(link) {
  const list = link.closest(".sv-outline > details > ol");
  const gap = link.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (gap < 0 || gap > list.clientHeight - 48) list.scrollTop += gap - list.clientHeight / 3;
}

// --- Text -----------------------------------------------------------------------------------

// The text nodes of the guideline's words in `root`, each with where it begins.
function pieces(root) {
  const shown = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
  const walker = document.createTreeWalker(root, shown, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    return node.matches(OWN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const found = [];
  let start = 0;
  while (walker.nextNode()) {
    found.push({ node: walker.currentNode, start });
    start += walker.currentNode.length;
  }
  return found;
}

const words = (found) => found.map((piece) => piece.node.data).join("");

// The server counts characters, the browser UTF-16 units.
const units = (root, count) => [...words(pieces(root))].slice(0, count).join("").length;

// Put a <mark> around the characters from `start` to `end`: one for each text node they are in.
// Pieces before `start` stay as they are, so that marks can be made from the last to the first.
function wrap(found, start, end, name) {
  const marks = [];
  let at = found.length - 1;
  while (at > 0 && found[at].start >= end) at -= 1;
  for (; at >= 0; at -= 1) {
    const { node, start: begins } = found[at];
    const from = Math.max(0, start - begins);
    const to = Math.min(node.length, end - begins);
    if (from < to) {
      if (to < node.length) node.splitText(to);
      const inside = from ? node.splitText(from) : node;
      const marked = document.createElement("mark");
      marked.className = name;
      inside.replaceWith(marked);
      marked.append(inside);
      marks.unshift(marked);
      if (!from) found[at].node = inside;
    }
    if (begins <= start) break;
  }
  return marks;
}

function unmark(name) {
  const parents = new Set();
  for (const marked of document.querySelectorAll(`mark.${name}`)) {
    parents.add(marked.parentNode);
    marked.replaceWith(...marked.childNodes);
  }
  for (const parent of parents) parent.normalize();
}

// --- Search ---------------------------------------------------------------------------------

const FEWEST = 2; // one letter alone stands nearly everywhere

function find(search, view) {
  const field = document.getElementById("sv-find");
  const asked = field?.value.trim() ?? "";
  unmark("sv-hit");
  search.hits = [];
  search.at = -1;
  if (asked.length >= FEWEST && view.article) {
    const pattern = patternOf(asked);
    for (const root of view.article.querySelectorAll(".sv-title, .sv-text")) {
      const found = pieces(root);
      const matches = [...words(found).matchAll(pattern)].reverse();
      const hits = matches.map(({ index, 0: hit }) =>
        wrap(found, index, index + hit.length, "sv-hit"),
      );
      search.hits.push(...hits.reverse());
    }
  }
  tell(search, asked.length >= FEWEST);
}

// What was typed, in any case, with any blanks, "§119" as "§ 119", and æøå as keyboards without
// them write it.
function patternOf(asked) {
  const words = asked.replace(/§\s+/g, "§").split(/\s+/);
  const literal = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  const ways = { "§": "§\\s*", ae: "(?:ae|æ)", oe: "(?:oe|ø)", aa: "(?:aa|å)" };
  return new RegExp(literal.replace(/§|ae|oe|aa/gi, (one) => ways[one.toLowerCase()]), "giu");
}

function tell({ hits, at }, searched) {
  const field = document.querySelector(".sv-search");
  if (!field) return;
  const said = field.dataset;
  const count = hits.length;
  const counted = [said.none, said.one][count] ?? said.many.replace("{n}", count);
  const which = said.at.replace("{at}", at + 1).replace("{n}", counted);
  field.querySelector(".sv-count").textContent = !searched ? "" : at < 0 ? counted : which;
  field.classList.toggle("sv-searched", searched);
  for (const button of field.querySelectorAll("button")) button.disabled = !count;
}

function step(search, by) {
  const count = search.hits.length;
  if (!count) return;
  if (search.at < 0) search.at = fromHere(search.hits, by);
  else {
    for (const marked of search.hits[search.at]) marked.classList.remove("sv-now");
    search.at = (search.at + by + count) % count;
  }
  for (const marked of search.hits[search.at]) marked.classList.add("sv-now");
  search.hits[search.at][0].scrollIntoView({ block: "center" });
  tell(search, true);
}

// The first step goes to the nearest hit after what is being read, or before it.
function fromHere(hits, by) {
  const top = measure();
  const after = hits.findIndex(([marked]) => marked.getBoundingClientRect().top >= top);
  if (by > 0) return Math.max(after, 0);
  return ((after < 0 ? hits.length : after) - 1 + hits.length) % hits.length;
}

function pressed(event, search, view) {
  const field = document.getElementById("sv-find");
  const inside = event.target.closest?.(".sv-search");
  if (event.key === "/" && field && !typing(event)) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "Escape" && inside) {
    field.value = "";
    find(search, view);
    field.focus();
  } else if (event.key === "Enter" && event.target === field && !event.isComposing) {
    event.preventDefault();
    step(search, event.shiftKey ? -1 : 1);
  }
}

function typing({ target, ctrlKey, metaKey, altKey }) {
  const field = target.isContentEditable || target.matches?.("input, textarea, select");
  return ctrlKey || metaKey || altKey || field;
}

// --- Clicks ---------------------------------------------------------------------------------

function clicked(event, search) {
  const { target } = event;
  if (target.closest?.(".sv-next")) step(search, 1);
  if (target.closest?.(".sv-previous")) step(search, -1);
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
  const link = target.closest?.(".sv-permalink");
  if (link && plain) {
    event.preventDefault();
    share(link);
  }
  if (target.closest?.(".sv-outline a") && !matchMedia(WIDE).matches)
    document.querySelector(".sv-outline details").open = false;
}

async function share(link) {
  history.replaceState(history.state, "", link.href);
  mark(placeIn(`#${link.id || link.closest(".sv-section").id}`));
  const status = document.querySelector(".sv-said");
  let said = status.dataset.copied;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    said = status.dataset.notCopied; // no clipboard without https, nor where it is forbidden
  }
  status.textContent = said;
  setTimeout(() => (status.textContent = ""), 3000);
}
