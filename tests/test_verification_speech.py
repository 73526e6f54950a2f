"""Who says what a quote says: in the article's own words, and nobody where they are not clear."""

import pytest

from assistant.articles import Article
from assistant.verification import attribution

ONE_SENTENCE = [
    ("“The quay is unsafe,” said Ana Ruiz.", "Ana Ruiz", "direct"),
    ("“The quay is unsafe,” Ana Ruiz said on Monday.", "Ana Ruiz", "direct"),
    ("“The quay is unsafe,” Ruiz told reporters in Lima.", "Ruiz", "direct"),
    ('"The quay is unsafe," said Ana Ruiz, a harbour pilot.', "Ana Ruiz", "direct"),
    ("“The quay is unsafe,” Sen. Ana Ruiz (D-N.C.) said.", "Sen. Ana Ruiz (D-N.C.)", "direct"),
    ("“The quay,” said Ruiz, “is not safe for anybody at all.”", "Ruiz", "direct"),
    ("Ana Ruiz said the quay was unsafe.", "Ana Ruiz", "reported"),
    ("Ana Ruiz, a harbour pilot, said that the quay was unsafe.", "Ana Ruiz", "reported"),
    ("Ana Ruiz, 44, told the court that the quay was unsafe.", "Ana Ruiz", "reported"),
    ("Ana Ruiz, the head of the pilots, a union of 300, said the quay was unsafe.", "Ana Ruiz", "reported"),
    ("The quay was unsafe, the ministry said.", "the ministry", "reported"),
    ("The quay was unsafe, according to the port authority.", "the port authority", "reported"),
    ("According to Mr. Berg, the quay was unsafe.", "Mr. Berg", "reported"),
    ("But officials also said the quay was unsafe.", "officials", "reported"),
    ("On Tuesday, the union warned that the quay was unsafe.", "the union", "reported"),
    ("A new survey found that most pilots were worried.", "A new survey", "reported"),
    ("Ana Ruiz denied it and said she was leaving.", None, "none"),
    ("The quay was closed on Monday.", None, "none"),
    ("The “reckless” plan was dropped on Monday.", None, "none"),
    ("He said the quay was unsafe.", None, "reported"),
    ("“The quay is unsafe,” she said.", None, "direct"),
    ("“The quay is unsafe.”", None, "direct"),
    ("The pilot, who said little, left the hall at noon.", None, "none"),
    ("Ana Ruiz did not say whether the quay was safe.", None, "none"),
    ("Ana Ruiz said Berg knew, according to the police.", None, "reported"),
    ("The states said goodbye to a union that said nothing.", "The states", "reported"),
    ("The report states its case in 40 pages.", None, "none"),
    ("The minister found the keys on the desk.", None, "none"),
    ("As stated in the paper, the quay was unsafe.", None, "none"),
]


@pytest.mark.parametrize(("text", "speaker", "speech"), ONE_SENTENCE)
def test_a_sentence_says_who_speaks(text: str, speaker: str | None, speech: str) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (speaker, speech)


def _of(text: str, words: str) -> tuple[str | None, str]:
    start = text.index(words)
    return attribution(Article("a", text), start, start + len(words))


def test_a_quotation_goes_on_in_the_next_sentences() -> None:
    text = "“We warned them,” said Ana Ruiz. “Nobody listened. It was August.” The mayor was away."
    assert _of(text, "“Nobody listened.") == ("Ana Ruiz", "direct")
    assert _of(text, "It was August.”") == ("Ana Ruiz", "direct")
    assert _of(text, "The mayor was away.") == (None, "none")


def test_a_quotation_belongs_to_the_speaker_named_at_its_end() -> None:
    text = "“We warned them. Nobody listened,” said Ana Ruiz."
    assert _of(text, "“We warned them.") == ("Ana Ruiz", "direct")


def test_a_line_that_ends_in_a_colon_announces_the_speaker() -> None:
    text = "Ana Ruiz told the court:\n\n“We warned them. Nobody listened.”"
    assert _of(text, "“We warned them.") == ("Ana Ruiz", "direct")


def test_a_pronoun_is_followed_only_where_one_name_can_be_meant() -> None:
    clear = "Ana Ruiz said the quay was unsafe. She said the pilots had known for years."
    assert _of(clear, "She said the pilots had known for years.") == ("Ana Ruiz", "reported")
    other = "Ana Ruiz said Lena Berg had lied. She said the pilots had known for years."
    assert _of(other, "She said the pilots had known for years.") == (None, "reported")
    since = "Ana Ruiz said the quay was unsafe. When Lena Berg came, she said the pilots had known."
    assert _of(since, "When Lena Berg came, she said the pilots had known.") == (None, "reported")
    paragraph = "Ana Ruiz said the quay was unsafe.\nShe said the pilots had known for years."
    assert _of(paragraph, "She said the pilots had known for years.") == (None, "reported")


def test_several_speakers_are_none() -> None:
    text = "Ana Ruiz said the quay was unsafe. Lena Berg said it was safe."
    assert attribution(Article("a", text), 0, len(text)) == (None, "reported")


def test_hostile_paragraphs_stay_quick_and_harmless() -> None:
    for text in (
        "said " * 5_000,
        "“" * 5_000,
        ", said A" * 2_000,
        "A, a " * 3_000 + "said x.",
        "according to " * 2_000,
    ):
        attribution(Article("a", text), 0, 40)
