/* Which lessons were read to their end: kept in this browser, forgotten with what Run keeps ("Forget all"). */
(() => {
  const root = new URL("..", document.currentScript.src);
  const key = (href) => `dlnotes:${root.pathname}:read:${new URL(href, location).pathname.slice(root.pathname.length)}`;
  const tick = () => {
    for (const link of document.querySelectorAll(".dl-card-title a, .md-nav--primary a.md-nav__link")) {
      if (link.querySelector(".dl-read") || !localStorage.getItem(key(link.href))) continue;
      link.insertAdjacentHTML("beforeend", ' <span class="dl-read">✓<span class="dl-unseen"> read</span></span>');
    }
  };
  try {
    tick();
    const end = document.querySelector(".dl-place") && [...document.querySelectorAll("article h2")].at(-1);
    if (end) new IntersectionObserver(([seen], watch) => {
      if (!seen.isIntersecting) return;
      localStorage.setItem(key(location), "{}");
      watch.disconnect();
      tick();
    }).observe(end);
  } catch { /* a browser may refuse to keep anything */ }
})();
