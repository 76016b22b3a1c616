/* The editor and the output of a block of code, and the one Python that all blocks of a page share; loaded by run.js on the first click.
   The editor is a textarea with letters that nobody sees, over the same text in colours: keyboard, touch, undo and screen readers work in it as everywhere. */
import { coloured } from "./run-colours.js";

const blocks = [...document.querySelectorAll(".dl-run")];
const exercises = [...document.querySelectorAll(".dl-exercise")];
let published; // block → its code as the page has it
const editors = new Map(); // block → its editor, while it is open
const AGAIN = matchMedia("(hover: hover)").matches ? "Ctrl+Enter runs, Escape leaves the code." : "Edit the code and run it.";

/** Make a block editable, if it is not yet, and do what its button says. */
export function open(block, bar, action, settings) {
  published = settings.published;
  if (!editors.has(block)) editors.set(block, new Editor(block, bar, settings));
  const editor = editors.get(block);
  if (action === "Edit") editor.text.focus();
  else editor.start(action === "Check");
}

class Editor {
  constructor(block, bar, settings) {
    Object.assign(this, { block, bar, settings, published: [...bar.childNodes], heard: [] });
    this.colours = element("code");
    this.text = this.editable();
    this.paper = element("div", { className: "dl-run-paper" });
    this.paper.append(element("pre", {}, { "aria-hidden": "true" }), this.text);
    this.paper.firstChild.append(this.colours);
    this.output = element("div", { className: "dl-run-output", tabIndex: 0 }, { role: "log", "aria-label": "Output" });
    this.note = element("span", { className: "dl-run-note" }, { role: "status" });
    this.loaded = element("span", { className: "dl-run-loaded" }, { "aria-hidden": "true" }); // not read out: it changes all the time
    this.run = button("Run", () => this.start(false));
    this.run.setAttribute("aria-keyshortcuts", "Control+Enter");
    const check = "checker" in block.dataset ? [button("Check", () => this.start(true))] : [];
    this.stop = button("Stop", () => this.running && halt("Stopped."));
    const reset = button("Reset", () => this.close());
    const focused = [this.run, ...check].find((twin) => twin.textContent === document.activeElement.textContent);
    bar.replaceChildren(this.run, ...check, this.stop, reset, this.note, this.loaded);
    bar.before(this.paper);
    bar.after(this.output);
    block.classList.add("dl-run-open");
    focused?.focus(); // on the button that took the place of the one just pressed
    this.settle(AGAIN);
  }

