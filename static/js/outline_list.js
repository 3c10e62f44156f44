// The list of the release's modifications, opened by "#" in the text of a point and filtered by a reference or by words
// of the title. Those that no point names yet for the point's audience come first.
const outline = window.outline;
const MOST = 30;
const listOf = (row) => row.querySelector("[role=listbox]");
const inputOf = (row) => row.querySelector("[role=combobox]");
let back = null; // the text, and the place in it where "#" was typed

// The modifications that the list offers: those that no point names yet for this audience first.
function offered(row) {
  const words = inputOf(row).value.toLowerCase().split(/\s+/).filter(Boolean);
  const has = outline.refsOf(row);
  const missing = new Set(outline.missing(outline.field(row, "audience").value).map((one) => one.reference));
  const fits = ({ reference, title }) => words.every((word) => `${reference} ${title}`.toLowerCase().includes(word));
  const found = outline.known().filter((one) => !has.includes(one.reference) && fits(one));
  return [...found.filter((one) => missing.has(one.reference)), ...found.filter((one) => !missing.has(one.reference))]
    .slice(0, MOST)
    .map((one) => ({ ...one, isMissing: missing.has(one.reference) }));
}

function show(row) {
  const [list, input] = [listOf(row), inputOf(row)];
  const options = offered(row).map((one, n) => {
    const note = one.isMissing ? [outline.element("span", { class: "sub" }, "Not named yet")] : [];
    const title = outline.element("span", {}, one.title);
    return outline.element("li", { role: "option", id: `${list.id}-${n}`, "data-ref": one.reference, "aria-selected": "false" },
      outline.element("strong", {}, one.reference), title, ...note);
  });
  list.replaceChildren(...options);
  list.hidden = !options.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  activate(row, 0);
  list.scrollIntoView({ block: "nearest" });
}

function close(row) {
  listOf(row).hidden = true;
  inputOf(row).setAttribute("aria-expanded", "false");
  inputOf(row).removeAttribute("aria-activedescendant");
}

function activate(row, place) {
  const options = [...listOf(row).children];
  const active = options.at(place % Math.max(options.length, 1));
  for (const option of options) option.setAttribute("aria-selected", String(option === active));
  inputOf(row).removeAttribute("aria-activedescendant");
  if (!active) return;
  inputOf(row).setAttribute("aria-activedescendant", active.id);
  active.scrollIntoView({ block: "nearest" });
}

// Adds the chosen one, or what is typed if the list has nothing (the server says if it does not exist).
function pick(row, option) {
  const ref = option?.dataset.ref ?? inputOf(row).value.trim().toUpperCase();
  inputOf(row).value = "";
  close(row);
  if (ref) outline.write(row, [...outline.refsOf(row), ref]);
  const isOfSub = back && outline.isSub(back.input.closest("tr"));
  if (ref) outline.say(isOfSub ? `${ref} is named on the point above its sub-points.` : `${ref} added`, isOfSub);
  goBack();
}

function goBack(typed = "") {
  if (!back) return;
  const { input, place } = back;
  back = null;
  outline.focus(input.closest("tr"), place);
  if (typed) outline.set(input, `${input.value.slice(0, place)}${typed}${input.value.slice(place)}`);
  if (typed) outline.focus(input.closest("tr"), place + 1);
}

const KEYS = {
  ArrowDown: (row, active) => (listOf(row).hidden ? show(row) : activate(row, active + 1)),
  ArrowUp: (row, active) => (listOf(row).hidden ? show(row) : activate(row, active - 1)),
  Enter: (row, active) => pick(row, listOf(row).hidden ? null : listOf(row).children[active]),
  Escape: (row) => {
    inputOf(row).value = "";
    close(row);
    if (back) goBack();
    else outline.focus(row);
  },
  "#": (row) => (back && !inputOf(row).value ? goBack("#") : null),
};

if (outline) {
  // Announced, and shown where it is not what one sees at the place of typing.
  outline.say = (text, isShown) => {
    outline.side.querySelector("[data-said]").textContent = isShown ? text : "";
    window.announce(text);
  };
  outline.choose = (row, input) => {
    const place = input.selectionStart;
    inputOf(row).value = "";
    inputOf(row).focus();
    back = { input, place };
    show(row);
  };
  outline.form.addEventListener("keydown", (event) => {
    if (!event.target.matches("[role=combobox]") || event.isComposing) return;
    const row = event.target.closest("tr");
    const active = [...listOf(row).children].findIndex((option) => option.ariaSelected === "true");
    if (event.key === "Backspace" && !event.target.value && outline.refsOf(row).length)
      outline.removeChip(row, outline.refsOf(row).at(-1));
    else if ((event.ctrlKey || event.metaKey) && ["Enter", "s"].includes(event.key)) outline.form.requestSubmit();
    else if (KEYS[event.key]) KEYS[event.key](row, active);
    else return;
    event.preventDefault();
  });
  outline.form.addEventListener("input", ({ target }) => target.matches("[role=combobox]") && show(target.closest("tr")));
  outline.form.addEventListener("focusout", ({ target }) => {
    if (!target.matches("[role=combobox]")) return;
    close(target.closest("tr"));
    back = null;
  });
  outline.form.addEventListener("mousedown", (event) => event.target.closest("[role=option]") && event.preventDefault());
  outline.form.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) pick(option.closest("tr"), option);
    else if (target.matches("[role=combobox]")) show(target.closest("tr"));
  });
}
