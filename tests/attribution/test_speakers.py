"""Who says what a quote says: in the article's own words, and nobody where they are not clear."""

import pytest

from assistant.articles import Article
from assistant.attribution.speakers import attribution
from assistant.text.quotation_marks import curled

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
    ("Ana Ruiz denied it and said she was leaving.", "Ana Ruiz", "reported"),
    ("Ana Ruiz met Berg, who denied it and said she was leaving.", None, "reported"),
    ("The port of Lima closed the quay, saying it was unsafe.", "The port of Lima", "reported"),
    ("Pilot Ana Ruiz left the hall, saying the quay was unsafe.", "Pilot Ana Ruiz", "reported"),
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
    ("The council that runs the port, near Lima, has added an extra ferry today.", None, "none"),
]


BETWEEN_COMMAS = [
    ("The prime minister, Keir Starmer, said Rishi Sunak had lied to voters.", "Keir Starmer"),
    ("The prime minister, Keir Starmer, has said Rishi Sunak lied.", "Keir Starmer"),
    ("The finance minister, Ana Cruz, said prices in Leeds had risen.", "Ana Cruz"),
    ("The mayor, Helen Okafor, said Tom Brandt had invented the figures.", "Helen Okafor"),
    ("The mayor, Helen Okafor, said Tom Brandt, who had invented it, was a liar.", "Helen Okafor"),
    ("The mayor, Helen Okafor, said that Tom Brandt had invented it.", "Helen Okafor"),
    ("Apple's boss, Tim Cook, said Google makes too much of it.", "Tim Cook"),
    ("But the head of Apple, Tim Cook, said Google had lied.", "Tim Cook"),
    ("Her lawyer, John Doe, said an appeal was planned.", "John Doe"),
    ("Its chair, Rita Holm, said hives were lost in the flood.", "Rita Holm"),
    ("Its chair, Rita Holm, said hives died.", "Rita Holm"),
    ("Its chair, Rita Holm, 44, said hives were lost.", "Rita Holm"),
    ("The recently appointed chair, Rita Holm, said hives were lost.", "Rita Holm"),
    ("On Monday, the mayor, Helen Okafor, said the bank cut its rates.", "Helen Okafor"),
    ("The mayor of Lyon, Anne Roche, said prices had risen.", "Anne Roche"),
    ("French President, Emmanuel Macron, said France was ready.", "Emmanuel Macron"),
    ("Another witness, Dr. Ana de la Cruz, said the boat sank.", "Dr. Ana de la Cruz"),
    ("The minister, Ana Cruz, a lawyer, said Tom Brandt had lied.", "Ana Cruz"),
    ("Helen Okafor, mayor of Leeds, said Tom Brandt had lied.", "Helen Okafor"),
    ("Tim Cook, of Apple, said Google had lied.", "Tim Cook"),
    ("Robert Hale, Jr., said the plan had failed.", "Robert Hale"),
    ("Rep. Ana Ruiz, R-Ohio, said Tom Brandt had lied.", "Rep. Ana Ruiz"),
    ("The minister, who was in Leeds, said Tom Brandt had lied.", "The minister"),
    ("Police in Austin, Texas, said the man had fled.", None),
    ("The mayor of Lyon, France, said prices had risen.", None),
    ("The police of Durham, North Carolina, told reporters the man had fled.", None),
    ("The minister, speaking on Tuesday, said prices had risen.", None),
    ("The mayor, Monday, said prices had risen.", None),
    ("The quay was unsafe, said Keir Starmer.", "Keir Starmer"),
    ("In Lima, the quay was unsafe, said Keir Starmer.", "Keir Starmer"),
    ("A ship sank off Lyon, France, said Tom Brandt.", "Tom Brandt"),
    ("The bank hired its rival, Ana Ruiz, said Tom Brandt, a pilot.", "Tom Brandt"),
    (
        "Without masks, teachers become preoccupied with avoiding any contact in every class, said Ana Ruiz, a head.",
        "Ana Ruiz",
    ),
    ("Shares fell, a sign of panic, said Ana Ruiz.", "Ana Ruiz"),
    ("The shares fell, a sign of panic, said the minister.", "the minister"),
    ("Prices will rise, wages will not, said the retired colonel.", "the retired colonel"),
]


