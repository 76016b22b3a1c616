/* "Run" on every block of code that can be run (dlnotes.site.pages.run_buttons). Before a click there is nothing but this file: the editor, Python and NumPy are loaded then. */
(() => {
  const about = document.getElementById("dl-python");
  if (!about) return;
  const root = new URL("..", document.currentScript.src);
  const [pyodide, wheel] = [new URL(about.dataset.pyodide, root).href, new URL(about.dataset.wheel, root).href];
  const ours = pyodide.startsWith(root.href); // a folder of this site brings its own list of hashes
  const settings = { pyodide, wheel, hashes: ours ? `${pyodide}hashes.json` : new URL("assets/pyodide.json", root).href };
  let editor = null;

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

  for (const block of document.querySelectorAll(".dl-run")) {
    const bar = document.createElement("div");
    bar.className = "dl-run-bar";
    for (const action of "checker" in block.dataset ? ["Edit", "Run", "Check"] : ["Run"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = action;
      button.setAttribute("aria-describedby", about.id);
      button.onclick = () => start(block, bar, action);
      bar.append(button);
    }
    const note = document.createElement("span");
    note.className = "dl-run-note";
    note.textContent = about.textContent;
    bar.append(note);
    block.append(bar);
  }
})();
