// Questions already asked that look like the one being typed.
for (const pane of document.querySelectorAll("[data-similar]")) {
  const input = document.getElementById(pane.dataset.for);
  let timer = 0;
  let request = null;
  const look = async () => {
    request?.abort();
    request = new AbortController();
    const address = new URL(pane.dataset.similar, location.href);
    address.searchParams.set("q", input.value.trim());
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) pane.innerHTML = (await answer.text()).trim();
    } catch (error) {
      if (error.name !== "AbortError") pane.replaceChildren();
    }
  };
  input?.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 8) pane.replaceChildren();
    else timer = setTimeout(look, 350);
  });
}
