// Shows the preview's state in the corner of a page, and what is wrong above it; keeps place and open folds
// when the page comes anew.
(() => {
  const key = `dl-preview ${location.pathname}`
  const name = fold =>
    `${fold.closest("[id]")?.id} ${fold.querySelector("summary")?.textContent.trim()}`
  const folds = () => [...document.querySelectorAll("details")]
  const landmarks = () => // ids that begin with __ count code blocks, and change hands
    [...document.querySelectorAll('article [id]:not([id^="__"])')].filter(each => each.getClientRects().length)

  addEventListener("beforeunload", () => {
    const mark = landmarks().filter(each => each.getBoundingClientRect().top <= 100).pop()
    sessionStorage.setItem(key, JSON.stringify({
      open: folds().filter(fold => fold.open).map(name),
      mark: mark?.id, top: mark?.getBoundingClientRect().top ?? 0, scroll: scrollY,
    }))
  })

  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null")
  if (kept && performance.getEntriesByType("navigation")[0]?.type === "reload") {
    history.scrollRestoration = "manual"
    for (const fold of folds()) if (kept.open.includes(name(fold))) fold.open = true
    const mark = kept.mark && document.getElementById(kept.mark)
    const back = () => {
      const top = mark ? scrollY + mark.getBoundingClientRect().top - kept.top : kept.scroll
      scrollTo({ top, behavior: "instant" })
    }
    back()
    addEventListener("load", back) // by then scripts and pictures have moved it
  }

  const host = document.body.appendChild(document.createElement("dl-preview"))
  const shadow = host.attachShadow({ mode: "open" })
  shadow.innerHTML = `<style>
    :host { position: fixed; z-index: 99; left: 0; right: 0; bottom: 0; font: 14px/1.5 system-ui, sans-serif }
    ul { margin: 0; padding: 12px 16px 12px 32px; max-height: 40vh; overflow: auto;
         background: #7f1d1d; color: #fff; overflow-wrap: anywhere }
    a { color: inherit } li { white-space: pre-wrap }
    p { margin: 0 12px 8px; padding: 2px 10px; width: fit-content; border-radius: 6px;
        background: #1e293b; color: #fff }
    [hidden] { display: none }
  </style><p role="status" hidden></p><ul aria-label="What is wrong" hidden></ul>`
  const [corner, list] = [shadow.querySelector("p"), shadow.querySelector("ul")]

  const here = location.pathname.replace(/^\//, "").replace(/\/$|^$/, "index.html")
  const codes = () => document.querySelectorAll("article .dl-run:not([data-alone]) > pre:not(.dl-run-rest)")
  const marked = ({ said, at }, number) => { // below what the problem's line belongs to
    const mark = Object.assign(document.createElement("dl-problem"), { id: `problem-${number}`, textContent: said })
    mark.style = "display: block; margin: .5em 0; padding: .5em 1em; background: #7f1d1d; color: #fff; " +
      "font: 14px/1.5 monospace; white-space: pre-wrap; overflow-wrap: anywhere"
    const above = typeof at === "number" ? codes()[at]?.closest(".dl-run") : document.getElementById(at)
    ;(above ?? document.querySelector("article h1"))?.after(mark)
  }
  const listed = ({ said, page, at }, number) => {
    const entry = document.createElement("li")
    const href = page === here ? `#problem-${number}` : `/${page}${typeof at === "string" ? `#${at}` : ""}`
    entry.append(page ? Object.assign(document.createElement("a"), { href, textContent: said }) : said)
    return entry
  }

  let last
  const show = ({ left, now, problems }) => {
    for (const cost of document.querySelectorAll("[data-owed]")) {
      cost.dataset.known ??= cost.textContent
      const runs = cost.dataset.owed.split(" ").some(slug => now.split(", ").includes(slug))
      cost.textContent = runs ? "running now" : cost.dataset.known
    }
    corner.hidden = !left
    corner.textContent = `${left} left${now ? `, now ${now.length > 60 ? `${now.slice(0, 60)}…` : now}` : ""}`
    if (last === (last = JSON.stringify(problems))) return
    list.hidden = !problems.length
    list.replaceChildren(...problems.map(listed))
    document.querySelectorAll("dl-problem").forEach(mark => mark.remove())
    problems.forEach((problem, number) => problem.page === here && marked(problem, number))
  }
  const ask = async () => {
    if (document.visibilityState === "visible") {
      try { show(await (await fetch(`/_preview/state?${here}`)).json()) } catch { }  // the server is gone
    }
    setTimeout(ask, 1000)
  }
  ask()
})()