@pytest.mark.parametrize(("text", "speaker"), BETWEEN_COMMAS)
def test_what_follows_said_is_the_speaker_only_if_it_has_no_verb_of_its_own(text: str, speaker: str | None) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (speaker, "reported")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The quay is unsafe,” said the mayor, Helen Okafor.", "Helen Okafor"),
        ('"The quay is unsafe," said the mayor, Helen Okafor', "Helen Okafor"),
        ("“The quay is unsafe,” said a spokesman in Lyon, France.", "a spokesman"),
        ("“The quay, the pier, it is unsafe,” said Ana Ruiz, who had seen it.", "Ana Ruiz"),
        ("“They knew,” said a man named Tom Brandt.", "a man named Tom Brandt"),
        ("“They have known it for years,” Ana Ruiz, 44, a pilot, told us.", "Ana Ruiz"),
    ],
)
def test_behind_a_quotation_the_name_is_taken_with_or_without_a_role(text: str, speaker: str) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (speaker, "direct")


def test_who_speaks_in_doubt_is_not_the_one_before() -> None:
    text = "Ana Ruiz said it was late. The minister, speaking briefly, said prices had risen."
    assert _of(text, "The minister, speaking") == (None, "reported")
    folly = "The mayor, who called it “folly,” said Tom Brandt invented it."
    assert _of(folly, folly)[0] is None


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
    paragraph = "Ana Ruiz said the quay was unsafe.\nIt was shut. She said the pilots had known for years."
    assert _of(paragraph, "She said the pilots had known for years.") == ("Ana Ruiz", "reported")
    for before in (
        "The port authority said the quay was unsafe.",
        "Mr. Ruiz said the quay was unsafe.",
        "Ruiz and Berg said the quay was unsafe.",
        "Ana Ruiz said so. It rained. It was cold. It was dark. It was late.",
    ):
        text = f"{before} She said the pilots had known for years."
        assert _of(text, "She said the pilots had known for years.") == (None, "reported")


@pytest.mark.parametrize("marks", ["“”", '""', ("''", "''"), "«»", "‘’"])
def test_a_quotation_is_told_by_marks_of_any_make(marks: str) -> None:
    opening, closing = marks
    text = (
        f"The quay was shut, Berg said. {opening}We don’t go there. It is unsafe,{closing} said Ana Ruiz. "
        f"{opening}Nobody listened. It was August.{closing} The mayor was away."
    )
    for words in ("We don’t go there.", "It is unsafe,", "Nobody listened.", "It was August."):
        assert _of(text, words) == ("Ana Ruiz", "direct")
    assert _of(text, "The mayor was away.") == (None, "none")


