"""Polarity: a "not" is neither added nor lost, nor what governs the words that are said."""

import pytest

from assistant.verification.rules.polarity import polarity

ACCEPTED = [
    ("The court did not block the law.", "The court did not block the law on Monday."),
    ("The court didn't block the law.", "The court did not block the law."),
    ("The minister never resigned.", "The minister has never resigned."),
    ("No passengers were hurt.", "No passengers were hurt, police said."),
    ("The firm no longer sells phones.", "The firm no longer sells phones in Europe."),
    ("The firm cannot sell phones.", "The firm can't sell phones, a judge ruled."),
    ("Officials denied that prisoners were beaten.", "Officials denied that any prisoners were beaten."),
    ("He denies the charges.", "He denied all of the charges."),
    ("The bank may raise rates in June.", "The bank may raise rates as early as June."),
    ("The bank might raise rates.", "The bank could raise rates."),
    ("The company allegedly paid bribes.", "The company is alleged to have paid bribes."),
    ("Prosecutors accuse the company of paying bribes.", "The company allegedly paid bribes, prosecutors claim."),
    ("If talks fail, the union will strike.", "The union will strike if talks fail."),
    ("The plant will close in May.", "The plant is expected to close in May."),
    ("She plans to run for governor.", "She will run for governor."),
    ("The strike not only closed ports but railways.", "The strike closed ports and railways."),
    ("The strike closed ports and railways.", "The strike not only closed ports but also railways."),
    ("Critics said the law should be scrapped.", "Critics said that the law must be scrapped."),
    ("The army failed to take the town.", "The army failed to take the town despite heavy shelling."),
    ("Rates rose on Monday.", "Rates rose on Monday. Analysts had not expected a cut."),
    ("The minister left the hall.", "The minister, who did not speak, left the hall."),
    ("The ferry sank within minutes.", "The ferry sank within minutes, but no crew were lost."),
    ("Exports fell while imports rose.", "Imports rose and exports fell."),
    ("He said nothing about the money.", "He said nothing about the missing money."),
    ("Voters rejected the plan.", "Voters rejected the plan by a wide margin."),
    ("The dam neither leaked nor cracked.", "The dam neither cracked nor leaked."),
    ("Doctors found no trace of poison.", "Doctors found no trace of any poison."),
]

REJECTED = [
    ("The court blocked the law.", "The court did not block the law."),
    ("The court did not block the law.", "The court blocked the law."),
    ("The minister resigned.", "The minister has never resigned."),
    ("The minister never resigned.", "The minister resigned."),
    ("Passengers were hurt.", "No passengers were hurt."),
    ("The firm sells phones.", "The firm no longer sells phones."),
    ("The firm can sell phones.", "The firm cannot sell phones."),
    ("The firm can sell phones.", "The firm can't sell phones."),
    ("Prisoners were beaten.", "Officials denied that prisoners were beaten."),
    ("Officials said that prisoners were beaten.", "Officials denied that prisoners were beaten."),
    ("He denied taking the money.", "He did not deny taking the money."),
    ("He took the money.", "He did not deny that he took the money."),
    ("The bank raised rates.", "The bank may raise rates."),
    ("The bank raised rates.", "It is unclear whether the bank raised rates."),
    ("The company paid bribes.", "The company allegedly paid bribes."),
    ("The company paid bribes.", "The company paid bribes, prosecutors alleged."),
    ("The company paid bribes.", "Prosecutors accuse the company of having paid bribes."),
    ("The company paid bribes.", "The company reportedly paid bribes."),
    ("The union will strike.", "The union will strike if talks fail."),
    ("The union strikes.", "Unless talks resume, the union strikes."),
    ("The plant closed in May.", "The plant is expected to close in May."),
    ("The plant will close.", "The plant closed."),
    ("She resigned.", "She threatened to resign."),
    ("The law was scrapped.", "The law should be scrapped, critics said."),
    ("The army took the town.", "The army failed to take the town."),
    ("The army took the town.", "The army was unable to take the town."),
    ("The two sides agreed to the truce.", "The two sides refused to agree to the truce."),
    ("Exports rose.", "Exports fell."),
    ("Voters approved the plan.", "Voters rejected the plan."),
    ("The team lost the final.", "The team won the final."),
    ("The rate is higher than last year.", "The rate is lower than last year."),
    ("It is likely that rain falls.", "It is not likely that rain falls."),
    ("The dam did not leak and did not crack.", "The dam did not leak."),
    ("The vaccine is safe for children.", "The vaccine is not yet safe for children."),
    ("Doctors found traces of poison.", "Doctors found no traces of poison."),
    ("The jury found him guilty.", "The jury found him not guilty."),
    ("He left without the money.", "He left with the money."),
]


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_statements_of_the_same_polarity_pass(statement: str, quote: str) -> None:
    assert polarity(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_statements_of_another_polarity_do_not_pass(statement: str, quote: str) -> None:
    assert polarity(statement, quote)
