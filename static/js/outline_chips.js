// The modifications of a point as chips, each a button that removes it. The input of the sheet, which is hidden, has them
// separated by commas. More are added with the list of outline_list.js.
const outline = window.outline;
let count = 0;

const inputOf = (row) => row.querySelector("[role=combobox]");
const refsOf = (row) => [...new Set(outline.field(row, "modifications").value.split(/[,;]/).map((ref) => ref.trim()))].filter(Boolean);
const chipsOf = (row) => [...row.querySelectorAll(".outline-chips button")];
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

// Chips that stay are kept, as one of them may be about to get the focus.
function draw(row) {
  const group = row.querySelector(".outline-chips");
  const refs = refsOf(row);
  const titles = new Map(known().map((one) => [one.reference, one.title]));
  const old = new Map(chipsOf(row).map((chip) => [chip.dataset.ref, chip]));
  for (const [ref, chip] of old) if (!refs.includes(ref)) chip.remove();
  for (const ref of refs) {
    const about = titles.get(ref) ?? "not in the scope";
    const chip = old.get(ref) ?? element("button", { type: "button", "data-ref": ref, title: about }, ref, cross());
    chip.className = `chip ${titles.has(ref) ? "chip-blue" : "chip-amber"}`;
    chip.ariaLabel = `Remove ${ref}, ${about}, from: ${nameOf(row)}`;
    if (!old.has(ref)) inputOf(row).before(chip);
  }
  group.hidden = outline.isSub(row) && !refs.length;
  group.setAttribute("aria-label", `Modifications of: ${nameOf(row)}`);
  inputOf(row).setAttribute("aria-label", `Add a modification: ${nameOf(row)}`);
}

const cross = () => element("span", { "aria-hidden": "true" }, "×");
const write = (row, refs) =>
  outline.act("modifications", () => outline.set(outline.field(row, "modifications"), refs.join(", ")));


// Removes a chip; the next one gets the focus, or the field to add one.
function removeChip(row, ref) {
  const place = chipsOf(row).findIndex((chip) => chip.dataset.ref === ref);
  write(row, refsOf(row).filter((other) => other !== ref));
  window.announce(`${ref} removed`);
  (chipsOf(row)[place] ?? inputOf(row)).focus();
}

function pressed(event, row) {
  const stops = [...chipsOf(row), inputOf(row)];
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (["Delete", "Backspace"].includes(event.key)) removeChip(row, event.target.dataset.ref);
  else if (by) stops[Math.max(stops.indexOf(event.target) + by, 0)].focus();
  else return;
  event.preventDefault();
}

if (outline) {
  Object.assign(outline, { build, refsOf, write, removeChip, known, element });
  // The modifications of a point that becomes a sub-point go to the point above it.
  outline.handOver = (row, top) => {
    const own = refsOf(row);
    outline.set(outline.field(row, "modifications"), "");
    outline.set(outline.field(top, "modifications"), [...new Set([...refsOf(top), ...own])].join(", "));
  };
  for (const row of outline.rows()) build(row);
  outline.form.addEventListener("input", ({ target }) => {
    if (target.matches("[name$='.modifications'], [name$='.sub']")) draw(target.closest("tr"));
  });
  // Ticking "Sub-point" is what Tab does; a first point cannot be one.
  outline.form.addEventListener("change", ({ target }) => {
    if (!target.matches("[name$='.sub']") || !target.checked) return;
    const row = target.closest("tr");
    const above = row.previousElementSibling;
    if (above && !outline.isOut(above)) outline.handOver(row, outline.topOf(above));
    else outline.set(target, false);
  });
  outline.form.addEventListener("focusout", ({ target }) => {
    if (target.matches("[name$='.text']") && target.isConnected) draw(target.closest("tr"));
  });
  outline.form.addEventListener("click", ({ target }) => {
    const chip = target.closest(".outline-chips button");
    if (chip) removeChip(chip.closest("tr"), chip.dataset.ref);
  });
  outline.form.addEventListener("keydown", (event) => {
    if (event.target.matches(".outline-chips button")) pressed(event, event.target.closest("tr"));
  });
}
