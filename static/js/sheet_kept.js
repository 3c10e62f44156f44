// The steps of a sheet outlive a page that the server answers to a paste, to sorting, or to a save that it refused.
// What the answer changed is a step too, so that a pasted block can be undone.
const { form, keys, keyOf, inputs, changed, history } = window.sheet;
const NAME = "sheet-steps"; // in the session storage, from sending the form to the next page with a sheet
const ANSWERS = { pasted: "the pasted block", sort: "rows sorted", more: "rows added" };
const owner = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-Page-Of"];
const page = () => ({ path: location.pathname, owner: owner(), was: form().elements.was.value });

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  const sent = event.submitter?.name ?? "";
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ page: page(), sent, ...history.kept() }));
  } catch {
    sessionStorage.removeItem(NAME); // there is no room; undo then begins with the next page
  }
});

// Empty rows that the server added are no step.
function withEmptyRows(before) {
  const rows = [...form().querySelectorAll("tr[data-new]")].filter((row) => !inputs(row).some(changed));
  const added = new Set(rows.map(keyOf).filter((key) => !before.order.includes(key)));
  const cells = [...history.state().cells].filter(([name]) => added.has(name.slice(0, name.lastIndexOf("."))));
  const order = [...before.order, ...keys().filter((key) => added.has(key))];
  return { ...before, order, cells: [...before.cells, ...cells] };
}

const before = JSON.parse(sessionStorage.getItem(NAME) ?? "null");
sessionStorage.removeItem(NAME);
// Where others changed the sheet meanwhile, `was` differs: undo then begins with this page.
if (before && form()?.dataset.goesOn !== undefined && JSON.stringify(before.page) === JSON.stringify(page())) {
  const what = ANSWERS[before.sent] ?? "text tidied";
  history.resume(withEmptyRows(before), { what, at: "", isReported: before.sent === "pasted" });
}
