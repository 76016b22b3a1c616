/* Explorables, which are figures with knobs, the enlarged view of any figure, and wide tables that keys can scroll. All drawings were made beforehand; nothing is computed here. */
(() => {
  const root = new URL("../", document.currentScript.src);
  const frames = {}; // "slug/file" → { data } when it has arrived, else { waiting: promise, arrive }

  window.dlnotesFrames = (slug, file, data) => Object.assign(frames[`${slug}/${file}`], { data }).arrive();

  // A script, not fetch(): a page opened from a USB stick may load nothing else.
  function load(slug, file) {
    const name = `${slug}/${file}`;
    frames[name] ??= {};
    frames[name].waiting ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`generated/frames/${name}.js`, root);
      script.onerror = () => { delete frames[name]; script.remove(); reject(new Error(name)); };
      script.onload = () => frames[name]?.data ?? script.onerror(); // a server that answers with something else
      frames[name].arrive = resolve;
      document.head.append(script);
    });
    return frames[name].waiting.then(() => frames[name].data);
  }

  customElements.define("dl-knobs", class extends HTMLElement {
    connectedCallback() {
      if (this.knobs) return; // moved into the enlarged view and back
      this.slug = this.dataset.slug;
      this.figure = this.closest("figure");
      this.knobs = [...this.querySelectorAll(".dl-knob")].map((element) => {
        const range = element.querySelector("input[type=range]");
        const keys = JSON.parse((range || element).dataset.keys);
        if (range) {
          const texts = JSON.parse(range.dataset.texts), output = element.querySelector("output");
          const name = () => { output.value = texts[range.value]; range.setAttribute("aria-valuetext", texts[range.value]); };
          return { keys, get: () => Number(range.value), set: (place) => { range.value = place; name(); } };
        }
        const radios = [...element.querySelectorAll("input")];
        return { keys, get: () => radios.findIndex((radio) => radio.checked), set: (place) => { radios[place].checked = true; } };
      });
      this.first = this.setting.join();
      this.drawing = this.figure.querySelector("x-fig");
      this.alt = this.drawing.getAttribute("aria-label"); // of the first setting, in its author's words
      this.addEventListener("input", () => this.turn());
      this.addEventListener("change", () => this.remember());
      this.addEventListener("pointerenter", () => this.load().catch(() => {}), { once: true }); // the first drag finds its frames there
      this.hidden = false;
      this.restore();
    }

    get setting() { return this.knobs.map((knob) => knob.get()); }

    load() { return load(this.slug, this.setting.slice(1).join("-") || "0"); }

    async turn() {
      this.knobs.forEach((knob) => knob.set(knob.get())); // also says the new value
      const setting = this.setting.join(), reading = this.figure.querySelector(".dl-reading");
      try {
        const drawings = await this.load();
        if (setting !== this.setting.join()) return; // turned on meanwhile
        const [drawing, text] = drawings[this.setting[0]];
        this.drawing.querySelector("svg").innerHTML = drawing;
        this.drawing.setAttribute("aria-label", setting === this.first ? this.alt : text);
        if (reading.textContent !== text) reading.textContent = text;
      } catch {
        if (setting === this.setting.join()) reading.textContent = "This drawing could not be loaded. Move the control again to retry.";
      }
    }

    // The setting stands in the address, so that it can be shared: ?step-size=1.9. Told once a drag: browsers allow a hundred in half a minute.
    remember() {
      const address = new URL(location), setting = this.setting;
      if (setting.join() === this.first) address.searchParams.delete(this.slug);
      else address.searchParams.set(this.slug, this.knobs.map((knob, i) => knob.keys[setting[i]]).join(","));
      history.replaceState(history.state, "", address.href.replaceAll("%2C", ","));
    }

    restore() {
      const told = new URL(location).searchParams.get(this.slug)?.split(",");
      const places = this.knobs.map((knob, i) => knob.keys.indexOf(told?.[i]));
      const known = told?.length === this.knobs.length && !places.includes(-1);
      this.knobs.forEach((knob, i) => knob.set(known ? places[i] : Number(this.first.split(",")[i])));
      if (known && this.setting.join() !== this.first) this.turn();
    }
  });

  // The figure itself moves into a dialog and back: nothing is drawn twice, and its knobs go on working.
  function enlarge(figure, link) {
    const dialog = document.createElement("dialog"), place = document.createComment("enlarged");
    dialog.className = "dl-enlarged md-typeset";
    dialog.setAttribute("aria-label", "Enlarged figure");
    dialog.innerHTML = '<form method="dialog"><button>Close</button></form><div tabindex="0" role="group" aria-label="Figure with its text"></div>';
    const drawing = figure.querySelector("x-fig");
    drawing.tabIndex = 0; // on a phone it is larger than its place, and keys scroll it
    figure.replaceWith(place);
    dialog.lastChild.append(figure);
    document.body.append(dialog);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => { drawing.removeAttribute("tabindex"); place.replaceWith(figure); dialog.remove(); link.focus(); });
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".dl-enlarge"), figure = link?.closest("figure");
    if (!figure || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!figure.closest("dialog")) enlarge(figure, link);
  });

  // A table wider than its page scrolls; the theme makes the wrapper, and here keys get to it.
  const reach = () => document.querySelectorAll(".md-typeset__scrollwrap").forEach((wrap) => {
    const names = { tabindex: "0", role: "group", "aria-label": "Wide table" };
    for (const name in names) wrap.scrollWidth > wrap.clientWidth ? wrap.setAttribute(name, names[name]) : wrap.removeAttribute(name);
  });
  addEventListener("load", reach);
  addEventListener("resize", reach);
})();
