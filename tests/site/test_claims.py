"""Claims from the check to the page: decided, joined with their words, on cards."""

import dataclasses
import json
import re

import markdown
import numpy as np
import pytest

from dlnotes.claims._claim import Claim, Evidence, verdict
from dlnotes.site.products import claims
from dlnotes.site.project import BuildError, Project
from tests.site.conftest import FILES, new_toy

EXTENSIONS = [
    "attr_list",
    "def_list",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.superfences",
    "dlnotes.site.pages",
]


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A toy project, built; these tests leave it as it is."""
    toy = new_toy(tmp_path_factory.mktemp("toy"))
    run = toy.dlnotes("build")
    assert run.returncode == 0, run.stderr
    return toy


@pytest.fixture(scope="module")
def convert(ready):
    def run(text):
        configs = {
            "pymdownx.arithmatex": {"generic": True},
            "dlnotes.site.pages": {"root": str(ready.root)},
        }
        return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=configs)

    return run


@pytest.fixture(scope="module")
def site(ready):
    run = ready.mkdocs()
    assert run.returncode == 0, run.stderr
    return {p.stem: p.read_text(encoding="utf-8") for p in (ready.root / "site").rglob("*.html")}


def block(slug):
    """The block of a claim, as the toy's page has it."""
    return re.search(rf"/// claim \| {slug}\n.*?\n///\n", FILES["docs/deep-learning/notes.md"], re.S)[0]


def words(html):
    inline = re.sub(r"</?(?:a|abbr|code|em|span|strong|sup)\b[^>]*>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", inline).split())


# -- decided -------------------------------------------------------------------------------------------------


def above_one(result):
    return Evidence({"x": result["x"]}, {"hot": True, "cold": bool(result["x"] < 0)}, bool(result["x"] > 1))


def examined(result=None, **change):
    claim = Claim(**{"check": above_one, "control": lambda result: result | {"x": 0.0}} | change)
    return claims.examine("warm", claim, result or {"x": 3.0})


def test_the_unspoilt_claim_stands():
    assert claims.describe(examined()) == {"numbers": {"x": 3.0}, "conditions": {"hot": True, "cold": False}}


@pytest.mark.parametrize(
    "spoilt, said",
    [
        ({"control": lambda result: result}, "the check passes on the wrong version"),
        (
            {"check": lambda result: dataclasses.replace(above_one(result), ours=True)},
            "the check passes on the wrong version",
        ),
        ({"result": {"x": 0.5}}, "what we say no longer follows: x = 0.5"),
        ({"check": lambda result: result["y"]}, "KeyError: 'y'"),
        ({"check": lambda result: np.zeros(2) @ np.zeros(3)}, "ValueError"),
        ({"control": lambda result: result["z"]}, "KeyError: 'z'"),
    ],
)
def test_a_claim_that_does_not_stand_is_named_with_its_line(spoilt, said):
    with pytest.raises(BuildError, match=rf"^[\w/-]*/test_claims.py:\d+: claim warm: {said}"):
        examined(**spoilt)


def test_a_control_that_writes_into_the_result_spoils_nobody_elses():
    def careless(result):
        result["x"][...] = 0
        return result

    result = {"x": np.array(3.0)}
    assert examined(result, control=careless).ours and result["x"] == 3


@pytest.mark.parametrize(
    "note, expected",
    [
        ({"a": True, "b": True}, "holds"),
        ({"a": True, "b": False}, "holds with conditions"),
        ({"a": False}, "corrected"),
        ({}, "answered"),
    ],
)
def test_a_verdict_follows_from_where_the_note_is_true(note, expected):
    assert verdict(note) == expected


def test_checks_are_found_without_importing_anything(tmp_path):
    folder = tmp_path / "dlnotes/claims"
    folder.mkdir(parents=True)
    (folder / "oven.py").write_text(
        'import nothing_of_this_name\nCLAIMS = {\n    "warm": Claim(check, control),\n}\n'
    )
    assert claims.registered(Project(tmp_path)) == {
        "warm": claims.Registered("oven", "dlnotes/claims/oven.py", 3)
    }


