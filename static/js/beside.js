// The document preview beside the editor: requested each second while the page is visible; the response is empty
// until something is saved. The scroll position stays.
const INTERVAL = 1000;
const preview = () => document.querySelector("[data-preview]");

setInterval(() => {
  const root = preview();
  if (root && !document.hidden && root.querySelector("[data-stamp]")) window.htmx.trigger(root, "look");
}, INTERVAL);

// The preview can be hidden to make room for the table; the choice is stored.
document.addEventListener("DOMContentLoaded", () => {
  const desk = document.querySelector(".desk");
  const button = document.querySelector("[data-fold]");
  if (!desk || !button) return;
  const fold = (folded) => {
    desk.toggleAttribute("data-folded", folded);
    button.textContent = folded ? "Show the document" : "Hide the document";
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
    window.announce("The document preview is up to date");
  if (event.detail.target?.matches("[data-preview]")) event.detail.target.dataset.shown = "yes";
});
