// Handles a session that ends while a page is open: one notice is shown, all input stays, and the page continues
// once its owner is signed in again. sending.js calls `signIn` before it sends a form.
const notice = document.querySelector("#signed-out");
const missed = new Map(); // requests of htmx that failed meanwhile, by element
const RETRY_AFTER = 5000;
let retriedAt = 0;
let cameFrom = null;

window.signIn = { isLost: false, seenAt: Date.now(), check };

const MESSAGES = {
  nobody: () =>
    document.querySelector("[name=page-of]")
      ? "You have been signed out. What you typed is still here, and it is not saved. Sign in in another tab, then come back and save, or press “Try again”."
      : "You have been signed out. Sign in in another tab, then come back and press “Try again”.",
  other: (name) =>
    `You are signed in as ${name}, but ${notice.dataset.owner} opened this page, so it cannot be saved now. What was typed is still here. Sign out in another tab, sign in as ${notice.dataset.owner}, then press “Try again”.`,
};

// Checks who is signed in: "same" (the page then gets the current CSRF token), "other", "nobody"; "unknown" if there
// is no answer. `focus` moves the focus to the notice: after a person's action, never after the page's own requests.
async function check({ focus = false } = {}) {
  let now;
  try {
    const answer = await fetch(notice.dataset.state, { cache: "no-store" });
    if (!answer.ok) return "unknown";
    now = await answer.json();
  } catch {
    return "unknown";
  }
  window.signIn.seenAt = Date.now();
  if (now.state === "same") resume(now.csrf);
  else show(now, focus);
  return now.state;
}

function resume(csrf) {
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = csrf;
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  document.body.setAttribute("hx-headers", JSON.stringify({ ...headers, "X-CSRFToken": csrf }));
  if (window.signIn.isLost) {
    const hadFocus = notice.contains(document.activeElement);
    window.signIn.isLost = false;
    notice.hidden = true;
    window.announce("You are signed in again. You can save now.");
    if (hadFocus) (cameFrom?.isConnected ? cameFrom : document.querySelector("#main")).focus();
  }
  retry();
}

function show(now, focus) {
  const text = MESSAGES[now.state](now.name);
  const paragraph = notice.querySelector("[data-text]");
  const active = document.activeElement;
  window.signIn.isLost = true;
  document.querySelector("dialog[open]")?.close();
  if (notice.hidden) place();
  notice.hidden = false;
  if (paragraph.textContent !== text) paragraph.textContent = text;
  for (const link of notice.querySelectorAll("[data-when]")) link.hidden = link.dataset.when !== now.state;
  if (!focus) return;
  if (!notice.contains(active)) cameFrom = active;
  notice.focus();
}

// In the save bar if that is always visible, otherwise at the bottom of the window.
function place() {
  const bar = document.querySelector("[data-savebar]");
  const isBelowTable = bar?.closest(".sheet") && matchMedia("(width >= 48rem)").matches;
  if (isBelowTable || (bar && getComputedStyle(bar).position === "sticky")) bar.prepend(notice);
}

function retry() {
  const again = [...missed];
  missed.clear();
  if (again.length) retriedAt = Date.now();
  for (const [element, { verb, path }] of again)
    if (element.isConnected) window.htmx.ajax(verb, path, { source: element });
}

// Sent by a person, not by the page itself or while they type. The palette closes, as it covers the notice.
const wasSent = ({ elt, requestConfig }) =>
  elt.closest("dialog[open]") || ["submit", "click"].includes(requestConfig.triggeringEvent?.type);

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!window.signIn.isLost) return;
  event.preventDefault(); // no request succeeds until the owner is signed in again
  missed.set(event.detail.elt, event.detail.requestConfig);
  if (wasSent(event.detail)) check({ focus: true });
});

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, elt, requestConfig } = event.detail;
  const isStale = xhr.status === 403 && xhr.getResponseHeader("X-Stale-Token");
  if (xhr.status !== 401 && !isStale) {
    if (xhr.status < 400) window.signIn.seenAt = Date.now();
    return;
  }
  event.preventDefault();
  if (Date.now() - retriedAt < RETRY_AFTER) return;
  missed.set(elt, requestConfig);
  check({ focus: wasSent(event.detail) });
});

notice.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-try]")) return;
  const state = await check({ focus: true });
  if (state === "unknown") window.announce("The server is not responding. Try again in a minute.");
  else if (state !== "same") window.announce(notice.querySelector("[data-text]").textContent);
});

// On coming back from the sign-in tab, or to a page from the browser's cache.
const recheck = () => document.hidden || check();
document.addEventListener("visibilitychange", recheck);
addEventListener("focus", () => window.signIn.isLost && check());
addEventListener("pageshow", (event) => {
  const came = performance.getEntriesByType("navigation")[0]?.type;
  if (event.persisted || came === "back_forward") recheck();
});
