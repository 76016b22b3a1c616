/* Makes one page of the built ones, in the browser that prints it: tests/book calls window.book on the home page. */
window.book = async (leftOut) => {
  const home = new URL("index.html", location.href), base = new URL(".", home).href;
  const name = (address) => address.slice(base.length);
  const links = [...document.querySelectorAll(".md-nav--primary a.md-nav__link[href]")];
  const pages = [...new Set(links.map((link) => link.href.split("#")[0]))].filter(
    (address) => address.startsWith(base) && !leftOut.some((start) => name(address).startsWith(start)),
  );
  const id = (address, place = "") => `${name(address)}--${place}`;

  const site = document.querySelector(".md-header__topic .md-ellipsis").textContent.trim();
  const said = document.querySelector("meta[name=description]").content;
  const licence = document.querySelector(".md-copyright__highlight").textContent.trim();
  const content = document.querySelector(".md-content");
  const front = document.createElement("article");
  front.className = "md-content__inner md-typeset dl-title";
  for (const [tag, text] of [["h1", site], ["p", said], ["p", licence]]) {
    front.append(Object.assign(document.createElement(tag), { textContent: text }));
  }
  const contents = document.createElement("article");
  contents.className = "md-content__inner md-typeset dl-contents";
  contents.append(Object.assign(document.createElement("h1"), { textContent: "Contents" }));

  const chapters = [];
  for (const address of pages) {
    const read = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const article = document.importNode(read.querySelector("article"), true);
    for (const element of article.querySelectorAll("script, .headerlink")) element.remove();
    for (const element of article.querySelectorAll("[id]:not(svg [id])")) element.id = id(address, element.id);
    for (const element of article.querySelectorAll("[src]")) element.src = new URL(element.getAttribute("src"), address);
    for (const link of article.querySelectorAll("a[href]")) lead(link, new URL(link.getAttribute("href"), address));
    article.id = id(address);
    const entry = Object.assign(document.createElement("p"), { className: "dl-entry" });
    entry.append(Object.assign(document.createElement("a"), { href: `#${article.id}`, textContent: article.querySelector("h1").textContent }));
    entry.append(document.createElement("span"));
    contents.append(entry);
    chapters.push(article);
  }
  content.replaceChildren(front, contents, ...chapters);
  await document.fonts.ready;

  // To another page of the book, or to the world; to what only the site has, there is no way from here.
  function lead(link, target) {
    const [address, place] = target.href.split("#");
    if (pages.includes(address)) link.href = `#${id(address, decodeURIComponent(place || ""))}`;
    else if (address.startsWith(base)) link.removeAttribute("href");
  }
};

window.numbered = (numbers) => {
  document.querySelectorAll(".dl-entry span").forEach((place, chapter) => { place.textContent = numbers[chapter]; });
};
