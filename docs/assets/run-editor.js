/* The editor and the output of a block of code, and the one Python that all blocks of a page share; loaded by run.js on the first click.
   The editor is a textarea: keyboard, touch, undo and screen readers work in it as everywhere, and it weighs nothing. */
const blocks = [...document.querySelectorAll(".dl-run")];
const editors = new Map(); // block → its editor, while it is open
const AGAIN = matchMedia("(hover: hover)").matches ? "Edit the code; Ctrl+Enter runs it." : "Edit the code and run it.";

/** Make a block editable, if it is not yet, and do what its button says. */
export function open(block, bar, action, settings) {
  if (!editors.has(block)) editors.set(block, new Editor(block, bar, settings));
  const editor = editors.get(block);
  if (action === "Edit") editor.text.focus();
  else editor.start(action === "Check");
}

class Editor {
  constructor(block, bar, settings) {
    Object.assign(this, { block, bar, settings, published: [...bar.childNodes], heard: [] });
    this.text = this.editable();
    this.output = element("div", { className: "dl-run-output", tabIndex: 0 }, { role: "log", "aria-label": "Output" });
    this.note = element("span", { className: "dl-run-note" }, { role: "status" });
    this.run = button("Run", () => this.start(false));
    this.run.setAttribute("aria-keyshortcuts", "Control+Enter");
    const check = "checker" in block.dataset ? [button("Check", () => this.start(true))] : [];
    this.stop = button("Stop", () => this.running && halt("Stopped."));
    const reset = button("Reset", () => this.close());
    const focused = [this.run, ...check].find((twin) => twin.textContent === document.activeElement.textContent);
    bar.replaceChildren(this.run, ...check, this.stop, reset, this.note);
    bar.before(this.text);
    bar.after(this.output);
    block.classList.add("dl-run-open");
    focused?.focus(); // on the button that took the place of the one just pressed
    this.settle(AGAIN);
  }

  editable() {
    const label = `Code to edit, block ${blocks.indexOf(this.block) + 1} of this page`;
    const plain = { wrap: "off", spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off" };
    const text = element("textarea", { className: "dl-run-code", value: published(this.block) }, { ...plain, "aria-label": label });
    const fit = () => { text.rows = text.value.split("\n").length + 1; };
    text.addEventListener("input", fit);
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.repeat) return;
      if (event.ctrlKey || event.metaKey) this.start(false);
      else if (!indent(text)) return;
      event.preventDefault();
    });
    fit();
    return text;
  }

  start(checking) {
    this.output.replaceChildren();
    this.heard = [];
    this.running = true;
    this.stop.removeAttribute("aria-disabled");
    ask(this, { block: part(this.block), above: above(this.block), checking });
  }

  /** Something that Python, or the worker around it, said. */
  hear({ kind, text, ended, seconds }) {
    if (kind === "state") this.note.textContent = text;
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
    this.running = false;
    this.stop.setAttribute("aria-disabled", "true");
    this.note.textContent = said;
  }

  /** The block as it was published. */
  close() {
    if (this.running) halt("");
    editors.delete(this.block);
    this.text.remove();
    this.output.remove();
    this.block.classList.remove("dl-run-open");
    this.bar.replaceChildren(...this.published);
    this.published.find((node) => node.textContent === "Run").focus();
  }
}

// -- what a block says -------------------------------------------------------------------------------------------------

/** The code of a block as published; of `>>>` examples what one would type. */
function published(block) {
  const code = block.querySelector("pre > code").textContent.replace(/\n+$/, "");
  if (!/^>>> /m.test(code)) return code;
  return code.split("\n").filter((line) => /^(>>>|\.\.\.)( |$)/.test(line)).map((line) => line.slice(4)).join("\n");
}

/** What the runner wants to know of a block: its code as it stands now, edited or not, and what belongs around it. */
function part(block) {
  const { before = "", after = "", checker = "", file = "" } = block.dataset;
  const label = `block ${blocks.indexOf(block) + 1} of this page${file && ` (${file})`}`;
  const [ours, code] = [published(block), editors.get(block)?.text.value ?? published(block)];
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

function begin(settings) {
  const { port1, port2 } = new MessageChannel(); // a channel of our own: code that runs there cannot speak for us
  const mine = Object.assign(new Worker(new URL("run-worker.js", import.meta.url), { type: "module" }), { port: port1 });
  port1.onmessage = ({ data }) => mine === worker && hear(data);
  mine.onerror = () => mine === worker && hear({ kind: "failed", text: "The worker that Python runs in could not be started." });
  mine.postMessage(settings, [port2]);
  return mine;
}

function send() {
  if (asked) worker.port.postMessage({ job: asked.job, number: asked.number });
}

function hear(message) {
  const others = message.number !== undefined && message.number !== asked?.number; // of a job that nobody waits for
  if (message.kind === "ready" || (others && message.kind === "end")) {
    ready = true;
    document.documentElement.classList.add("dl-python-here"); // what the buttons say of loading it is no longer news
    send();
  } else if (others) {
    return;
  } else if (message.kind === "loading") {
    ready = false; // what is asked for meanwhile waits, and nothing that loads is thrown away
    asked?.editor.hear({ kind: "state", text: message.text });
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

function button(name, act) {
  return element("button", { type: "button", textContent: name, onclick: act });
}

function element(tag, properties, attributes = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
