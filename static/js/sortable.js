// A list whose lines go up and down with buttons; without a script the buttons send the form.
function number(list) {
  [...list.children].forEach((item, index) => {
    const position = item.querySelector("input[name$=position]");
    if (position) position.value = String(index + 1);
  });
}

function say(list, item) {
  const said = list.parentElement.querySelector("[data-said]");
  if (!said || !list.dataset.moved) return;
  const label = item.querySelector("[data-label]")?.textContent ?? "";
  const place = [...list.children].indexOf(item) + 1;
  said.textContent = list.dataset.moved.replace("__bloc__", label).replace("__rang__", String(place));
}

for (const list of document.querySelectorAll("[data-sortable]")) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-move]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    const other = button.dataset.move === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (button.dataset.move === "up") other.before(item);
    else other.after(item);
    number(list);
    say(list, item);
    list.dispatchEvent(new Event("input", { bubbles: true }));
    button.focus();
  });
}
