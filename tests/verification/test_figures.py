"""Figures: by value in the quotes, or from the days of their publication; what is counted is a reader's to judge."""

from datetime import date
from fractions import Fraction

import pytest

from assistant.text.quantities import quantities
from assistant.verification.figures import foreign_figure

PUBLISHED = date(2022, 3, 3)

ACCEPTED = [
    ("6 people were hurt.", "Six people were hurt, police said."),
    ("Six people were hurt.", "Police said 6 people were hurt."),
    ("Seven of them left.", "Police said they left."),  # small counts in words are for a reader
    ("Half of them, both twins and dozens more left.", "They left."),
    ("Two-thirds agreed, a third time.", "They agreed."),
    ("Thousands marched; sales doubled.", "They marched."),
    ("The fund holds 5,000,000 euros.", "The fund holds €5 million."),
    ("The fund holds €5m.", "The fund holds 5 million euros."),
    ("It is worth $3.5 billion.", "It is worth 3.5bn dollars."),
    ("It cost $1.5 billion.", "It cost US$1,500 million."),
    ("Some 1,000 people came.", "One thousand people came."),
    ("Prices rose 40 percent.", "Prices rose by 40% over the year."),
    ("Prices rose forty per cent.", "Prices rose by 40%."),
    ("The rate rose by 0.25 percentage points.", "The bank raised its rate by 0.25 percentage point."),
    ("It fell from 10 percent to 8 percent.", "It fell from 10 to 8 percent."),
    ("It costs $3 million to $5 million.", "It costs from 3 to 5 million dollars."),
    ("It sold for $4 million.", "They sold for $4-5 million."),
    ("They won 6-1.", "They won 6–1 on Sunday."),
    ("They lost 1-6.", "They won 6-1 on Sunday."),
    ("They won 28-25.", "They scored 28 points; the others 25."),
    ("The 8-year-old left.", "The girl, aged eight, left."),
    ("Kim, 82, left.", "The 82-year-old Kim left."),
    ("A 50-cent coin.", "A coin of $0.50."),
    ("It starts at 7 p.m.", "It starts at 7pm."),
    ("It starts at 7:30 p.m.", "It starts at 7:30pm."),
    ("More than 40 people died.", "About 40 people died."),  # which is meant is for a reader
    ("It fell to −12 °C.", "The temperature fell to -12 degrees Celsius."),
    ("It was the 3rd strike.", "It was the third strike."),
    ("In the 1990s it closed.", "It closed in the 1990s."),
    ("In the 1990s it closed.", "It closed in 1994."),
    ("In the 2018-19 season it closed.", "It closed in the 2018-2019 season."),
    ("The 2,000 tonnes were sold.", "It sold 2\u2009000 tonnes."),
    ("In 2022 they met.", "They met."),  # the article's own year
    ("In March 2022 they met.", "They met."),
    ("On March 3, 2022, they met.", "They met."),
    ("On 1 March 2022 they met.", "They met on Tuesday."),
    ("On Tuesday they met.", "They met on March 1."),
    ("On Thursday they met.", "They met."),
    ("On 8 March 2022 they meet.", "They meet on Tuesday."),
    ("On 2 March 2022 they met.", "They met yesterday."),
    ("In February 2022 they met.", "They met last week."),
    ("In February they met.", "They met last month."),
    ("Last month they met.", "They met in February."),
    ("In 2021 they met.", "They met last year."),
    ("In November 2021 they met.", "They met in November."),
    ("In May 2021 they met.", "They met in May."),
    ("In May 2022 it could close.", "It could close as soon as May."),
    ("In 2019 they met.", "They met three years ago."),
    ("In December they met, a November coup behind them.", "They met in December after the coup of November."),
    ("In February 2019 they met.", "They met in February of 2019."),
    ("In July 2021 they met.", "In 2021 they met. It was in July."),
]

REJECTED = [
    ("7 people were hurt.", "Police said 6 people were hurt.", "7"),
    ("15 million people fled.", "1.5 million people fled.", "15 million"),
    ("5 million people fled.", "5 billion people fled.", "5 million"),
    ("Two hundred people fled.", "Two thousand people fled.", "Two hundred"),
    ("It cost €5 million.", "It cost $5 million.", "€5 million"),
    ("It cost $5 million.", "It sold 5 million.", "$5 million"),
    ("It sold 5 million.", "It cost $5 million.", "5 million"),
    ("Prices rose 4%.", "Prices rose 4.", "4%"),
    ("Prices rose 4.", "Prices rose 4%.", "4"),
    ("Prices rose 4%.", "Prices rose 4 percentage points.", "4%"),
    ("Prices rose forty percent.", "Prices rose thirty percent.", "forty percent"),
    ("The road is 5 miles long.", "The road is 5 kilometres long.", "5 miles"),
    ("They won 6-2.", "They won 6-1, after 2 draws with 6-6.", None),
    ("They won 3-1.", "They won 3-2 and 4-1.", "3-1"),
    ("It starts at 7:30 p.m.", "It starts at 7:45 p.m.", "7:30 p.m."),
    ("In the 1980s it closed.", "It closed in 1994.", "1980s"),
    ("The number is 102.", "The number is 10².", "102"),
    ("They met in 2018.", "They met in 2019.", "2018"),
    ("They met on 2 March 2022.", "They met on Tuesday.", "2 March 2022"),
    ("They met on Monday.", "They met on Tuesday.", "Monday"),
    ("They met in January 2022.", "They met last month.", "January 2022"),
    ("They met in November 2022.", "They met in November.", "November 2022"),
    ("They met on 5 July 1967.", "They met on 5 June 1967.", "5 July 1967"),
    ("They met on 5 June 1968.", "They met on 5 June 1967.", "5 June 1968"),
    ("The June vote was held.", "The July vote was held.", "June"),
    ("They met in 2010.", "They met three years ago.", "2010"),
    ("They flew 4x4s.", "They flew.", "4x4s."),
]


