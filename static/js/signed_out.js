// A sign-in that ends under an open page: one notice says so, nothing that was typed is touched, and the page goes
// on once its owner is signed in again. sending.js asks `signIn` before it sends.
const notice = document.querySelector("#signed-out");
const missed = new Map(); // what htmx could not fetch meanwhile: element → its request
const RETRY_AFTER = 5000;
let retriedAt = 0;
let cameFrom = null;

window.signIn = { isLost: false, seenAt: Date.now(), check };

const SAYS = {
  nobody: () =>
    document.querySelector("[name=page-of]")
      ? "You have been signed out. What you typed is still here, and it is not saved. Sign in in another tab, then come back and save, or press “Try again”."
      : "You have been signed out. Sign in in another tab, then come back and press “Try again”.",
  other: (name) =>
    `You are signed in as ${name}, but ${notice.dataset.owner} opened this page, so it cannot be saved now. What was typed is still here. Sign out in another tab, sign in as ${notice.dataset.owner}, then press “Try again”.`,
};

// Asks who is signed in: "same" (the page has the CSRF token of now, then), "other", "nobody"; "unknown" if there is
// no answer. `focus` moves to the notice: for what a person sent, never for what the page asked by itself.
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
  if (now.state === "same") goOn(now.csrf);
  else show(now, focus);
  return now.state;
}

function goOn(csrf) {
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
  const text = SAYS[now.state](now.name);
  const says = notice.querySelector("[data-text]");
  const active = document.activeElement;
  window.signIn.isLost = true;
  document.querySelector("dialog[open]")?.close();
  if (notice.hidden) place();
  notice.hidden = false;
  if (says.textContent !== text) says.textContent = text;
  for (const link of notice.querySelectorAll("[data-when]")) link.hidden = link.dataset.when !== now.state;
  if (!focus) return;
  if (!notice.contains(active)) cameFrom = active;
  notice.focus();
}

// Beside the save bar where that stays in sight, else at the foot of the window.
function place() {
  const bar = document.querySelector("[data-savebar]");
  if (bar && getComputedStyle(bar).position === "sticky") bar.prepend(notice);
}

function retry() {
  const again = [...missed];
  missed.clear();
  if (again.length) retriedAt = Date.now();
  for (const [element, { verb, path }] of again)
    if (element.isConnected) window.htmx.ajax(verb, path, { source: element });
}

// By a person, not by the page itself or while they type; the palette closes, as the notice lies below it.
const wasSent = ({ elt, requestConfig }) =>
  elt.closest("dialog[open]") || ["submit", "click"].includes(requestConfig.triggeringEvent?.type);

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!window.signIn.isLost) return;
  event.preventDefault(); // no use to ask, each second or ever
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

// Back from the tab of the sign-in, or to a page that the browser kept.
const lookAgain = () => document.hidden || check();
document.addEventListener("visibilitychange", lookAgain);
addEventListener("focus", () => window.signIn.isLost && check());
addEventListener("pageshow", (event) => {
  const came = performance.getEntriesByType("navigation")[0]?.type;
  if (event.persisted || came === "back_forward") lookAgain();
});
