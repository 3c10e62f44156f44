// Sheets: the cells, keys to move between them, totals of ticks, the number of unsaved cells. Sheets also work without
// script. The other scripts of a sheet change cells by window.sheet, inside `act`, which reports each change once.
const form = () => document.querySelector("form[data-sheet]");
const inputs = (root) => [...root.querySelectorAll("[data-was]:not([data-out])")];
const raw = (input) => (input.type === "checkbox" ? (input.checked ? "1" : "0") : input.value);
const changed = (input) => raw(input).trim() !== input.dataset.was.replaceAll("\r\n", "\n");
const keyOf = (row) => row.querySelector("[name=row]")?.value ?? "";
const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
let isActing = false;

// Sets a cell by script. Whoever listens to the form hears an input event, as after typing.
function put(input, text) {
  if (raw(input) === text) return;
  if (input.type === "checkbox") input.checked = text === "1";
  else input.value = text;
  if (input.tagName === "SELECT" && input.value !== text) {
    input.add(new Option(text ? `${text} (no choice)` : "Choose…", text)); // never shown as another choice
    input.value = text;
  }
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

// Does something to a sheet as one step, which `what` names.
function act(what, doing) {
  const at = document.activeElement?.name ?? "";
  isActing = true;
  try {
    doing();
  } finally {
    isActing = false;
  }
  tally(form());
  form().dispatchEvent(new CustomEvent("sheet:acted", { bubbles: true, detail: { what, at } }));
}

function step(cell, down, right) {
  const rows = rowsOf(cell.closest("table"));
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

// A text that is selected as a whole, as after a move into its cell, is at its start and at its end.
const isWhole = (input) => input.selectionStart === 0 && input.selectionEnd === input.value.length;
function direction(event, input) {
  const free = input.type === "checkbox" || isWhole(input);
  const line = input.tagName === "INPUT";
  const atStart = free || input.selectionEnd === 0;
  const atEnd = free || input.selectionStart === input.value.length;
  if (event.key === "ArrowDown" && (line || atEnd)) return [1, 0];
  if (event.key === "ArrowUp" && (line || atStart)) return [-1, 0];
  if (event.key === "ArrowRight" && atEnd) return [0, 1];
  if (event.key === "ArrowLeft" && atStart) return [0, -1];
  return null;
}

function go(target) {
  target?.focus();
  target?.select?.();
}

document.addEventListener("keydown", (event) => {
  const input = event.target.closest?.("[data-sheet] :is([data-was], .place input), .matrix [data-was]");
  if (!input || event.isComposing || event.defaultPrevented) return;
  if ((event.ctrlKey || event.metaKey) && (event.key.toLowerCase() === "s" || event.key === "Enter")) {
    event.preventDefault();
    input.form.requestSubmit();
    return;
  }
  if (event.key === " " && input.type === "checkbox" && input.closest("[data-rounds]")) {
    event.preventDefault();
    input.click();
    step(input.closest("td"), 1, 0)?.focus();
    return;
  }
  if (event.key === "Enter" && input.matches("input, select") && !event.altKey) {
    event.preventDefault(); // as in a spreadsheet, Enter moves to the cell below; Ctrl+Enter saves
    const cell = input.closest("td");
    if (!event.shiftKey && !step(cell, 1, 0)) window.sheet.addRows?.(1);
    go(step(cell, event.shiftKey ? -1 : 1, 0));
    return;
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || input.tagName === "SELECT") return;
  if (event.key === "F2") input.setSelectionRange?.(input.value.length, input.value.length);
  if (input.hasAttribute("list") && ["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const by = direction(event, input);
  const target = by && step(input.closest("td"), ...by);
  if (!target) return;
  event.preventDefault();
  go(target);
});

function counts(table) {
  const boxes = inputs(table).filter((box) => box.type === "checkbox");
  for (const cell of table.querySelectorAll("tbody td.count")) {
    cell.textContent = inputs(cell.parentElement).filter((box) => box.checked).length;
  }
  for (const cell of table.tFoot ? [...table.tFoot.rows[0].cells].slice(1) : []) {
    if (cell.matches(".count")) cell.textContent = boxes.filter((box) => box.checked).length;
    else if (cell.matches(".tnum"))
      cell.textContent = boxes.filter((b) => b.checked && b.closest("td").cellIndex === cell.cellIndex).length;
  }
}

// Whether the rows that were there when the page was opened stand in another order.
function isMoved(root) {
  const places = [...root.querySelectorAll("tr[data-at]")].map((row) => Number(row.dataset.at));
  return Boolean(root.querySelector(".place")) && places.some((place, n) => n && place < places[n - 1]);
}

function tally(root) {
  const cells = inputs(root).filter(changed).length + root.querySelectorAll("[data-out]:checked").length;
  const words = [cells ? `${cells} ${cells === 1 ? "cell" : "cells"}` : "", isMoved(root) ? "order" : ""];
  const shown = root.querySelector("[data-tally]");
  for (const table of root.querySelectorAll(".matrix")) counts(table);
  if (!shown) return;
  shown.hidden = !words.some(Boolean);
  root.querySelector("[data-changed]").textContent = words.filter(Boolean).join(", ");
}

document.addEventListener("input", (event) => {
  const input = event.target.closest?.("[data-was]");
  if (!input) return;
  input.toggleAttribute("data-differs", changed(input));
  if (input.dataset.out !== undefined) input.closest("tr").toggleAttribute("data-removed", input.checked);
  const error = input.closest("td")?.querySelector(".error");
  if (error && "defaultValue" in input) {
    error.hidden = input.value !== input.defaultValue;
    input.setAttribute("aria-invalid", !error.hidden);
  }
  if (!isActing) tally(input.form);
});

window.sheet = { form, inputs, raw, changed, keyOf, rowsOf, put, act, step, go, isWhole, isActing: () => isActing };
for (const input of document.querySelectorAll("[data-sheet] [data-was]"))
  input.toggleAttribute("data-differs", changed(input));
if (form()) tally(form());
