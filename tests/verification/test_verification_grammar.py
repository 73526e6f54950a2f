"""Grammar: other ways of putting a sentence, each with what looks like it and says something else."""

from datetime import date

import pytest

from assistant.errors import ModelFilesError
from assistant.text.sentences import sentences
from assistant.verification.grammar import graphs, parser
from assistant.verification.rules.derivation import Source, derivation

PUBLISHED = date(2022, 3, 3)
SHORT = (("World Trade Board", "WTB"),)

ACCEPTED = {
    "a report in front, behind or between": [
        ("Police said the dam was safe.", "The dam was safe, police said."),
        ("The dam was safe, police said.", "Police told reporters on Monday that the dam was safe."),
        ("According to police, the dam was safe.", "The dam was safe, police said."),
        ("The dam was safe, according to police.", "Police said that the dam was safe."),
        ("Ana Ruiz said the dam was safe.", "“The dam was safe,” said Ana Ruiz, the mayor."),
        (
            "Gazprom said Russia will halt supplies to Poland.",
            "Russia will halt supplies to Poland from Wednesday, Gazprom said.",
        ),
    ],
    "a clause on its own": [
        ("Berg resigned as mayor in July.", "Berg, who resigned as mayor in July, said he would not stand again."),
        ("Berg said he would not stand again.", "Berg, who resigned as mayor in July, said he would not stand again."),
        ("The strike began on 3 March 2022.", "The strike, which began on 3 March, involves 65,000 workers."),
        ("The strike involves 65,000 workers.", "The strike, which began on 3 March, involves 65,000 workers."),
        ("The firm is based in Oslo.", "The firm is based in Oslo and makes tyres."),
        ("Liz Berg resigned.", "Ruiz became mayor after Liz Berg resigned."),
        (
            "The museum sold the painting for 30 million euros.",
            "The museum bought the painting for 12 million euros and sold it for 30 million euros.",
        ),
        ("Lena Berg was hurt.", "Lena Berg and Carl Lind were hurt."),
        (
            "Floods caused by heavy rain killed 40 people in Durban.",
            "Heavy rain caused floods that killed 40 people in Durban.",
        ),
    ],
    "an apposition turned or left out": [
        (
            "Mick Lynch accused ministers of blocking a deal.",
            "The union's leader, Mick Lynch, accused ministers of blocking a deal.",
        ),
        (
            "Ana Ruiz announced that she would step down.",
            "Ana Ruiz, Peru's prime minister, announced she would step down on 7 February.",
        ),
        (
            "Daniel Craft, 19, was arrested at his home.",
            "The suspect, identified as 19-year-old Daniel Craft, was arrested at his home.",
        ),
        ("Lena Berg was arrested in Denver.", "Lena Berg, 34, was arrested in Denver."),
    ],
    "active and passive": [
        (
            "Ireland's regulator fined the firm €1.2 billion.",
            "The firm was fined €1.2bn by Ireland's regulator.",
        ),
        ("The firm was fined €1.2 billion.", "The firm was fined €1.2bn by Ireland."),
        ("The painting was sold by the museum for $30 million.", "The museum sold the painting for $30m last year."),
        (
            "Sweden's prosecutor said explosions damaged the pipelines in September.",
            "The pipelines were damaged by explosions in September, Sweden's prosecutor said.",
        ),
    ],
    "a possessive or an of": [
        (
            "The bank's shares fell 60% before trading was halted.",
            "Shares of the bank fell by 60 percent before trading was halted.",
        ),
        ("A spokesman for the mayor declined to comment.", "The mayor's spokesman declined to comment."),
        (
            "A judge in New York ordered Trump to pay a fine of $110,000.",
            "A judge in New York ordered Mr Trump to pay a $110,000 fine.",
        ),
        (
            "University of Leeds scientists found that bees can learn.",
            "Scientists at the University of Leeds found that bees can learn.",
        ),
    ],
    "when and where, moved or left out": [
        ("In July, Berg left the party.", "Berg left the party in July."),
        ("Berg left the party.", "Berg left the party in Rome on Monday."),
        (
            "Argentina beat France in the final.",
            "Argentina beat France in the final on Sunday.",
        ),
        ("The plant could be shut, officials said.", "The plant could be closed for six months, officials said."),
        ("The ferry sank off Samos.", "The ferry sank off Samos on Tuesday, with 40 people on board."),
    ],
    "plain adjectives, names and other words": [
        ("The storm hit the port.", "The massive storm hit the port."),
        ("The WTB raised the tariff.", "The World Trade Board raised the tariff on Thursday."),
        ("The talks ended with no deal.", "The talks ended without a deal."),
        ("Berg denied taking the money.", "Berg denied that he had taken the money."),
        ("Six men bought a car.", "6 men purchased a car."),
        ("The US left.", "The United States left on Monday."),
    ],
}

