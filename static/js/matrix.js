// The editable matrix: arrow keys, live counts, the unsaved tally. Cell marks are CSS (:has, data-was).
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".matrix input[type=checkbox]");
  const step = STEPS[event.key];
  if (!box || !step) return;
  const cell = box.closest("td");
  const rows = [...box.closest("table").tBodies].flatMap((body) => [...body.rows]);
  let row = rows.indexOf(cell.parentElement) + step[0];
  let column = cell.cellIndex + step[1];
  while (rows[row] && column > 0 && column < cell.parentElement.cells.length) {
    const target = rows[row].cells[column]?.querySelector("input");
    if (target) {
      event.preventDefault();
      target.focus();
      return;
    }
    row += step[0];
    column += step[1];
  }
});

function tally(table) {
  const ticked = (root) => root.querySelectorAll("input:checked").length;
  for (const row of table.querySelectorAll("tr[data-row]")) {
    row.querySelector(".count").textContent = String(ticked(row));
  }
  const boxes = [...table.querySelectorAll("input[data-was]")];
  const foot = [...table.tFoot.rows[0].cells];
  for (const cell of foot.slice(1, -1)) {
    cell.textContent = boxes.filter((box) => box.checked && box.closest("td").cellIndex === cell.cellIndex).length;
  }
  foot.at(-1).textContent = ticked(table);
  const added = boxes.filter((box) => box.checked && box.dataset.was === "0").length;
  const removed = boxes.filter((box) => !box.checked && box.dataset.was === "1").length;
  const bar = table.closest("form").querySelector(".savebar");
  bar.hidden = !(added || removed);
  bar.querySelector("[data-add]").textContent = `+${added}`;
  bar.querySelector("[data-del]").textContent = `\u2212${removed}`;
  window.announce(`${added + removed} unsaved ${added + removed === 1 ? "change" : "changes"}`);
}

document.addEventListener("change", (event) => {
  const table = event.target.closest?.(".matrix");
  if (table) tally(table);
});
document.addEventListener("reset", (event) => setTimeout(() => {
  const table = event.target.querySelector(".matrix");
  if (table) tally(table);
}));
addEventListener("beforeunload", (event) => {
  const bar = document.querySelector("form[data-guard] .savebar");
  if (bar && !bar.hidden) event.preventDefault();
});
