// A button that shows what is being typed in a password field.
for (const box of document.querySelectorAll("[data-password]")) {
  const input = box.querySelector("input");
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  // Password managers and history must not meet a text field.
  input.form?.addEventListener("submit", () => { input.type = "password"; });
}
