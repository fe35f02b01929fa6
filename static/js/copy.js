// [data-copy]: a button appears that copies the text of [data-copied] and says so; without it, the text is chosen by a click.

for (const place of document.querySelectorAll("[data-copy]")) {
  const button = place.querySelector("button");
  const said = place.querySelector("[data-said]");
  if (!button || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.querySelector("[data-copied]").textContent);
    said.textContent = button.dataset.done;
    setTimeout(() => { said.textContent = ""; }, 4000);
  });
}