def test_a_forgotten_mark_does_not_turn_those_that_follow() -> None:
    text = '"We warned them, said Ana Ruiz.\n"Nobody listened," said Lena Berg. The mayor was away.'
    assert _of(text, "Nobody listened") == ("Lena Berg", "direct")
    assert _of(text, "The mayor was away.") == (None, "none")


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“We warned them,” said Ana Ruiz. “Nobody listened.\n\n“It was August.\n\n“It was hot.” The mayor was away."
    assert _of(text, "“It was August.") == ("Ana Ruiz", "direct")
    assert _of(text, "It was hot.”") == ("Ana Ruiz", "direct")
    assert _of(text, "The mayor was away.") == (None, "none")
    late = "“It was August.\n\n“It was hot,” said Ana Ruiz."
    assert _of(late, "“It was August.") == ("Ana Ruiz", "direct")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The quay is unsafe,” Rep. Ana Ruiz (R-Ohio), a harbour panel member, said.", "Rep. Ana Ruiz (R-Ohio)"),
        ("“The quay is unsafe,” Ana Ruiz, a pilot, one of two, told us.", "Ana Ruiz"),
        ("“The quay is unsafe,” Ruiz, a pilot, said Thursday morning on the radio.", "Ruiz"),
        ("“The quay is unsafe,” retired pilot Ana Ruiz said.", "retired pilot Ana Ruiz"),
        ("“The quay is unsafe,” reported the Harbour Post.", "the Harbour Post"),
        ("“The quay is unsafe,” Ana Ruiz concluded.", "Ana Ruiz"),
        ("Said Ana Ruiz: “The quay is unsafe and will be.”", "Ana Ruiz"),
        ("Ruiz in her speech said “the quay is unsafe and will be.”", "Ruiz"),
        ("Ruiz this week declared: “The quay is unsafe and will be.”", "Ruiz"),
        ("Ruiz -- a pilot -- said “the quay is unsafe and will be.”", "Ruiz"),
    ],
)
def test_roles_brackets_and_days_are_told_from_names(text: str, speaker: str) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (speaker, "direct")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The quay is unsafe, according to the Lima Institute for Public Harbour Research.",
            "the Lima Institute for Public Harbour Research",
        ),
        ("Berg says the quay is unsafe, according to pilots.", None),
        ("According to exit polls, most pilots agree.", "exit polls"),
        ("Human rights groups warn that the quay is unsafe.", "Human rights groups"),
        ("The Harbour Post reported Saturday that the quay is unsafe.", "The Harbour Post"),
        ("The port is warning that the quay is unsafe.", "The port"),
        ("The bridge is safe, but the quay has to be mended, the port authority said.", "the port authority"),
        ("The port had told Berg it was safe, but the pilots refused, a captain added.", "a captain"),
        ("Asked by reporters about Berg's alleged plans said nothing.", None),
        ("Theresa May said the quay is unsafe.", "Theresa May"),
        ("The agency contributed to this report.", None),
        ("“The quay burns and burns,” Ana Ruiz, head of the pilots explained.", "Ana Ruiz"),
        ("LIMA − Ana Ruiz said the quay was unsafe.", "Ana Ruiz"),
        ("The news comes as the UN said the quay was unsafe.", None),
        ("Officials believe most of them said so.", None),
        ("The port had added another quay, a wider one.", None),
        ("Ruiz Motors recalls 400 cars over their brakes.", None),
    ],
)
def test_who_is_told_of_beside_many_verbs(text: str, speaker: str | None) -> None:
    assert attribution(Article("a", text), 0, len(text))[0] == speaker


@pytest.mark.parametrize("day", ["Thursday", "Thursday morning", "last week", "on Monday", "In March", "this month"])
def test_a_day_is_no_speaker(day: str) -> None:
    for text in (f"“The quay is unsafe,” said {day}.", f"{day} said the quay was unsafe.", f"It rained, {day} said."):
        assert attribution(Article("a", text), 0, len(text))[0] is None


def test_marks_are_curled_to_the_character() -> None:
    text = """He said: "It's 'off'," and ''the end''. «Oui» ("no") -- "5' 6"" — “x”"""
    assert len(curled(text)) == len(text)
    assert curled(text).startswith("He said: “It's 'off',” and ““the end””. “Oui” (“no”) -- “5'")


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ('That is why it is "The Long Night of Lima."', "none"),
        ("All this is a “plan of quays, cranes, sheds and rails”.", "none"),
        ("It ended with: “Quays, cranes, sheds and rails for Lima”.", "direct"),
        ("To that came “No quay is safe in Lima any more”.", "direct"),
    ],
)
def test_terms_in_quotation_marks_are_nobody_s_speech(text: str, speech: str) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (None, speech)


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


@pytest.mark.parametrize(
    "before", ["OSLO ‒ ", "9:14 am ET May 4, 2026 Share this update Is the quay safe? Ines Roth ", "Key points: "]
)
def test_where_a_report_is_from_and_who_wrote_it_is_no_part_of_the_speaker(before: str) -> None:
    text = f"{before}The union of pilots said the quay was unsafe."
    assert attribution(Article("a", text), text.index("The union"), len(text)) == ("The union of pilots", "reported")
