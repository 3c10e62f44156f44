// The steps of a sheet outlive a page that the server answers to a paste, to sorting, or to a save that it refused: a
// hidden field of the form holds them. What the answer changed is a step too, so that a pasted block can be undone.
const { form, keys, keyOf, inputs, raw, changed, history } = window.sheet;
const LONGEST = 200_000; // characters; the oldest steps are left out
const ANSWERS = { pasted: "the pasted block", sort: "rows sorted", more: "rows added" };

// The text of a cell when the sheet was opened. The number of a row is its place in this order.
function opening(field, order) {
  if (field.dataset.was === undefined) return `${order.indexOf(field.name.replace(/\.place$/, "")) + 1}`;
  return field.dataset.was.replaceAll("\r\n", "\n");
}

document.addEventListener("submit", (event) => {
  const sent = event.target === form() && form().elements.steps;
  if (!sent) return;
  const { done, undone } = history.steps();
  const { order, guesses } = history.state();
  const differing = [...history.fields()].filter(([, field]) => raw(field) !== opening(field, order));
  const cells = differing.map(([name, field]) => [name, raw(field)]);
  const kept = { by: event.submitter?.name ?? "", done: [...done], undone, order, guesses, cells };
  while (JSON.stringify(kept).length > LONGEST && kept.done.length + kept.undone.length) {
    kept.undone = [];
    kept.done = kept.done.slice(Math.ceil(kept.done.length / 4));
  }
  sent.value = JSON.stringify(kept);
});

// The sheet as it was sent. Empty rows that the answer added are no step, nor are guesses that were confirmed.
function asSent({ by, order, guesses, cells }) {
  const now = history.state();
  const rows = [...form().querySelectorAll("tr[data-new]")].filter((row) => !inputs(row).some(changed)).map(keyOf);
  const added = new Set(rows.filter((key) => !order.includes(key)));
  const [known, sent] = [new Set(order), new Map(cells)];
  const before = new Map();
  for (const [name, field] of history.fields()) {
    const key = name.slice(0, name.lastIndexOf("."));
    if (known.has(key)) before.set(name, sent.get(name) ?? opening(field, order));
    if (added.has(key)) before.set(name, raw(field));
  }
  const whole = [...order, ...keys().filter((key) => added.has(key))];
  return { cells: before, order: whole, guesses: by === "pasted" ? guesses : now.guesses };
}

const kept = JSON.parse(form()?.elements.steps?.value || "null");
if (kept) {
  form().elements.steps.value = "";
  const more = { what: ANSWERS[kept.by] ?? "text tidied", at: "", isReported: kept.by === "pasted" };
  history.resume({ done: kept.done, undone: kept.undone, state: asSent(kept) }, more);
}