@pytest.mark.parametrize(("text", "quote"), ACCEPTED)
def test_what_stands_there_by_value_passes(text: str, quote: str) -> None:
    assert foreign_figure(text, [(quote, PUBLISHED)], [quote]) is None


@pytest.mark.parametrize(("text", "quote", "figure"), [row for row in REJECTED if row[2]])
def test_what_does_not_is_named(text: str, quote: str, figure: str) -> None:
    assert foreign_figure(text, [(quote, PUBLISHED)], [quote]) == figure


@pytest.mark.parametrize(
    "text",
    ["They met on 1 March 2022.", "They met in 2022.", "They met on Thursday.", "They met in March 2022."],
)
def test_nothing_follows_without_a_day_of_publication(text: str) -> None:
    assert foreign_figure(text, [("They met on Tuesday.", None)], [""])


def test_each_quote_is_read_on_its_own_day() -> None:
    quotes = [("He left on Tuesday.", date(2022, 3, 3)), ("She left on Tuesday.", date(2021, 6, 10))]
    assert foreign_figure("They left on 1 March 2022 and 8 June 2021.", quotes, []) is None
    assert foreign_figure("They left on 1 March 2022 and 9 June 2021.", quotes, [])


@pytest.mark.parametrize("name", ["COVID-19", "the G7", "an F-16", "a Boeing 737", "Title 42", "5G", "Channel 4"])
def test_a_figure_in_a_name_stands_in_the_article_with_it(name: str) -> None:
    quote = "Officials spoke on Monday."
    assert foreign_figure(f"Officials spoke of {name}.", [(quote, None)], [f"{quote} They mean {name}."]) is None


@pytest.mark.parametrize("name", ["a Boeing 747", "Title 43", "6G", "Channel 5"])
def test_another_figure_in_a_name_does_not(name: str) -> None:
    article = "A Boeing 737 and Title 42, 5G and Channel 4."
    assert foreign_figure(f"Officials spoke of {name}.", [("Officials spoke.", None)], [article])


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("1.5 million", [Fraction(1_500_000)], ""),
        ("two hundred and five thousand", [Fraction(205_000)], ""),
        ("one and a half million", [Fraction(1_500_000)], ""),
        ("2 million and a half", [Fraction(2_500_000)], ""),
        ("$4-5 million", [Fraction(4_000_000), Fraction(5_000_000)], "dollar"),
        ("between 4 and 5,000", [Fraction(4), Fraction(5_000)], ""),
        ("1,234.5 kg", [Fraction(2469, 2)], "kilogram"),
        ("３５%", [Fraction(35)], "%"),
        ("¾", [Fraction(3, 4)], ""),
        ("A$5bn", [Fraction(5 * 10**9)], "australian dollar"),
        ("8 million pounds", [Fraction(8 * 10**6)], "pound sterling"),
        ("30 pounds of it", [Fraction(30)], "pound"),
    ],
)
def test_values_are_exact(text: str, values: list[Fraction], unit: str) -> None:
    (quantity,) = quantities(text)
    assert (list(quantity.values), quantity.unit) == (values, unit)


@pytest.mark.parametrize("published", [date.min, date.max, date(2024, 2, 29), None])
@pytest.mark.parametrize(
    "text",
    [
        "on Monday", "tomorrow", "yesterday", "last month", "next year", "on Feb. 29", "He will go on Sunday", "in May",
        "last week", "900 years ago", "99999999999 days ago", "this winter", "9" * 5000, "1/0", "1:2:3", "1.2.3.4",
        "½½½", "-", "$", "5 5 5 5", "a", "million", "0/0 %", "2018-19", "1500-99", "next decade", "last quarter",
    ],
)  # fmt: skip
def test_odd_figures_and_the_ends_of_the_calendar_never_raise(text: str, published: date | None) -> None:
    foreign_figure(text, [(text, published), ("5% in May 2020", published)], [text])
    foreign_figure("5% on 29 February 2024, last week", [(text, published)], [])
