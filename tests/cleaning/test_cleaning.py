"""The clean copy that the analysis reads, and the way back from it to the stored text."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis import pipeline
from onrecord.analysis.cleaning import Cleaned, clean
from onrecord.analysis.edits import Edit, apply
from onrecord.analysis.types import Article, Findings

from ..conftest import linear

PIECES = [
    *r"""&quot; &amp;#8217; &nbsp; &copy <p> </p> <b> <br/> <!-- --> <script> </script> ** * _ [
    ](http://a.b) ![a](b) # > \* â€œ -a -said “ ” " , . said Brandl""".split(),  # noqa: SIM905
    *("a\xadb", "\u200b", " ", "  ", "\n", "\xa0", "\n> ", "\n# ", "a" * 120),
]

DIRTY = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4))).map("".join)


@pytest.mark.parametrize(
    ("stored", "copy"),
    [
        ("&quot;We&#8217;ll go,&quot;&nbsp;she said.", '"We’ll go,"\xa0she said.'),
        ("&amp;quot;No&amp;quot; &amp; yes &mdash; AT&T", '"No" & yes — AT&T'),
        ("<p>“No,” <b>Brandl</b> said.</p><p>He left.</p>", "\n“No,” Brandl said.\n\nHe left.\n"),
        ("One<!-- two --> <script>a < b</script>three", "One\n \nthree"),
        ("if a <b and c> d, or <Brandl>", "if a <b and c> d, or <Brandl>"),
        ("**[Ana Brodin](https://a.b/c)** said [it](#x) [sic]", "Ana Brodin said it [sic]"),
        ("said [**Ana Brodin**](https://a.b/c) or [_it_][1]", "said Ana Brodin or it"),
        ("_No_, said *she* of a_b_c and 3*4*5", "No, said she of a_b_c and 3*4*5"),
        ("# Strike\n> quoted\n* item\n- Why?", "Strike\nquoted\nitem\n- Why?"),
        ("It would end, -said Brandl.", "It would end, - said Brandl."),
        ("“It would end,”-said Brandl, -he left.", "“It would end,” - said Brandl, - he left."),
        ("“anti-strike”-minded, a well-known 3-2", "“anti-strike”-minded, a well-known 3-2"),
        ("“It would end,”he said.", "“It would end,” he said."),
        ("Night on the quaysThe mayor left YouTube", "Night on the quays\nThe mayor left YouTube"),
        ("'Tis late; ’twas ’Twain's, 'tisn't", "It is late; it was ’Twain's, 'tisn't"),
        ("He said: ,,It is late“, and red,, blue,,,x", "He said: „It is late“, and red,, blue,,,x"),
        ("<<Late>>, he said. << Go! >>", "«Late», he said. « Go!»"),
        ("1 << 2, a<<b, c>>d, <<No, he said", "1 << 2, a<<b, c>>d, <<No, he said"),
        ("co\xadope\u200brate  with\t \xa0us", "cooperate with us"),
        ("the govern-\n ment of Abdel-\nRahman, 1-\n2", "the government of Abdel-Rahman, 1-\n2"),
        ("It is late.\r\nHe left.\r\n\r\nOh.\r", "It is late.\nHe left.\n\nOh.\r"),
        ("â€œItâ€™s late,â€\x9d he said", "“It’s late,” he said"),
        ("He noted,\n\nthat it did.\n\nIt did.", "He noted, that it did.\n\nIt did."),
        ("he noted,\n\nthat she left.\n\nhe did.", "he noted,\n\nthat she left.\n\nhe did."),
    ],
)  # fmt: skip
def test_what_is_cleaned(stored: str, copy: str) -> None:
    """Each kind of dirt is taken out, and what only looks like it stays."""
    assert clean(stored).text == copy


def test_a_clean_text_is_its_own_copy() -> None:
    """Nothing is done to clean prose, and its spans are its own."""
    text = "“We are late,” Ana Brodin said on 3 May.\n\nThe mayor - her brother - left."
    assert clean(text) == Cleaned(text)
    assert clean(text).back(3, 9) == (3, 9)


def test_words_are_led_back_to_where_they_stand() -> None:
    """A word of the copy is led to the same word as it is stored, without the signs beside it."""
    stored = "<p>&quot;No,&quot;  **Ana Bro\xaddin** said.</p>"
    cleaned = clean(stored)
    at = cleaned.text.index("Ana Brodin")
    start, end = cleaned.back(at, at + len("Ana Brodin"))
    assert stored[start:end] == "Ana Bro\xaddin"
    whole = cleaned.back_whole(at, at + len("Ana Brodin"))
    assert stored[slice(*whole)] == "**Ana Bro\xaddin**"
    quoted = cleaned.text.index('"No,"')
    assert stored[slice(*cleaned.back(quoted, quoted + 5))] == "&quot;No,&quot;"


