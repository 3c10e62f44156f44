// The modifications of a point as chips, each a button that removes it. The input of the sheet, which is hidden, has them
// separated by commas. More are added with the list of outline_list.js.
const outline = window.outline;
let count = 0;

const inputOf = (row) => row.querySelector("[role=combobox]");
const refsOf = (row) => outline.field(row, "modifications").value.split(/[,;]/).map((ref) => ref.trim()).filter(Boolean);
const known = () => [...outline.side.querySelectorAll("[data-reference]")].map(({ dataset }) => dataset);
const nameOf = (row) => outline.field(row, "text").value.trim().slice(0, 60) || "new point";

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function build(row) {
  const id = `outline-list-${(count += 1)}`;
  const combobox = element("input", {
    class: "input", role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
    autocomplete: "off", placeholder: "# modification", type: "text",
  });
  const list = element("ul", { role: "listbox", id, class: "outline-list", "aria-label": "Modifications of the release" });
  list.hidden = true;
  outline.field(row, "text").after(element("div", { class: "outline-chips", role: "group" }, combobox), list);
  draw(row);
}

function draw(row) {
  const group = row.querySelector(".outline-chips");
  const refs = refsOf(row);
  const titles = new Map(known().map((one) => [one.reference, one.title]));
  for (const old of group.querySelectorAll("button")) old.remove();
  inputOf(row).before(...refs.map((ref) => {
    const about = titles.get(ref) ?? "not in the scope";
    const tone = titles.has(ref) ? "chip-blue" : "chip-amber";
    const label = `Remove ${ref}, ${about}, from: ${nameOf(row)}`;
    const cross = element("span", { "aria-hidden": "true" }, "×");
    return element("button", { type: "button", class: `chip ${tone}`, "data-ref": ref, title: about, "aria-label": label }, ref, cross);
  }));
  group.hidden = outline.isSub(row) && !refs.length;
  group.setAttribute("aria-label", `Modifications of: ${nameOf(row)}`);
  inputOf(row).setAttribute("aria-label", `Add a modification: ${nameOf(row)}`);
}

const write = (row, refs) => outline.set(outline.field(row, "modifications"), refs.join(", "));


// Removes a chip; the next one gets the focus, or the field to add one.
function removeAt(row, place) {
  const refs = refsOf(row);
  const [ref] = refs.splice(place, 1);
  write(row, refs);
  window.announce(`${ref} removed`);
  (row.querySelectorAll(".outline-chips button")[place] ?? inputOf(row)).focus();
}

function pressed(event, row) {
  const chips = [...row.querySelectorAll(".outline-chips button"), inputOf(row)];
  const place = chips.indexOf(event.target);
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (["Delete", "Backspace"].includes(event.key)) removeAt(row, place);
  else if (by) chips[Math.max(place + by, 0)]?.focus();
  else return;
  event.preventDefault();
}

if (outline) {
  Object.assign(outline, { build, refsOf, write, removeAt, known, element });
  // The modifications of a point that becomes a sub-point go to the point above it.
  outline.handOver = (row, top) => {
    const own = refsOf(row);
    write(row, []);
    write(top, [...new Set([...refsOf(top), ...own])]);
  };
  for (const row of outline.rows()) build(row);
  outline.form.addEventListener("input", ({ target }) => {
    if (target.matches("[name$='.modifications'], [name$='.sub']")) draw(target.closest("tr"));
  });
  outline.form.addEventListener("focusout", ({ target }) => {
    if (target.matches("[name$='.text']") && target.isConnected) draw(target.closest("tr"));
  });
  outline.form.addEventListener("click", ({ target }) => {
    const chip = target.closest(".outline-chips button");
    if (chip) removeAt(chip.closest("tr"), [...chip.parentElement.children].indexOf(chip));
  });
  outline.form.addEventListener("keydown", (event) => {
    if (event.target.matches(".outline-chips button")) pressed(event, event.target.closest("tr"));
  });
}
