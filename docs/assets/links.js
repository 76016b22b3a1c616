/* Links: a preview of where one leads, or of what a term means, and its address to copy. Previews say what the search knows of a place, so nothing is loaded that is not there already, and a page needs none of them to be understood. */
(() => {
  const root = new URL("../", document.currentScript.src);
  let places, open, wanted, timer;

  // Address → { title, text }. From a USB stick the theme has loaded the index as a script, for the search.
  async function known() {
    const index = self.__index ?? await (await fetch(new URL("search/search_index.json", root))).json();
    return Object.fromEntries(index.docs.map((place) => [new URL(place.location, root).href, place]));
  }

  async function place(link) {
    if (link.localName === "abbr") return { location: "", title: link.innerHTML, text: link.title.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt()};`) };
    const url = new URL(link.href);
    url.search = "";
    return (await (places ??= known().catch(() => { places = undefined; })))?.[url.href];
  }

  function box({ location, title: name, text: words }) {
    const element = document.createElement("div"), title = document.createElement("strong"), text = document.createElement("p");
    const figure = location.match(/#fig-(.+)/);
    Object.assign(element, { className: "dl-preview md-typeset", id: "dl-preview", role: "tooltip" });
    title.innerHTML = name;
    text.innerHTML = words.replace(/<pre>.*?<\/pre>/gs, "").replace(/<(?!\/?code)[^>]*>/g, " ").trim();
    element.append(title);
    if (figure) {
      const drawing = new Image();
      Object.assign(drawing, { src: new URL(`generated/figures/${figure[1]}.svg`, root), alt: "", onload: () => open && put(open) });
      element.append(drawing);
    }
    element.append(text);
    return element;
  }

  // Below the link, or above it where there is more room; never over it.
  function put({ link, element }) {
    const line = link.getClientRects()[0], below = innerHeight - line.bottom, above = line.top;
    element.style.left = `${Math.max(8, Math.min(line.left, document.documentElement.clientWidth - element.offsetWidth - 8)) + scrollX}px`;
    element.style.top = `${scrollY + (below >= element.offsetHeight || below > above ? line.bottom : line.top - element.offsetHeight)}px`;
  }

  function close() {
    clearTimeout(timer);
    wanted = undefined;
    open?.element.remove();
    open?.link.removeAttribute("aria-describedby");
    if (open?.said) open.link.title = open.said;
    open = undefined;
  }

  async function show(link) {
    const found = await place(link);
    if (!found || wanted !== link) return;
    close();
    wanted = link;
    open = { link, element: box(found), said: link.title };
    link.removeAttribute("title"); // else the browser would say it once more
    (link.closest("dialog") ?? document.body).append(open.element);
    link.setAttribute("aria-describedby", "dl-preview");
    put(open);
  }

  function soon(wait, link) {
    clearTimeout(timer);
    wanted = link;
    timer = setTimeout(() => link ? show(link) : close(), wait);
  }

  const previewed = (target) => target.closest?.(".md-content :is(a[href]:not(.headerlink), abbr)");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = previewed(event.target);
    if (open && (link === open.link || event.target.closest?.(".dl-preview"))) { clearTimeout(timer); wanted = open.link; }
    else if (link) soon(300, link);
    else if (wanted && wanted !== document.activeElement) soon(200);
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = previewed(target);
    if (link?.matches(":focus-visible, abbr")) soon(0, link);
    else close();
  });
  document.addEventListener("focusout", close);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("scroll", () => open && !open.link.matches(":hover, :focus") && close(), { passive: true });

  // Where the clipboard cannot be used, a link is a link.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.headerlink");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const url = new URL(link.href);
    url.searchParams.delete("h"); // what the search highlighted
    navigator.clipboard.writeText(url.href).then(() => alert$.next("Link copied"), () => { location.hash = url.hash; });
  });
  document.querySelectorAll(".md-content abbr[title]").forEach((term) => { term.tabIndex = 0; });
  document.querySelector(".md-dialog")?.setAttribute("role", "status"); // the theme's own line for such news
})();
