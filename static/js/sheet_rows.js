// Rows of a sheet: Alt+Up and Alt+Down move one; "More rows", and Enter in the last row, add empty ones without a
// request.
const { form, inputs, keyOf, put, act, go } = window.sheet;
const body = () => form()?.querySelector("table").tBodies[0];
const keys = () => [...(body()?.rows ?? [])].map(keyOf);
const pattern = [...(body()?.rows ?? [])].findLast((row) => row.matches("[data-new]"))?.cloneNode(true);

// The number of each row, with its accessible name.
function places() {
  const found = [...body().querySelectorAll(".place input:not([type=hidden])")];
  found.forEach((place, n) => (place.ariaLabel = `No.: ${n + 1}`));
  return found;
}
const renumber = () => places().forEach((place, n) => put(place, `${n + 1}`));

// A new empty row with this key, as the server would draw it.
function empty(key) {
  const row = pattern.cloneNode(true);
  const [before, number] = [keyOf(pattern), key.replace("new-", "")];
  row.querySelectorAll(".guess, .proposed, .error").forEach((part) => part.remove());
  for (const field of row.querySelectorAll("[name]")) {
    if (field.name === "row") field.value = key;
    else field.name = field.name.replace(before, key);
    field.id &&= field.name.replaceAll(".", "-");
    field.ariaLabel &&= field.ariaLabel.replace(/new row \S+$/, `new row ${number}`);
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    field.removeAttribute("data-differs");
    if (field.matches(".input")) field.value = "";
  }
  return row;
}

// The table with these rows in this order. Rows that are taken out are kept, with what was in them.
const shelf = new Map();
function arrange(wanted) {
  const now = keys();
  if (now.join("\n") === wanted.join("\n")) return;
  const rows = new Map([...body().rows].map((row) => [keyOf(row), row]));
  for (const key of now.filter((key) => !wanted.includes(key))) {
    shelf.set(key, rows.get(key));
    rows.get(key).remove();
  }
  let after = null; // rows that stand right already are not touched, so that the focus stays
  for (const key of wanted) {
    const row = rows.get(key) ?? shelf.get(key) ?? empty(key);
    const next = after ? after.nextElementSibling : body().firstElementChild;
    if (next !== row) body().insertBefore(row, next);
    after = row;
  }
  places();
  form().dispatchEvent(new Event("input", { bubbles: true }));
}

function move(row, down) {
  const other = down ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return;
  act("a row moved", () => {
    if (down) row.before(other); // the other row is moved, so that the focus stays
    else row.after(other);
    renumber();
  });
  row.scrollIntoView({ block: "nearest" });
  window.announce(`Row moved to position ${row.sectionRowIndex + 1}`);
}

function addRows(count) {
  if (!pattern) return;
  const numbers = [...keys(), ...shelf.keys()].map((key) => Number(key.match(/^new-(\d+)$/)?.[1] ?? 0));
  const last = Math.max(0, ...numbers);
  const rows = Array.from({ length: count }, (_, n) => empty(`new-${last + n + 1}`));
  const what = count === 1 ? "1 row added" : `${count} rows added`;
  act(what, () => {
    body().append(...rows);
    renumber();
  });
  go(inputs(rows[0])[0]);
  window.announce(what);
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const row = event.target.closest?.("[data-sheet] :is([data-was], .place input)")?.closest("tr");
  if (!row?.querySelector(".place")) return;
  event.preventDefault();
  move(row, event.key === "ArrowDown");
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-more]");
  if (!button || !pattern) return;
  event.preventDefault();
  addRows(Number(button.dataset.more));
});

Object.assign(window.sheet, { keys, arrange, addRows });
