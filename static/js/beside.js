// The document preview beside the editor: requested every second while the page is visible. The response is empty
// until something is saved; then the preview is replaced and its scroll position stays.
const REFRESH_MS = 1000;
const preview = () => document.querySelector("[data-preview]");

setInterval(() => {
  const root = preview();
  if (root && !document.hidden && root.querySelector("[data-stamp]")) window.htmx.trigger(root, "refresh");
}, REFRESH_MS);

// A button closes the preview to a rail and opens it again. This browser remembers the choice, for sheets and for
// forms; without one, a sheet has the preview beside it on a wide screen only.
const desk = document.querySelector(".desk");
const fold = document.querySelector("[data-fold]");
const WIDE = matchMedia("(width >= 110rem)");
const CHOICE = desk?.matches(".desk-sheet") ? "preview-of-sheets" : "preview-of-forms";

function shut(isShut) {
  desk.toggleAttribute("data-folded", isShut);
  desk.toggleAttribute("data-opened", !isShut);
  fold.ariaExpanded = `${!isShut}`;
  fold.title = isShut ? "Open the preview" : "Close the preview";
  tell();
}

// With the preview closed, who else is here stands above the sheet.
function tell() {
  const note = document.querySelector("[data-others]");
  const text = preview()?.querySelector("[data-stamp] .note-violet")?.textContent.trim() ?? "";
  if (!note) return;
  note.hidden = !text || !desk.hasAttribute("data-folded");
  if (note.textContent !== text) note.textContent = text;
}

if (desk && fold) {
  const usual = () => (desk.matches(".desk-sheet") && !WIDE.matches ? "closed" : "open");
  const choice = () => localStorage.getItem(CHOICE) ?? usual();
  fold.hidden = false;
  fold.addEventListener("click", () => {
    const isShut = !desk.hasAttribute("data-folded");
    localStorage.setItem(CHOICE, isShut ? "closed" : "open");
    shut(isShut);
  });
  WIDE.addEventListener("change", () => shut(choice() === "closed"));
  shut(choice() === "closed");
}

document.addEventListener("htmx:configRequest", (event) => {
  const stamp = event.detail.elt.matches?.("[data-preview]") && preview().querySelector("[data-stamp]");
  if (stamp) event.detail.parameters.have = stamp.dataset.stamp;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.detail.target?.matches("[data-preview]")) return;
  tell();
  if (event.detail.target.dataset.shown) window.announce("Document preview updated");
  event.detail.target.dataset.shown = "yes";
});
