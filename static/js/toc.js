// A table of contents that follows: the entry of what is being read is marked as current.
for (const nav of document.querySelectorAll("[data-toc]")) {
  const links = new Map([...nav.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const titles = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = null;

  const mark = () => {
    const line = window.innerHeight * 0.3;
    const read = titles.filter((title) => title.getBoundingClientRect().top < line).at(-1);
    const link = read && links.get(read.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    // Only the list moves, and only where it is itself a scrolling column.
    if (link && nav.scrollHeight > nav.clientHeight) {
      nav.scrollTo({ top: link.offsetTop - nav.clientHeight / 2 });
    }
  };

  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; mark(); });
  }, { passive: true });
  mark();
}
