/* What a reader did, kept in this browser: under the path of this site, for a host shares its storage among sites. Here also which lessons were read to their end. */
(() => {
  const root = new URL("..", document.currentScript.src), shelf = `dlnotes:${root.pathname}:`;
  const memory = window.dlnotesMemory = {
    of(key) {
      try { return JSON.parse(localStorage.getItem(shelf + key)) ?? {}; } catch { return {}; } // a browser may refuse
    },
    keep(key, news) {
      try { localStorage.setItem(shelf + key, JSON.stringify({ ...memory.of(key), ...news })); } catch { /* then it is forgotten */ }
    },
    forget() {
      try { Object.keys(localStorage).filter((key) => key.startsWith(shelf)).forEach((key) => localStorage.removeItem(key)); } catch { /* nothing is there */ }
      location.reload();
    },
  };

  const lesson = (href) => `read:${new URL(href, location).pathname.slice(root.pathname.length)}`;
  const tick = () => {
    for (const link of document.querySelectorAll(".dl-card-title a, .md-nav--primary a.md-nav__link")) {
      if (link.querySelector(".dl-read") || !memory.of(lesson(link.href)).read) continue;
      link.insertAdjacentHTML("beforeend", ' <span class="dl-read">✓<span class="dl-unseen"> read</span></span>');
    }
  };
  tick();
  const end = document.querySelector(".dl-place") && [...document.querySelectorAll("article h2")].at(-1);
  if (end) new IntersectionObserver(([seen], watch) => {
    if (!seen.isIntersecting) return;
    memory.keep(lesson(location), { read: true });
    watch.disconnect();
    tick();
  }).observe(end);
})();
