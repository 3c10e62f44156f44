// Which modifications of the release that affect a category no point names yet, while the points are written. The
// category of the point that has the focus comes first, with titles.
const outline = window.outline;
let current = "";

const audiences = () => [...outline.blank.querySelector("[name$='.audience']").options].map(({ value, label }) => ({ value, label }));

// A point for all SEC Parties speaks of each category of Parties, but not of the DCC.
function missing(audience) {
  const { all, dcc } = outline.side.dataset;
  const points = outline.rows().filter((row) => !outline.isSub(row) && !outline.isOut(row) && !outline.isSpare(row));
  const named = points.filter((row) => {
    const of = outline.field(row, "audience").value;
    return of === audience || (of === all && audience !== dcc);
  });
  const references = new Set(named.flatMap(outline.refsOf));
  const affects = (one) => one.audiences.split(" ").includes(audience);
  return outline.known().filter((one) => affects(one) && !references.has(one.reference));
}

function line(one, isCurrent) {
  const chip = outline.element("span", { class: "chip chip-amber", title: one.title }, one.reference);
  return outline.element("li", {}, chip, ...(isCurrent ? [outline.element("span", { class: "sub" }, one.title)] : []));
}

function group({ value, label }) {
  const found = missing(value);
  const isCurrent = value === current;
  if (!found.length && !isCurrent) return [];
  const list = outline.element("ul", { role: "list", class: isCurrent ? "stack" : "cluster" });
  list.append(...found.map((one) => line(one, isCurrent)));
  const head = outline.element("h3", {}, label);
  const none = outline.element("p", { class: "text-2" }, "Each modification that is ticked for it is named.");
  return [outline.element("div", isCurrent ? { "data-current": "" } : {}, head, found.length ? list : none)];
}

function draw() {
  const of = audiences().filter(({ value }) => value !== outline.side.dataset.all);
  const groups = [...of.filter(({ value }) => value === current), ...of.filter(({ value }) => value !== current)];
  const drawn = groups.flatMap(group);
  const isTicked = outline.known().some((one) => one.audiences);
  const sentence = isTicked
    ? "Every modification is named for each category that it affects."
    : "The participant matrix has no ticks yet.";
  const done = outline.element("p", { class: "text-2" }, sentence);
  outline.side.querySelector("[data-coverage]").replaceChildren(...(drawn.length ? drawn : [done]));
}

if (outline) {
  outline.missing = missing;
  outline.form.addEventListener("input", draw);
  outline.form.addEventListener("focusin", ({ target }) => {
    const row = target.closest("tbody tr");
    if (!row) return;
    const audience = outline.field(outline.topOf(row), "audience").value;
    if (audience !== current) {
      current = audience;
      draw();
    }
  });
  draw();
}
