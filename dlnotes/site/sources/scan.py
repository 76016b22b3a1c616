"""One pass over the lines of a page's Markdown: its front matter, headings, fences and blocks, and what is
left as prose.

Nothing else in the engine looks for fences or blocks. The scan refuses nothing: what is wrong stands in
`faults`, so that all of it can be told at once.
"""

import doctest
import re
from dataclasses import dataclass, field
from functools import cached_property

from dlnotes.site import reading
from dlnotes.site.errors import SourceError, unknown
from dlnotes.site.sources.notation import BLOCK, SLUG

PYTHON = {"python", "python3", "py", "py3", "pycon", "pycon3"}
TORCH = "torch"  # the lines beside it in PyTorch: run where that is installed, and compared

BLOCKS = ("claim", "exercise", "question", "note", "corrections", "lessons")

_FENCE = re.compile(r"(?P<indent>\s*)(?P<mark>(?P<tick>`)`{2,}|~{3,})(?P<info>(?(tick)[^`]*|.*))")
_INFO = re.compile(r"\s*(?:\{\s*\.)?(?P<language>[\w#.+-]*)(?P<rest>.*)")
_INCLUDE = re.compile(r'\s*-+8<-+ "(?P<file>[^":]+):(?P<region>[\w-]+)"\s*')
_HEADING = re.compile(r"(?P<marks>#{1,6}) (?P<text>.*?)(?:\s*\{[^}]*\})?\s*")
# What Sybil takes for a skip, on whatever line of a comment.
_SKIP = re.compile(r"(?:^|<!--+)[\s;]*skip\b(?P<what>.*)")
_REASON = re.compile(r'\s*:\s*next\s+"(?P<reason>[^"]{10,})"\s*--+>')
_CONTAINER = re.compile(
    r"(?P<mark>[-*+](?=[ \t])|\d+[.)](?=[ \t])|:(?=[ \t])|!!!|\?\?\?|===(?= \x22)|\[\^(?=[^\]]+\]:))"
)
_KNOWN = (":", "!!!", "???", "===", "[^")  # any other mark is that of a list
_QUOTED_CODE = re.compile(r">(?:[>\s]*(?:`{3,}|~{3,})|\s{5,}\S)")
_DIRECTIVE = re.compile(r"#\s*doctest:\s*[+-]")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Fence:
    """Code between two marks."""

    line: int
    indent: str
    mark: str
    info: str  # all that follows the first mark
    body: tuple[str, ...]  # its lines without the fence's indentation
    heading: str  # the one that it stands under
    skip: str = ""  # the reason why its code does not run

    @property
    def language(self):
        return _INFO.match(self.info)["language"]

    @property
    def attributes(self):
        """What the header says after the language, without the braces around it."""
        rest = _INFO.match(self.info)["rest"].strip()
        return rest.removeprefix("{").removesuffix("}").strip()

    @property
    def python(self):
        return self.language.lower() in PYTHON

    @property
    def include(self):
        """(file, region) if it shows one region of a snippet and nothing else."""
        found = _INCLUDE.fullmatch(self.body[0]) if len(self.body) == 1 else None
        return (found["file"], found["region"]) if found else None

    @cached_property
    def _examples(self):
        try:
            return tuple(doctest.DocTestParser().get_examples("\n".join(self.body) + "\n")), None
        except ValueError as error:
            at, said = re.match(
                r"line (\d+) of the doc(?:string|test) for \S+ (.*)", str(error), re.S
            ).groups()
            return (), (self.line + int(at), said)

    @property
    def examples(self):
        """Its `>>>` examples, as doctest reads them: `source` and `want`."""
        return self._examples[0]

    @property
    def directives(self):
        """(line, text) of what would make doctest compare less than everything."""
        return [
            (self.line + at, line.strip()) for at, line in enumerate(self.body, 1) if _DIRECTIVE.search(line)
        ]

    @property
    def fault(self):
        """(line, what is wrong) if it has `>>>` lines that are no examples."""
        return self._examples[1]


