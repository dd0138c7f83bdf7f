"""What is found in articles: every kind of quotation, and who is its speaker.

People, places and events are invented.
"""

from collections.abc import Callable

import pytest

Reader = Callable[[str], list]


def words(content: str) -> str:
    """Return a content without marks and stops at its ends, and without its "that"."""
    return content.strip(" \n“”„«»\"'`’‘.,;:!?").removeprefix("that ").strip(" “\"'`")


DIRECT = [
    pytest.param(text, content, speaker, id=name)
    for name, text, content, speaker in [
        (
            "cue after",
            "“The harbour will reopen before the winter storms,” Mayor Ilse Varga said on Monday.",
            "The harbour will reopen before the winter storms",
            "Mayor Ilse Varga",
        ),
        (
            "cue before",
            "Varga told reporters: “We will reopen the harbour before the winter storms.”",
            "We will reopen the harbour before the winter storms",
            "Varga",
        ),
        (
            "straight marks, inverted",
            '"Nobody asked us before the bridge was closed," said Tomas Brandl, a ferryman.',
            "Nobody asked us before the bridge was closed",
            "Tomas Brandl",
        ),
        (
            "closing mark stuck to the cue",
            "“We have no such plans and we never had any, “she said.",
            "We have no such plans and we never had any",
            "she",
        ),
        (
            "blank inside the closing mark",
            "“We have no such plans and we never had any, ”Brandl said.",
            "We have no such plans and we never had any",
            "Brandl",
        ),
        (
            "angle marks",
            "«The talks have failed and we are going home,» the envoy told reporters.",
            "The talks have failed and we are going home",
            "the envoy",
        ),
        (
            "opening mark closes",
            "“The talks have failed and we are going home,“ the envoy said.",
            "The talks have failed and we are going home",
            "the envoy",
        ),
        (
            "several sentences",
            "“The talks have failed. We tried everything. Now we are going home,” the envoy said.",
            "The talks have failed. We tried everything. Now we are going home",
            "the envoy",
        ),
        (
            "a colon as cue",
            "Brandl: “They have never once asked the ferrymen what they think.”",
            "They have never once asked the ferrymen what they think",
            "Brandl",
        ),
        (
            "a post",
            "“The storm has passed and all crews are safe,” the coast guard wrote on Twitter.",
            "The storm has passed and all crews are safe",
            "the coast guard",
        ),
        (
            "nested",
            "“He called our treaty a ‘dead letter’ and walked out,” Varga said.",
            "He called our treaty a ‘dead letter’ and walked out",
            "Varga",
        ),
    ]
]


@pytest.mark.parametrize(("text", "content", "speaker"), DIRECT)
def test_direct_speech(read: Reader, text: str, content: str, speaker: str) -> None:
    """Direct speech is found whatever its marks, and goes to the subject of its cue."""
    found = [q for q in read(text) if q.kind == "direct"]
    assert [words(q.content) for q in found] == [content]
    assert speaker in found[0].speaker


def test_a_mark_that_is_never_closed_costs_its_paragraph_alone(read: Reader) -> None:
    """What is quoted ends with its paragraph at the latest; the next one is nobody's words."""
    text = (
        "“We will not sign this paper, said the envoy, adding that he would fly home.\n\n"
        "The summit ended on Friday."
    )
    found = read(text)
    assert any("We will not sign this paper" in q.content for q in found)
    assert not any("The summit ended" in q.content for q in found)


REPORTED = [
    pytest.param(text, content, speaker, id=name)
    for name, text, content, speaker in [
        (
            "clause after",
            "The minister said that the border would stay open until the end of May.",
            "the border would stay open until the end of May",
            "The minister",
        ),
        (
            "clause before",
            "The border will stay open until the end of May, the minister said.",
            "The border will stay open until the end of May",
            "the minister",
        ),
        (
            "according to",
            "According to Varga, the harbour will not reopen before the winter.",
            "the harbour will not reopen before the winter",
            "Varga",
        ),
        (
            "according to, after",
            "It rained on Monday.\n\n"
            "The harbour will not reopen before the winter, according to two officials.",
            "The harbour will not reopen before the winter",
            "two officials",
        ),
        (
            "according to a pronoun",
            "According to her, the harbour will not reopen before the winter.",
            "the harbour will not reopen before the winter",
            "her",
        ),
        (
            "also noted",
            "He also noted that the ferries had carried twice as many people this year.",
            "the ferries had carried twice as many people this year",
            "He",
        ),
        (
            "denial",
            "The ministry denied that any soldiers had crossed the river.",
            "any soldiers had crossed the river",
            "The ministry",
        ),
        (
            "promise",
            "Varga promised to rebuild the old lighthouse within two years.",
            "to rebuild the old lighthouse within two years",
            "Varga",
        ),
        (
            "metonym",
            "Ostland said that it would never recognise the new frontier.",
            "it would never recognise the new frontier",
            "Ostland",
        ),
        (
            "as X noted",
            "As Brandl noted, the ferries had carried twice as many people this year.",
            "the ferries had carried twice as many people this year",
            "Brandl",
        ),
    ]
]


