"""Numbers: equal in value, unit and qualifier, or the statement does not pass."""

from fractions import Fraction

import pytest

from assistant.text.quantities import quantities
from assistant.verification.rules.dates import without_dates
from assistant.verification.rules.numbers import numbers

ACCEPTED = [
    ("Six people were hurt.", "Police said 6 people were hurt."),
    ("6 people were hurt.", "Six people were hurt, police said."),
    ("The fund holds 5,000,000 euros.", "The fund holds €5 million."),
    ("The fund holds €5m.", "The fund holds 5 million euros."),
    ("It cost $1.5 billion.", "It cost US$1,500 million."),
    ("Prices rose 4 percent.", "Prices rose by 4% over the year."),
    ("Prices rose 4 per cent.", "Prices rose by four percent."),
    ("The rate rose by 0.25 percentage points.", "The bank raised its rate by 0.25 percentage point."),
    ("Twenty-five people came.", "Some officials said 25 people came."),
    ("A dozen boats were lost.", "Fishermen said 12 boats were lost."),
    ("Half of the seats are taken.", "Half of the seats are taken, the organisers said."),
    ("Two-thirds of voters agreed.", "Two thirds of voters agreed."),
    ("It lasted one and a half hours.", "The talk lasted 1½ hours."),
    ("It lasted 1.5 hours.", "The talk lasted one and a half hours."),
    ("More than 1,000 soldiers left.", "Over 1,000 soldiers left the base."),
    ("Nearly 300 homes burned.", "Almost 300 homes burned overnight."),
    ("Up to 5% of staff may go.", "Up to 5 percent of staff may go."),
    ("At least 40 people died.", "The quake killed no fewer than 40 people."),
    ("About 200 workers struck.", "Roughly 200 workers struck."),
    ("Between 10 and 12 people were inside.", "10-12 people were inside."),
    ("10 to 12 people were inside.", "Between ten and twelve people were inside."),
    ("They sold for $4 million to $5 million.", "They sold for $4-5 million."),
    ("They won 2-1.", "They won 2–1 on Sunday."),
    ("It fell from 10 to 8 percent.", "It fell from 10 to 8 percent."),
    ("It fell to 8 percent.", "It fell from 10 to 8 percent."),
    ("It was the third strike this year.", "It was the 3rd strike this year."),
    ("The 25th amendment was cited.", "The twenty-fifth amendment was cited."),
    ("It fell to −12 °C.", "The temperature fell to -12 degrees Celsius."),
    ("It reached 5C.", "It reached 5 °C."),
    ("The field covers 10 km².", "The field covers 10 km²."),
    ("The plant made 10,000 tonnes.", "The plant made 10\u2009000 tonnes."),
    ("Three people died and 12 were wounded.", "The attack left 12 wounded; 3 people died."),
    ("Profits doubled to 8 million pounds.", "Profits doubled to £8m."),
    ("He is 24.", "The player, who is 24 years old, left."),
    ("One of the men left.", "Two men came; the first left."),
    ("One soldier was killed.", "A soldier was killed."),
    ("He flew an F-16 over the G7 summit.", "Two pilots flew over the summit."),  # names look after F-16 and G7
    ("The five-year plan was approved.", "The plan for five years was approved."),
    ("It starts at 5 p.m.", "It starts at 5pm."),
    ("Thousands of people marched.", "Thousands marched on Saturday."),
]

