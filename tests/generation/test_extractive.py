"""Which sentences become an answer without a language model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.drafts import Draft
from assistant.generation import Request, Usage
from assistant.generation.extractive.candidates import Sentence
from assistant.generation.extractive.context import with_denials
from assistant.generation.extractive.extractive_writer import SHOWN, THOROUGH_SHOWN, ExtractiveWriter
from assistant.generation.extractive.sentence_scores import last_of_several
from assistant.inference import Reranker, Vectors

FILLER = "Nothing else of note was said at the meeting that evening by anybody present. " * 12


class Marked:
    """A reranker that finds good what holds a word, an honest stand-in with a history."""

    name = "marked"
    fingerprint = "marked"

    def __init__(self, *words: str) -> None:
        self.words = words
        self.read: list[str] = []

    def score(self, question: str, texts: Sequence[str]) -> Vectors:
        self.read.extend(texts)
        return np.array(
            [max((9.0 - i for i, w in enumerate(self.words) if w in t), default=-9.0) for t in texts], np.float32
        )


def quoted(reranker: Reranker, *texts: str, title: str = "Title", thorough: bool = False) -> list[str]:
    articles = [Article(str(number), text, title) for number, text in enumerate(texts)]
    reads = tuple(ReadPassage(Passage(n, a, 0, len(a.text)), 1.0) for n, a in enumerate(articles, 1))
    *drafts, usage = ExtractiveWriter(reranker).write(Request("What?", reads, thorough=thorough))
    assert isinstance(usage, Usage) and usage.to_dict() == {}
    said = []
    for draft in drafts:
        assert isinstance(draft, Draft)
        (citation,) = draft.citations
        assert citation.words == draft.text and citation.words in reads[citation.passage - 1].passage.text
        said.append(draft.text)
    return said


def test_the_best_sentence_of_real_news_is_chosen(reranker: Reranker) -> None:
    text = f"The bridge opened on Monday. It cost £412 million, the council said. {FILLER}"
    article = Article("bridge", text, "Bridge opens")
    request = Request("How much did the bridge cost?", (ReadPassage(Passage(1, article, 0, 200), 3.0),))
    drafts = [part.text for part in ExtractiveWriter(reranker).write(request) if isinstance(part, Draft)]
    assert any("£412 million" in text for text in drafts)


def test_the_sentence_that_answers_comes_first_and_the_rest_in_the_order_of_their_article() -> None:
    text = f"First came a storm. {FILLER}A third ferry sank at dawn. {FILLER}A fourth ferry of Elm came to help."
    said = quoted(Marked("third", "fourth", "First"), text)
    assert [each for each in said if each not in FILLER] == [
        "A third ferry sank at dawn.",
        "A fourth ferry of Elm came to help.",
        "First came a storm.",
    ]


@pytest.mark.parametrize(
    "stray",
    [
        "Sign up for our harbour newsletter here.",
        "Here's what to know about the harbour.",
        "For the latest harbour coverage see our live updates.",
        "Follow us for more of the harbour.",
        "The harbour is seen here on Monday morning.",
        "In this photo the harbour bridge is lit at night.",
        "Is the harbour open to ships again?",
        "Elm Air Club/Coast Guard A man waves in the harbour.",
        "(You can have the harbour news delivered to your inbox daily.",
        "Video Ad Feedback Ships return to the harbour.",
        "Harbour strike:How the harbour was closed in May.",
        "More:The harbour was closed in May.",
        "Reach her at roth@example.com or follow the harbour desk on Twitter @elmharbour.",
        "9:14 am ET May 4, 2024 Share this update Harbour shut Ines Roth The harbour was shut.",
        ": Roth opened the harbour in May : Hale closed the harbour in June.",
        "Here's how the vote on the harbour went at 8:30 p.m. on Monday.",
        "Here are five pictures of the harbour at its busiest.",
        "We're back, dear readers, and just as the harbour opens.",
        "Good morning, harbour lovers.",
        "Welcome to Harbour Notes, your weekly guide to ships.",
        "Thanks for reading this week's notes from the harbour.",
        "Ines Roth, who teaches law at Elm University, explains how the harbour came to be sold.",
        "Ines Roth reports on the harbour that nobody wanted.",
        "Check out the harbour page for more pictures.",
        "Ole Hale contributed to this report from the harbour.",
        "As the harbour opens, here's a look back at its ships.",
        "The Elm Post has reached out to the harbour's owner for comment but has not heard back.",
        "Hide Caption 2 of 9 Photos: Elm from above A ship lies in the harbour.",
        "Get the week's harbour letter Sign up here to get it every Tuesday.",
    ],
)
def test_what_a_page_says_of_itself_and_captions_are_not_quoted(stray: str) -> None:
    text = f"{stray} The harbour bridge opened on Monday. {FILLER}"
    said = quoted(Marked("harbour"), text)
    assert stray not in said and said[0] == "The harbour bridge opened on Monday."


@pytest.mark.parametrize(
    "news",
    [
        "Subscribers of the ferry line travel free in June.",
        "Log inspectors found rot in June.",
        "Elm: A bridge was closed in June.",
        "Follow the law, Roth told captains in June.",
        "Here's what the council decided: the quay is closed from June.",
        "“Good morning, captains,” Roth said in June.",
        "Captains have reached out to Elm for help since June.",
        "Ines Roth, who teaches law at Elm University, was elected mayor in June.",
        "Ines Roth explained how the quay was sold in June.",
        "Ines Roth is a reporter who was held in Elm until June.",
    ],
)
def test_news_that_begins_like_an_offer_is_quoted(news: str) -> None:
    assert quoted(Marked("June"), f"{news} {FILLER}")[0] == news


def test_what_a_page_says_at_its_end_of_who_wrote_it_is_not_quoted() -> None:
    news = f"The harbour bridge opened on Monday. {FILLER}"
    for author in ("Ines Roth covers the harbour for The Post.", "Ines Roth is a harbour reporter at The Post."):
        assert quoted(Marked("harbour"), f"{news}\n{author}") == ["The harbour bridge opened on Monday."]


@pytest.mark.parametrize(
    "credit", ["Ines Roth/AP", "Ines Roth/Elm Post/Getty Images", "Reuters", "Ines Roth/Elm Post)"]
)
def test_what_a_photographer_is_credited_for_is_a_caption(credit: str) -> None:
    news = f"The harbour bridge opened on Monday. {FILLER}"
    caption = "A man waves in the harbour of Elm."
    assert quoted(Marked("harbour"), f"{news}\n{caption} {credit}\n{FILLER}")[:1] == [news[:36]]
    assert caption not in quoted(Marked("waves", "harbour"), f"{news}\n{caption} {credit}\n{FILLER}")


@pytest.mark.parametrize(
    "after", ["Contributing: Ines Roth/AP", "Roth was in Elm, Reuters reported.", "It was 3/4 full"]
)
def test_what_a_note_or_a_sentence_follows_is_none(after: str) -> None:
    news = "The ferry waves to the harbour of Elm."
    assert quoted(Marked("waves"), f"{FILLER}\n{news} {after}\n{FILLER}")[0] == news


def test_a_torn_quotation_gives_way_to_a_whole_one() -> None:
    text = f"“The harbour is safe, she said. The harbour bridge opened on Monday. {FILLER}"
    assert quoted(Marked("harbour"), text)[0] == "The harbour bridge opened on Monday."
    text = f"Orn Shipping ORNS.O owns the harbour bridge. The harbour bridge opened on Monday. {FILLER}"
    assert quoted(Marked("harbour"), text)[0] == "The harbour bridge opened on Monday."
    text = f"Ines Roth for The Post A man waves on the harbour bridge. The harbour bridge opened on Monday. {FILLER}"
    assert quoted(Marked("harbour"), text)[0] == "The harbour bridge opened on Monday."


def test_a_torn_quotation_stands_beside_no_whole_sentence() -> None:
    whole, torn = "The harbour bridge opened on Monday.", 'It is a bridge of the harbour for us all," the mayor said.'
    assert quoted(Marked("harbour"), f"{whole} {FILLER}{torn} {FILLER}") == [whole]


def test_items_of_a_list_are_quoted() -> None:
    text = f"The council of Elm decided:\n- a new harbour bridge for ships\n- no toll for cyclists of Elm\n{FILLER}"
    assert "- a new harbour bridge for ships" in quoted(Marked("harbour"), text)


def test_a_sentence_that_leans_is_read_after_what_it_leans_on() -> None:
    reranker = Marked("resign")
    quoted(reranker, f"Mayor Ines Roth spoke at noon. She would not resign, whatever came. {FILLER}")
    assert "Mayor Ines Roth spoke at noon. She would not resign, whatever came." in reranker.read


def test_the_better_article_comes_first() -> None:
    said = quoted(Marked("best", "good"), f"A good year began. {FILLER}", f"The best wine won. {FILLER}")
    assert said[0] == "The best wine won."


def test_no_sentence_is_said_twice() -> None:
    said = quoted(
        Marked("harbour"), *[f"The harbour bridge opened on {day} morning. {FILLER}" for day in ("Monday", "Monday")]
    )
    assert len([text for text in said if "harbour" in text]) == 1


def test_a_few_are_said_and_some_more_where_it_is_to_be_thorough() -> None:
    texts = [
        f"{' '.join(letter * 30 for letter in letters)} number {n}. {FILLER}"
        for n, letters in enumerate(("abcde", "fghij", "klmno", "pqrst", "uvwxy", "zäöüß"))
    ]
    assert len(quoted(Marked("number"), *texts)) == SHOWN
    assert len(quoted(Marked("number"), *texts, thorough=True)) == THOROUGH_SHOWN


def test_what_hardly_answers_beside_the_best_is_left_out_of_its_own_article_too() -> None:
    marked = Marked("ferry", *["-"] * 7, "tower")
    said = quoted(marked, f"The ferry of Elm sank. The tower of Berta fell. {FILLER}")
    assert said == ["The ferry of Elm sank.", "The tower of Berta fell."]
    marked = Marked("ferry", *["-"] * 11, "tower")
    assert quoted(marked, f"The ferry of Elm sank. The tower of Berta fell. {FILLER}") == ["The ferry of Elm sank."]


@pytest.mark.parametrize(("between", "said_last"), [(FILLER, False), ("", True)], ids=["apart", "beside another"])
def test_the_last_of_three_is_near_the_best_or_stands_beside_another(between: str, said_last: bool) -> None:
    text = f"The ferry of Elm sank. {FILLER}The tower of Berta fell. {between}The mayor of Arlen left. {FILLER}"
    said = quoted(Marked("ferry", "tower", *["-"] * 6, "mayor"), text)
    assert said[:2] == ["The ferry of Elm sank.", "The tower of Berta fell."]
    assert ("The mayor of Arlen left." in said) == said_last


def test_what_a_longer_sentence_says_too_takes_no_second_place_and_what_contradicts_it_does() -> None:
    said = "The bridge at Elm was closed to cars on Monday."
    longer = (
        "Drivers wait for 3 hours, for the bridge at Elm was closed to cars on Monday after Ines Roth, who looks after"
        " it, saw that 40 of its bolts had gone since the spring floods."
    )
    other = "The bridge at Elm was opened to cars on Monday."
    quotes = quoted(Marked("bridge"), f"{said} {FILLER}{longer} {FILLER}{other} {FILLER}")
    assert {said, other} <= set(quotes)
    assert longer not in quotes


def test_when_a_page_was_put_there_is_not_quoted() -> None:
    stamps = (
        "Updated May 13, 2026, 1:13 p.m. ET: the harbour is open.\n\nEditor's note: See the harbour news below.\n\n"
    )
    news = "Updated plans for the harbour were published at 3 p.m. on Monday."
    assert quoted(Marked("harbour"), f"{stamps}{news} {FILLER}")[0] == news
    assert not any("1:13" in each or "Editor" in each for each in quoted(Marked("harbour"), f"{stamps}{news} {FILLER}"))


def test_a_sentence_that_leans_brings_the_one_before() -> None:
    said = quoted(Marked("resign"), f"Mayor Ines Roth spoke at noon. She would not resign, whatever came. {FILLER}")
    assert said[:2] == ["Mayor Ines Roth spoke at noon.", "She would not resign, whatever came."]


def test_whose_a_quotation_is_comes_with_it() -> None:
    text = f"{FILLER}\n“The harbour bridge stays shut.”\n– Ines Roth, after the council of Elm met.\n{FILLER}"
    said = quoted(Marked("Roth"), text)
    assert said[:2] == ["“The harbour bridge stays shut.”", "– Ines Roth, after the council of Elm met."]


@pytest.mark.parametrize(
    ("figure", "what"),
    [
        ("2.9 million", "That's how many ferries Elm has to mend."),
        ("$19.99", "That’s the fee that ferries pay in Elm."),
    ],
)
def test_what_counts_something_comes_with_the_number_above_it(figure: str, what: str) -> None:
    assert quoted(Marked("ferries"), f"{FILLER}\n{figure}\n{what}\n{FILLER}")[:2] == [figure, what]


@pytest.mark.parametrize(
    "denial",
    [
        "That is not what the port says.",
        "But this is false.",
        "Not so, say pilots.",
        "“The claim isn't true,” she said.",
    ],
)
def test_what_its_article_denies_is_not_quoted_without_that(denial: str) -> None:
    claim = "It is said that 6,500 ferries sank."
    said = quoted(Marked("6,500"), f"{claim} {denial} {FILLER}")
    assert said[:2] == [claim, denial]


@pytest.mark.parametrize("news", ["That was true of ten.", "That is what the port says.", "It is not known why."])
def test_what_denies_nothing_is_not_brought(news: str) -> None:
    claim = "It is said that 6,500 ferries sank."
    article = Article("port", f"{claim} {news}", "Title")
    sentence = Sentence(1, Passage(1, article, 0, len(article.text)), 0, len(claim))
    assert list(with_denials([sentence])) == [sentence]


QUIZ = "\n\n".join(
    f"{n}. Which {what} has the harbour of Elm bought?\n\nA red {what} of the harbour\n\nA blue {what} of the harbour"
    for n, what in enumerate(("tug", "crane", "pilot boat", "ferry"), 1)
)


def test_the_choices_of_a_quiz_are_no_answer() -> None:
    news = f"The harbour bridge of Elm opened on Monday. {FILLER}"
    said = quoted(Marked("harbour"), QUIZ, news)
    assert said[0] == "The harbour bridge of Elm opened on Monday."
    assert not any("red" in each or "blue" in each for each in said)
    asked = "\n\n".join(
        f"{n}. What is pier {n} of Elm?\n\nPier {n} is where ships for the islands of the harbour go"
        for n in range(1, 6)
    )
    assert quoted(Marked("islands"), asked)[0].startswith("Pier 1 is where ships")
    listed = f"What does the harbour of Elm buy?\n\nA red tug of the harbour\n\nA blue tug of the harbour\n\n{FILLER}"
    assert "A red tug of the harbour" in quoted(Marked("harbour"), f"- {listed}".replace("\n\nA ", "\n\n- A "))[0]


def test_what_says_too_little_is_quoted_only_where_there_is_nothing_else() -> None:
    assert quoted(Marked("One"), "One\n\nTwo\n\nThe harbour quiz of Elm in May") == ["The harbour quiz of Elm in May"]
    assert quoted(Marked("One"), "One\n\nTwo")[0] == "One"


def test_a_headline_is_not_a_sentence() -> None:
    text = f"Mayor will not resign\n\nBy A. Writer\n\nThe mayor said she would not resign. {FILLER}"
    assert quoted(Marked("resign"), text, title="Mayor will not resign")[0] == "The mayor said she would not resign."
    assert quoted(Marked("resign"), "Mayor will not resign") == ["Mayor will not resign"]


def test_what_heads_a_list_and_stands_in_the_title_is_a_headline() -> None:
    items = "Best of all ferries: Ines\n\nBest of all bridges: Orn\n\nBest of all quays: Berta"
    said = quoted(
        Marked("bridges", "winners"), f"Elm awards 2026 winners\n\n{items}", title="Elm awards 2026 full winners list"
    )
    assert "Best of all bridges: Orn" in said
    assert "Elm awards 2026 winners" not in said


def test_what_names_a_photographer_is_a_caption() -> None:
    text = f"Ines Roth/AFP/Getty Images The harbour bridge at dawn. The harbour bridge opened on Monday. {FILLER}"
    assert quoted(Marked("harbour"), text)[0] == "The harbour bridge opened on Monday."
    text = f"Orn Shipping ORNS.O owns the harbour bridge. The harbour bridge opened on Monday. {FILLER}"
    assert quoted(Marked("harbour"), text)[0] == "The harbour bridge opened on Monday."
    text = f"Ines Roth for The Post A man waves on the harbour bridge. The harbour bridge opened on Monday. {FILLER}"
    assert quoted(Marked("harbour"), text)[0] == "The harbour bridge opened on Monday."


def test_the_best_sentence_is_kept_where_little_may_be_shown() -> None:
    text = (
        "The old bridge was closed by the council in May after forty years. It cost £412 million in the end. "
        + "Short filler. " * 8
    )
    assert "It cost £412 million in the end." in quoted(Marked("£412"), text)
    longer = text + "It rained on the opening day, and few people came. " * 60
    assert sum(map(len, quoted(Marked("£412", "rained"), longer))) <= Article("0", longer).showable == len(longer) // 4


def test_a_brief_is_quoted_beyond_its_quarter() -> None:
    text = (
        "Elmford Rovers beat Barchester United 3-1 in the final of the county cup on Saturday. Striker Danny Okoro "
        "scored twice. It is the club's first trophy since 1987."
    )
    assert quoted(Marked("Rovers", "twice"), text)[:2] == [
        "Elmford Rovers beat Barchester United 3-1 in the final of the county cup on Saturday.",
        "Striker Danny Okoro scored twice.",
    ]


def test_overlapping_passages_are_read_once() -> None:
    reranker = Marked("bridge")
    article = Article("a", f"The bridge opened. {FILLER}")
    reads = tuple(ReadPassage(Passage(n, article, 0, 300), 1.0) for n in (1, 2))
    list(ExtractiveWriter(reranker).write(Request("What?", reads)))
    assert len(reranker.read) == len(set(reranker.read)) + reranker.read.count(FILLER.split(". ")[0] + ".") - 1


def test_nothing_read_says_nothing() -> None:
    assert quoted(Marked("x")) == []


@pytest.mark.parametrize(
    ("question", "asking"),
    [
        ("Who won?", None),
        ("Mr. Ito left for the U.S. on Monday?", None),
        ("The ferry sank on Monday. How many people were aboard?", "How many people were aboard?"),
        ("“The show is over.” Who said “It is the end?”", "Who said “It is the end?”"),
        ("How many were aboard? Tell me in a word.", None),
        ("The ferry sank on Monday. Why?", None),
    ],
)
def test_the_last_of_several_sentences_asks(question: str, asking: str | None) -> None:
    assert last_of_several(question) == asking


def test_what_leads_up_to_the_question_is_not_repeated_but_answered(reranker: Reranker) -> None:
    text = (
        "Skier Lena Voss will race despite a torn ligament in her knee. "
        "Voss, a skier of 41, tore the ligament of her left knee on Friday. "
        "Few skiers have raced with a torn ligament in the knee, said her doctor, Ida Holm. "
        "Voss took gold in 2010 and bronze in 2010 and 2018. "
    )
    article = Article("ski", text + FILLER * 3, "Voss to race")
    request = Request(
        "Despite a torn ligament in her knee, skier Lena Voss will race. But how many medals has she won?",
        (ReadPassage(Passage(1, article, 0, len(article.text)), 3.0),),
    )
    said = [part.text for part in ExtractiveWriter(reranker).write(request) if isinstance(part, Draft)]
    assert "Voss took gold in 2010 and bronze in 2010 and 2018." in said


@pytest.mark.parametrize(
    "sentence",
    [
        "नया पुल सोमवार को खुला और शहर के लोग खुश हैं।",
        "نیا پل پیر کے دن کھولا گیا اور شہر کے لوگ خوش ہیں۔",
        "Նոր կամուրջը բացվեց երկուշաբթի օրը քաղաքում։",
        "新桥于周一通车，市民感到高兴。",
    ],
    ids=["Hindi", "Urdu", "Armenian", "Chinese"],
)
def test_sentences_of_every_script_are_quoted_beside_english_ones(sentence: str) -> None:
    assert quoted(Marked(sentence), f"{sentence}\n{FILLER}", "The bridge opened on Monday morning.")[0] == sentence


def test_a_question_of_another_script_answers_nothing() -> None:
    asked = "متى افتتح الجسر الجديد في المدينة؟"
    assert asked not in quoted(Marked(asked), f"{asked}\n{FILLER}")
