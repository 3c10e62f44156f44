// Sheets: keys to move between cells and to move rows, counts, and the number of unsaved changes. Works without script.
const form = () => document.querySelector("form[data-sheet]");
const inputs = (root) => [...root.querySelectorAll("[data-was]:not([data-out])")];
const value = (input) => (input.type === "checkbox" ? (input.checked ? "1" : "0") : input.value.trim());
const changed = (input) => value(input) !== input.dataset.was.replaceAll("\r\n", "\n");

function step(cell, down, right) {
  const rows = [...cell.closest("table").tBodies].flatMap((body) => [...body.rows]);
  let row = rows.indexOf(cell.parentElement) + down;
  let column = cell.cellIndex + right;
  while (rows[row] && column >= 0 && column < cell.parentElement.cells.length) {
    const target = rows[row].cells[column]?.querySelector("[data-was], .place input");
    if (target && !target.dataset.out) return target;
    row += down;
    column += right;
  }
  return null;
}

const AT_START = (input) => input.selectionStart === 0 && input.selectionEnd === 0;
const AT_END = (input) => input.selectionStart === input.value.length;
function direction(event, input) {
  const box = input.type === "checkbox";
  const line = input.tagName === "INPUT";
  if (event.key === "ArrowDown" && (line || AT_END(input))) return [1, 0];
  if (event.key === "ArrowUp" && (line || AT_START(input))) return [-1, 0];
  if (event.key === "ArrowRight" && (box || AT_END(input))) return [0, 1];
  if (event.key === "ArrowLeft" && (box || AT_START(input))) return [0, -1];
  return null;
}

function renumber(body) {
  [...body.querySelectorAll(".place input:not([type=hidden])")].forEach((input, n) => (input.value = n + 1));
}

function moveRow(row, down) {
  const other = down ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return;
  if (down) other.after(row);
  else other.before(row);
  renumber(row.parentElement);
  row.closest("form").dataset.moved = "yes";
  tally(row.closest("form"));
  window.announce(`Row moved to place ${[...row.parentElement.rows].indexOf(row) + 1}`);
}

document.addEventListener("keydown", (event) => {
  const input = event.target.closest?.("[data-sheet] :is([data-was], .place input), .matrix [data-was]");
  if (!input || event.isComposing) return;
  const row = input.closest("tr");
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    if (!row.querySelector(".place")) return;
    event.preventDefault();
    moveRow(row, event.key === "ArrowDown");
    input.focus();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && (event.key.toLowerCase() === "s" || event.key === "Enter")) {
    event.preventDefault();
    input.form.requestSubmit();
    return;
  }
  if (event.key === " " && input.type === "checkbox" && input.closest("[data-rounds]")) {
    event.preventDefault();
    input.click();
    const next = step(input.closest("td"), 1, 0);
    if (next) next.focus();
    return;
  }
  if (event.key === "Enter" && input.tagName === "INPUT" && !event.altKey) {
    event.preventDefault(); // as in a spreadsheet: the cell below; Ctrl+Enter saves
    const below = step(input.closest("td"), event.shiftKey ? -1 : 1, 0);
    below?.focus();
    below?.select?.();
    return;
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || input.tagName === "SELECT") return;
  if (input.hasAttribute("list") && event.key.startsWith("Arrow")) return;
  const by = direction(event, input);
  const target = by && step(input.closest("td"), ...by);
  if (target) {
    event.preventDefault();
    target.focus();
    target.select?.();
  }
});

function counts(table) {
  const boxes = inputs(table).filter((box) => box.type === "checkbox");
  for (const cell of table.querySelectorAll("tbody td.count")) {
    cell.textContent = inputs(cell.parentElement).filter((box) => box.checked).length;
  }
  const foot = table.tFoot && [...table.tFoot.rows[0].cells];
  if (!foot) return;
  for (const cell of foot.slice(1)) {
    if (cell.matches(".count")) cell.textContent = boxes.filter((box) => box.checked).length;
    else if (cell.matches(".tnum"))
      cell.textContent = boxes.filter((b) => b.checked && b.closest("td").cellIndex === cell.cellIndex).length;
  }
}

function tally(root) {
  const cells = inputs(root).filter(changed).length + root.querySelectorAll("[data-out]:checked").length;
  const moved = root.dataset.moved ? 1 : 0;
  const shown = root.querySelector("[data-tally]");
  for (const table of root.querySelectorAll(".matrix")) counts(table);
  if (!shown) return;
  shown.hidden = !(cells + moved);
  const words = cells ? `${cells} ${cells === 1 ? "cell" : "cells"}` : "";
  root.querySelector("[data-changed]").textContent = [words, moved ? "order" : ""].filter(Boolean).join(", ");
}

document.addEventListener("input", (event) => {
  const input = event.target.closest?.("[data-was]");
  if (!input) return;
  input.toggleAttribute("data-differs", changed(input));
  const row = input.closest("tr");
  if (input.dataset.out !== undefined) row.toggleAttribute("data-removed", input.checked);
  tally(input.form);
});

document.addEventListener("DOMContentLoaded", () => {
  for (const input of document.querySelectorAll("[data-sheet] [data-was]"))
    input.toggleAttribute("data-differs", changed(input));
  if (form()) tally(form());
});
