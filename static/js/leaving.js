// Leaving a sheet: a question if there are unsaved changes, and the focus on the same cell after a save.
const sheetForm = () => document.querySelector("form[data-sheet]");
let lastCell = "";
document.addEventListener("focusin", (event) => {
  if (event.target.closest?.("[data-sheet] [data-was]")) lastCell = event.target.name;
});
document.addEventListener("submit", (event) => {
  event.target.dataset.leaving = "yes";
  if (event.target === sheetForm()) sessionStorage.setItem("cell", JSON.stringify([location.pathname, lastCell]));
});
// After a save, focus the same cell again, unless another element has [data-focus].
document.addEventListener("DOMContentLoaded", () => {
  const [path, name] = JSON.parse(sessionStorage.getItem("cell") ?? "[]");
  sessionStorage.removeItem("cell");
  if (path !== location.pathname || !name || document.querySelector("[data-focus]")) return;
  const cell = sheetForm()?.elements[name];
  (cell?.focus ? cell : sheetForm()?.querySelector("[data-was]"))?.focus({ preventScroll: true });
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-discard]")) sheetForm().dataset.leaving = "yes";
});
addEventListener("beforeunload", (event) => {
  const guarded = document.querySelector("form[data-guard]");
  const shown = guarded?.querySelector("[data-tally]");
  if (shown && !shown.hidden && !guarded.dataset.leaving) event.preventDefault();
});