@dataclass(frozen=True)
class Block:
    """`/// name | argument`, indented options below it, what is inside (no fences), and `///` at the end."""

    line: int
    name: str
    argument: str
    options: dict = field(default_factory=dict)
    body: tuple[tuple[int, str], ...] = ()  # (line number, line)
    heading: str = ""  # the one that it stands under

    @property
    def text(self):
        return "\n".join(line for _, line in self.body)


class Scan:
    """What one pass finds. Faults are (line, what is wrong)."""

    def __init__(self, text: str):
        self.lines = text.split("\n")
        self.headings, self.fences, self.blocks, self.prose, self.faults = [], [], [], [], []
        self.options = set()  # the lines that are options of a block, and that which opens it
        self._heading, self._skip, self._fence, self._block = "", "", None, None
        self._comment, self._shape = False, _Shape()
        self.meta, start = self._front_matter(text)
        for number, line in enumerate(self.lines[start:], start + 1):
            if self._fence:
                self._inside_fence(line)
            else:
                self._outside(number, line)
        if self._fence:
            self._fault(self._fence[0], f"this fence is never closed by {self._fence[1]['mark']}")
        if self._comment:
            self._fault(len(self.lines), "a comment is never closed by -->")
        if self._block:
            self._fault(self._block[0], "this block is never closed by ///")

    def _fault(self, line, message):
        self.faults.append((line, message))

    def _front_matter(self, text):
        """(what it says, how many lines it takes)."""
        found = _FRONT.match(text)
        if not found:
            return {}, 0
        try:
            meta = reading.data(found["yaml"], "", line=2)
        except SourceError as error:
            self._fault(error.problem.line, f"the front matter: {error.problem.message}")
            meta = {}
        if not isinstance(meta, dict):
            self._fault(1, f"the front matter is not lines of the form `name: value`: {meta!r}")
            meta = {}
        return meta, found[0].count("\n")

    def _inside_fence(self, line):
        first, opening, body = self._fence
        mark, indent = opening["mark"], len(opening["indent"])
        if line.rstrip() != opening["indent"] + mark:
            text = line.strip()
            if len(text) >= len(mark) and not text.strip(mark[0]):
                self._fault(first, f"this fence ends with {opening['indent'] + mark!r}, not with {line!r}")
            elif text and line[:indent].strip():
                self._fault(first, f"the lines of this fence are indented as its mark is, not as {line!r}")
            body.append(line[indent:])
            return
        body = tuple(body)
        fence = Fence(first, opening["indent"], mark, opening["info"], body, self._heading, self._skip)
        self.fences.append(fence)
        self._fence, self._skip = None, ""

    def _outside(self, number, line):
        if self._comment and _FENCE.fullmatch(line):
            self._fault(number, "a comment holds no fence: a browser would show what another reader skips")
        fault = self._shape.fault(line, _FENCE.fullmatch(line))
        line, said = self._without_comments(line)
        opening = _FENCE.fullmatch(line)
        if fault:
            self._fault(number, fault)
        if opening:
            self._fence = (number, opening, [])
            return
        self.prose.append((number, _CODE_SPAN.sub(_blank, line)))
        if heading := _HEADING.fullmatch(line):
            self._heading = heading["text"]
            self.headings.append(Heading(number, len(heading["marks"]), self._heading))
        elif skip := _SKIP.search(said):
            reason = _REASON.fullmatch(skip["what"])
            self._skip = reason["reason"] if reason else ""
            if not reason:
                self._fault(number, 'a skip needs its reason: <!-- skip: next "ten letters or more" -->')
        self._of_a_block(number, line)

    def _without_comments(self, line):
        """(the line without its HTML comments, what they say)."""
        said, rest, whole = "", "", line
        while whole:
            if self._comment:
                inside, end, whole = whole.partition("-->")
                said, rest, self._comment = said + inside + end, rest + " " * len(inside + end), not end
            else:
                at = _CODE_SPAN.sub(_blank, whole).find("<!--")  # in a code span it is none
                outside, whole, self._comment = (
                    (whole[:at], whole[at:], True) if at >= 0 else (whole, "", False)
                )
                rest += outside
        return (rest.rstrip() if said else line), said

    def _of_a_block(self, number, line):
        """Keep a line if it opens a block, closes it or stands in it."""
        mark = BLOCK.fullmatch(line)
        if mark and mark["name"]:
            if self._block:
                self._fault(number, f"the block of line {self._block[0]} is still open; close it with ///")
            self._block = (number, mark["name"], mark["argument"] or "", [])
            self.options.add(number)
            self._know(number, mark["name"], mark["argument"])
        elif mark and not self._block:
            self._fault(number, "this /// closes no block")
        elif mark:
            self.blocks.append(self._closed(*self._block))
            self._block = None
        elif self._block:
            self._block[3].append((number, line))

    def _know(self, number, name, slug):
        if name not in BLOCKS:
            self._fault(number, unknown("block", name, BLOCKS))
        elif not SLUG.fullmatch(slug or ""):
            said = f"a slug of small letters, digits and hyphens, `/// {name} | slug`, not {slug!r}"
            self._fault(number, f"this block needs {said}")

    def _closed(self, line, name, argument, lines):
        """The block; its options are the indented lines that follow the first one."""
        count = next((i for i, (_, text) in enumerate(lines) if not text.startswith("    ")), len(lines))
        header = "\n".join(text[4:] for _, text in lines[:count])
        said = "the options of this block are not lines of the form `name: value`"
        try:
            options = reading.data(header, "", line + 1) or {}
        except SourceError as error:
            self._fault(error.problem.line, f"{said}: {error.problem.message}")
            options = {}
        if not isinstance(options, dict):
            self._fault(line, f"{said}: {header!r}")
            options = {}
        self.options.update(number for number, _ in lines[:count])
        return Block(line, name, argument, options, tuple(lines[count:]), self._heading)