  editable() {
    const label = `Code to edit, block ${blocks.indexOf(this.block) + 1} of this page`;
    const plain = { wrap: "off", spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off" };
    const code = this.settings.memory.of(this.block.dataset.keep).code ?? published(this.block);
    const text = element("textarea", { className: "dl-run-code", value: code }, { ...plain, "aria-label": label });
    const show = () => { this.colours.innerHTML = `${coloured(text.value)}\n`; };
    text.addEventListener("input", () => {
      show();
      this.keep(text.value === published(this.block) ? undefined : text.value);
    });
    text.addEventListener("keydown", (event) => {
      if (!event.isComposing && this.press(event)) event.preventDefault();
    });
    show();
    return text;
  }

  keep(code) {
    this.settings.memory.keep(this.block.dataset.keep, { code });
  }

  /** What a key does here and not everywhere; whether it does. */
  press({ key, shiftKey, ctrlKey, metaKey, altKey, repeat }) {
    if (key === "Escape") return this.run.focus() ?? true; // from there Tab goes on
    if (key === "Tab") return !ctrlKey && !metaKey && !altKey && shift(this.text, shiftKey);
    if (key !== "Enter" || repeat) return false;
    if (!ctrlKey && !metaKey) return indent(this.text);
    this.start(false);
    return true;
  }

  start(checking) {
    this.output.replaceChildren();
    this.heard = [];
    [this.running, this.right] = [true, false];
    this.stop.removeAttribute("aria-disabled");
    ask(this, { block: part(this.block), above: above(this.block), checking });
  }

  /** Something that Python, or the worker around it, said. */
  hear({ kind, text, ended, seconds }) {
    if (kind === "right") this.right = true;
    if (kind === "state") [this.note.textContent, this.loaded.textContent] = [text, ""];
    else if (kind === "progress") this.loaded.textContent = text;
    else if (kind === "end") this.settle(`${ended ? "Done" : "Ended"} after ${seconds.toFixed(1)} s. ${AGAIN}`);
    else if (this.heard.push({ kind, text }) === 1) requestAnimationFrame(() => this.write()); // a flood is laid out once a frame, not once a line
  }

  write() {
    for (const { kind, text } of this.heard.splice(0)) {
      const last = this.output.lastElementChild;
      const place = last?.dataset.kind === kind ? last : this.output.appendChild(element("div", {}, { "data-kind": kind }));
      place.append(text);
    }
    this.output.scrollTop = this.output.scrollHeight;
  }

  settle(said) {
    this.write();
    if (this.right) this.praise();
    [this.running, this.right] = [false, false];
    this.loaded.textContent = "";
    this.stop.setAttribute("aria-disabled", "true");
    this.note.textContent = said;
  }

  /** After the right answer: why it is right, our own, and where to go on. */
  praise() {
    this.settings.solved(this.block);
    const exercise = this.block.closest(".dl-exercise");
    const solution = exercise?.querySelector(":scope > details:last-of-type");
    if (!solution) return;
    const next = exercises[exercises.indexOf(exercise) + 1];
    const parts = [...solution.children].filter((part) => !part.matches("summary, .dl-exercise-file"));
    const told = element("div", { className: "dl-run-praise" });
    told.append(element("p", { textContent: "Our solution, and why it is right:" }), ...parts.map((part) => part.cloneNode(true)));
    told.querySelectorAll("[id], .md-code__nav").forEach((node) => (node.matches(".md-code__nav") ? node.remove() : node.removeAttribute("id")));
    if (next) told.append(element("a", { href: `#${next.id}`, textContent: `Next: ${title(next)}` }));
    this.output.append(told);
  }

  /** The block as it was published. */
  close() {
    if (this.running) halt("");
    this.keep(undefined);
    editors.delete(this.block);
    this.paper.remove();
    this.output.remove();
    this.block.classList.remove("dl-run-open");
    this.bar.replaceChildren(...this.published);
    this.published.at(-1).textContent = ""; // what was kept is gone
    this.published.find((node) => node.textContent === "Run").focus();
  }
}

// -- what a block says -------------------------------------------------------------------------------------------------

/** What the runner wants to know of a block: its code as it stands now, edited or not, and what belongs around it. */
function part(block) {
  const { before = "", after = "", checker = "", file = "" } = block.dataset;
  const label = `block ${blocks.indexOf(block) + 1} of this page${file && ` (${file})`}`;
  const ours = published(block);
  const code = editors.get(block)?.text.value ?? ours;
  return { before, after, checker, file, label, code: code + "\n", edited: code !== ours };
}

function above(block) {
  if ("alone" in block.dataset) return [];
  return blocks.slice(0, blocks.indexOf(block)).filter((other) => !("alone" in other.dataset)).map(part);
}

// -- Python ------------------------------------------------------------------------------------------------------------

let worker = null;
let ready = false; // whether Python is loaded
let asked = null; // the one {editor, job, number} that runs or waits for Python
let count = 0;

function ask(editor, job) {
  if (asked && asked.editor !== editor) asked.editor.settle("Stopped: another block runs.");
  if (asked && ready) end(); // what runs cannot be interrupted otherwise; a Python that is still loading is kept
  asked = { editor, job, number: (count += 1) };
  editor.hear({ kind: "state", text: ready ? "Running…" : "Loading Python…" });
  if (ready) send();
  else worker ??= begin(editor.settings);
}

function begin({ pyodide, wheel, hashes }) {
  const { port1, port2 } = new MessageChannel(); // a channel of our own: code that runs there cannot speak for us
  const mine = Object.assign(new Worker(new URL("run-worker.js", import.meta.url), { type: "module" }), { port: port1 });
  port1.onmessage = ({ data }) => mine === worker && hear(data);
  mine.onerror = () => mine === worker && hear({ kind: "failed", text: "The worker that Python runs in could not be started." });
  mine.postMessage({ pyodide, wheel, hashes }, [port2]);
  return mine;
}

function send() {
  if (asked) worker.port.postMessage({ job: asked.job, number: asked.number });
}

function hear(message) {
  const others = message.number !== undefined && message.number !== asked?.number; // of a job that nobody waits for
  if (message.kind === "ready" || (others && message.kind === "end")) {
    ready = true;
    send();
  } else if (others) {
    return;
  } else if (message.kind === "loading") {
    ready = false; // what is asked for meanwhile waits, and nothing that loads is thrown away
    asked?.editor.hear({ kind: "state", text: message.text });
  } else if (message.kind === "progress") {
    asked?.editor.hear(message);
  } else if (!asked) {
    end(); // the worker broke when nobody waited for it
  } else if (message.kind === "failed") {
    asked.editor.hear({ kind: "trouble", text: message.text });
    halt("Ended with an error.");
  } else {
    const { editor } = asked;
    if (message.kind === "end") [asked, ready] = [null, true];
    editor.hear(message);
  }
}

/** Stop whatever runs; the next Run loads Python anew. */
function halt(said) {
  end();
  asked.editor.settle(said);
  asked = null;
}

function end() {
  worker.terminate();
  worker = null;
  ready = false;
}

// -- small things ------------------------------------------------------------------------------------------------------

/** Begin the next line as deep as this one, deeper after a colon; whether there was anything to do. */
function indent(text) {
  const line = text.value.slice(0, text.selectionStart).split("\n").at(-1);
  const depth = line.match(/^ */)[0] + (/:\s*(#.*)?$/.test(line) ? "    " : "");
  return depth !== "" && document.execCommand("insertText", false, `\n${depth}`); // the only way that undo knows of
}

/** Tab: on to the next of every fourth column, or all lines of a selection one step in, or (`back`) out. */
function shift(text, back) {
  const { value, selectionStart: start, selectionEnd: end } = text;
  const top = value.lastIndexOf("\n", start - 1) + 1;
  if (!back && !value.slice(start, end).includes("\n")) {
    return document.execCommand("insertText", false, " ".repeat(4 - ((start - top) % 4)));
  }
  const bottom = (value.indexOf("\n", end) + 1 || value.length + 1) - 1;
  const lines = value.slice(top, bottom);
  const moved = back ? lines.replace(/^ {1,4}/gm, "") : lines.replace(/^(?=.)/gm, "    ");
  if (moved === lines) return true;
  text.setSelectionRange(top, bottom);
  document.execCommand("insertText", false, moved);
  const first = moved.indexOf("\n") < 0;
  text.setSelectionRange(first ? Math.max(top, start + moved.length - lines.length) : top, first ? Math.max(top, end + moved.length - lines.length) : top + moved.length);
  return true;
}

/** The name of an exercise as its title has it. */
function title(exercise) {
  const line = exercise.querySelector(".dl-exercise-title").cloneNode(true);
  line.querySelector(".dl-solved")?.remove();
  return line.textContent.trim();
}

function button(name, act) {
  return element("button", { type: "button", textContent: name, onclick: act });
}

function element(tag, properties = {}, attributes = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
