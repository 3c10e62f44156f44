// A block of cells: Shift and an arrow (or a click) selects it; it is copied, cut, filled down and cleared as in a
// spreadsheet.
const { form, put, act, raw, rowsOf, isWhole } = window.sheet;
const CELL = "[data-sheet] [data-was]:not([data-out])";
const TEXT = "textarea, input:not([type=checkbox])";
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/; // as in our CSV files, a cell is never a formula for a spreadsheet
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
let corner = null; // the place of the corner opposite to the focused cell

const several = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
const fieldOf = (cell) => cell.querySelector("[data-was]:not([data-out])");
const place = (cell) => [rowsOf(cell.closest("table")).indexOf(cell.parentElement), cell.cellIndex];
const focused = () => document.activeElement?.closest?.(CELL)?.closest("td");
// Cells that can be part of a block: not the number of a row, its removal, or a count.
const isData = (cell) => cell && !cell.matches(".place, .out, .count");

// The selected cells by row; without a block, the focused one.
function picked() {
  const cell = focused();
  if (!cell) return [];
  const [row, column] = place(cell);
  const [toRow, toColumn] = corner ?? [row, column];
  const rows = rowsOf(cell.closest("table")).slice(Math.min(row, toRow), Math.max(row, toRow) + 1);
  return rows.map((one) => [...one.cells].slice(Math.min(column, toColumn), Math.max(column, toColumn) + 1));
}

// Selects from the focused cell to this one; null ends the block.
function pick(cell) {
  corner = cell && cell !== focused() ? place(cell) : null;
  document.querySelectorAll("[data-picked]").forEach((one) => one.removeAttribute("data-picked"));
  if (!corner) return;
  const rows = picked();
  rows.flat().forEach((one) => one.toggleAttribute("data-picked", true));
  window.announce(`${several(rows.length, "row")} by ${several(rows[0].length, "column")} selected`);
}

function extend(down, right) {
  const [row, column] = corner ?? place(focused());
  const next = rowsOf(form().querySelector("table"))[row + down]?.cells[column + right];
  if (!isData(next)) return;
  pick(next);
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// The text of a cell for people and spreadsheets.
function textOf(cell) {
  const field = fieldOf(cell);
  if (field?.type === "checkbox") return field.checked ? "✓" : "";
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
  const shown = cell.querySelector(".locked, .row-link") ?? [...cell.childNodes].find(isText); // not its hint
  const text = (field?.selectedOptions?.[0]?.text ?? field?.value ?? shown?.textContent ?? "").trim();
  return FORMULA.test(text) ? `'${text}` : text;
}

const inTabs = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const inHtml = (text) =>
  text
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`)
    .replaceAll("\n", '<br style="mso-data-placement:same-cell">'); // a line break, for Excel not a further row

function copy(event) {
  const field = focused() && fieldOf(focused());
  if (!field || (!corner && field.matches(TEXT))) return false; // the browser copies the selected text
  const rows = picked().map((row) => row.map(textOf));
  const lines = rows.map((row) => `<tr>${row.map((text) => `<td>${inHtml(text)}</td>`).join("")}</tr>`);
  event.preventDefault();
  event.clipboardData.setData("text/plain", rows.map((row) => row.map(inTabs).join("\t")).join("\n"));
  event.clipboardData.setData("text/html", `<table>${lines.join("")}</table>`);
  window.announce(`${several(rows.flat().length, "cell")} copied`);
  return true;
}

// Sets each [field, text] as one step; the block stays.
function fill(pairs, what) {
  const kept = corner;
  act(`${several(pairs.length, "cell")} ${what}`, () => pairs.forEach(([field, text]) => put(field, text)));
  if (kept) pick(rowsOf(form().querySelector("table"))[kept[0]].cells[kept[1]]);
  window.announce(`${several(pairs.length, "cell")} ${what}`);
}

const fieldsOf = (rows) => rows.flat().map(fieldOf).filter(Boolean);

function clear(what) {
  const blank = JSON.parse(form().elements.blank.value); // a choice has its first value
  const empty = (field) => {
    if (field.type === "checkbox") return "0";
    return field.tagName === "SELECT" ? blank[field.name.split(".").at(-1)] : "";
  };
  fill(fieldsOf(picked()).map((field) => [field, empty(field)]), what);
}

// The first row of the block in all its rows; in a single row, what is in the row above.
function fillDown() {
  const rows = picked();
  const above = rows[0][0].parentElement.previousElementSibling;
  const first = rows.length > 1 ? rows.shift() : above && rows[0].map((cell) => above.cells[cell.cellIndex]);
  if (!first) return;
  const pairs = rows.flatMap((row) => row.map((cell, n) => [fieldOf(cell), fieldOf(first[n])]));
  fill(pairs.filter(([to, from]) => to && from).map(([to, from]) => [to, raw(from)]), "filled down");
}

document.addEventListener("keydown", (event) => {
  const input = event.target.closest?.(CELL);
  if (!input || event.isComposing || event.altKey) return;
  const by = ARROWS[event.key];
  const isPart = input.matches(TEXT) && !isWhole(input); // the caret is in a text, or a part of it is selected
  const atEdge = by?.includes(-1) ? input.selectionEnd === 0 : input.selectionStart === input.value.length;
  const [isCtrl, key] = [event.ctrlKey || event.metaKey, event.key.toLowerCase()];
  if (by && event.shiftKey && !isCtrl && (corner || !isPart || atEdge || (by[0] && input.tagName === "INPUT"))) {
    event.preventDefault();
    extend(...by);
  } else if (isCtrl && key === "d") {
    event.preventDefault();
    fillDown();
  } else if ((key === "delete" || key === "backspace") && (corner || !input.matches(TEXT))) {
    event.preventDefault(); // in a single text the browser deletes
    clear("cleared");
  } else if (key === "escape" && corner) pick(null);
});
document.addEventListener("copy", copy);
document.addEventListener("cut", (event) => copy(event) && clear("cut"));
document.addEventListener("pointerdown", (event) => {
  const cell = event.target.closest?.("[data-sheet] tbody :is(td, th)");
  if (!event.shiftKey || !focused() || !isData(cell)) return;
  event.preventDefault();
  pick(cell);
});
// A block ends when another cell is focused, and when something else changes the sheet.
for (const kind of ["focusin", "input", "sheet:acted"])
  document.addEventListener(kind, () => corner && !window.sheet.isActing() && pick(null));

Object.assign(window.sheet, { pickedFields: () => (corner ? fieldsOf(picked()) : []), fill });