@given(DIRTY, st.data())
def test_the_way_back(stored: str, data: st.DataObject) -> None:
    """Spans come back inside the text, in order, and what was led back leads forward again."""
    cleaned = clean(stored)
    size = len(cleaned.text)
    places = sorted(data.draw(st.lists(st.integers(0, size), min_size=2, max_size=6)))
    spans = [cleaned.back(a, b) for a, b in pairwise(places) if a < b]
    assert all(0 <= a <= b <= len(stored) for a, b in spans)
    assert all(a[1] <= b[1] and a[0] <= b[0] for a, b in pairwise(spans))
    for a, b in pairwise(places):
        copy = cleaned.text[a:b]
        if copy and not copy[0].isspace() and not copy[-1].isspace():
            start, end = cleaned.back(a, b)
            assert start < end
            again = cleaned.forward(start, end)
            assert again[0] <= a < b <= again[1]
            whole = cleaned.back_whole(a, b)
            assert whole[0] <= start < end <= whole[1]


@given(st.text("ab c", max_size=30), st.data())
def test_edits_lead_both_ways(text: str, data: st.DataObject) -> None:
    """A stretch that no edit touches is the same words in both texts, wherever edits are."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = [Edit(a, b, data.draw(st.sampled_from(["", "x", "yz"]))) for a, b in pairwise(cuts)][
        ::2
    ]
    edited = apply(text, edits)
    untouched = [*pairwise([0, *(place for e in edits for place in e[:2]), len(text)])][::2]
    for a, b in untouched:
        if a < b:
            there = edited.forward(a, b)
            assert edited.text[slice(*there)] == text[a:b]
            assert edited.back(*there) == (a, b)


@pytest.mark.parametrize(
    "unit",
    ["&", "&amp;", "<", "<!--", "<a ", "<script>", "[", "[a](http:", "![a](", "*a", "_a", "\\*",
     "-a -", "”a", "  ", "> ", "\n> > ", " ,,a", "<!--<!---->", "a", "a,\nb\n", "a,\n-\n-", "\n"],
)  # fmt: skip
def test_linear_work(unit: str) -> None:
    """Four times the text takes about four times as long, whatever it is made of."""
    short, long = (unit * (size // len(unit)) for size in (50_000, 200_000))
    assert linear(clean, short, long)


STORY = (
    "“The bridge stays open,” mayor Ana Brodin said on Monday. “We'll pay for it.”\n\n"
    "Tomas Verholt, who leads the port, said that the council had lied - and left.\n\n"
    "Brodin called it “a poor joke”."
)


@cache
def _said(text: str) -> list[tuple[str, str, str | None]]:
    found: Findings = pipeline.analyse(pipeline.load(), Article("a", text))
    return [
        (
            str(q.kind),
            clean(text[q.start : q.end]).text.strip("\"“”.,'"),
            found.actors[q.actor].name if q.actor is not None else None,
        )
        for q in found.quotations
    ]


@pytest.mark.parametrize(
    "dirty",
    [
        STORY.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("'", "&#39;"),
        STORY.replace(" ", "  "),
        STORY.replace("Ana Brodin", "**[Ana Brodin](https://a.b/c)**").replace("Tomas", "*Tomas*"),
        "".join(f"<p>{line}</p>" for line in STORY.split("\n\n")),
        STORY.replace("bridge", "bri\xaddge").replace("council", "coun\u200bcil"),
        STORY.replace("” mayor", "”-mayor").replace("- and", "-and"),
    ],
)  # fmt: skip
def test_dirt_costs_no_quotation(dirty: str) -> None:
    """What is found in a dirty copy of an article is what is found in the clean one."""
    wanted = _said(STORY)
    assert len(wanted) == 4
    assert _said(dirty) == wanted


def test_findings_are_spans_of_the_stored_text() -> None:
    """Blocks hold the signs at their edges; sentences, mentions and speakers are as stored."""
    text = "# Ana Brodin wins the &quot;race&quot;\n\n**Ana Brodin** said: &quot;We won.&quot;"
    found = pipeline.analyse(pipeline.load(), Article("a", text))
    assert [text[b.start : b.end] for b in found.blocks] == text.split("\n\n")
    said = found.quotations[-1]
    assert text[said.start : said.end] == "&quot;We won.&quot;"
    assert said.speaker and text[slice(*said.speaker)] == "Ana Brodin"
    assert {text[m.start : m.end] for m in found.mentions} == {"Ana Brodin"}


def test_what_is_reported_begins_with_its_apostrophe() -> None:
    """ "'Tis" belongs to the words that somebody reported, and opens no marks."""
    text = "'Tis a poor bargain, the mayor said. The guards were late, Vera Lind said."
    found = pipeline.analyse(pipeline.load(), Article("a", text))
    said = [text[q.start : q.end] for q in found.quotations]
    assert said == ["'Tis a poor bargain", "The guards were late"]


def test_a_sentence_broken_into_paragraphs_is_one() -> None:
    """What stands after the break is of who was named before it, and stands where it stood."""
    text = (
        "In turn, the head of the council, Ada Korvin, noted,\n\n"
        "that the mill must give up the “strategy of waiting.”\n\n"
        "Nobody answered."
    )
    found = pipeline.analyse(pipeline.load(), Article("a", text))
    [said] = found.quotations
    assert text[said.start : said.end] == "the mill must give up the “strategy of waiting.”"
    assert said.actor is not None
    assert found.actors[said.actor].name == "Ada Korvin"
