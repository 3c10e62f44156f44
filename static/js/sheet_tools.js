// The tools of a sheet: the list of keys, folded panels that Esc closes, and the room for the table. The table scrolls
// between the tools and the save bar, so that the bar covers neither a row nor the focused cell.
const LEAST = 0.45; // of the window; with less left for it below what stands above, the sheet has the whole window

const room = new CSSStyleSheet(); // no element has a style attribute
document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
let set = "";

function fit() {
  const sheet = document.querySelector("form.sheet");
  const [scroll, head] = [sheet?.querySelector(".scroll"), sheet?.querySelector("thead")];
  if (!scroll) return;
  const top = sheet.getBoundingClientRect().top + scrollY;
  const header = document.querySelector(".top").offsetHeight;
  const above = Math.round(innerHeight - top < LEAST * innerHeight ? header : top);
  const fixed = [...head.rows[0].cells].filter((cell) => getComputedStyle(cell).insetInlineStart !== "auto");
  const width = fixed.reduce((sum, cell) => sum + cell.offsetWidth, 0);
  const rules = `form.sheet { --above: ${above}px; --head: ${head.offsetHeight}px; --fixed: ${width}px; }`;
  if (rules !== set) room.replaceSync((set = rules));
}

const observer = new ResizeObserver(fit);
for (const part of document.querySelectorAll("main, .page-head, form.sheet thead")) observer.observe(part);
addEventListener("resize", fit);

document.querySelectorAll("[data-keys]").forEach((keys) => (keys.hidden = false));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.(".tools")?.querySelector("details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
