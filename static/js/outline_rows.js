// What can be done with the rows of the outline: add, divide, change the level, remove and move them.
const outline = window.outline;
const { act, blank, blockOf, field, focus, form, isOut, isSpare, isSub, rows, set, topOf } = outline ?? {};

function renumber() {
  for (const [n, row] of rows().entries()) field(row, "place").value = n + 1;
  outline.draw();
}

function add(beside, { text = "", isBelow, isAbove = false }) {
  const row = blank.cloneNode(true);
  const old = field(row, "text").name.replace(/\.text$/, "");
  const numbers = rows().map((one) => /^new-(\d+)\./.exec(field(one, "text").name)?.[1] ?? 0);
  const number = Math.max(...numbers, Number(old.slice(4))) + 1;
  for (const [n, input] of [...row.querySelectorAll("input, select, textarea")].entries()) {
    input.name = input.name.replace(`${old}.`, `new-${number}.`);
    input.id = `new-${number}-${n}`;
    if (input.name === "row") input.value = `new-${number}`;
    if (input.ariaLabel) input.ariaLabel = input.ariaLabel.replace(/(?<!\d)\d+$/, number);
  }
  if (isAbove) beside.before(row);
  else beside.after(row);
  outline.draw();
  const top = topOf(beside);
  for (const name of ["audience", "area"]) field(row, name).value = field(top, name).value;
  set(field(row, "sub"), isBelow);
  renumber();
  set(field(row, "text"), text);
  return row;
}

// Divides a point at the cursor; below a point with sub-points, the new one is the first of them. At its beginning, an
// empty one comes above it.
function divide(row, input) {
  const [from, until, whole] = [input.selectionStart, input.selectionEnd, input.value];
  const next = row.nextElementSibling;
  act("a point added", () => {
    if (whole.trim() && !until) focus(add(row, { isBelow: isSub(row), isAbove: true }), 0);
    else {
      set(input, whole.slice(0, from).trimEnd());
      const isBelow = isSub(row) || Boolean(next && isSub(next) && !isSpare(next));
      focus(add(row, { text: whole.slice(until).trimStart(), isBelow }), 0);
    }
  });
}

// Whether the level was changed. The modifications of a point that becomes a sub-point go to the point above.
function level(row, down) {
  const above = row.previousElementSibling;
  if (isSub(row) === down || (down && (!above || isOut(above)))) return false;
  act(down ? "a sub-point made" : "a point made", () => {
    if (down) outline.handOver(row, topOf(above));
    set(field(row, "sub"), down);
    outline.draw();
  });
  window.announce(down ? "Now a sub-point" : "Now a point of its own");
  return true;
}

function remove(row) {
  const near = row.previousElementSibling ?? row.nextElementSibling;
  const out = row.querySelector("[data-out]");
  act("a point removed", () => {
    if (out) {
      set(field(row, "text"), field(row, "text").dataset.was);
      set(out, true);
    } else if (rows().length > 1) {
      row.remove();
      renumber();
    }
  });
  window.announce("Point removed");
  if (near) focus(near);
}

function move(row, down) {
  const block = blockOf(row);
  const beside = down ? block.at(-1).nextElementSibling : row.previousElementSibling;
  const other = beside && !isSub(row) ? blockOf(topOf(beside)) : [beside];
  const isFirst = isSub(row) && !down && beside === rows()[0];
  if (!beside || isSpare(beside) || isFirst) {
    window.announce(down ? "This is the last point" : "This is the first point");
    return;
  }
  act("a point moved", () => {
    if (down) other.at(-1).after(...block);
    else other[0].before(...block);
    form.dataset.moved = "yes";
    renumber();
  });
  focus(row);
  window.announce(`Moved to place ${rows().indexOf(row) + 1}`);
}

if (outline) Object.assign(outline, { divide, level, remove, move });
