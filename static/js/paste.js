// Pasting into a sheet: both flavours of the clipboard are sent to the server, which reads them and shows where each
// row goes. One cell is pasted by the browser.
const TABLE = /<table/i;
const LIST = /<li\b|mso-list:/i;

// Whether a paste is a block of cells, rather than a text that the browser pastes.
function isBlock(input, text, html) {
  const isBox = input.type === "checkbox" || input.tagName === "SELECT";
  if (isBox) return Boolean(text.trim());
  if (TABLE.test(html)) return (html.match(/<t[dh]\b/gi) ?? []).length > 1 || LIST.test(html);
  if (!/\t|\n./.test(text)) return false;
  return input.tagName !== "TEXTAREA" || text.includes("\t") || LIST.test(html);
}

function send(form, at, text, html) {
  form.elements["paste-at"].value = at;
  form.elements["paste-html"].value = TABLE.test(html) || LIST.test(html) ? html : "";
  form.elements.paste.value = text;
  form.dataset.leaving = "yes";
  form.requestSubmit(form.elements.pasted);
}

document.addEventListener("paste", (event) => {
  const cell = event.target.closest?.("[data-sheet] [data-was]:not([data-out])");
  const field = event.target.closest?.("[data-sheet] [name=paste]");
  if (!event.clipboardData || !(cell || field)) return;
  const [text, html] = ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
  const picked = (window.sheet?.pickedFields() ?? []).filter((one) => one.matches("textarea, input:not([type=checkbox])"));
  if (cell ? !isBlock(cell, text, html) : !TABLE.test(html)) {
    if (!cell || !picked.length || !text.trim()) return;
    event.preventDefault(); // one text, in each cell of the selected block
    window.sheet.fill(picked.map((one) => [one, text.trim()]), "pasted");
    return;
  }
  event.preventDefault();
  send((cell ?? field).form, cell ? cell.name : "", text, html);
});

// In a text field, the HTML flavour is kept beside the text until somebody edits it.
document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("textarea[data-html]");
  if (!field || !event.clipboardData) return;
  const html = event.clipboardData.getData("text/html");
  const isWhole = field.selectionEnd - field.selectionStart === field.value.length;
  field.form.elements[field.dataset.html].value = isWhole && TABLE.test(html) ? html : "";
});
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("textarea[data-html]");
  if (field && event.inputType !== "insertFromPaste") field.form.elements[field.dataset.html].value = "";
});

// The tables of a file are read by the server and pasted as if they had been copied.
for (const label of document.querySelectorAll("[data-tables]")) {
  label.hidden = false;
  const input = label.querySelector("input");
  const error = label.querySelector(".error");
  input.addEventListener("change", async () => {
    if (!input.files.length) return;
    const body = new FormData();
    body.append("file", input.files[0]);
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    try {
      const found = await (await fetch(label.dataset.tables, { method: "POST", body, headers })).json();
      error.textContent = found.sentence ?? "";
      if (found.html) send(input.form, "", "", found.html);
    } catch {
      error.textContent = "The file could not be read. Check that you are signed in, then choose it again.";
    }
  });
}