REJECTED = {
    "quotation marks are the source's": [
        ("Lind said: “The plan was a failure.”", "Lind said that the plan was a failure."),
        ("Lind said on Monday that the plan was “a failure”.", "On Monday, Lind said that the plan was a failure."),
        ("“The minister signed the deal,” Lind said.", "“The deal was signed by the minister,” Lind said."),
        ("In May the president was jailed.", "The “president” was jailed in May."),
    ],
    "a phrase stays with its noun": [
        ("Lind was arrested in Leeds in 2018.", "Lind was arrested after a robbery in Leeds in 2018."),
        ("She died in Rome.", "She died after a fall in Rome."),
        ("In 1998, the court jailed Lind for a robbery.", "The court jailed Lind for a robbery in 1998."),
        ("In Gaza, Berg condemned the killings.", "Berg condemned the killings in Gaza."),
        ("He won in Paris in 2018.", "After losing the final in Paris in 2018, he won in Rome in 2021."),
        ("The bank raised rates in May.", "The bank raised rates after a jump in inflation in May."),
    ],
    "a name is whole": [
        ("In May, Virginia voted for Trump.", "West Virginia voted for Donald Trump in May."),
        ("In May, the Supreme Court ruled.", "The Alabama Supreme Court ruled in May."),
        ("Microsoft released Windows in May.", "Microsoft released Windows 11 in May."),
    ],
    "who of several goes with which": [
        ("Kim leads Acme.", "Lind and Kim lead Acme and Bolt."),
        ("In Rome, Ann Lee won silver.", "Ann Lee and Bob Roe won gold and silver in Rome."),
        ("The team consists of Berg and Lind.", "The team consists of Berg, Lind and Kim."),
    ],
    "what gives a figure or a deed its extent": [
        ("In May, sales fell 20%.", "Sales fell 20% in China in May."),
        ("In 2010, Lind became the richest man.", "Lind became the richest man in Peru in 2010."),
        ("In May, wages fell by 2%.", "Adjusted for inflation, wages fell by 2% in May."),
        ("On Monday the plane crashed.", "During the drill, the plane crashed on Monday."),
        ("On Tuesday, Berg led by 4%.", "Berg led by 4% on Tuesday after 10% of votes were counted."),
        ("In May, the death toll rose to 300.", "The weekly death toll rose to 300 in May."),
        ("In May, Lind was convicted.", "Lind was convicted by a mock jury in May."),
    ],
    "a clause that narrows, or is of fiction": [
        ("Women in low-income countries died early.", "Women in low-income countries who smoked died early."),
        (
            "In Ohio, a senator murdered her husband.",
            "In the series, Berg plays a senator who murdered her husband in Ohio.",
        ),
    ],
    "other words": [
        ("Berg freed Russia's 50 prisoners.", "Berg freed 50 Russian prisoners."),
        ("The trial in Lockerbie began in May.", "The Lockerbie trial began in May."),
        ("Israel's boycott grew.", "The boycott of Israel grew in May."),
        ("Rates were higher in May.", "In May, rates were high."),
        ("In May, the fire scared 300 children.", "The fire scarred 300 children in May."),
        ("Berg moved on 2 March 2022.", "In a letter dated May 2010, Berg wrote that he moved yesterday."),
    ],
    "a report is not its content, nor another's": [
        ("The dam was safe.", "The dam was safe, police said."),
        ("Police said the dam was safe.", "The dam was safe, the owner said."),
        ("Police said the mayor was a liar.", "The mayor said police were liars."),
        ("According to police, Ruiz fled.", "Ruiz said that police had fled."),
        ("The bank paid no tax.", "The bank, its foes charge, paid no tax."),
    ],
    "a clause keeps whose it is": [
        ("Lind was convicted of fraud.", "A lawyer for Lind, who was convicted of fraud, fled."),
        ("Diaz killed a nurse.", "The wife of Carl Diaz, who killed a nurse, fled."),
        ("Berg was jailed for fraud.", "Mr Berg, 34, was freed by the court and Mr Lind, 52, was jailed for fraud."),
        ("Berg signed the accord.", "No minister who met Berg signed the accord."),
        ("Berg won 7 golds.", "Berg and Lind won 7 golds."),
        ("Berg met the king.", "Berg will meet the king if he wins."),
        ("Berg left.", "Berg or Lind left."),
    ],
    "an apposition names one": [
        ("Carl Diaz, 34, was hurt.", "Alice Brown, 34, and Carl Diaz, 52, were hurt."),
        ("The mayor was jailed.", "The deputy mayor, Ana Ruiz, was jailed."),
        ("Ruiz, a nurse, was jailed.", "Ruiz, a driver, was jailed."),
    ],
    "who does it to whom": [
        ("The regulator was fined by the firm.", "The firm was fined by the regulator."),
        ("Explosions were damaged by the pipelines.", "The pipelines were damaged by explosions."),
        ("Peru attacked the bank.", "A Peruvian attacked the bank."),
        ("Berg's criticism grew.", "Criticism of Berg grew."),
        ("The ministers resigned.", "Some of the ministers resigned."),
    ],
    "when, where and of what": [
        ("The bank failed.", "The bank failed in its bid to buy Nexo, to the joy of its rivals."),
        ("The president resigned.", "The president resigned from the golf club, to the joy of the crowd."),
        ("Berg did not sign the treaty.", "Berg did not sign the treaty in Geneva on Monday."),
        ("Berg refused to sign the treaty.", "Berg refused to sign the treaty in Geneva."),
        ("The winner met the king in 1950.", "The winner in 1950 met the king."),
        ("The shop was open.", "The shop was open until 1990."),
        ("Rarely has the bank raised rates.", "The bank has raised rates."),
        ("The bank has raised rates.", "Rarely has the bank raised rates in an election year."),
    ],
    "adjectives that matter": [
        ("The treaty banned cars in Lyon.", "The draft treaty, which was written by Ms Kim, banned cars in Lyon."),
        ("The treaty banned cars in Lyon.", "The unsigned treaty, which was written by Ms Kim, banned cars in Lyon."),
        ("Members will pay the toll.", "New members will pay the toll."),
        ("The talks ended with a deal.", "The talks ended without a deal."),
        ("Berg took the money.", "Berg denied that he had taken the money."),
        ("Kim and both her sons live in Seoul.", "Kim and her sons live in Seoul."),
        ("The plant will be shut.", "The plant could be closed, and ministers said so."),
    ],
}


