// Before a form with files is sent, or one open for a while, checks that its owner is still signed in. If not, it is
// not sent, so that all input stays. Without script the server stores the input. A form with more text than the
// server accepts is not sent either.
const MAX_BYTES = 2_621_440; // bytes: DATA_UPLOAD_MAX_MEMORY_SIZE
const FRESH = 10_000; // milliseconds since the server last confirmed the owner
let isChecking = false;

const holdsFiles = (form) => [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
const isSure = (form) =>
  !window.signIn.isLost && Date.now() - window.signIn.seenAt < FRESH && !holdsFiles(form);

const sizeOf = (form) => {
  const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  return form.enctype === "multipart/form-data" ? new Blob([...fields.values()]).size : fields.toString().length;
};

function refuseSize(form, size) {
  const note = form.querySelector("[data-too-large]") ?? document.createElement("p");
  Object.assign(note, { className: "note note-red", role: "alert", tabIndex: -1 });
  note.dataset.tooLarge = "";
  form.append(note);
  note.textContent = `Not saved. This form has ${(size / 1e6).toFixed(1)} MB of text, and the limit is 2.6 MB. What you typed is still here. Save it in smaller pieces.`;
  note.focus();
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (form.dataset.checked) {
      delete form.dataset.checked;
      return;
    }
    if (!form.querySelector("[name=page-of]")) return;
    const size = sizeOf(form);
    if (size <= MAX_BYTES && isSure(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isChecking) return;
    if (size > MAX_BYTES) {
      delete form.dataset.leaving;
      refuseSize(form, size);
      return;
    }
    isChecking = true;
    const state = await window.signIn.check({ focus: true });
    isChecking = false;
    if (state === "nobody" || state === "other") {
      delete form.dataset.leaving; // the page stays, with its question before leaving
      return;
    }
    form.dataset.checked = "yes";
    form.requestSubmit(event.submitter);
  },
  true,
);
