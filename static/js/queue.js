// The queue from the keyboard: j and k walk the items, a letter shown beside a button presses it.
// Letters count only while the focus is inside the queue, so that they surprise nobody who dictates or navigates by voice.
const queue = document.querySelector("[data-queue]");

function walk(step) {
  const items = [...queue.querySelectorAll("[data-item]")];
  const here = items.indexOf(document.activeElement);
  const current = here >= 0 ? here : items.findIndex((item) => item.hasAttribute("aria-current"));
  items.at(Math.min(Math.max(current + step, 0), items.length - 1))?.focus();
}

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target?.matches("input, textarea, select, summary")) target.focus();
  else target?.click();
  return Boolean(target);
}

if (queue) {
  if (queue.dataset.queue === "focus" && document.activeElement === document.body) {
    (queue.querySelector("[data-item][aria-current]") ?? queue.querySelector("[data-item]"))?.focus({ preventScroll: true });
  }
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (!press(event.key)) return;
    event.preventDefault();
  });
}

// «Des phrases pour commencer»: choosing a reason puts its words in the message, until somebody writes there.
const phrases = document.querySelector("[data-suggestions]");

if (phrases) {
  const message = document.getElementById(phrases.dataset.suggestions);
  const words = new Map();
  for (const phrase of phrases.querySelectorAll("[data-suggestion]")) {
    words.set(phrase.dataset.suggestion, phrase.textContent.trim());
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = phrase.textContent.trim();
    button.addEventListener("click", () => {
      message.value = button.textContent;
      message.focus();
    });
    phrase.replaceChildren(button);
  }
  const ours = () => message.value.trim() === "" || [...words.values()].includes(message.value.trim());
  for (const choice of document.querySelectorAll('input[name="code"]')) {
    choice.addEventListener("change", () => {
      if (ours()) message.value = words.get(choice.value) ?? "";
    });
  }
}
