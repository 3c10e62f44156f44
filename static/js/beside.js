// The document beside the editor: asked again each second while the page is looked at; the answer is empty
// until something was saved. It keeps the place that was read.
const LOOK_AGAIN = 1000;
const preview = () => document.querySelector("[data-preview]");

setInterval(() => {
  const root = preview();
  if (root && !document.hidden && root.querySelector("[data-stamp]")) window.htmx.trigger(root, "look");
}, LOOK_AGAIN);

// It folds away where the table needs the room, and stays so.
document.addEventListener("DOMContentLoaded", () => {
  const desk = document.querySelector(".desk");
  const button = document.querySelector("[data-fold]");
  if (!desk || !button) return;
  const fold = (folded) => {
    desk.toggleAttribute("data-folded", folded);
    button.textContent = folded ? "Show the preview" : "Hide the preview";
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
    window.announce("The document beside is up to date");
  if (event.detail.target?.matches("[data-preview]")) event.detail.target.dataset.shown = "yes";
});
