// The colour of a brand, picked by eye as well as typed: real elements of the page wear it at once.
const HEX = /^#?([0-9a-f]{6})$/i;

for (const box of document.querySelectorAll("[data-colour]")) {
  const typed = box.querySelector("input");
  const sheet = document.querySelector("link[data-palette]");
  const picker = Object.assign(document.createElement("input"), { type: "color" });
  picker.setAttribute("aria-label", box.dataset.label);
  const row = Object.assign(document.createElement("div"), { className: "colour-row" });
  typed.before(row);
  row.append(picker, typed);

  const wear = (hex) => {
    const address = `/palettes/${hex.toLowerCase()}.css`;
    if (!sheet.href.endsWith(address)) sheet.href = address;
  };
  const follow = () => {
    const match = HEX.exec(typed.value.trim());
    if (!match) return;
    picker.value = `#${match[1].toLowerCase()}`;
    wear(match[1]);
  };
  let waiting;
  picker.addEventListener("input", () => {
    typed.value = picker.value.toUpperCase();
    clearTimeout(waiting);
    waiting = setTimeout(() => wear(picker.value.slice(1)), 120);
  });
  typed.addEventListener("input", follow);
  follow();
}
