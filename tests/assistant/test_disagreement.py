"""Articles that give one thing differently, and those that only seem to."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.articles import Article, Quote
from assistant.disagreement import disagreement_notices
from assistant.text.sentences import sentences

HOW_MANY = "How many people were hurt in the Lima quay fire?"
HURT = "In the Lima quay fire 12 people were hurt."


def notices(question: str, *texts: tuple[str, str, str]) -> tuple[str, ...]:
    """The notices about articles, each given as publisher, day and text; every sentence is quoted."""
    quotes = []
    for publisher, day, text in texts:
        article = Article(publisher, text, publisher=publisher, published=date.fromisoformat(day))
        quotes += [
            Quote(len(quotes) + number, article, 1, start, end, text[start:end])
            for number, (start, end) in enumerate(sentences(text), 1)
        ]
    return disagreement_notices(question, quotes)


def test_figures_that_differ_are_both_told_and_none_is_chosen() -> None:
    one = ("Post", "2024-03-01", "In the Lima quay fire 12 people were hurt, police said.")
    other = ("Courier", "2024-03-01", "The pier is shut. The fire on the quay in Lima hurt 40 people, a union said.")
    assert notices(HOW_MANY, one, other) == (
        "The sources differ: Post, 1 March 2024: “12” [1]; Courier, 1 March 2024: “40” [3].",
    )


def test_a_count_that_grows_is_an_update_and_the_newest_stands_first() -> None:
    one = ("Post", "2024-03-01", "In the Lima quay fire 12 people were hurt, police said.")
    other = ("Courier", "2024-03-02", "In the Lima quay fire 14 people were hurt, police said.")
    assert notices(HOW_MANY, one, other) == (
        "This has been updated: Courier, 2 March 2024: “14” [2]; before, Post, 1 March 2024: “12” [1].",
    )


def test_a_correction_is_told_as_one() -> None:
    one = ("Post", "2024-03-02", "Correction: in the Lima quay fire 4 people were hurt, not 40.")
    other = ("Post online", "2024-03-01", "In the Lima quay fire 40 people were hurt, police said.")
    assert notices(HOW_MANY, one, other) == (
        "A later article corrects this: Post, 2 March 2024: “4” [1]; before, Post online, 1 March 2024: “40” [2].",
    )


def test_of_three_versions_the_newest_is_told_and_the_one_before_it() -> None:
    texts = ((12, "2024-03-01"), (14, "2024-03-02"), (19, "2024-03-05"))
    (notice,) = notices(HOW_MANY, *[(f"Post {n}", day, f"The Lima quay fire hurt {n} people.") for n, day in texts])
    assert notice.startswith("This has been updated: Post 19, 5 March 2024: “19” [3]; before, Post 14, ")


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("When will the Lima quay open?", "The Lima quay will open on 3 May.", "The Lima quay will open on 21 June."),
        ("How much did the Lima quay cost?", "The Lima quay cost $4m.", "The quay cost the port of Lima $5 million."),
        (HOW_MANY, HURT, "In the Lima quay fire 40 people were hurt, the most since 1989."),
        ("Has Ana Ruiz resigned?", "Ana Ruiz has resigned, a pilot said.", "Ana Ruiz has not resigned, a pilot said."),
        ("Did Lima pass the law?", "Lima passed the law on Monday.", "Lima rejected the law on Monday."),
        ("What was the tax rate in Lima?", "The tax rate in Lima was 5.2%.", "The tax rate in Lima was 5.6%."),
        ("What was the turnout in Lima?", "Turnout in Lima was 52%.", "Lima may vote again: turnout was 45 per cent."),
        ("How long was the Lima quay shut?", "The Lima quay was shut for 9 hours.", "Lima's quay was shut 14 hours."),
        (
            "How tall is the Lima tower?",
            "The Lima tower is 212 metres tall.",
            "At 221 metres the Lima tower is the tallest.",
        ),
        ("How old is Ana Ruiz?", "Ana Ruiz is 47 years old.", "The 52-year-old Ana Ruiz is old for a pilot."),
        (
            "What was the Lima quake's magnitude?",
            "The Lima quake's magnitude was 6.4.",
            "Of magnitude 6.1 was Lima's quake.",
        ),
        (
            "How many jobs will go at the Lima quay?",
            "Some 640 jobs will go at the Lima quay.",
            "More than 900 posts will go at the quay of Lima.",
        ),
        (
            "How many people died in the Lima quay fire?",
            "The Lima quay fire killed nine workers, Ruiz said.",
            "In the fire at the Lima quay eleven of their colleagues lost their lives.",
        ),
        (
            "How many people died in the Lima quake?",
            "The Lima quake killed 43 people.",
            "After the earthquake in Lima 128 bodies were found.",
        ),
        (
            "What is the alert level of the Lima volcano?",
            "The alert level of the Lima volcano is raised from one to 2.",
            "The volcano of Lima is on alert level four.",
        ),
        (
            "How much will the Lima quay cost?",
            "The Lima quay will cost £46m.",
            "The price of the Lima quay is £71 million.",
        ),
        (
            "How much will the Lima quay cost?",
            "The Lima quay will cost 190 million.",
            "The price of the Lima quay is put at 235 million.",
        ),
        (
            "How much per share is offered for Orn Shipping?",
            "Ruiz offers 48 euros a share for Orn Shipping.",
            "For a share of Orn Shipping 57 euros are offered, and 34 per cent are sold.",
        ),
        (
            "When does the Lima hall open?",
            "The Lima hall opens on 12 September with the Third Symphony.",
            "The Lima hall will not open to a first guest until 3 October.",
        ),
        (
            "In which year was the Lima quay built?",
            "The Lima quay, built in 1871, opens on Sunday.",
            "Lima built its quay in 1881.",
        ),
        ("When was the Lima quay built?", "The Lima quay was built in 1871.", "In 1881 Lima's quay was built."),
    ],
)
def test_days_money_shares_and_yes_or_no_are_compared(question: str, one: str, other: str) -> None:
    (notice,) = notices(question, ("Post", "2024-03-01", one), ("Courier", "2024-03-01", other))
    assert notice.startswith("The sources differ: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Lima quay fire killed 12 people.", "In the Lima quay fire 14 people died."),
        (
            "The Lima quay fire killed 12 people.",
            "The Lima quay fire has claimed 14 victims, the fatal toll of a year.",
        ),
        ("The Lima quay fire killed 12 people.", "At least 14 deaths were counted after the quay fire."),
        ("The Lima quay fire killed at least 151 people.", "In the Lima quay fire 156 people died."),
    ],
)
def test_the_dead_are_told_in_many_words_and_of_what_the_title_names(one: str, other: str) -> None:
    question = "How many people died in the Lima quay fire?"
    days = [date(2024, 3, day) for day in (1, 2)]
    articles = [
        Article(str(day), text, "The Lima quay fire", "Post", published=day)
        for day, text in zip(days, (one, other), strict=True)
    ]
    quotes = [Quote(n, each, 1, 0, len(each.text), each.text) for n, each in enumerate(articles, 1)]
    (notice,) = disagreement_notices(question, quotes)
    assert notice.startswith("This has been updated: Post, 2 March 2024: “")


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "In the Lima quay fire 3 boats were hurt."),
        (
            HOW_MANY,
            "In the Lima quay fire 90 people were hurt.",
            "In the fire of Lima quay 12 people were hurt in Callao.",
        ),
        (
            "How much could the Lima quay cost?",
            "The Lima quay could cost $4m, the port said.",
            "The Lima quay has cost $3m.",
        ),
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "In the Callao quay fire 14 people were hurt."),
        (
            HOW_MANY,
            "In the Lima quay fire about 12,000 people were hurt.",
            "12,140 people were hurt in the Lima quay fire.",
        ),
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "In the Lima quay fire twelve people were hurt."),
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "Lima has ten million people."),
        (
            "When did the Lima quay open?",
            "The Lima quay opened on 3 May.",
            "The Lima quay opened, Ruiz said on Tuesday.",
        ),
        ("When did the Lima quay open?", "The Lima quay opened on 3 May.", "The Lima quay opened in May."),
        (
            "When did the Lima quay open?",
            "On 9 May they ate at the Lima quay, open since 3 May.",
            "The Lima quay opened on 3 May.",
        ),
        ("When did the Lima quay open?", "The Lima quay opened on 3 May.", "The Lima quay opened in 1998."),
        ("When was Ana Ruiz born?", "Ana Ruiz was born on 4 May 1970.", "Ana Ruiz was born on 4 May."),
        ("How fast is the wind in Lima?", "Lima has a wind of 110 mph.", "The wind in Lima increased 45 mph in a day."),
        ("How long did Ruiz speak?", "Ruiz spoke for 25 hours.", "Ruiz spoke, beating the record of 24 hours."),
        (HOW_MANY, HURT, "In the Lima quay fire another 3 people were hurt."),
        (HOW_MANY, HURT, "2026 Lima quay fire: people hurt"),
        (
            HOW_MANY,
            HURT,
            "Of the people hurt in the Lima quay fire, Ruiz said, 3 of them fish.",
        ),
        (
            "How long is the Lima quay?",
            "The Lima quay is 200 metres long.",
            "It took 9 years to build the long Lima quay.",
        ),
        ("How much did the Lima quay cost?", "The Lima quay cost $4m.", "The Lima quay cost €3.7m."),
        ("Why did the Lima quay burn?", "The Lima quay burnt on 3 May for 4 hours.", "The Lima quay burnt on 5 May."),
        (HOW_MANY, "Seven days after 12 people were hurt in the Lima quay fire it is shut.", HURT),
        (
            "How many days was the Lima quay shut?",
            "The Lima quay was shut for 43 days.",
            "The Lima quay is shut a day or two.",
        ),
        (
            "How many days was the Lima quay shut?",
            "The Lima quay was shut for 43 days.",
            "In 2018 the Lima quay was shut 35 days.",
        ),
        (
            "When will the Lima quay open?",
            "The Lima quay will open on 3 May.",
            "The Lima quay is to open, after a storm had shut it on 2 March.",
        ),
        ("How much did the Lima quay cost?", "The Lima quay cost $4 \u200bmillion.", "The Lima quay cost $4m."),
        (HOW_MANY, HURT, "After the Lima quay fire 60,000 fans stood for the people hurt."),
        (
            "How many people died in the Lima quay fire?",
            "The Lima quay fire killed 12 people.",
            "In Lima about 400 mourners remembered those dead in the quay fire.",
        ),
        (
            "How much will the Lima quay cost?",
            "The Lima quay will cost £80 million.",
            "The Lima quay will cost 15,000 jobs, a union said.",
        ),
        (
            "What is the alert level of the Lima volcano?",
            "The alert level of the Lima volcano is 3.",
            "The car park of the Lima volcano has a view from level 4.",
        ),
        (
            "How much does a ticket for the Lima tower cost?",
            "A ticket for the Lima tower costs £95.",
            "Beer will cost £9 on the Lima tower.",
        ),
        ("How many jobs will go at the Lima quay?", "340 jobs go at the Lima quay.", "The Lima quay hid 40 posters."),
    ],
)
def test_other_things_and_rounder_figures_are_no_difference(question: str, one: str, other: str) -> None:
    assert notices(question, ("Post", "2024-05-10", one), ("Courier", "2024-05-10", other)) == ()


def test_a_smaller_count_some_days_later_is_of_a_part_unless_it_is_told_that_it_was_wrong() -> None:
    question = "How many homes were destroyed in the Lima fire?"
    one = ("Post", "2024-03-01", "The Lima fire destroyed 210 homes.")
    part = "In the Lima fire 38 homes of one street were destroyed."
    assert notices(question, one, ("Courier", "2024-03-05", part)) == ()
    assert notices(question, one, ("Courier", "2024-03-05", f"We were wrong to write of 210. {part}"))
    assert notices(question, one, ("Courier", "2024-03-01", part))
    articles = [Article(str(n), text, publisher="Post") for n, text in enumerate((one[2], part))]
    articles[1] = replace(articles[1], published=date(2024, 3, 5))
    quotes = [Quote(n, each, 1, 0, len(each.text), each.text) for n, each in enumerate(articles, 1)]
    assert disagreement_notices(question, quotes)
    missing = "How many people are missing after the Lima fire?"
    said = [("Post", "2024-03-01", "After the Lima fire 90 people are missing.")]
    assert notices(missing, *said, ("Courier", "2024-03-05", "After the Lima fire seven people are missing."))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The tax rate in Lima goes up by 0.5 percent to 4 percent.", "4 percent"),
        ("The tax rate in Lima, raised from about 3 percent to 4 percent, is high.", "4 percent"),
    ],
)
def test_of_a_figure_that_was_changed_the_new_one_is_told(sentence: str, words: str) -> None:
    one = ("Post", "2024-03-01", "The tax rate in Lima is 7 percent.")
    (notice,) = notices("What is the tax rate in Lima?", one, ("Courier", "2024-03-02", sentence))
    assert f"“{words}”" in notice


LIMA = "The Lima quay fire"


def titled_notices(question: str, *texts: tuple[str, str]) -> tuple[str, ...]:
    """The notices about articles of one title and day after day, each given as its beginning and a quoted sentence."""
    quotes = []
    for number, (lead, quoted) in enumerate(texts, 1):
        published = date(2024, 3, number)
        article = Article(str(number), f"{lead} {quoted}", LIMA, "Post", published=published)
        quotes.append(Quote(number, article, 1, len(lead) + 1, len(article.text), quoted))
    return disagreement_notices(question, quotes)


@pytest.mark.parametrize(
    ("question", "one", "other", "notice"),
    [
        (
            "How many people died in the Lima quay fire?",
            ("Flames ate the old quay of Lima.", "Police said that at least eleven people were killed."),
            ("Bells rang in Lima.", "The region put the toll at 14, with nine in hospital."),
            "“14” [2]; before, Post, 1 March 2024: “eleven” [1].",
        ),
        (
            "How many people died in the Lima quay fire?",
            ("Flames ate the quay of Lima.", "The flames killed at least 37 people."),
            ("Divers searched the quay.", "The death toll of the fire was revised up to 112 on Thursday."),
            "“112” [2]; before, Post, 1 March 2024: “37” [1].",
        ),
        (
            "How many workers joined the walkout at Lima port?",
            ("The cranes of Lima port stood still in a walkout.", "More than 9,000 workers had joined by noon."),
            ("Lima port was slow.", "About 3,500 workers had taken part in the walkout, the port said."),
            "“3,500” [2]; Post, 1 March 2024: “9,000” [1].",
        ),
        (
            "What share of homes in Lima lost power?",
            ("A storm passed over Lima.", "Around a third of homes lost power, the grid said."),
            ("Lima is angry.", "The council counted that 58% of homes had lost power."),
            "“58%” [2]; Post, 1 March 2024: “a third” [1].",
        ),
        (
            "How much damage did the Lima quay fire do?",
            ("The quay of Lima is gone.", "Damage was put at 18 to 22 million marks."),
            ("Lima mourns its quay.", "The owner speaks of damage of 35m marks."),
            "“35m” [2]; Post, 1 March 2024: “18 to 22 million” [1].",
        ),
        (
            "By how much did nurses' pay in Lima rise?",
            ("The nurses of Lima have a deal.", "Nurses' pay is to rise by 8.5 per cent, their union said."),
            (
                "A correction.",
                "Nurses' pay in Lima will rise by 5.8 per cent, not by 8.5 per cent, as was wrongly said.",
            ),
            "“5.8 per cent” [2]; before, Post, 1 March 2024: “8.5 per cent” [1].",
        ),
        (
            "When will the Lima election be held?",
            ("Lima has called an election.", "Voters will choose a mayor on 6 November."),
            ("Floods hit Lima.", "The election will now take place on 20 November."),
            "“20 November” [2]; before, Post, 1 March 2024: “6 November” [1].",
        ),
        (
            "How many miners died in the Lima blast?",
            ("The owner of Lima's mine spoke.", "In the blast four miners had lost their lives, it said."),
            ("At the mine of Lima.", "The blast killed seven men, a union said."),
            "“seven” [2]; before, Post, 1 March 2024: “four” [1].",
        ),
        (
            "How many people are still missing after the Lima landslide?",
            ("A landslide hit Lima.", "Police say that 27 residents are unaccounted for."),
            ("Lima breathes again.", "After the landslide three people are missing."),
            "“three” [2]; Post, 1 March 2024: “27” [1].",
        ),
        (
            "How many people died in the Lima quake?",
            ("A quake hit Lima.", "07.48 The death toll of the quake has risen to 31, police tell reporters."),
            ("Lima digs.", "The number of people dead after the quake stands at 112, police said."),
            "“112” [2]; before, Post, 1 March 2024: “31” [1].",
        ),
        (
            "What was Lima's annual inflation rate in April?",
            ("Inflation in Lima jumps in April.", "Prices in Lima rose 7.4% in April."),
            ("Inflation in Lima eases in April.", "Prices in Lima rose 4.7% in April."),
            "“4.7%” [2]; before, Post, 1 March 2024: “7.4%” [1].",
        ),
        (
            "On what date did the former president Hamid Orzan die?",
            ("Lima mourns.", "There was music on Friday, as Lima took leave of Hamid Orzan, who died on 2 March."),
            ("Lima doubts.", "Two doctors said on Friday that Hamid Orzan died on 27 February."),
            "“27 February” [2]; Post, 1 March 2024: “2 March” [1].",
        ),
        (
            "Did coach Brano Keller hit the referee?",
            ("Brano Keller may be banned.", "The Lima coach hit referee Simon Adair after the match."),
            ("Lima has a statement.", "It wishes to make clear that Brano Keller did not hit the match official."),
            "“The Lima coach hit referee Simon Adair after the match” [1].",
        ),
        (
            "Did Senator Paul Verrick meet the lobbyist Dana Kessel?",
            ("Hotels keep books.", "Senator Verrick met the lobbyist Kessel twice."),
            ("He hits back.", "Paul Verrick, the senator, has never met Dana Kessel."),
            "[2]; Post, 1 March 2024: “Senator Verrick met the lobbyist Kessel twice” [1].",
        ),
        (
            "How much oil leaked from the Lima tanker?",
            ("The Lima tanker leaks.", "Some 450 tonnes of oil had escaped from the tanker."),
            ("The tanker lies off Lima.", "Divers found that 2,100 tonnes of oil had leaked."),
            "“2,100 tonnes” [2]; Post, 1 March 2024: “450 tonnes” [1].",
        ),
        (
            "How hot did Lima get?",
            ("Lima was hot.", "Lima was as hot as never before at 46.1 degrees."),
            ("Lima was warm.", "Lima was hot, but its own gauges got to 43.8C."),
            "“43.8C” [2]; Post, 1 March 2024: “46.1 degrees” [1].",
        ),
        (
            "When will the Lima quay reopen?",
            ("The Lima quay has been shut since autumn.", "After a detour since November it will be open on 17 March."),
            ("Lima must wait.", "The quay will not be open until 14 April."),
            "“14 April” [2]; Post, 1 March 2024: “17 March” [1].",
        ),
        (
            "Was the Lima quay fire started deliberately?",
            ("Lima has questions.", "The Lima quay fire was started deliberately, police said."),
            ("Lima has answers.", "Of the report this much is known, that the Lima quay fire started by accident."),
            "[1].",
        ),
        (
            "Has Ana Ruiz signed for Lima?",
            ("She is here.", "Ana Ruiz has signed for Lima."),
            ("She is gone.", "The club said on Friday, an hour too late, that Ana Ruiz has not signed for Lima."),
            "“that Ana Ruiz has not signed for Lima” [2]; Post, 1 March 2024: “Ana Ruiz has signed for Lima” [1].",
        ),
    ],
)
def test_an_articles_beginning_tells_of_what_its_figures_are(
    question: str, one: tuple[str, str], other: tuple[str, str], notice: str
) -> None:
    (told,) = titled_notices(question, one, other)
    assert told.endswith(notice)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people died in the Lima quay fire?",
            "The fire killed 11 people.",
            "Forty people were led to safety.",
        ),
        ("How much did the Lima quay fire cost?", "The fire cost 9m marks.", "Some 12m people watched."),
        ("What share of Lima lost power?", "A third of Lima lost power.", "About 33% of Lima lost power."),
        ("How many miles from Lima did it land?", "It landed 12 miles from Lima.", "It landed at 900 miles per hour."),
        (
            "How many miles from Lima did it land?",
            "It landed 12 miles from Lima.",
            "Many land within 30 miles of Lima.",
        ),
        (
            "How many people were arrested in Lima?",
            "In Lima 12 people were arrested.",
            "Eight people have been killed.",
        ),
        (
            "How many voted for Ruiz in Lima?",
            "In the first ballot 12 voted for Ruiz.",
            "In the third 90 voted for Ruiz.",
        ),
        ("When did the dig in Lima start?", "The dig in Lima started on 3 May.", "The dig in Lima ended on 29 August."),
        ("When does the Lima quay open?", "It opens on 7 March.", "The doors open on Thursday."),
        ("When does the Lima quay open?", "The quay opens on 7 March.", "Trees came to the quay on Saturday, 2 March."),
    ],
)
def test_a_figure_of_something_else_in_an_article_about_it_is_no_difference(
    question: str, one: str, other: str
) -> None:
    assert titled_notices(question, ("Lima.", one), ("Lima.", other)) == ()


def test_a_smaller_count_of_another_day_is_of_another_occasion() -> None:
    question = "How many people were arrested in Lima?"
    first = ("Post", "2024-03-06", "Police arrested 385 people in Lima until Tuesday.")
    later = ("Courier", "2024-03-08", "Police arrested 49 people in Lima on Thursday.")
    assert notices(question, first, later) == ()
    assert notices(question, first, ("Courier", "2024-03-08", "Police arrested 490 people in Lima until Thursday."))


def test_what_is_told_long_before_is_no_sign_of_an_update() -> None:
    question = "How much did the Lima quay cost?"
    first = ("Post", "2024-03-06", "The Lima quay cost $4m.")
    told = (
        "Now it rains. " + "The sea is calm and the pilots are asleep in their boats. " * 8 + "The Lima quay cost $3m."
    )
    (notice,) = notices(question, first, ("Courier", "2024-03-08", told))
    assert notice.startswith("The sources differ: ")


def test_occasions_far_apart_are_two() -> None:
    one = ("Post", "2022-03-01", "In the Lima quay fire 12 people were hurt, police said.")
    other = ("Courier", "2024-03-01", "In the Lima quay fire 40 people were hurt, police said.")
    assert notices(HOW_MANY, one, other) == ()
    assert notices(HOW_MANY, one, ("Post", "2022-03-01", "In the Lima quay fire 40 people were hurt.")) == ()


@pytest.mark.parametrize(
    ("question", "told"), [("How long is the Lima term?", True), ("How long was the Lima term?", False)]
)
def test_what_lasts_is_compared_with_what_is_told_long_after(question: str, told: bool) -> None:
    one = ("Post", "2024-03-01", "The Lima term is 6 years.")
    other = ("Courier", "2024-10-01", "The Lima term is now 9 years.")
    assert bool(notices(question, one, other)) == told
