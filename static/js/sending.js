// Before a form is sent that has been open for a while, or that holds files: is its owner still signed in? If not,
// it is not sent, so that all that was typed and chosen stays. Without script the server keeps what was typed.
// A form with more text than the server takes is not sent either.
const MOST = 2_621_440; // bytes: DATA_UPLOAD_MAX_MEMORY_SIZE
const FRESH = 10_000; // milliseconds since the server last knew the owner
let isAsking = false;

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
  note.textContent = `Not saved: this form holds ${(size / 1e6).toFixed(1)} MB of text, and 2.6 MB can be sent at once. What you typed is still here. Save it in smaller pieces.`;
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
    if (size <= MOST && isSure(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isAsking) return;
    if (size > MOST) {
      delete form.dataset.leaving;
      refuseSize(form, size);
      return;
    }
    isAsking = true;
    const state = await window.signIn.check({ focus: true });
    isAsking = false;
    if (state === "nobody" || state === "other") {
      delete form.dataset.leaving; // it stays, and so does the question before leaving
      return;
    }
    form.dataset.checked = "yes";
    form.requestSubmit(event.submitter);
  },
  true,
);
