// Pasting into a sheet: a block of cells goes to the server for a preview; the browser pastes a single cell.
const BLOCKS = new Set(["P", "DIV", "LI", "UL", "OL", "H1", "H2", "H3", "H4", "H5", "H6"]);

// The text of a table cell, one line per paragraph, without Word's list markers.
function textOf(cell) {
  let text = "";
  const newLine = () => (text = text.trimEnd() && !text.endsWith("\n") ? `${text.trimEnd()}\n` : text);
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data.replace(/[ \t\r\n\f]+/g, " ");
      else if (child.nodeType !== Node.ELEMENT_NODE || /mso-list:\s*ignore/i.test(child.getAttribute("style") ?? "")) continue;
      else if (child.tagName === "BR") text = `${text.trimEnd()}\n`;
      else if (BLOCKS.has(child.tagName)) {
        newLine();
        walk(child);
        newLine();
      } else walk(child);
    }
  };
  walk(cell);
  return text.split("\n").map((line) => line.trim()).join("\n").trim();
}

// The rows of the only table in the clipboard, with merged cells once; null if there is none.
function tableOf(html) {
  if (!/<table/i.test(html)) return null;
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const tables = body.querySelectorAll("table");
  if (tables.length !== 1) return null;
  const rows = [...tables[0].rows].map(() => []);
  [...tables[0].rows].forEach((row, n) => {
    let at = 0;
    for (const cell of row.cells) {
      while (rows[n][at] !== undefined) at += 1;
      for (let down = 0; down < Math.min(cell.rowSpan || 1, rows.length - n); down += 1)
        for (let right = 0; right < Math.min(cell.colSpan, 100); right += 1) rows[n + down][at + right] = "";
      rows[n][at] = textOf(cell);
    }
  });
  tables[0].remove();
  for (const style of body.querySelectorAll("style, script")) style.remove();
  return rows.length && !body.textContent.trim() ? rows.map((row) => Array.from(row, (text) => text ?? "")) : null;
}

// As spreadsheets write cells: separated by tabs and line breaks, in quotation marks if they contain either.
const quoted = (text) => (/["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const written = (rows) => rows.map((row) => row.map((text) => quoted(text.replaceAll("\t", " "))).join("\t")).join("\n");

// The text to send for a paste into a field; null to leave it to the browser.
function blockFor(input, clipboard) {
  const text = clipboard.getData("text/plain");
  const rows = tableOf(clipboard.getData("text/html"));
  const isBox = input.type === "checkbox" || input.tagName === "SELECT";
  if (rows) {
    const isOne = rows.length === 1 && rows[0].length === 1;
    return isBox || !isOne || rows[0][0].includes("\n") ? written(rows) : null;
  }
  if (isBox) return text.trim() ? text : null;
  if (!/\t|\n./.test(text) || (input.tagName === "TEXTAREA" && !text.includes("\t"))) return null;
  return text;
}

document.addEventListener("paste", (event) => {
  const input = event.target.closest?.("[data-sheet] [data-was]:not([data-out])");
  const block = input && event.clipboardData ? blockFor(input, event.clipboardData) : null;
  if (block === null) return;
  event.preventDefault();
  const root = input.form;
  root.elements["paste-at"].value = input.name;
  root.elements.paste.value = block;
  root.dataset.leaving = "yes";
  root.requestSubmit(root.elements.pasted);
});
