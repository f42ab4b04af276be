// What only the browser can do: keep a conversation in its tab, copy, announce an answer, bring
// something before the user.

const KEY = "smertevejviser";
const PLACE = "smertevejviser-place"; // how far the conversation is scrolled
const HANDS = ["pointerdown", "touchstart", "wheel", "keydown"];
let session = null; // the server's session that was last told what this tab keeps
let given = false; // and has not yet said that it took it
let shown = 0; // how much of data.attention was brought before the user
let shownTo = 0; // what the user had done by then
let said = 0;
let page = null;
let path = null;
let hands = 0; // counts what the user did
let noting = 0; // the timer of what is to be noted
let told = {};

export default function ({ data, parentElement, setStateValue }) {
  told = { data, status: parentElement.querySelector("[role=status]") };
  document.documentElement.lang = data.language;
  keep(data, setStateValue);
  const attention = data.attention;
  if (said !== attention.said) announce(attention.announced);
  said = attention.said;
  const come = page !== data.page; // to this page, or back to it
  page = data.page;
  path = location.pathname;
  const brought = shown !== attention.shown && attention.selector && bring(attention);
  if (!brought && come && data.page === "") goBack();
  shown = attention.shown;
  relabel(data.labels);
  document.addEventListener("click", copy);
  document.addEventListener("scroll", notePlace, true);
  for (const kind of HANDS) document.addEventListener(kind, noteHand, true);
  return () => {
    document.removeEventListener("click", copy);
    document.removeEventListener("scroll", notePlace, true);
    for (const kind of HANDS) document.removeEventListener(kind, noteHand, true);
  };
}

// A new session is given what the tab kept, and has taken it, before anything is kept for it.
function keep(data, setStateValue) {
  if (session !== data.session) {
    session = data.session;
    const kept = read(KEY);
    given = kept !== data.kept && !data.restored;
    if (given) setStateValue("kept", JSON.stringify({ session, kept: kept ?? "" }));
  }
  if (!given || data.restored) write(KEY, data.kept);
}

// Storage can be full or forbidden: the conversation goes on without it.
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {}
}

// Emptied first, so that the same words are read out again.
function announce(text) {
  told.status.textContent = "";
  if (text) setTimeout(() => (told.status.textContent = text), 100);
}

function noteHand() {
  hands += 1;
}

// Whether it is shown; if the user has done something since it was, only the focus is seen to.
function bring(attention) {
  if (attention.again && shownTo !== hands) {
    keepFocus(attention.selector);
    return false;
  }
  shownTo = hands;
  show(attention);
  return true;
}

// What had the focus may be gone with what was drawn anew.
function keepFocus(selector, tries = 10) {
  const place = document.querySelector(selector);
  if (place && document.activeElement === document.body) {
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  } else if (tries) setTimeout(() => keepFocus(selector, tries - 1), 50);
}

// What is to be shown may not be drawn yet, or be moved by what is drawn above it. Once it has been
// seen, the user may take over: a click that is scrolled away before it ends goes nowhere.
function show({ selector, focused }, tries = 10, seen = null) {
  if (seen !== null && seen !== hands) return;
  const place = document.querySelector(selector);
  place?.scrollIntoView({ block: "start" });
  const panel = place?.closest("[class*=st-key-source-]");
  const mark = panel?.querySelector("mark");
  if (mark) showMark(mark, panel);
  if (place && focused && document.activeElement !== place) {
    if (!place.matches("button")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
  if (!tries) return;
  const next = { selector, focused: focused && !place };
  setTimeout(() => show(next, tries - 1, place ? (seen ?? hands) : null), 50);
}

// The quote begins in the upper half of its panel, and of the window.
function showMark(mark, panel) {
  const below = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (below > panel.clientHeight / 2) panel.scrollTop += below - panel.clientHeight / 3;
  if (mark.getBoundingClientRect().top > innerHeight / 2) mark.scrollIntoView({ block: "center" });
}

function main() {
  return document.querySelector("[data-testid=stMain]");
}

// A page that is left is scrolled to its top first: what is noted must last for a moment.
function notePlace(event) {
  if (event.target !== main()) return;
  clearTimeout(noting);
  noting = setTimeout(() => {
    const there = page === "" && location.pathname === path;
    if (there && document.querySelector(".sv-question")) write(PLACE, String(main().scrollTop));
  }, 150);
}

// To where the user was in the conversation, before a reload or another page.
function goBack(tries = 20, before = hands) {
  const place = Number(read(PLACE));
  if (!place || location.pathname !== path || before !== hands) return;
  if (document.querySelector(".sv-question")) main().scrollTop = place;
  if (tries && Math.abs((main()?.scrollTop ?? 0) - place) > 2) {
    setTimeout(() => goBack(tries - 1, before), 100);
  }
}

// What Streamlit names in English, a while longer: it may not be drawn yet.
function relabel(labels, tries = 10) {
  for (const [selector, label] of Object.entries(labels)) {
    for (const part of document.querySelectorAll(selector)) part.setAttribute("aria-label", label);
  }
  if (tries && labels === told.data.labels) setTimeout(() => relabel(labels, tries - 1), 100);
}

async function copy(event) {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const text = button.dataset.copy;
  const done = await written("link" in button.dataset ? location.origin + text : text);
  const said = done ? told.data.copied : told.data.not_copied;
  announce(said);
  const label = button.textContent;
  if (label === said) return;
  button.textContent = said;
  setTimeout(() => (button.textContent = label), 2000);
}

// Without https, and not on localhost, a page has no clipboard of its own.
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
