"""Roles: who does what to whom is not turned round."""

import pytest

from assistant.verification.rules.roles import roles

ACCEPTED = [
    ("Russia attacked Ukraine.", "Russia attacked Ukraine in February."),
    ("Ukraine was attacked by Russia.", "Russia attacked Ukraine."),
    ("Russia attacked Ukraine.", "Ukraine was attacked by Russia."),
    ("Russia attacked Ukraine.", "Ukraine says that Russia attacked it: Russia attacked Ukraine."),
    ("Biden praised Scholz.", "President Biden praised Chancellor Scholz."),
    ("Google sued Apple.", "Google, which Apple had once courted, sued Apple."),
    ("The police shot the driver.", "The police shot the driver on Monday."),
    ("The driver was shot by the police.", "The police shot the driver."),
    ("Spain beat France.", "Spain beat France 2-1."),
    ("France was beaten by Spain.", "France was narrowly beaten by Spain."),
    ("Trains run from Paris to London.", "Trains run from Paris to London again."),
    ("The judge told the lawyer to leave.", "The judge told the lawyer to leave."),
    ("Merkel and Macron met in Berlin.", "Macron and Merkel met in Berlin."),
    ("Prices of gas rose.", "A rise in gas prices was seen."),
    ("Tesla bought shares from Toyota.", "Tesla bought the shares from Toyota."),
    ("Iran accused Israel of the attack.", "Iran has accused Israel of the attack."),
    ("China warned the United States.", "China on Sunday warned the United States over Taiwan."),
    ("The company fired its director.", "The company has fired its director."),
    ("Djokovic defeated Nadal.", "Nadal was defeated by Djokovic in Paris."),
    ("The senate passed the bill.", "The bill was passed by the senate."),
    ("The storm hit Florida.", "The storm hit Florida and left."),
    ("NATO answered Russia.", "Russia wrote to NATO, and NATO answered Russia."),
]

REJECTED = [
    ("Russia attacked Ukraine.", "Ukraine attacked Russia."),
    ("Russia was attacked by Ukraine.", "Russia attacked Ukraine."),
    ("Russia attacked Ukraine.", "Russia was attacked by Ukraine."),
    ("Ukraine was attacked by Russia.", "Ukraine attacked Russia."),
    ("Scholz praised Biden.", "President Biden praised Chancellor Scholz."),
    ("Apple sued Google.", "Google sued Apple."),
    ("The driver shot the police.", "The police shot the driver."),
    ("The police were shot by the driver.", "The police shot the driver."),
    ("France beat Spain.", "Spain beat France 2-1."),
    ("Spain was beaten by France.", "Spain beat France."),
    ("Trains run from London to Paris.", "Trains run from Paris to London."),
    ("The lawyer told the judge to leave.", "The judge told the lawyer to leave."),
    ("Toyota bought shares from Tesla.", "Tesla bought the shares from Toyota."),
    ("Israel accused Iran of the attack.", "Iran has accused Israel of the attack."),
    ("The United States warned China.", "China on Sunday warned the United States."),
    ("The director fired the company.", "The company fired its director."),
    ("Nadal defeated Djokovic.", "Nadal was defeated by Djokovic."),
    ("Florida hit the storm.", "The storm hit Florida."),
    ("Russia answered NATO.", "Russia wrote a letter, and NATO answered Russia."),
    ("Microsoft acquired Activision.", "Microsoft was acquired by Activision."),
    ("Obama succeeded Trump.", "Trump succeeded Obama."),
    ("The lawmakers criticised the voters.", "The voters criticised the lawmakers."),
]


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_statements_with_the_same_roles_pass(statement: str, quote: str) -> None:
    assert roles(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_statements_with_roles_turned_round_do_not_pass(statement: str, quote: str) -> None:
    assert roles(statement, quote)
