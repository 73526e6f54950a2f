"""Names: in the quote, in one of three sentences before it, or expanded by the article."""

import pytest

from assistant.text.names import names
from assistant.verification.rules.naming import naming

ACCEPTED = [
    ("Joe Biden met Olaf Scholz.", "Joe Biden met Olaf Scholz on Monday."),
    ("Biden met Scholz.", "Joe Biden met Olaf Scholz."),
    ("Biden’s aides left.", "Aides of Biden left."),
    ("President Biden left.", "Biden, the president, left."),
    ("The prime minister, Rishi Sunak, left.", "Prime Minister Rishi Sunak left."),
    ("The Supreme Court ruled.", "The supreme court ruled."),
    ("Russian forces withdrew.", "Russia's forces withdrew."),
    ("Russia withdrew.", "Russian forces withdrew."),
    ("Ukrainian towns burned.", "Towns in Ukraine burned."),
    ("Iranian officials agreed.", "Officials from Iran agreed."),
    ("Iraqi officials agreed.", "Officials from Iraq agreed."),
    ("U.S. troops left.", "US troops left."),
    ("American troops left.", "Troops from America left."),
    ("US troops left.", "United States troops left."),
    ("The UK agreed.", "The United Kingdom agreed."),
    ("The EU agreed.", "The European Union agreed."),
    ("Researchers found it.", "Scientists found it, researchers said."),
    ("However, Biden left.", "Biden left."),
    ("The O'Neill report was late.", "The O’Neill report was late."),
    ("Covid-19 cases rose.", "COVID-19 cases rose."),
    ("The F-16 crashed.", "An F-16 crashed."),
    ("Apple raised prices.", "Apple raised its prices."),
    ("The Mexico Tourist Card is needed.", "The Mexico tourist card is needed."),
    ("The Silver Play Button is given.", "Silver play button awards are given."),
    ("He lives in Washington.", "He lives in Washington, D.C."),
    ("Angela Merkel and Emmanuel Macron met.", "Emmanuel Macron met Angela Merkel."),
    ("Officials said Biden left.", "Biden left."),
    ("MCDONALD left.", "McDonald left."),
    ("Zelenskyy spoke in Kyiv.", "In Kyiv, President Volodymyr Zelenskyy spoke."),
    ("It left.", "The ship left."),
]

REJECTED = [
    ("Kamala Harris met Scholz.", "Joe Biden met Olaf Scholz."),
    ("Jill Biden met Scholz.", "Joe Biden met Olaf Scholz."),
    ("George Washington left.", "George Bush left Washington."),
    ("He lives in Washington.", "He admires Denzel Washington."),
    ("He is from Jackson.", "He admires Michael Jackson."),
    ("Senator Biden left.", "President Biden left."),
    ("Belarusian forces withdrew.", "Russian forces withdrew."),
    ("Nigeria agreed.", "Niger agreed."),
    ("Niger agreed.", "Nigeria agreed."),
    ("Austria agreed.", "Australia agreed."),
    ("Iranian officials agreed.", "Officials from Iraq agreed."),
    ("Slovakia agreed.", "Slovenia agreed."),
    ("He met May.", "He may meet her."),
    ("The price of Apple rose.", "The price of an apple rose."),
    ("He spoke to Brown.", "He spoke of a brown coat."),
    ("The US agreed.", "They told us that they agreed."),
    ("The WHO agreed.", "Those who agreed spoke."),
    ("UN troops left.", "US troops left."),
    ("The F-35 crashed.", "An F-16 crashed."),
    ("The G7 met.", "The G20 met."),
    ("Cоvid cases rose in Раris.", "Covid cases rose in Paris."),  # Cyrillic letters
    ("France attacked the town.", "Germany attacked the town."),
    ("Putin signed the law.", "Medvedev signed the law."),
    ("Reuters bought the firm.", "The Times bought the firm."),
    ("He lives in Paris, Texas.", "He lives in Paris, France."),
    ("Prince Harry left.", "Prince William left."),
    ("The Bank of England raised rates.", "The Bank of Japan raised rates."),
    ("North Korea agreed.", "South Korea agreed."),
    ("José Pérez left.", "Jose Perez left."),
]


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_names_that_the_quote_holds_pass(statement: str, quote: str) -> None:
    assert naming(statement, quote).wrong is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_names_that_the_quote_lacks_do_not_pass(statement: str, quote: str) -> None:
    assert naming(statement, quote).wrong


