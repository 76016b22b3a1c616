"""Rules about the glossary: each term has one explanation."""

from dlnotes.site.sources import glossary


def defines_each_term_once(subject):
    for page in subject.pages:
        if page.address == "glossary.md":
            seen = {}
            for line, term in glossary.defined(page):
                if term in seen:
                    yield page.problem(line, f"the term {term!r} is explained in line {seen[term]} already")
                seen.setdefault(term, line)
            yield from (page.problem(line, said) for line, said in glossary.faults(page))
