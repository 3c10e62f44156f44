// The keys of the outline. Tab changes the level only for somebody who types: who passes through the page with Tab, or
// has pressed Escape, moves on, so that nothing changes by passing by and nobody is trapped.
const outline = window.outline;
let lastKey = "";

const ROW_KEYS = {
  Enter: (row, input) => {
    if (outline.isSub(row) && !input.value.trim()) outline.level(row, false);
    else outline.divide(row, input);
    return true;
  },
  Backspace: (row, input) => {
    if (input.value) return false;
    outline.remove(row);
    return true;
  },
  Tab: (row) => {
    if (!outline.isTyping || !outline.level(row, true)) return false;
    outline.focus(row);
    return true;
  },
  "Shift+Tab": (row) => {
    if (!outline.isTyping || !outline.level(row, false)) return false;
    outline.focus(row);
    return true;
  },
  "Alt+ArrowUp": (row) => outline.move(row, false) ?? true,
  "Alt+ArrowDown": (row) => outline.move(row, true) ?? true,
  "#": (row, input) => {
    outline.choose(outline.topOf(row), input);
    return true;
  },
  Escape: (row, input) => {
    const stops = [...outline.form.querySelectorAll("input, select, textarea, button, a[href], summary")];
    const open = stops.filter((stop) => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility({ checkVisibilityCSS: true }));
    open[open.indexOf(input) + 1]?.focus();
    outline.isTyping = false;
    return true;
  },
};

// "Alt+ArrowUp"; AltGr types characters, such as "#" on some keyboards.
function nameOf(event) {
  if (event.key === "#" && event.ctrlKey === event.altKey) return "#";
  if (event.ctrlKey || event.metaKey) return "";
  if (event.altKey) return `Alt+${event.key}`;
  return event.shiftKey ? `Shift+${event.key}` : event.key;
}

if (outline) {
  document.addEventListener("keydown", (event) => (lastKey = event.key), true);
  document.addEventListener("pointerdown", () => (lastKey = ""), true);
  outline.form.addEventListener("focusin", (event) => {
    if (event.target.matches("[name$='.text']")) outline.isTyping = lastKey !== "Tab";
  });
  outline.form.addEventListener(
    "keydown",
    (event) => {
      if (!event.target.matches("[name$='.text']") || event.isComposing) return;
      const name = nameOf(event);
      if (ROW_KEYS[name]?.(event.target.closest("tr"), event.target)) {
        event.preventDefault();
        event.stopPropagation(); // the sheet has other meanings for some
      } else if (!["Tab", "Shift", "Escape"].includes(event.key)) outline.isTyping = true;
    },
    true,
  );
}
