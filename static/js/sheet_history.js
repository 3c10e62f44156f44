// Undo and redo of everything since the page of a sheet was opened. A step holds the cells that differ, each with its
// text before and after, and the order of the rows where that differs.
const { form, raw, keys, put, act, arrange, go, isActing } = window.sheet;
const FIELD = "table :is([data-was], .place input:not([type=hidden]))";
const PAUSE = 1000; // milliseconds; what is typed after a longer pause is a step of its own
const MOST = 500; // steps
const fields = () => new Map([...(form()?.querySelectorAll(FIELD) ?? [])].map((field) => [field.name, field]));
let done = [];
let undone = [];
let known = { cells: new Map(), order: [], guesses: "" };
let typedAt = 0;

// The sheet as it is: the text of each cell by its name, the order of the rows, and the open guesses of a paste.
function state() {
  const cells = new Map([...fields()].map(([name, field]) => [name, raw(field)]));
  return { cells, order: keys(), guesses: form().elements.guesses?.value ?? "" };
}

// The step from one state to another; null where nothing differs. A cell whose row is not there is null.
function between(from, to) {
  const cells = {};
  for (const name of new Set([...from.cells.keys(), ...to.cells.keys()])) {
    const sides = [from.cells.get(name) ?? null, to.cells.get(name) ?? null];
    if (sides[0] !== sides[1]) cells[name] = sides;
  }
  const order = from.order.join("\n") === to.order.join("\n") ? null : [from.order, to.order];
  const guesses = from.guesses === to.guesses ? null : [from.guesses, to.guesses];
  return order || guesses || Object.keys(cells).length ? { cells, order, guesses } : null;
}

function push(step) {
  done = [...done, step].slice(-MOST);
  undone = [];
  show();
}

// What differs from the state known last becomes a step; `more` says what it is and which cell was in use.
function record(more) {
  const before = known;
  known = state();
  typedAt = 0;
  const step = between(before, known);
  if (step) push({ ...step, ...more });
}

function recordTyping(field) {
  const [name, text, last] = [field.name, raw(field), done.at(-1)];
  if (last?.typed === name && Date.now() - typedAt < PAUSE && field.type !== "checkbox") {
    last.cells[name][1] = text;
    undone = [];
    show();
  } else {
    const cells = { [name]: [known.cells.get(name) ?? "", text] };
    push({ what: field.ariaLabel ?? "text", at: name, typed: name, cells, order: null, guesses: null });
  }
  known.cells.set(name, text);
  typedAt = Date.now();
}

function show() {
  for (const [word, steps] of [["Undo", done], ["Redo", undone]]) {
    const button = form().querySelector(`[data-${word.toLowerCase()}]`);
    button.hidden = false;
    button.ariaDisabled = `${!steps.length}`;
    button.title = steps.length ? `${word}: ${steps.at(-1).what}` : `Nothing to ${word.toLowerCase()}`;
  }
}

// Which guesses of a paste are open: the hidden field that is sent, and their marks.
function openGuesses(text) {
  const open = new Set(JSON.parse(text || "[]").map(([key, column]) => `${key}.${column}`));
  if (form().elements.guesses) form().elements.guesses.value = text;
  for (const mark of form().querySelectorAll(".guess")) mark.hidden = !open.has(mark.querySelector("input").value);
  form().querySelectorAll("[data-guesses]").forEach((label) => (label.hidden = !open.size));
}

function apply(step, side) {
  act("", () => {
    if (step.order) arrange(step.order[side]);
    const found = fields();
    for (const [name, sides] of Object.entries(step.cells))
      if (found.has(name) && sides[side] !== null) put(found.get(name), sides[side]);
    if (step.guesses) openGuesses(step.guesses[side]);
  });
  const report = step.isReported && document.querySelector(".pasted");
  if (report) report.hidden = !side;
  known = state();
}

// Goes one step back (side 0) or forth (side 1), to the cell that it changed.
function replay(side, isByKey) {
  const step = (side ? undone : done).pop();
  typedAt = 0;
  if (!step) return window.announce(side ? "Nothing to redo." : "Nothing to undo.");
  apply(step, side);
  (side ? done : undone).push(step);
  show();
  const found = fields();
  const at = [step.at, ...Object.keys(step.cells)].find((name) => found.has(name));
  const target = found.get(at) ?? [...found.values()].at(-1);
  if (isByKey) go(target);
  target?.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
  window.announce(`${side ? "Redone" : "Undone"}: ${step.what}`);
}

document.addEventListener("sheet:acted", ({ detail }) => detail.what && record(detail));
document.addEventListener("input", ({ target }) => {
  if (!isActing() && target.form === form() && target.matches?.(FIELD)) recordTyping(target);
});

// In another field, such as the reason, the browser undoes what was typed there.
const isElsewhere = (target) =>
  target.closest?.("input:not([type=checkbox]), textarea, dialog") && !target.closest("[data-sheet] table");
document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !["y", "z"].includes(key)) return;
  if (!form() || isElsewhere(event.target)) return;
  event.preventDefault();
  replay(key === "y" || event.shiftKey ? 1 : 0, true);
});
document.addEventListener("beforeinput", (event) => {
  if (!event.inputType.startsWith("history") || isElsewhere(event.target)) return;
  event.preventDefault(); // from a menu of the browser, which knows only what was typed
  replay(event.inputType === "historyRedo" ? 1 : 0, true);
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-undo], [data-redo]")) replay(target.closest("[data-redo]") ? 1 : 0, false);
});

if (form()?.querySelector("[data-undo]")) {
  known = state();
  show();
}
// For sheet_kept.js: the steps as they are, and going on with those of the page before.
function resume(before, more) {
  ({ done, undone } = before);
  known = before.state;
  show();
  record(more);
}
const steps = () => ({ done, undone });
Object.assign(window.sheet, { history: { fields, state, steps, resume } });
