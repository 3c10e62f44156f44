// The document preview follows what is typed: the form is sent as it stands to the page's own address, which answers
// with the section as it would be saved. One request at a time, and only after a change. Nothing is stored.
const PAUSE_MS = 250; // after the last input
const LONGEST_MS = 700; // while somebody goes on typing
const AGAIN_MS = 2000; // after a failure
const UNUSED = ["csrfmiddlewaretoken", "reason", "paste", "paste-at", "paste-html", "paste-mode", "guesses", "confirm", "steps"];
const PARTS = ":is(p, li, tr):not(:has(p, li))";
const root = document.querySelector("[data-preview]");
const form = document.querySelector(".desk form[data-sheet], .desk form#facts");
const parse = (html) => new DOMParser().parseFromString(html, "text/html");
let opened = null; // the form as it was opened; null if it already has unsaved input
let sent = null; // the form as it was sent last
let timer = 0;
let since = 0;
let request = null; // the one under way
let isMissed = false; // something changed while the preview was hidden
let isRefused = false; // this person may no longer save here

const fields = () => {
  const kept = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !UNUSED.includes(name));
  return new URLSearchParams([...kept, ["preview", "1"]]).toString();
};

function soon(after = PAUSE_MS) {
  since ||= Date.now();
  clearTimeout(timer);
  timer = setTimeout(ask, Math.max(0, Math.min(after, since + LONGEST_MS - Date.now())));
}

function again() {
  sent = "";
  clearTimeout(timer);
  timer = setTimeout(ask, AGAIN_MS);
}

async function ask() {
  timer = since = 0;
  isMissed = !root.checkVisibility();
  if (request || isMissed || isRefused || !root.querySelector("[data-section]")) return;
  if (window.signIn.isLost) {
    again(); // once its owner is signed in again
    return;
  }
  const body = fields();
  if (body === (sent ?? opened)) return;
  sent = body;
  request = new AbortController();
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body,
      signal: request.signal,
      headers: {
        ...JSON.parse(document.body.getAttribute("hx-headers")),
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Requested-With": "XMLHttpRequest",
      },
    });
    if (answer.ok) put(await answer.text());
    else await failed(answer);
  } catch (error) {
    if (error.name !== "AbortError") say("The preview does not follow at the moment: the server cannot be reached.");
    if (error.name !== "AbortError") again();
  }
  request = null;
  if (fields() !== sent && !timer) soon();
}

async function failed(answer) {
  const isSignedOut = answer.status === 401 || answer.headers.has("X-Stale-Token");
  if (isSignedOut) await window.signIn.check();
  else say(answer.status === 429 ? await answer.text() : "The preview does not follow what is typed now.");
  isRefused = answer.status === 403 && !isSignedOut;
  if (isSignedOut || answer.status === 429 || answer.status >= 500) again(); // others: with the next change
}

// Puts the note and the section of an answer in place; a section that stays is not in it.
function put(html) {
  const found = parse(html);
  for (const name of ["[data-typed]", "[data-section]"]) {
    const [next, now] = [found.querySelector(name), root.querySelector(name)];
    if (!next || next.innerHTML.trim() === now.innerHTML.trim()) continue;
    const had = new Set([...now.querySelectorAll(PARTS)].map((part) => part.textContent));
    now.replaceChildren(...next.childNodes);
    if (name === "[data-section]") reveal([...now.querySelectorAll(PARTS)].find((part) => !had.has(part.textContent)));
  }
}

// Scrolls the preview, where it scrolls by itself, to what was typed; not under the pointer or focus of somebody who reads.
function reveal(part) {
  if (!part || root.matches(":hover, :focus, :focus-within")) return;
  const [box, at] = [root.getBoundingClientRect(), part.getBoundingClientRect()];
  if (at.top < box.top || at.bottom > box.bottom) root.scrollTop += at.top - box.top - box.height / 3;
}

function say(sentence) {
  const note = root.querySelector("[data-typed]");
  if (note && note.textContent !== sentence) note.textContent = sentence;
}

// While there is unsaved input, the stored section that the page asks for each second is not shown: only who else is
// here, and the states of the tabs. The input is composed again with what others saved.
function keep(event) {
  const { target, xhr } = event.detail;
  if (target !== root || xhr.status !== 200 || !root.querySelector("[data-section]") || fields() === opened) return;
  event.detail.shouldSwap = false;
  const found = parse(event.detail.serverResponse);
  const stamp = found.querySelector("[data-stamp]");
  if (stamp) root.querySelector("[data-stamp]").replaceWith(stamp);
  for (const state of found.querySelectorAll("[hx-swap-oob]")) {
    state.removeAttribute("hx-swap-oob");
    document.getElementById(state.id)?.replaceWith(state);
  }
  sent = "";
  soon();
}

function start() {
  const isDirty = form.querySelector("[data-differs], [data-removed]") || document.querySelector("main [data-focus]");
  opened = isDirty ? "" : fields();
  const changed = ({ target }) => (target.form ?? target) === form && soon();
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("htmx:beforeSwap", keep);
  document.addEventListener("htmx:afterSwap", (event) => event.detail.target === root && soon());
  new ResizeObserver(() => isMissed && soon()).observe(root);
  document.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    clearTimeout(timer);
    request?.abort();
  });
}

if (root && form?.elements.was) addEventListener("DOMContentLoaded", () => setTimeout(start));
