/* "Run" on every block of code that can be run (dlnotes.site.pages.run_buttons). Before a click there is nothing but this file: the editor, Python and NumPy are loaded then. */
(() => {
  const about = document.getElementById("dl-python");
  if (!about) return;
  const root = new URL("..", document.currentScript.src);
  const [pyodide, wheel] = [new URL(about.dataset.pyodide, root).href, new URL(about.dataset.wheel, root).href];
  const ours = pyodide.startsWith(root.href); // a folder of this site brings its own list of hashes
  const hashes = ours ? `${pyodide}hashes.json` : new URL("assets/pyodide.json", root).href;
  let editor = null;

  const memory = window.dlnotesMemory;
  const settings = { pyodide, wheel, hashes, memory, solved, published };

  async function start(block, bar, action) {
    if (location.protocol === "file:") {
      return say(bar, "Run needs a web server: start “python -m http.server” in the folder of these pages and open the address it prints.");
    }
    try {
      editor ??= import(new URL("assets/run-editor.js", root));
      (await editor).open(block, bar, action, settings);
    } catch (error) {
      editor = null;
      say(bar, `The editor could not be loaded: ${error.message}`);
    }
  }

  function say(bar, text) {
    const note = bar.querySelector(".dl-run-note");
    note.setAttribute("role", "status");
    note.textContent = text;
  }

  function button(name, act) {
    return Object.assign(document.createElement("button"), { type: "button", textContent: name, onclick: act });
  }

  /** The code of a block as published; of `>>>` examples what one would type. */
  function published(block) {
    const parts = [...block.querySelectorAll(":scope > pre:not(.dl-run-rest) > code")].map((code) => code.textContent.replace(/\n+$/, ""));
    const typed = (code) => code.split("\n").filter((line) => /^(>>>|\.\.\.)( |$)/.test(line)).map((line) => line.slice(4)).join("\n");
    return parts.map((code) => (/^>>> /m.test(code) ? typed(code) : code)).join("\n\n");
  }

  /** What runs by itself: imports come with a region; examples need what stands above them. */
  function complete(block) {
    const { before, file, alone } = block.dataset;
    const above = file || alone !== undefined ? [] : blocks.slice(0, blocks.indexOf(block)).filter((other) => !("alone" in other.dataset));
    return [...above, block].map((part) => `${part.dataset.before ?? ""}${published(part)}\n`).join("\n");
  }

  /** Show, or hide again, what else stands in the file of a region. */
  function whole(block, toggle) {
    const shown = block.querySelectorAll(".dl-run-rest");
    toggle.setAttribute("aria-expanded", String(!shown.length));
    if (shown.length) return shown.forEach((rest) => rest.remove());
    const region = block.querySelector(":scope > pre");
    for (const place of ["before", "after"]) {
      const rest = document.createElement("pre");
      rest.className = "dl-run-rest";
      const code = rest.appendChild(document.createElement("code"));
      code.textContent = (block.dataset[place] ?? "").trim();
      if (code.textContent) region[place](rest);
      import(new URL("assets/run-colours.js", root)).then(({ coloured }) => { code.innerHTML = coloured(code.textContent); }, () => {}); // or plain, from a USB stick
    }
  }

  /** A word at the end of a title, which takes no place of its own. */
  function mark(title, word) {
    if (!title || title.querySelector(".dl-solved")) return;
    title.append(Object.assign(document.createElement("span"), { className: "dl-solved", textContent: ` ✓ ${word}` }));
  }

  function solved(block) {
    memory.keep(block.dataset.keep, { solved: true });
    mark(block.closest(".dl-exercise")?.querySelector(".dl-exercise-title"), "solved");
  }

  const blocks = [...document.querySelectorAll(".dl-run")];
  for (const block of blocks) {
    const bar = document.createElement("div");
    bar.className = "dl-run-bar";
    for (const action of "checker" in block.dataset ? ["Edit", "Run", "Check"] : ["Run"]) {
      bar.append(button(action, () => start(block, bar, action)));
      bar.lastChild.setAttribute("aria-describedby", about.id);
    }
    const known = memory.of(block.dataset.keep);
    const note = document.createElement("span");
    note.className = "dl-run-note";
    if (known.code) note.textContent = "yours is kept";
    if (known.solved) solved(block);
    if (block.dataset.file) {
      bar.append(button("The whole file", (event) => whole(block, event.currentTarget)));
      bar.lastChild.setAttribute("aria-expanded", "false");
    }
    bar.append(note);
    block.append(bar);
  }
  document.addEventListener("click", ({ target }) => { // before the theme copies what it sees
    const copy = target.closest(".dl-run [data-clipboard-target]");
    copy?.setAttribute("data-clipboard-text", complete(copy.closest(".dl-run")));
  }, true);

  for (const question of document.querySelectorAll(".dl-question")) {
    const { keep } = question.dataset;
    const answers = [...question.querySelectorAll(".dl-option")];
    const show = (tried) => {
      answers.forEach((option, at) => option.classList.toggle("dl-tried", tried.includes(at)));
      if (tried.some((at) => answers[at]?.querySelector('[data-answer="right"]'))) mark(question.querySelector(".dl-question-title"), "answered");
    };
    answers.forEach((option, at) => option.querySelector("summary").addEventListener("click", () => { // the printer opens folds, too
      if (option.open) return;
      const tried = [...new Set([...(memory.of(keep).tried ?? []), at])];
      memory.keep(keep, { tried });
      show(tried);
    }));
    show(memory.of(keep).tried ?? []);
  }

  about.append(" ", button("Forget all", memory.forget));
})();
