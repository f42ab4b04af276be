// What only the browser can do: keep a conversation in its tab, copy, announce an answer.

const KEY = "smertevejviser";
let session = null; // the server's session that was last told what this tab keeps
let announcement = null;
let scrolledTo = null;
let told = {};

export default function ({ data, parentElement, setStateValue }) {
  told = { data, status: parentElement.querySelector("[role=status]") };
  document.documentElement.lang = data.language;
  keep(data, setStateValue);
  if (announcement !== data.announcement) {
    announcement = data.announcement;
    announce(data.announced);
  }
  if (data.scrolled_to && scrolledTo !== data.scrolled_to) {
    scrolledTo = data.scrolled_to;
    scrollTo(data.scrolled_to);
  }
  document.addEventListener("click", copy);
  return () => document.removeEventListener("click", copy);
}

// A new session is given what the tab kept before anything is kept for it.
function keep(data, setStateValue) {
  if (session !== data.session) {
    session = data.session;
    const kept = read();
    if (kept && kept !== data.kept) {
      setStateValue("kept", kept);
      return;
    }
  }
  try {
    sessionStorage.setItem(KEY, data.kept);
  } catch {
    // Storage is full or forbidden: the conversation goes on without it.
  }
}

function read() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

// Emptied first, so that the same words are read out again.
function announce(text) {
  told.status.textContent = "";
  if (text) setTimeout(() => (told.status.textContent = text), 100);
}

// Streamlit scrolls a conversation to its end while it is drawn: a long answer would be met at
// its last line. Asked for a few times, what is to be read stays where reading begins.
function scrollTo(id, tries = 12) {
  document.getElementById(id)?.scrollIntoView({ block: "start" });
  if (tries) setTimeout(() => scrollTo(id, tries - 1), 50);
}

async function copy(event) {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const done = await written(button.dataset.copy);
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
