/* The colours of Python while it is edited: the classes that Pygments writes, as far as the style tells them apart. */
const words = (text) => new Set(text.split(" "));
const KEYWORDS = words("as assert async await break class continue def del elif else except finally for from global if import lambda nonlocal pass raise return try while with yield");
const OPERATORS = words("and in is not or");
const BUILTINS = words("abs all any bool bytes callable chr complex dict dir divmod enumerate filter float format frozenset getattr hasattr hash id input int isinstance issubclass iter len list map max min next object open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip");
const MODULE = /^\s*from\s+[\w.]*$/; // the next word, or dot, is part of a module's name
const TOKEN = /(#.*)|([rbfu]{0,2}(?:"""(?:\\[^]|[^\\])*?(?:"""|$(?![^]))|'''(?:\\[^]|[^\\])*?(?:'''|$(?![^]))|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|(0x[\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?j?)|([\p{L}_][\p{L}\p{N}_]*)|([-+*\/%@&|^~<>=!.]+)|([\[\](){}:,;]+)/gimu;

/** The HTML of some Python, coloured. */
export function coloured(code) {
  let [html, end] = ["", 0];
  for (const found of code.matchAll(TOKEN)) {
    const [text, comment, string, number, word, operator] = found;
    const line = code.slice(code.lastIndexOf("\n", found.index - 1) + 1, found.index); // what stands before it
    html += escaped(code.slice(end, found.index));
    end = found.index + text.length;
    if (string) html += quoted(text, !line.trim());
    else html += span(comment ? "c1" : number ? "mi" : word || MODULE.test(line) ? kind(text, line) : operator ? "o" : "p", text);
  }
  return html + escaped(code.slice(end));
}

/** What a word is, after what stands before it in its line. */
function kind(word, line) {
  if (/\bdef\s+$/.test(line)) return "nf";
  if (/\bclass\s+$/.test(line)) return "nc";
  if (/^\s*@[\w.]*$/.test(line)) return "nd";
  if (KEYWORDS.has(word)) return "k";
  if (OPERATORS.has(word)) return "ow";
  if (MODULE.test(line) || /^\s*import\s/.test(line)) return "nn";
  if (line.endsWith(".")) return "n";
  if (BUILTINS.has(word)) return "nb";
  return /^(self|cls)$/.test(word) ? "bp" : /^[A-Z]\w*(Error|Exception|Warning)$/.test(word) ? "ne" : "n";
}

/** A string; at the start of a line one in three quotes is a docstring, and one with an f shows the code within. */
function quoted(text, first) {
  if (first && /^[rbu]*("""|''')/i.test(text)) return span("sd", text);
  if (!/^(f|rf|fr)/i.test(text)) return escapes(text);
  const [affix] = text.match(/^[rf]+/i);
  return escaped(affix) + text.slice(affix.length).split(/(\{\{|\}\}|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})/).map((part) => {
    const [, code, form] = part.match(/^\{([^{}]+?)((?:![rsa])?(?::[^]*)?)\}$/) ?? [];
    return code ? span("si", "{") + coloured(code) + span("si", `${form}}`) : escapes(part);
  }).join("");
}

function escapes(text) {
  return text.split(/(\\(?:[\\'"abfnrtv0]|x[\da-f]{2}|u[\da-f]{4}|\n))/i).map((part, odd) => span(odd % 2 ? "se" : "s1", part)).join("");
}

function span(name, text) {
  return text && `<span class="${name}">${escaped(text)}</span>`;
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
