// Before a form is sent that has been open for a while, or that holds files: is its owner still signed in? If not,
// it is not sent, so that all that was typed and chosen stays. Without script the server keeps what was typed.
const FRESH = 10_000; // milliseconds since the server last knew the owner
let isAsking = false;

const holdsFiles = (form) => [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
const isSure = (form) =>
  !window.signIn.isLost && Date.now() - window.signIn.seenAt < FRESH && !holdsFiles(form);

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (form.dataset.checked) {
      delete form.dataset.checked;
      return;
    }
    if (!form.querySelector("[name=page-of]") || isSure(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isAsking) return;
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