@pytest.mark.parametrize(
    "text, said",
    [
        (
            "CLAIMS = {'a': 1, 'a': 2}",
            "dlnotes/claims/oven.py:1: claim a: it is decided in dlnotes/claims/oven.py:1",
        ),
        ("CLAIMS = [1]", "dlnotes/claims/oven.py:1: it has no CLAIMS = "),
        ("CLAIMS = {**OTHER}", "dlnotes/claims/oven.py:1: it has no CLAIMS = "),
        ("", "dlnotes/claims/oven.py:1: it has no CLAIMS = "),
    ],
)
def test_a_module_whose_checks_cannot_be_told_is_refused(tmp_path, text, said):
    folder = tmp_path / "dlnotes/claims"
    folder.mkdir(parents=True)
    (folder / "oven.py").write_text(text)
    (problem,) = claims.misregistered(Project(tmp_path))
    assert str(problem).startswith(said)


# -- in the build --------------------------------------------------------------------------------------------


def test_verdicts_follow_from_the_results(ready):
    table = json.loads((ready.root / "docs/generated/claims.json").read_text())
    assert {slug: claim["verdict"] for slug, claim in table.items()} == {
        "half": "corrected",
        "bends": "holds with conditions",
        "told": "holds",
    }
    half, _, told = table.values()
    assert half["numbers"] == {"whole": 4} and isinstance(half["numbers"]["whole"], int)
    assert half["plain"] == "it is 4, *rounded down*; see [the code](index.md#code)."
    assert (half["page"], half["section"]) == ("deep-learning/notes.md", "Halves")
    assert told["numbers"] == {} and told["conditions"] == {}


NOTES, SIZING = "docs/deep-learning/notes.md", "dlnotes/claims/sizing.py"


@pytest.mark.parametrize(
    "name, old, new, said",
    [
        (
            "dlnotes/nn/sizes.py",
            "n // 2",
            "n // 3",
            f"{SIZING}:4: claim half: what we say no longer follows: whole = 3",
        ),
        (
            SIZING,
            "half == 4)",
            "half < 9)",
            f"{SIZING}:4: claim half: the check passes on the wrong version, so it proves nothing",
        ),
        (
            SIZING,
            "half = result['half']",
            "half = result['halve']",
            f"{SIZING}:5: claim half: KeyError: 'halve'",
        ),
        (
            SIZING,
            "'half': Claim",
            "'halve': Claim",
            f"{NOTES}:10: claim half: no check in dlnotes/claims is called 'half'; nearest: halve",
        ),
        (
            NOTES,
            "claim | bends",
            "claim | bend",
            f"{NOTES}:37: claim bend: no check in dlnotes/claims is called 'bend'; nearest: bends",
        ),
        (
            NOTES,
            "/// claim | bends",
            "/// exercise | bends",
            "dlnotes/claims/bending.py:8: claim bends: no page has its card",
        ),
        (
            NOTES,
            "claim | told",
            "claim | half",
            f"{NOTES}:60: claim half: its card stands in {NOTES}:10 already",
        ),
        (
            NOTES,
            ":   `seed-1`: seed 1\n",
            "",
            f"{NOTES}:37: claim bends: the check tests the condition 'seed-1', which has no words here",
        ),
        (
            NOTES,
            "Wrong version\n:   straight lines\n",
            "",
            f"{NOTES}:37: claim bends: 'Wrong version' is missing",
        ),
        (
            NOTES,
            "[[half.whole:d]]",
            "[[half.hole:d]]",
            f"{NOTES}:19: no number of half is called 'hole'; nearest: whole",
        ),
        (NOTES, "$4.5$", "$\\frac{1}{2$", f"{NOTES}:16: "),
    ],
)
def test_a_claim_that_does_not_stand_stops_the_build_and_is_named(built, name, old, new, said):
    built.edit(name, old, new)
    run = built.dlnotes("build")
    assert run.returncode in (1, 2) and said in run.stderr


def test_a_module_of_claims_is_called_as_an_experiment(built):
    (built.root / "dlnotes/claims/sizing.py").rename(built.root / "dlnotes/claims/sizeing.py")
    run = built.dlnotes("build")
    said = "dlnotes/claims/sizeing.py:1: no experiment is called 'sizeing'; nearest: sizing"
    assert run.returncode == 1 and said in run.stderr


