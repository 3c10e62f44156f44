// The impact summary as an outline: how its rows are placed and drawn. The inputs of the sheet stay what they are, so that
// it saves what it saves without script. What can be done with rows: outline_rows.js, by which keys: outline_keys.js.
const side = document.querySelector("[data-outline]");
const form = side?.closest("section").querySelector("form[data-sheet]");
const body = form?.querySelector("tbody");
const rows = () => [...body.rows];
const field = (row, name) => row.querySelector(`[name$=".${name}"]`);
const isSub = (row) => field(row, "sub").checked;
const isOut = (row) => Boolean(row.querySelector("[data-out]:checked"));
const isEmpty = (row) => !field(row, "text").value.trim() && !field(row, "modifications").value.trim();
const isSpare = (row) => row.hasAttribute("data-new") && isEmpty(row);

// The point above a sub-point; the row itself if it is a point.
const topOf = (row) => {
  let top = row;
  while (isSub(top) && top.previousElementSibling) top = top.previousElementSibling;
  return top;
};
// A point with its sub-points; a sub-point alone.
const blockOf = (row) => {
  const block = [row];
  while (!isSub(row) && block.at(-1).nextElementSibling && isSub(block.at(-1).nextElementSibling))
    block.push(block.at(-1).nextElementSibling);
  return block;
};

// Several changes are one step, where the sheet can undo; it then counts what is unsaved.
function act(what, doing) {
  if (window.sheet?.act) window.sheet.act(what, doing);
  else doing();
  const heard = window.sheet?.act ? form : body.querySelector("[data-was]");
  heard.dispatchEvent(new Event("input", { bubbles: true }));
}
function set(input, value) {
  const name = input.type === "checkbox" ? "checked" : "value";
  if (input[name] === value) return;
  input[name] = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function focus(row, at = "end") {
  const text = field(row, "text");
  text.focus();
  window.outline.isTyping = true;
  const place = at === "end" ? text.value.length : at;
  text.setSelectionRange(place, place);
}

// Puts the area below the audience, and the modifications below the text; the columns left over are hidden.
function place(row) {
  row.toggleAttribute("data-placed", true);
  for (const [name, beside] of [["area", "audience"], ["modifications", "text"]]) {
    const [from, to] = [field(row, name).closest("td"), field(row, beside).closest("td")];
    to.append(...from.childNodes);
    from.hidden = true;
  }
  field(row, "area").placeholder = "Area of the DCC, like Systems";
  field(row, "text").placeholder = "Enter adds a point, Tab makes it a sub-point";
  field(row, "text").setAttribute("aria-describedby", "outline-keys");
  row.querySelector(".place").hidden = true;
  field(row, "modifications").hidden = true;
  window.outline?.build?.(row);
}

function draw() {
  let above = "";
  for (const [n, row] of rows().entries()) {
    if (!row.hasAttribute("data-placed")) place(row); // added by the sheet itself
    const [audience, area] = ["audience", "area"].map((name) => field(row, name));
    const here = isSub(row) ? above : `${audience.value} ${area.value}`;
    row.toggleAttribute("data-sub", isSub(row));
    row.toggleAttribute("data-same", n > 0 && here === above && !isSpare(row));
    area.hidden = audience.value !== side.dataset.dcc && !area.value && !area.matches("[aria-invalid]");
    above = here;
  }
}

if (form) {
  const blank = body.querySelector("tr[data-new]").cloneNode(true);
  draw();
  for (const cell of body.rows[0].cells) form.querySelector("thead").rows[0].cells[cell.cellIndex].hidden = cell.hidden;
  form.classList.add("outline");
  side.hidden = false;
  form.querySelector("[data-keys]")?.remove(); // the outline has keys of its own
  form.addEventListener("input", draw);
  // What nobody wrote in is not sent: its audience alone is no point.
  form.addEventListener("formdata", ({ formData }) => {
    const left = rows().filter((row) => blockOf(row).every(isSpare)).map((row) => row.querySelector("[name=row]").value);
    const kept = formData.getAll("row").filter((key) => !left.includes(key));
    for (const name of [...formData.keys()]) if (left.some((key) => name.startsWith(`${key}.`))) formData.delete(name);
    formData.delete("row");
    for (const key of kept) formData.append("row", key);
  });
  window.outline = { side, form, blank, rows, field, isSub, isOut, isSpare, topOf, blockOf, act, set, focus, draw };
}
