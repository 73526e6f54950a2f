"""What an aside says of the subject: “the strike, the longest ever, ended” says that it was the longest."""

from datetime import date

import pytest

from assistant.verification.rules.derivation import Source, derivation

PUBLISHED = date(2022, 3, 3)

ACCEPTED = [
    (
        "The strike was the longest in the history of the railway.",
        "The strike, the longest in the history of the railway, ended on Thursday.",
    ),
    (
        "Jacinda Ardern was New Zealand's prime minister.",
        "Jacinda Ardern, New Zealand's prime minister, announced that she would step down.",
    ),
    (
        "Ardern was the prime minister of New Zealand.",
        "Jacinda Ardern, New Zealand's prime minister, announced that she would step down.",
    ),
    ("Ann Lee was the mayor of Leeds.", "Ann Lee, the mayor of Leeds, resigned on Monday."),
    ("The victim was a father of two.", "The victim, a father of two, died in hospital."),
    ("The firm was a unit of Shell.", "The firm, a unit of Shell, closed in May."),
    ("Ann Lee was a friend of Bob Roe.", "Ann Lee, a friend of Bob Roe, left the party."),
    ("The bridge was the oldest in Spain.", "The bridge, the oldest in Spain, fell on Sunday."),
    ("Lee's brother was a teacher.", "Lee's brother, a teacher, was hurt."),
    ("The ship was a tanker.", "The ship, a tanker, sank on Friday."),
    ("The suspect was an alleged spy.", "The suspect, an alleged spy, fled to Spain."),
    ("Ann Lee was the former mayor.", "Ann Lee, the former mayor, won the vote."),
    ("The author was a doctor from Leeds.", "The author, a doctor from Leeds, won a prize."),
    ("The film was a comedy.", "The film, a comedy, won a prize."),
    (
        "The strike, which was the longest in the history of the railway, ended.",
        "The strike, the longest in the history of the railway, ended on Thursday.",
    ),
    (
        "The strike ended and was the longest in the history of the railway.",
        "The strike, the longest in the history of the railway, ended on Thursday.",
    ),
    ("Berg was the club's captain.", "Berg, the club's captain, left the pitch."),
    ("Berg was the captain of the club.", "Berg, the club's captain, left the pitch."),
    ("The winner was a nurse.", "The winner, a nurse, gave the money away."),
    ("Mr Lee was the company's owner.", "Mr Lee, the company's owner, sold his shares."),
    ("The town was a centre of the coal trade.", "The town, a centre of the coal trade, voted for change."),
]

