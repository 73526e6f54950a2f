"""A place or a body put before a noun: “a New York judge”, “the union leader”."""

from datetime import date

import pytest

from assistant.verification.rules.derivation import Source, derivation

PUBLISHED = date(2022, 3, 3)

ACCEPTED = [
    ("A New York judge ordered Trump to pay.", "A judge in New York ordered Trump to pay."),
    ("A New York judge fined Trump.", "On Monday, a judge in New York fined Trump."),
    ("Three people died when a Kabul hospital was bombed.", "Three people died when a hospital in Kabul was bombed."),
    ("A Kabul hospital was bombed on Monday.", "A hospital in Kabul was bombed on Monday."),
    ("A Berlin museum bought the painting.", "A museum in Berlin bought the painting."),
    ("The Leeds school closed in May.", "The school in Leeds closed in May."),
    ("A Chicago jury convicted Lee of fraud.", "A jury in Chicago convicted Lee of fraud."),
    ("Paris prosecutors charged Berg with fraud.", "Prosecutors in Paris charged Berg with fraud."),
    ("A Madrid hotel was evacuated.", "A hotel in Madrid was evacuated."),
    ("A Moscow court rejected the appeal.", "A court in Moscow rejected the appeal."),
    ("Police said a Madrid hotel was evacuated.", "A hotel in Madrid was evacuated, police said."),
    ("Mick Lynch, the union leader, left the talks.", "The union's leader, Mick Lynch, left the talks."),
    ("The union leader, Mick Lynch, resigned.", "The union's leader, Mick Lynch, resigned."),
    ("The party leader resigned.", "The party's leader resigned."),
    ("The company founder sold his shares.", "The company's founder sold his shares."),
    ("The club captain left the pitch.", "The club's captain left the pitch."),
    ("The council leader said the plan was safe.", "The council's leader said the plan was safe."),
    ("The bank chairman quit in May.", "The bank's chairman quit in May."),
    ("Ann Lee, the charity founder, died on Friday.", "The charity's founder, Ann Lee, died on Friday."),
    ("The team captain, Ann Lee, scored twice.", "The team's captain, Ann Lee, scored twice."),
    ("The club owner sold the club.", "The club's owner sold the club."),
    ("The police federation chairman resigned.", "The police federation's chairman resigned."),
]

REJECTED = [
    ("Iraq soldiers fled.", "Soldiers in Iraq fled."),
    ("A Kabul man was arrested.", "A man in Kabul was arrested."),
    ("A Rome tourist was robbed.", "A tourist in Rome was robbed."),
    ("The Moscow ambassador resigned.", "The ambassador in Moscow resigned."),
    ("Berg attacked a New York judge.", "Berg attacked a judge in New York."),
    ("They tried the New York judge.", "They tried the judge in New York."),
    ("A New York judge ordered Trump to pay.", "A judge in New Jersey ordered Trump to pay."),
    ("A judge in New York ordered Trump to pay.", "A New York judge ordered Trump to pay."),
    ("A hotel in Manchester closed.", "A Manchester hotel in London closed."),
    ("A London school closed.", "A school in London, Ontario closed."),
    ("A London hotel closed.", "A hotel near London closed."),
    ("A Paris market closed.", "A market in a suburb of Paris closed."),
    ("A Paris market closed.", "No market in Paris closed."),
    ("Every Paris market closed.", "A market in Paris closed."),
    ("A Texas prison was built.", "A prison in Texas was not built."),
    ("A Texas prison will close.", "A prison in Texas may close."),
    ("A New York judge fined Trump.", "A judge in New York said a court fined Trump."),
    ("The child coach resigned.", "The child's coach resigned."),
    ("The union leader resigned.", "The unions' leader resigned."),
    ("The union leader resigned.", "A rival of the union's leader resigned."),
    ("The union leader resigned.", "The union's deputy leader resigned."),
    ("The union leader resigned.", "The union's former leader resigned."),
    ("The union leader resigned.", "The rival union's leader resigned."),
    ("The union leader resigned.", "The union's leader did not resign."),
    ("The union leader resigned.", "The union's lawyer resigned."),
    ("The prisoner lawyer resigned.", "The prisoner's lawyer resigned."),
    ("The union leader accused the minister.", "The minister accused the union's leader."),
    ("The union leader, Mick Lynch, resigned.", "The union's leader, Ann Lee, resigned after Mick Lynch spoke."),
    ("The union's leader resigned.", "The union leader resigned."),
    ("The company owner quit.", "The company's owners quit."),
    ("A union leader resigned.", "Each union's leader resigned."),
    ("The union leader may resign.", "The union's leader will resign."),
]


def _why_not(statement: str, quote: str) -> str | None:
    return derivation(statement, [Source(quote, published=PUBLISHED)])


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_a_place_or_body_may_be_put_before_a_noun_that_stands_there(statement: str, quote: str) -> None:
    assert _why_not(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_no_place_that_a_thing_only_is_in_and_no_owner_of_another_kind(statement: str, quote: str) -> None:
    assert _why_not(statement, quote)