def test_another_word_is_published_and_decides_nothing_again(built):
    built.edit(NOTES, "every line bends", "all lines bend")
    built.edit(NOTES, "`seed-1`: seed 1", "`seed-1`: the other")
    assert built.ran(lambda: built.dlnotes("build")) == set()
    bends = json.loads((built.root / "docs/generated/claims.json").read_text())["bends"]
    assert bends["note"] == "all lines bend." and bends["conditions"] == {"seed 0": True, "the other": False}


@pytest.mark.parametrize("value", ["inf", "nan"])
def test_what_is_no_number_is_published_only_where_the_page_says_so(built, value):
    built.edit("dlnotes/experiments/sizing.py", "'tiny': 3.8e-9", f"'tiny': float('{value}')")
    run = built.dlnotes("build")
    assert run.returncode == 1
    assert f"docs/index.md:6: [[sizing.tiny:.1e]]: it is {value}; if the page means to say so" in run.stderr
    built.edit("docs/index.md", "tiny:.1e", f"tiny:.1e or {value}")
    run = built.dlnotes("build")
    assert run.returncode == 0, run.stderr

    def refuse(constant):
        raise AssertionError(constant)

    assert (
        json.loads((built.root / "docs/generated/numbers.json").read_text(), parse_constant=refuse)["sizing"][
            "tiny"
        ]
        == value
    )


# -- on the page ---------------------------------------------------------------------------------------------


def test_a_card_says_what_the_note_said_what_holds_and_what_ran(convert):
    html = convert(f"# Title\n\n{block('half')}\nAfter.")
    card = html[html.index("<div") : html.rindex("</div>")]
    assert (
        'id="claim-half"' in card
        and 'data-verdict="corrected"' in card
        and 'aria-label="Claim: corrected"' in card
    )
    assert '<span class="dl-verdict">Corrected</span>' in card and 'href="#claim-half"' in card
    assert "<math" in card[card.index("The note:") :]  # the note's formula
    assert "It is 4, rounded down; see the code." in words(card) and "<em>rounded down</em>" in card
    assert "What ran: one size, 4" in words(card) and "Decided by: exact." in words(card)
    assert "The check must fail on this wrong version: a half rounded up." in words(card)
    assert "Is the note's statement true? of nine: no." in words(card)
    assert "<code>dlnotes verify half</code>" in card
    assert "<script" not in html and html.rstrip().endswith("<p>After.</p>")


def test_links_of_a_card_lead_from_its_page(site):
    for target in (
        "../index.html#code",
        "../generated/source/snippets/one.py",
        "../generated/source/experiments/sizing.py",
        "#claim-half",
    ):
        assert f'href="{target}"' in site["notes"]


def test_the_card_of_a_citation_says_that_nothing_ran(convert):
    html = convert(block("told"))
    assert "From the literature; nothing was run here" in html and "p. 3." in html
    assert "What ran" not in html and "dlnotes verify" not in html


def test_a_card_in_code_is_left_alone(convert):
    assert "dl-claim" not in convert(f"```text\n{block('half')}```\n")


def test_what_cards_link_to_is_published(ready, site):
    for name in ("claims.json", "source/experiments/sizing.py", "source/snippets/one.py"):
        assert (ready.root / "site/generated" / name).is_file()


def test_claims_are_counted(ready, convert):
    counts = json.loads((ready.root / "docs/generated/numbers.json").read_text())["claims"]
    assert counts == {
        "hold": 1,
        "conditions": 1,
        "corrected": 1,
        "answered": 0,
        "untestable": 0,
        "registered": 3,
        "cited": 1,
        "ran": 2,
    }
    assert words(convert("[[claims.registered:d]] claims")) == "3 claims"


def test_generated_refuses_an_unknown_claim(tmp_path):
    from dlnotes.site.published import Generated

    with pytest.raises(BuildError, match="page.md:3: no claim is called 'hal'; nearest: half"):
        Generated({}, {}, tmp_path, {"half": {}}).claim("hal", "page.md:3: ")
