"""Names: each stands in a quoted article, in one form or another; whom they mean is a reader's to judge."""

import pytest

from assistant.text.names import names
from assistant.verification.known_names import foreign_name

ACCEPTED = [
    ("Joe Biden met Olaf Scholz.", "Joe Biden met Olaf Scholz on Monday."),
    ("Biden’s aides met the Bidens.", "Aides of Joe Biden left."),
    ("President Biden left.", "Biden left."),
    ("Governor Kate Brown left.", "Gov. Kate Brown left."),
    ("Sally Yates left.", "Sally Q. Yates left."),
    ("J. P. Neill left.", "John P. Neill left."),
    ("The Supreme Court ruled.", "The supreme court ruled."),
    ("Russian forces withdrew.", "Russia's forces withdrew."),
    ("Russia withdrew.", "Russian forces withdrew."),
    ("The Germans withdrew.", "Germany withdrew."),
    ("Ukrainian and Iraqi towns burned.", "Towns in Ukraine and Iraq burned."),
    ("U.S. troops left.", "US troops left."),
    ("American troops left the United States.", "U.S. troops left."),
    ("Americans left.", "Troops left the United States."),
    ("The British left the EU.", "The United Kingdom left the European Union."),
    ("Republicans and Democrats agreed.", "Rep. Ann Roe (R-Ohio) and Rep. Bo Lee (D-Pa.) agreed."),
    ("Republicans agreed.", "The GOP agreed."),
    ("The WHO agreed.", "The World Health Organization agreed."),
    ("The World Health Organization agreed.", "The WHO agreed."),
    ("The Centers for Disease Control and Prevention agreed.", "The CDC agreed."),
    ("The CDC agreed.", "The Centers for Disease Control and Prevention agreed."),
    ("The DOJ agreed.", "The Department of Justice agreed."),
    ("Pennsylvania and California agreed.", "Bo Lee, D-Pa., of Fresno, Calif., agreed."),
    ("José Pérez left Sao Paulo.", "Jose Perez left São Paulo."),
    ("Jose\u0301 Pe\u0301rez left.", "José Pérez left."),
    ("Trump-backed, US-led forces left.", "Trump backed the forces that the US led."),
    ("The Covid-19 wave and the F-16.", "The COVID-19 wave and an F-16."),
    ("On Monday in March, and in May, it closed.", "It closed."),
    ("Researchers found it. Parents waited.", "It was found."),
    ("Yes. However, officials said so.", "It was so."),
    ("Rising prices and unemployment hit.", "It hit."),
    ("Speaking in Rome, Roe left.", "In Rome, Roe left."),
    ("Dolphins died.", "Eight dolphins died."),
    ("AT&T and McDonald's left.", "AT&T’s and McDonald’s stores left."),
    ("MCDONALD left.", "McDonald left."),
    ("Angela Merkel met Emmanuel Macron.", "Emmanuel Macron met Angela Merkel."),
    ("It was in Moscow Airport.", "It was at the airport of Moscow."),
    ("The Texas Senate voted.", "Texas lawmakers voted in the Senate."),
    ("The Second World War ended.", "World War II ended."),
    ("Super Bowl LVII ended.", "It ended Super Bowl LVII."),
    ("", ""),
]  # fmt: skip

REJECTED = [
    ("Kamala Harris met Scholz.", "Joe Biden met Olaf Scholz.", "Kamala Harris"),
    ("Jill Biden met Scholz.", "Joe Biden met Olaf Scholz.", "Jill Biden"),
    ("Scholz met George Washington.", "George Bush left Washington with Scholz.", "George Washington"),
    ("Harris left.", "Biden left.", "Harris"),
    ("Macron left.", "Biden left.", "Macron"),
    ("Beijing agreed.", "They agreed.", "Beijing"),
    ("Sanders agreed.", "They agreed.", "Sanders"),
    ("Kelly agreed.", "They agreed.", "Kelly"),
    ("Rowling agreed.", "They agreed.", "Rowling"),
    ("Williams agreed.", "They agreed.", "Williams"),
    ("Democrats agreed.", "They agreed.", "Democrats"),
    ("Congress agreed.", "They agreed.", "Congress"),
    ("Belarusian forces withdrew.", "Russian forces withdrew.", "Belarusian"),
    ("It was Nigeria.", "It was Niger.", "Nigeria"),
    ("It was Austria.", "It was Australia.", "Austria"),
    ("The Iranian army left.", "The army of Iraq left.", "Iranian"),
    ("It was Slovakia.", "It was Slovenia.", "Slovakia"),
    ("The WHO agreed.", "They agreed.", "WHO"),
    ("The US agreed.", "They told us that.", "US"),
    ("Una Smith agreed.", "The US agreed.", "Una Smith"),
    ("Drew Stone agreed.", "Dr. Lee of St. Paul agreed.", "Drew Stone"),
    ("UN troops left.", "US troops left.", "UN"),
    ("The F-35 crashed.", "An F-16 crashed.", "F-35"),
    ("The G7 met.", "The G20 met.", "G7"),
    ("It was Putin.", "It was Medvedev.", "Putin"),
    ("It was Paris, Texas.", "It was Paris, France.", "Texas"),
    ("It was Prince Harry.", "It was Prince William.", "Harry"),
    ("The Bank of England left.", "The Bank of Japan left.", "England"),
    ("It was North Korea.", "It was South Korea.", "North Korea"),
    ("Super Bowl LVIII ended.", "Super Bowl LVII ended.", "Super Bowl LVIII"),
    ("“Roe” said “Anna left”.", "Roe left.", "Anna"),
    ("The Centers for Disease Control agreed.", "The FDA agreed.", "Centers"),
]


@pytest.mark.parametrize(("text", "article"), ACCEPTED)
def test_names_that_the_article_has_in_some_form_pass(text: str, article: str) -> None:
    assert foreign_name(text, [article]) is None


@pytest.mark.parametrize(("text", "article", "name"), REJECTED)
def test_names_that_it_has_in_none_are_named(text: str, article: str, name: str) -> None:
    assert foreign_name(text, [article]) == name


def test_a_name_may_stand_in_any_of_the_articles() -> None:
    assert foreign_name("Roe met Lee.", ["Roe left.", "Lee stayed."]) is None
    assert foreign_name("Roe met Lee.", []) == "Roe"


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
