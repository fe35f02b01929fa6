// A table of contents that follows: the entry of what is being read is marked as current, and named by a folded one.
for (const nav of document.querySelectorAll("[data-toc]")) {
  const links = new Map([...nav.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const titles = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const fold = nav.querySelector("details");
  const here = nav.querySelector("[data-toc-here]");
  const column = nav.querySelector("[data-toc-list]") ?? nav;
  let current = null;

  // Only the list moves, and only where it is itself a scrolling column.
  const follow = () => {
    if (current && column.scrollHeight > column.clientHeight) {
      column.scrollTo({ top: current.offsetTop - column.clientHeight / 2 });
    }
  };

  const mark = () => {
    // On a low screen, still under where an anchor brings its title.
    const line = Math.max(window.innerHeight * 0.3, 180);
    const read = titles.filter((title) => title.getBoundingClientRect().top < line).at(-1);
    const link = read && links.get(read.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (here) here.textContent = link?.textContent ?? "";
    follow();
  };

  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; mark(); });
  }, { passive: true });
  mark();

  if (fold) {
    fold.addEventListener("toggle", follow);
    document.addEventListener("click", (event) => {
      if (!nav.contains(event.target) || event.target.closest("a")) fold.open = false;
    });
    nav.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !fold.open) return;
      fold.open = false;
      fold.querySelector("summary").focus();
    });
  }
}