REJECTED = [
    ("Ann Lee was the mayor.", "They invited Ann Lee, the mayor, and Bob Roe."),
    ("Ann Lee was the mayor.", "He met Ann Lee, the mayor and the bishop."),
    ("Ann Lee was the mayor.", "Ann Lee, the mayor, and Bob Roe resigned."),
    ("Ann Lee was the mayor.", "Ann Lee, the mayor and the bishop resigned."),
    ("Ann Lee was the mayor.", "The brother of Ann Lee, the mayor, resigned."),
    ("The brother was the mayor.", "The brother of Ann Lee, the mayor, resigned."),
    ("Ann Lee was the mayor.", "Ann Lee, not the mayor, signed the bill."),
    ("Ann Lee was the mayor.", "Ann Lee, perhaps the mayor, signed the bill."),
    ("Ann Lee was the mayor.", "Ann Lee, the deputy mayor, signed the bill."),
    ("Ann Lee was the mayor.", "Ann Lee, the former mayor, signed the bill."),
    ("Ann Lee was the mayor.", "Ann Lee, the would-be mayor, signed the bill."),
    ("Ann Lee was the mayor.", "Ann Lee, the next mayor, signed the bill."),
    ("Ann Lee was the mayor.", "Ann Lee, the mayor's brother, signed the bill."),
    ("Ann Lee was the mayor.", "Police said Ann Lee, the mayor, was hurt."),
    ("Ann Lee was the mayor.", "Ann Lee, the mayor, was hurt, police said."),
    ("Ann Lee was the mayor.", "Ann Lee, the mayor said, was hurt."),
    ("Ann Lee was the mayor.", "Ann Lee, the mayor told reporters, was hurt."),
    ("Ann Lee was the mayor.", "If Ann Lee, the mayor, resigned, the party fell."),
    ("Ann Lee was the mayor.", "Ann Lee, the mayor, would resign."),
    ("Ann Lee is the mayor.", "Ann Lee, the mayor, resigned."),
    ("Ann Lee will be the mayor.", "Ann Lee, the mayor, resigned."),
    ("Ann Lee was not the mayor.", "Ann Lee, the mayor, resigned."),
    ("Ann Lee has been the mayor.", "Ann Lee, the mayor, resigned."),
    ("Ann Lee was a spy.", "Ann Lee, an alleged spy, fled."),
    ("Ann Lee was a spy.", "Ann Lee, a spy according to police, fled."),
    ("Everton were the champions.", "Everton, the champions in 1987, lost on Sunday."),
    ("The bridge was the oldest.", "The bridge, the oldest in Spain, fell on Sunday."),
    ("The strike was the longest.", "The strike, the longest in the history of the railway, ended."),
    ("The strike was the longest in history.", "The strike, the longest in the history of the railway, ended."),
    (
        "The strike was the longest in the history of the railway.",
        "The strike, among the longest in the history of the railway, ended.",
    ),
    (
        "The strike was the longest in the history of the railway.",
        "The strike, one of the longest in the history of the railway, ended.",
    ),
    (
        "The strike was the longest in the history of the railway.",
        "The strike, the second longest in the history of the railway, ended.",
    ),
    (
        "The strike was the longest in the history of the railway.",
        "The strike, almost the longest in the history of the railway, ended.",
    ),
    ("Lee was the killer.", "Lee, the killer of the king in the film, fled."),
    ("Lee was the killer.", "In the film, Lee, the killer, fled."),
    ("Lee was the killer.", "Lee, the killer in the play, fled."),
    ("Lee was a doctor.", "The brothers, one a doctor, fled."),
    ("Bob Roe was the mayor.", "Ann Lee, the mayor, met Bob Roe."),
    ("Ann Lee was a comedy.", "No film, a comedy, won; Ann Lee wept."),
    ("Lee was the favourite.", "Lee, the favourite to win, lost."),
    ("The mayor was Bob Roe.", "Ann Lee, the mayor, met Bob Roe."),
    ("Each player was a doctor.", "Each player, a doctor or nurse, won."),
    ("Lee was the first woman.", "Lee, the first woman to lead Peru, died."),
    ("Lee was the woman.", "Lee, the woman accused of theft, fled."),
    ("The critics lied.", "Lee, the critics say, lied."),
    ("Lee was the champion.", "Lee, the champion of the poor, died."),
    ("Lee was the head of the bank.", "Lee, the head of the bank's union, died."),
    ("Lee was president.", "Lee, president-elect of Peru, died."),
    ("Lee was the president.", "Lee, the president until May, died."),
    ("Lee was the winner.", "Lee, the winner by one count, fled."),
    ("The deal was a threat.", "The deal, a threat only to Spain, failed."),
    ("Lee was the wife of Bob.", "Lee, the wife of Bob Roe's cousin, died."),
    ("Lee was the leader of the party.", "Lee, then the leader of the party, died."),
    ("Lee was a hero.", "Lee, a hero to many, died."),
    ("Lee was the man.", "Lee, the man behind the plan, died."),
    ("Lee was a Russian.", "Lee, a Russian citizen, fled."),
    ("Lee was a fraud.", "Lee, a fraud lawyer, fled."),
    ("The tracks were the rails.", "The tracks, the rails, the platforms fell."),
]


def _why_not(statement: str, quote: str) -> str | None:
    return derivation(statement, [Source(quote, published=PUBLISHED)])


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_an_aside_right_behind_the_subject_says_what_it_was(statement: str, quote: str) -> None:
    assert _why_not(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_a_list_an_aside_elsewhere_and_what_is_only_perhaps_so_do_not(statement: str, quote: str) -> None:
    assert _why_not(statement, quote)
