// Rows of a form that come and go: «add» copies the model, «drop» takes a row away and can give it back.
function renumber(list) {
  [...list.children].forEach((row, index) => {
    const number = String(index + 1);
    row.querySelector("[data-number]").textContent = number;
    const set = row.querySelector("fieldset");
    set.setAttribute("aria-label", set.getAttribute("aria-label").replace(/\d+|__rang__/, number));
  });
}

// The next name nobody bears: a row taken away must not lend its own to another.
function next(box) {
  const used = [...box.querySelectorAll("[data-row] [name]")].map((field) => Number(/^f(\d+)_/.exec(field.name)?.[1] ?? 0));
  box.highest = Math.max(box.highest ?? 0, ...used) + 1;
  return box.highest;
}

function changed(box) {
  const list = box.querySelector("ol");
  renumber(list);
  const count = list.children.length;
  const add = box.querySelector("[data-add]");
  if (add) add.closest("p").hidden = count >= Number(box.dataset.most);
  const total = box.closest("section")?.querySelector(".count");
  if (total) total.textContent = `${count}/${box.dataset.most}`;
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function add(box) {
  const list = box.querySelector("ol");
  if (list.children.length >= Number(box.dataset.most)) return;
  const holder = document.createElement("template");
  holder.innerHTML = document.getElementById(box.dataset.model).innerHTML.replaceAll("f0_", `f${next(box)}_`);
  list.append(holder.content);
  changed(box);
  box.querySelector("[data-said]").replaceChildren(list.children.length >= Number(box.dataset.most) ? box.dataset.full : "");
  list.lastElementChild.querySelector("input").focus();
}

function drop(box, row) {
  const list = box.querySelector("ol");
  const after = row.nextElementSibling;
  const said = box.querySelector("[data-said]");
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "button button--plain", textContent: box.dataset.undo });
  next(box);
  row.remove();
  changed(box);
  undo.addEventListener("click", () => {
    list.insertBefore(row, after?.isConnected ? after : null);
    said.replaceChildren();
    changed(box);
    row.querySelector("input").focus();
  });
  said.replaceChildren(`${box.dataset.dropped} `, undo);
  undo.focus();
}

for (const box of document.querySelectorAll("[data-rows]")) {
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("add" in button.dataset) add(box);
    else if ("drop" in button.dataset) drop(box, button.closest("[data-row]"));
    else return;
    event.preventDefault();
  });
}