@pytest.mark.parametrize(("text", "content", "speaker"), REPORTED)
def test_reported_speech(read: Reader, text: str, content: str, speaker: str) -> None:
    """A reported clause is found before, after and around its cue."""
    found = read(text)
    assert [words(q.content) for q in found] == [content]
    assert found[0].kind == "indirect"
    assert found[0].speaker == speaker


def test_mixed_speech_keeps_its_clause(read: Reader) -> None:
    """Quoted words inside a reported clause belong to it; they are no quotation of their own."""
    found = read("Varga said that the new treaty was “dead on arrival” and should be rewritten.")
    assert [(q.kind, words(q.content)) for q in found] == [
        ("mixed", "the new treaty was “dead on arrival” and should be rewritten")
    ]


def test_a_quotation_cut_by_its_cue_is_one_group(read: Reader) -> None:
    """The two pieces share a cue, a speaker and a group."""
    found = read("“We will sign it,” Varga said on Friday, “but only if the others sign it too.”")
    assert [q.kind for q in found] == ["direct", "direct"]
    assert {q.speaker for q in found} == {"Varga"}
    assert found[0].quotation.group is not None
    assert found[0].quotation.group == found[1].quotation.group


def test_a_quotation_over_paragraphs_has_one_speaker(read: Reader) -> None:
    """Each paragraph opens anew and only the last one closes; all are the same person's."""
    found = read(
        "Brandl has run the ferry for thirty years. He said the council had ignored him.\n\n"
        "“They never came down to the landing.\n\n"
        "“They never asked us a single question,” Brandl said."
    )
    direct = [q for q in found if q.kind == "direct"]
    assert [words(q.content) for q in direct] == [
        "They never came down to the landing",
        "They never asked us a single question",
    ]
    assert all(q.speaker in ("Brandl", "He") for q in direct)


def test_a_mark_never_closed_ends_with_its_paragraph(read: Reader) -> None:
    """The next paragraph is not swallowed."""
    text = (
        "The envoy was angry. “We will never sign this paper.\n\n"
        "The summit ended on Friday without a treaty."
    )
    assert all(q.quotation.end <= text.index("\n\n") for q in read(text))


def test_scare_quotes_and_titles_are_no_quotations(read: Reader) -> None:
    """Marks around a title or an ironic word quote nobody."""
    assert read("The film “The Long Road North” won three prizes at the festival.") == []
    assert read("Workers repainted the so-called “bridge of sighs” over the weekend.") == []


def test_a_pull_quote_goes_to_the_name_after_it(read: Reader) -> None:
    """Words that stand alone in a block with a name and a role behind them are that person's."""
    text = (
        "Minister Ada Korvin said that the talks would go on for another week.\n\n"
        "We have nothing to offer them. Nothing at all Ada Korvin Minister of Trade of Norland\n\n"
        "The talks ended on Friday, and the delegations went home without a word.\n"
    )
    pulled = [q for q in read(text) if q.content.startswith("We have nothing")]
    assert [(words(q.content), q.kind) for q in pulled] == [
        ("We have nothing to offer them. Nothing at all", "direct")
    ]
    assert pulled[0].speaker.startswith("Ada Korvin")


def test_the_dateline_is_no_content(read: Reader) -> None:
    """A report that opens the article begins after its dateline."""
    text = (
        "OSTHAVEN, March 4. /NPA/. The border will stay open until the end of May, "
        "Foreign Minister Ada Korvin said on Monday."
    )
    found = read(text)
    assert words(found[0].content) == "The border will stay open until the end of May"


def test_nothing_said_is_nothing_found(read: Reader) -> None:
    """Plain narration holds no quotation."""
    assert read("The train left Osthaven at noon. It rained all the way to the coast.") == []
    assert read("") == []


def test_confidence_is_a_probability(read: Reader) -> None:
    """It lies between 0 and 1, and a plain quotation has a high one."""
    found = read("“The harbour will reopen before the winter storms,” Mayor Ilse Varga said.")
    assert 0.8 < found[0].quotation.confidence <= 1
