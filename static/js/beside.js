// The document preview beside the editor: requested every second while the page is visible. The response is empty
// until something is saved; then the preview is replaced and its scroll position stays.
const REFRESH_MS = 1000;
const preview = () => document.querySelector("[data-preview]");

setInterval(() => {
  const root = preview();
  if (root && !document.hidden && root.querySelector("[data-stamp]")) window.htmx.trigger(root, "refresh");
}, REFRESH_MS);

// A button hides the preview, to make room for a wide table. The choice is remembered.
document.addEventListener("DOMContentLoaded", () => {
  const desk = document.querySelector(".desk");
  const button = document.querySelector("[data-fold]");
  if (!desk || !button) return;
  const fold = (folded) => {
    desk.toggleAttribute("data-folded", folded);
    button.textContent = folded ? "Show preview" : "Hide preview";
    localStorage.setItem("folded", folded ? "yes" : "");
  };
  button.hidden = false;
  button.addEventListener("click", () => fold(!desk.hasAttribute("data-folded")));
  fold(localStorage.getItem("folded") === "yes");
});

document.addEventListener("htmx:configRequest", (event) => {
  const stamp = event.detail.elt.matches?.("[data-preview]") && preview().querySelector("[data-stamp]");
  if (stamp) event.detail.parameters.have = stamp.dataset.stamp;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.matches("[data-preview]") && event.detail.target.dataset.shown)
    window.announce("Document preview updated");
  if (event.detail.target?.matches("[data-preview]")) event.detail.target.dataset.shown = "yes";
});
