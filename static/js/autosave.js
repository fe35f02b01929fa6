// Drafts save themselves: form[data-autosave] is posted as it stands, a moment after the last key.
const QUIET = 2000;
const AGAIN = 15000;
const PATIENCE = 20000;

function clock() {
  const now = new Date();
  return `${now.getHours()} h ${String(now.getMinutes()).padStart(2, "0")}`;
}

function body(form) {
  const data = new FormData(form);
  // Photos leave with the button; sending them at each pause would cost the reader's connection.
  for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
  return data;
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Put another version's values in the controls of a field, boxes included.
function take(form, field) {
  for (const control of form.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)) {
    if (control.type === "checkbox") control.checked = field.values.includes(control.value);
    else control.value = field.values[0] ?? "";
  }
}

// The text was saved from elsewhere: what it says there stands under each field, and the author chooses.
function sideBySide(form, told, keep) {
  const words = form.dataset;
  for (const field of told.fields) {
    const control = form.querySelector(`[name="${CSS.escape(field.name)}"]`);
    const button = element("button", { type: "button", className: "button button--quiet", textContent: words.take });
    button.setAttribute("aria-label", `${words.take} : ${field.label}`);
    const box = element("div", { className: "theirs" },
      element("p", { className: "theirs__title", textContent: words.theirs }),
      element("p", { className: "theirs__text", textContent: field.text || words.empty }), button);
    button.addEventListener("click", () => { take(form, field); box.remove(); control.focus(); });
    control?.closest("fieldset, .field")?.after(box);
  }
  const goOn = element("button", { type: "button", className: "button", textContent: words.keep });
  const panel = form.querySelector("[data-conflict]");
  panel.replaceChildren(element("p", { textContent: words.both }), goOn);
  goOn.addEventListener("click", () => {
    for (const box of form.querySelectorAll(".theirs")) box.remove();
    panel.replaceChildren();
    keep(told.version);
  });
  panel.scrollIntoView({ block: "center" });
}

function start(form) {
  const line = form.querySelector("[data-saved]");
  const version = form.elements.namedItem("version");
  let timer = 0;
  let underWay = null;
  let dirty = false;
  let stopped = false;
  let leaving = false;

  const say = (text, state = "") => {
    if (!line) return;
    line.textContent = text;
    line.dataset.state = state;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  function save() {
    if (underWay || stopped || !dirty) return;
    underWay = keep().finally(() => { underWay = null; });
  }

  async function keep() {
    dirty = false;
    say(line?.dataset.saving ?? "");
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: body(form), headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    if (answer?.status === 409) {
      stopped = dirty = true;
      const told = await answer.json().catch(() => ({}));
      const shown = told.fields && form.querySelector("[data-conflict]");
      say(told.message ?? (shown ? "" : line?.dataset.conflict ?? ""), "error");
      if (shown) {
        sideBySide(form, told, (number) => {
          version.value = number;
          stopped = false;
          save();
        });
      }
    } else if (answer?.ok && !answer.redirected) {
      const told = await answer.json().catch(() => ({}));
      if (version && told.version !== undefined) version.value = told.version;
      const except = told.unsaved?.length ? ` (${form.dataset.except} : ${told.unsaved.join(", ")})` : "";
      say(`${line?.dataset.at ?? ""} ${clock()}${except}`, except ? "error" : "");
      if (dirty) later(QUIET);
    } else if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      // A draft the server cannot take yet is said by the button, with its reason at the field.
      dirty = true;
      say("");
    } else {
      dirty = true;
      say(line?.dataset.offline ?? "", "error");
      later(AGAIN);
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    dirty = true;
    later(QUIET);
  });
  // A save still on its way would make the button's own sending look like another page's: it is waited for.
  form.addEventListener("submit", (event) => {
    leaving = true;
    clearTimeout(timer);
    if (underWay) {
      event.preventDefault();
      const button = event.submitter;
      underWay.then(() => form.requestSubmit(button));
    } else {
      stopped = true;
    }
  });
  addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-autosave]")) start(form);