def test_a_sentence_before_the_quote_may_hold_the_name() -> None:
    before = ["He had been ill for weeks.", "Olaf Scholz arrived late.", "Berlin was quiet."]
    assert naming("Olaf Scholz resigned.", "He resigned on Tuesday.", before).needed == (1,)
    assert naming("Olaf Scholz resigned in Berlin.", "He resigned.", before).needed == (1, 2)
    assert naming("He resigned on Tuesday.", "He resigned.", before).needed == ()
    assert naming("Angela Merkel resigned.", "He resigned.", before).wrong


def test_acronyms_count_where_the_article_expands_them() -> None:
    article = "The World Health Organization (WHO) met. The International Monetary Fund (IMF) agreed."
    assert naming("The WHO agreed.", "The World Health Organization agreed.", (), [article]).wrong is None
    assert naming("The World Health Organization agreed.", "The WHO agreed.", (), [article]).wrong is None
    assert naming("The IMF agreed.", "The World Health Organization agreed.", (), [article]).wrong
    assert naming("The WHO agreed.", "The World Health Organization agreed.").wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Joe Biden met Ukraine's Volodymyr Zelenskyy.",
            ["President", "Joe Biden", "Ukraine's", "Volodymyr Zelenskyy"],
        ),
        ("He said: “We left.” Then NATO’s jets came.", ["NATO’s"]),
        ("The iPhone and the F-16.", ["iPhone", "F-16"]),
        ("Mr. J. P. O’Neill-Smith of the U.S.", ["Mr", "J. P. O’Neill-Smith", "U.S."]),
        ("nothing here is a name", []),
        ("首相は辞任した。", []),
    ],
)
def test_names_in_a_text(text: str, expected: list[str]) -> None:
    assert [text[name.start : name.end] for name in names(text)] == expected


TWO = "Donald Trump lost. In May, Mary Trump sued the bank. Like Berg, Lena Berg left. People like it. Mr Trump wept."


@pytest.mark.parametrize(
    ("statement", "quote", "article", "known"),
    [
        ("Trump sued the bank.", "In May, Mary Trump sued the bank.", TWO, False),
        ("The bank met Trump's lawyer.", "The bank met Mary Trump's lawyer.", TWO, False),
        ("Mr Trump sued the bank.", "In May, Mary Trump sued the bank.", TWO, False),
        ("Mary Trump sued the bank.", "In May, Mary Trump sued the bank.", TWO, True),
        ("Trump sued the bank.", "In May, Mary Trump sued the bank.", "In May, Mary Trump sued the bank.", True),
        ("Trump wept.", "Mr Trump wept.", TWO, True),
        ("Trump wept.", "Mary Trump and Donald Trump wept.", TWO, True),
        ("Berg left.", "Like Berg, Lena Berg left.", TWO, True),
        ("Berg left.", "Lena Berg left.", "Lena Berg left. Like Berg, people wept. They like it.", True),
        ("Lee lost.", "Ann J. Lee lost.", "Ann J. Lee lost. Ann Lee wept.", True),
        ("Lee lost.", "President-elect Ann Lee lost.", "Ann Lee lost. It beat Oslo-backed Lee.", True),
        ("Korea agreed.", "South Korea agreed.", "North Korea refused. South Korea agreed.", False),
        ("The council met.", "Leeds City Council met.", "York City Council met. Leeds City Council met.", True),
    ],
)
def test_a_bare_surname_of_two_is_nobodys(statement: str, quote: str, article: str, known: bool) -> None:
    assert (naming(statement, quote, (), [article]).wrong is None) is known
