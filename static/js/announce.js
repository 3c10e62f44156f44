// Announces results to screen readers and moves focus after htmx swaps. Everything also works as plain forms and links.
window.announce = (text) => {
  const live = document.querySelector("#live");
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
};
// htmx:load carries the new element; after an outerHTML swap, afterSwap's target is the old, detached one.
document.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  if (root === document.body) return;
  const spoken = root.matches("[data-announce]") ? root : root.querySelector("[data-announce]");
  if (spoken) window.announce(spoken.textContent.trim());
  root.querySelector("[data-focus]")?.focus();
});
document.addEventListener("htmx:responseError", () =>
  window.announce("That did not work. Check your connection and try again."));
document.addEventListener("DOMContentLoaded", () => document.querySelector("main [data-focus]")?.focus());

// A page that was opened for a finding begins at its place, once the sheet has its room.
addEventListener("load", () => document.querySelector("main [data-pointed][autofocus]")?.scrollIntoView({ block: "center" }));