REJECTED = [
    ("Seven people were hurt.", "Police said 6 people were hurt."),
    ("15 million people fled.", "1.5 million people fled."),
    ("5 million people fled.", "5 billion people fled."),
    ("5,000 people fled.", "5 million people fled."),
    ("Prices rose 4.", "Prices rose 4%."),
    ("Prices rose 4 percent.", "Prices rose 4 percentage points."),
    ("Prices rose 4 points.", "Prices rose 4 percent."),
    ("It cost $5.", "It cost €5."),
    ("It cost £5 million.", "It cost $5 million."),
    ("It reached 5C.", "It reached 5F."),
    ("It reached 5 °F.", "It reached 5 °C."),
    ("The road is 5 miles long.", "The road is 5 kilometres long."),
    ("The load is 5 kg.", "The load is 5 tonnes."),
    ("He served six years.", "He served six months."),
    ("5% of staff may go.", "Up to 5% of staff may go."),
    ("40 people died.", "At least 40 people died."),
    ("More than 40 people died.", "At least 40 people died."),
    ("Nearly 300 homes burned.", "300 homes burned."),
    ("More than 300 homes burned.", "Nearly 300 homes burned."),
    ("About 5 million people fled.", "4.9 million people fled."),
    ("5 million people fled.", "4.9 million people fled."),
    ("10 people were inside.", "10-12 people were inside."),
    ("12 people were inside.", "Between 10 and 12 people were inside."),
    ("They won 1-2.", "They won 2-1."),
    ("It was the third strike this year.", "There were three strikes this year."),
    ("Three strikes were held.", "The third strike was held."),
    ("The number is 102.", "The number is 10²."),
    ("The number is 10.", "The number is 10²."),
    ("The field covers 10 km.", "The field covers 10 km²."),
    ("It fell to 12 degrees.", "It fell to −12 degrees."),
    ("Two-thirds of voters agreed.", "A third of voters agreed."),
    ("A quarter of voters agreed.", "Half of voters agreed."),
    ("Half of the voters agreed.", "Most of the voters agreed."),
    ("Two dozen boats were lost.", "A dozen boats were lost."),
    ("A dozen boats were lost.", "Dozens of boats were lost."),
    ("Thousands of people marched.", "Hundreds of people marched."),
    ("12 people died and 3 were wounded.", "3 people died and 12 were wounded."),
    ("Profits tripled.", "Profits doubled."),
    ("One in five voters agreed.", "One in four voters agreed."),
    ("It lasted 1½ hours.", "It lasted 1 hour."),
    ("The 1980s were prosperous.", "The 1990s were prosperous."),
    ("It starts at 5 p.m.", "It starts at 5 a.m."),
    ("It starts at 5:30 p.m.", "It starts at 5:45 p.m."),
    ("The plant made 10,000 tonnes.", "The plant made 10.000 tonnes."),
    ("It lost 100,000 jobs.", "It lost 10,000 jobs."),
    ("The race is 3/4 run.", "The race is 1/4 run."),
    ("One soldier was killed.", "Several soldiers were killed."),
]


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_numbers_that_agree_pass(statement: str, quote: str) -> None:
    assert numbers(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_numbers_that_differ_do_not_pass(statement: str, quote: str) -> None:
    assert numbers(statement, quote)


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("1.5 million", [Fraction(1_500_000)], ""),
        ("15 million", [Fraction(15_000_000)], ""),
        ("two hundred and five thousand", [Fraction(205_000)], ""),
        ("half a million", [Fraction(500_000)], ""),
        ("one and a half million", [Fraction(1_500_000)], ""),
        ("2 million and a half", [Fraction(2_500_000)], ""),
        ("$4-5 million", [Fraction(4_000_000), Fraction(5_000_000)], "dollar"),
        ("between 4 and 5,000", [Fraction(4), Fraction(5_000)], ""),
        ("a hundred", [Fraction(100)], ""),
        ("1,234.5 kg", [Fraction(2469, 2)], "kilogram"),
        ("３５%", [Fraction(35)], "%"),
        ("¾", [Fraction(3, 4)], ""),
        ("A$5bn", [Fraction(5 * 10**9)], "australian dollar"),
    ],
)
def test_values_are_exact(text: str, values: list[Fraction], unit: str) -> None:
    (quantity,) = quantities(text)
    assert (list(quantity.values), quantity.unit) == (values, unit)


def test_digits_of_names_are_no_quantities() -> None:
    assert quantities("The G7 met about COVID-19, 5G masts and an A380.") == ()


def test_digits_of_dates_are_no_quantities() -> None:
    assert quantities(without_dates("On 5 March 2022, since 2019 and on 2022-03-01, May 5 and in 2021 he left.")) == ()


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1/0", "1:2:3", "1.2.3.4", "½½½", "-", "$", "5 5 5 5", "a", "million", "0/0 %"]
)
def test_odd_numbers_never_raise(text: str) -> None:
    numbers(text, text)
    numbers(text, "5%")