def _checked(statement: str, quote: str) -> str | None:
    return derivation(statement, [Source(quote[a:b], quote[:a], PUBLISHED, SHORT) for a, b in sentences(quote)])


@pytest.mark.parametrize(
    ("statement", "quote"),
    [pytest.param(*pair, id=f"{kind}: {pair[0]}") for kind, pairs in ACCEPTED.items() for pair in pairs],
)
def test_the_same_said_otherwise_passes(statement: str, quote: str) -> None:
    assert _checked(statement, quote) is None


@pytest.mark.parametrize(
    ("statement", "quote"),
    [pytest.param(*pair, id=f"{kind}: {pair[0]}") for kind, pairs in REJECTED.items() for pair in pairs],
)
def test_something_else_said_alike_does_not_pass(statement: str, quote: str) -> None:
    assert _checked(statement, quote)


def test_every_word_hangs_somewhere() -> None:
    """What the parser's labels do not explain hangs by a relation that nothing licenses."""
    found = graphs(["The prince died over and over in the video game."])[0]
    assert any(arc.rel.startswith("?") for node in found.nodes.values() for arc in node.arcs)
    assert _checked("The prince died.", "The prince died over and over in the video game.")


@pytest.mark.parametrize("text", ["", "...", "“”", "Yes", "42", "(a) (b) (c)", "x " * 300, "\u200b", "Why? Because."])
def test_what_is_no_sentence_derives_from_nothing(text: str) -> None:
    assert _checked(text, "The dam was safe.")
    assert _checked("The dam was safe.", text)


def test_another_model_in_its_place_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "SHA256", "0" * 64)
    with pytest.raises(ModelFilesError, match="not the one we trust") as caught:
        parser.load.__wrapped__()
    assert "pip install" in caught.value.remedy
