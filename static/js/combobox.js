// Suggestions under a plain field, after the ARIA combobox pattern (list autocomplete, manual selection).
const WAIT = 150;

class Combobox {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input");
    this.target = box.dataset.target ? document.getElementById(box.dataset.target) : null;
    this.options = [];
    this.active = -1;
    this.build();
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.options.indexOf(option));
    });
  }

  build() {
    const id = `${this.input.id}-list`;
    this.list = Object.assign(document.createElement("ul"), { id, className: "combobox__list", hidden: true });
    this.list.setAttribute("role", "listbox");
    const label = this.box.querySelector("label");
    label.id ||= `${this.input.id}-label`;
    this.list.setAttribute("aria-labelledby", label.id);
    this.status = Object.assign(document.createElement("p"), { className: "hidden-visually" });
    this.status.setAttribute("role", "status");
    this.input.closest(".combobox__box").append(this.list, this.status);
    const ties = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(ties)) this.input.setAttribute(name, value);
  }

  typed() {
    if (this.target) this.target.value = "";
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (text.length < 2) return this.close();
    this.timer = setTimeout(() => this.fetch(text), WAIT);
  }

  async fetch(text) {
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.box.dataset.source, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(rows) {
    if (document.activeElement !== this.input) return;
    this.options = rows.map((row, index) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `${this.list.id}-${index}`, className: "combobox__option" });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      Object.assign(option.dataset, { value: row.value, label: row.label });
      option.append(row.label);
      if (row.detail) option.append(Object.assign(document.createElement("small"), { textContent: row.detail }));
      return option;
    });
    this.list.replaceChildren(...this.options);
    this.list.hidden = rows.length === 0;
    this.input.setAttribute("aria-expanded", String(rows.length > 0));
    this.status.textContent = rows.length ? `${rows.length} ${this.box.dataset.count}` : this.box.dataset.none;
    this.point(-1);
  }

  point(index) {
    this.active = index;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[index].id);
    this.options[index].scrollIntoView({ block: "nearest" });
  }

  choose(index) {
    const { value, label } = this.options[index].dataset;
    this.input.value = label;
    if (this.target) this.target.value = value;
    this.close();
    this.box.dispatchEvent(new CustomEvent("combobox:chosen", { bubbles: true, detail: { value, label } }));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
    this.point(-1);
  }

  key(event) {
    const last = this.options.length - 1;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" && !open) this.typed();
    else if (event.key === "ArrowDown" && open) this.point(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp" && open) this.point(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Enter" && open && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape" && open) this.close();
    else return;
    event.preventDefault();
  }
}

for (const box of document.querySelectorAll("[data-combobox]")) new Combobox(box);
