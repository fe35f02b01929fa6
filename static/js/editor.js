// A small toolbar that writes Markdown, and a preview made by the server.
function replace(area, start, end, text, from, to) {
  area.setRangeText(text, start, end, "end");
  area.setSelectionRange(start + from, start + to);
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(area, mark) {
  const { selectionStart: start, selectionEnd: end } = area;
  const chosen = area.value.slice(start, end);
  replace(area, start, end, `${mark}${chosen}${mark}`, mark.length, mark.length + chosen.length);
}

function prefix(area, mark) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.selectionEnd;
  const text = area.value.slice(start, end).split("\n").map((line) => mark + line).join("\n");
  replace(area, start, end, text, text.length, text.length);
}

function link(area) {
  const { selectionStart: start, selectionEnd: end } = area;
  const text = `[${area.value.slice(start, end)}](https://)`;
  replace(area, start, end, text, text.length - 1, text.length - 1);
}

async function render(box, area, pane) {
  const body = new FormData();
  body.set("text", area.value);
  const token = area.form?.querySelector("[name=csrf_token]");
  if (token) body.set("csrf_token", token.value);
  box.asked = (box.asked ?? 0) + 1;
  const asked = box.asked;
  const answer = await fetch(box.dataset.preview, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return false;
  const html = await answer.text();
  // An answer that a later one has overtaken shows nothing.
  if (asked === box.asked) pane.innerHTML = html;
  return true;
}

async function preview(box, area, pane, button) {
  const showing = button.getAttribute("aria-pressed") === "true";
  if (!showing && !(await render(box, area, pane))) return;
  area.hidden = !showing && !("live" in box.dataset);
  pane.hidden = showing;
  button.setAttribute("aria-pressed", String(!showing));
}

// Live: the preview stands by the text and follows it, a moment after the last key.
function follow(box, area, pane) {
  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    if (!pane.hidden) timer = setTimeout(() => render(box, area, pane), 400);
  });
}

for (const box of document.querySelectorAll("[data-editor]")) {
  const area = box.querySelector("textarea");
  const bar = box.querySelector(".editor__bar");
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  if ("live" in box.dataset) follow(box, area, box.querySelector(".editor__preview"));
  buttons.forEach((button, index) => { button.tabIndex = index ? -1 : 0; });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.wrap) wrap(area, button.dataset.wrap);
    else if (button.dataset.prefix) prefix(area, button.dataset.prefix);
    else if ("link" in button.dataset) link(area);
    else preview(box, area, box.querySelector(".editor__preview"), button);
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length);
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  });
  area.addEventListener("keydown", (event) => {
    const mark = { b: "**", i: "_" }[event.key.toLowerCase()];
    if (!mark || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    wrap(area, mark);
  });
}
