// Photos about to leave are shown.
function renew(input, files) {
  const kept = new DataTransfer();
  for (const file of files) kept.items.add(file);
  input.files = kept.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(box, input, list) {
  for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  const files = [...input.files];
  list.replaceChildren(...files.map((file) => {
    const item = document.createElement("li");
    if (file.type.startsWith("image/")) item.append(Object.assign(new Image(), { src: URL.createObjectURL(file), alt: "" }));
    item.append(Object.assign(document.createElement("span"), { textContent: file.name }));
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: box.dataset.remove });
    button.setAttribute("aria-label", `${box.dataset.remove} : ${file.name}`);
    button.addEventListener("click", () => {
      renew(input, [...input.files].filter((other) => other !== file));
      input.focus();
    });
    item.append(button);
    return item;
  }));
  list.hidden = files.length === 0;
}

for (const box of document.querySelectorAll("[data-upload]")) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector(".upload__list");
  input.addEventListener("change", () => show(box, input, list));
}