class _Shape:
    """How far the text of a page is indented, and what would thereby be shown as code, or run elsewhere."""

    def __init__(self):
        self.open, self.apart = [(0, "")], True  # (column, mark) of what is open; an empty line stands above

    def fault(self, line, fence):
        """What is wrong with the shape of the next line."""
        text = line.lstrip()
        if not text:
            self.apart = True
            return None
        indent, apart = len(line) - len(text), self.apart
        self.apart = bool(fence or text.startswith(("#", "!!!", "???", "===")) or text == "///")
        while indent < self.open[-1][0]:
            self.open.pop()
        column, mark = self.open[-1]
        opened = _CONTAINER.match(text)
        if "\t" in line[:indent]:
            return "a line is indented by blanks, not by tabs"
        if (apart or fence) and indent >= column + 4:
            return (
                "a text indented by four more blanks is shown as code, and code stands in a fence: ```python"
            )
        if (fence or opened) and indent != column:
            what = "a fence" if fence else f"a line that begins with {text.split()[0]}"
            return (
                f"{what} stands at the left edge, or four blanks to the right of the item that it belongs to"
            )
        if fence and "[^" in [mark for _, mark in self.open]:
            return "code in a footnote would run elsewhere than it stands: write it outside"
        if _QUOTED_CODE.match(text):
            return "code in a quotation is not run: write it outside, in a fence ```python"
        if opened and indent:
            if opened["mark"] in (":", "[^"):
                return f"a line that begins with {text.split()[0]} stands at the left edge"
            if not apart and (mark != "-" or opened["mark"] in _KNOWN):
                return f"an empty line stands above {text.split()[0]}, or it belongs to the text above"
        if opened:
            self.open.append((column + 4, opened["mark"] if opened["mark"] in _KNOWN else "-"))
        return None


def _blank(found):
    return " " * len(found[0])
