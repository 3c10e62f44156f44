// The command palette: a modal dialog around a list of links from the server. Without script: a page.
const palette = () => document.querySelector("#palette");

function open() {
  const dialog = palette();
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input").select();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-palette]")) {
    event.preventDefault();
    open();
  }
  if (event.target.matches("dialog.palette")) event.target.close();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open();
    return;
  }
  const dialog = palette();
  if (!dialog?.open || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("li a")];
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  stops[(next + stops.length) % stops.length].focus();
});
