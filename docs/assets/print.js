/* On paper an article ends with what its folds hold: evidence as numbered notes, answers, hints and solutions. Without this script they stand open in their place. */
(() => {
  const undo = [];

  function add(parent, tag, text = "", name = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    parent.append(element);
    return element;
  }

  // What a fold holds, without its line and without names that would then be there twice.
  function inside(fold, parent, name) {
    const body = add(parent, "div", "", name);
    body.append(...[...fold.cloneNode(true).children].filter((child) => child.tagName !== "SUMMARY"));
    for (const named of body.querySelectorAll("[id]")) named.removeAttribute("id");
  }

  function section(parent, title, found, write) {
    if (!found.length) return;
    add(parent, "h2", title);
    found.forEach(write);
  }

  function endnotes(article) {
    const all = (selector) => [...article.querySelectorAll(selector)];
    const [evidence, questions, exercises] = [all(".dl-evidence"), all(".dl-question"), all(".dl-exercise")];
    if (!evidence.length && !questions.length && !exercises.length) return;
    const end = add(article, "section", "", "dl-endnotes");
    undo.push(() => end.remove());
    section(end, "Evidence", evidence, (fold, place) => note(end, fold, place + 1));
    section(end, "Answers", questions, (question, place) => answer(end, question, place + 1));
    section(end, "Hints and solutions", exercises, (exercise) => solution(end, exercise));
  }

  function note(end, fold, number) {
    const mark = add(fold.previousElementSibling, "sup", number, "dl-note-mark");
    undo.push(() => mark.remove());
    const item = add(end, "div", "", "dl-endnote");
    add(item, "sup", number, "dl-note-mark");
    add(item, "em", ` ${fold.querySelector("summary").textContent}. `);
    inside(fold, item, "dl-note-body");
  }

  function answer(end, question, number) {
    add(end, "h3", `Quick question ${number}`);
    for (const option of question.querySelectorAll(".dl-option")) {
      const item = add(end, "div", "", "dl-endnote");
      add(item, "strong", `${option.querySelector(".dl-letter").textContent} `);
      inside(option, item, "dl-note-body");
    }
  }

  function solution(end, exercise) {
    add(end, "h3", exercise.querySelector(".dl-exercise-title").textContent);
    for (const fold of exercise.querySelectorAll(":scope > details")) {
      add(end, "p", fold.querySelector("summary").textContent, "dl-fold-name");
      inside(fold, end, "dl-fold");
    }
  }

  window.addEventListener("beforeprint", () => {
    if (undo.length) return;
    const scheme = document.body.dataset.mdColorScheme; // ink on paper, whatever the screen shows
    document.body.dataset.mdColorScheme = "default";
    undo.push(() => { document.body.dataset.mdColorScheme = scheme; });
    document.querySelectorAll("article").forEach(endnotes);
  });
  window.addEventListener("afterprint", () => { undo.splice(0).forEach((back) => back()); });
})();
