"""Derivation: each clause of a statement is said by a sentence of its quote, with nothing left out but what may be."""

from datetime import date

import pytest

from assistant.verification.rules.derivation import Source, derivation

PUBLISHED = date(2022, 3, 3)  # a Thursday

ACCEPTED = [
    ("The ferry sank off Samos.", "The ferry sank off Samos on Tuesday."),
    ("The ferry sank off Samos on 1 March 2022.", "The ferry sank off Samos on Tuesday."),
    ("On Tuesday the ferry sank.", "The ferry sank on Tuesday, with 40 people on board."),
    ("The ferry sank.", "The ferry, built in 1971, sank."),
    ("The ferry sank within minutes.", "The ageing ferry sank within minutes."),
    ("The ferry sank within minutes.", "In Athens, the ferry sank within minutes."),
    ("Ana Ruiz left the coalition.", "Ana Ruiz left the coalition on Monday."),
    ("Ruiz left the coalition.", "President Ana Ruiz left the coalition."),
    ("President Ruiz left the coalition.", "President Ana Ruiz left the coalition in March."),
    ("Mr Berg left the coalition.", "Berg left the coalition."),
    ("The ministry said the ferry had sunk.", "The ferry had sunk, the ministry said."),
    ("According to the ministry, the ferry had sunk.", "The ministry said the ferry had sunk."),
    ("The ministry said that the ferry had sunk.", "The ferry had sunk, the ministry told reporters in Athens."),
    ("The police arrested Lena Berg.", "Lena Berg was arrested by the police."),
    ("Lena Berg was arrested by the police.", "The police arrested Lena Berg on Friday."),
    ("Three boats found the wreck.", "The wreck was found by 3 boats."),
    ("Profits rose 5% to $3 billion.", "Profits rose 5% to $3 billion while sales fell."),
    ("Lena Berg resigned in July.", "Lena Berg, who resigned in July, said that she was tired."),
    (
        "The strike left 2 million homes without power.",
        "Nobody knows what ended the strike, which left two million homes without power.",
    ),
    ("Berg did not sign the treaty.", "Berg didn't sign the treaty."),
    ("Berg did not sign the treaty.", "Berg, who was on the way to Rome, did not sign the treaty."),
    ("Ana Ruiz said the quay is unsafe.", "“The quay is unsafe,” said Ana Ruiz."),
    ("Ana Ruiz said the quay is unsafe.", "“The quay is unsafe,” Ana Ruiz said on Monday in Lima."),
    ("The court may block the law.", "The court might block the law in June."),
    ("Berg plans to sell the yacht.", "Berg plans to sell the yacht in Dubai."),
    ("The US and the UK signed the treaty.", "The United States and the United Kingdom signed the treaty."),
    ("The harbour closed, and the union called a strike.", "The union called a strike. The harbour closed."),
    ("Berg has won four medals.", "Berg won four medals, two of them gold."),
    ("Lena Berg resigned.", "Norway's prime minister, Lena Berg, resigned."),
    ("Prices rose to 3 euros.", "Prices rose to three euros in July."),
    ("However, the ferry left Samos.", "The ferry left Samos on Tuesday."),
]

REJECTED = {
    "a plan is no deed": [
        ("The club bought the stadium.", "The club agreed to buy the stadium."),
        ("The club bought the stadium.", "The club is about to buy the stadium."),
        ("The club buys the stadium.", "The club has until May to buy the stadium."),
        ("Berg signed the accord.", "Berg is to sign the accord."),
        ("The guards opened the gate.", "The mayor told the guards to open the gate."),
        ("Norway handed over the files.", "Spain called on Norway to hand over the files."),
        ("The court freed Ruiz.", "The court is hearing a plea to free Ruiz."),
    ],
    "a question says nothing": [
        ("Peru has left the pact.", "Has Peru left the pact?"),
        ("Berg knew of the leak.", "Berg knew of the leak?"),
    ],
    "who said it stays": [
        ("The rebels' troops have left Goma.", "The rebels say their troops have left Goma."),
        ("The dam was safe.", "The dam was safe, the operator said."),
        ("The dam was safe.", "According to the operator, the dam was safe."),
        ("Berg poisoned the well.", "Prosecutors charged Berg with poisoning the well."),
        ("Berg was the king of Norway.", "Berg joked that he was the king of Norway."),
    ],
    "other words negate too": [
        ("Residents backed the plan.", "Few residents backed the plan."),
        ("The bank was solvent.", "The bank was anything but solvent."),
        ("Berg resigned over the scandal.", "Berg came close to resigning over the scandal."),
        ("The league sold tickets on Sundays.", "Rarely has the league sold tickets on Sundays."),
        ("The vaccine causes fever.", "It is a mistake to think that the vaccine causes fever."),
        ("The judge convicted Ruiz.", "The judge overturned the conviction of Ruiz."),
        ("Fishing was banned on Monday.", "The ban on fishing was lifted on Monday."),
        ("The bank had failed.", "The rumour that the bank had failed was false."),
        ("The shop sells wine.", "The shop sells wine only to adults."),
        ("The storm hit Malta and Sicily.", "The storm missed Malta and hit Sicily."),
    ],
    "fiction is not news": [
        ("The queen is shot in Vienna.", "In the novel, the queen is shot in Vienna."),
        ("Berg was a surgeon at the clinic.", "Berg pretended to be a surgeon at the clinic."),
    ],
    "what is said of one is not said of another": [
        ("The mill in York closed in May.", "The mill in Bath closed in May. The mill in York opened in June."),
        ("Nexo was fined for fraud.", "Nexo makes tyres. Vanta was fined for fraud."),
        ("Ohio sued Vanta.", "Ohio sued Nexo, and Vanta was fined."),
        ("The Riksbank cut rates.", "The ECB cut rates while the Riksbank left them unchanged."),
        ("Berg lost to Ruiz in 2016.", "Berg, who defeated Ruiz in 2016, lost to Lind in 2020."),
        ("Berg won silver.", "Lind won silver and Berg gold."),
        ("Berg resigned on Friday.", "Berg succeeds Lind, who resigned on Friday."),
        ("Berg replaced Lind.", "Berg was replaced by Lind."),
        ("Berg was jailed for fraud.", "Berg's lawyer Lena Lind was jailed for fraud."),
        ("Berg scored for Malmo.", "Berg passed to Lind, who scored for Malmo."),
    ],
    "a number keeps its place": [
        ("Profit rose 7% in 2021.", "Profit rose 5% while sales fell 7% in 2021."),
        ("Carl Lind, 34, was hurt.", "Ana Ruiz, 34, and Carl Lind, 52, were hurt."),
        ("The fire killed 40 people.", "The fire killed 12 people and injured 40."),
        ("The town has 300 wells.", "The county has 4,000 wells and the town 30."),
        ("Turnout was 71%.", "Turnout was 62%, down from 71% in 2017."),
        ("The budget was £300,000.", "The budget of £1.2m was overspent by £300,000."),
        ("Inflation rose by 6% in May.", "Inflation rose to 6% in May."),
    ],
    "a date keeps its verb": [
        ("She died in 1954.", "She was born in 1954 and died in 2019."),
        ("The trial ended on Monday.", "The trial began on Monday and ended on Friday."),
        ("The law was repealed in 2015.", "The law of 2015 was repealed in 2021."),
        ("The school burned down in 1920.", "The school, which opened in 1920, burned down on Sunday."),
        ("The shop was open until 1990.", "The shop was open from 1990 until 2001."),
        ("The shop was open in 1990.", "The shop has been open since 1990."),
        ("Turnout was 62% in 2017.", "Turnout was 62%, down from 71% in 2017."),
    ],
    "tense stays": [
        ("The film opened on 5 June.", "The film opens on 5 June."),
        ("The tunnel is the longest in Europe.", "The tunnel was the longest in Europe."),
        ("The army leaves the valley.", "The army left the valley."),
        ("The mayor was leaving the party.", "The mayor left the party."),
    ],
    "what narrows stays": [
        ("Residents will not pay the toll.", "Residents of the island will not pay the toll."),
        ("Residents will not pay the toll.", "Foreign residents will not pay the toll."),
        ("The residents will pay the toll.", "The foreign residents will pay the toll."),
        ("Residents will not pay a toll.", "Residents will not pay a new toll."),
        ("Berg did not sign the treaty.", "Berg did not sign the treaty in Geneva."),
        ("The city will fine drivers.", "The city will fine drivers with a trailer."),
        ("Norway banned imports.", "Norway banned imports from Peru."),
        ("The drug is safe.", "The drug is safe in small doses."),
        ("The law applies to workers.", "The law applies to workers aged over 65."),
        ("The law applies to workers.", "The law applies to workers who commute."),
        ("No ship sank.", "No foreign ship sank."),
        ("All ships sank.", "All ships in the bay sank."),
        ("Drivers pay less.", "Drivers in Malmo pay less."),
        ("Most voters agreed.", "Most older voters agreed."),
    ],
    "asides end at the next comma": [
        ("Berg was jailed.", "Berg, 34, was freed and Lind, 52, was jailed."),
        ("Nexo made a profit.", "Nexo, a maker of carts, lost money, while Vanta, a rival, made a profit."),
        ("Nexo paid tax.", "Nexo, in theory, paid tax."),
        ("Nexo paid tax.", "Nexo, its foes claim, paid tax."),
        ("Berg was convicted.", "A lawyer for Berg, who was convicted, fled."),
    ],
    "a subject is not lent": [
        ("Nexo sued Vanta and lost the case.", "Nexo sued Vanta. The rival lost the case."),
        ("Berg met Lind while Ruiz shot Diaz.", "Berg met Lind. Ruiz shot Diaz."),
        ("Peru attacked the bank.", "A Peruvian attacked the bank."),
        ("Vanta's criticism grew.", "Criticism of Vanta grew."),
        ("Ministers resigned.", "A minister resigned."),
        ("Berg met her wife.", "Berg met his wife."),
    ],
    "a date moves only within its clause": [
        ("The winner met the king in 1950.", "The winner in 1950 met the king."),
        ("The bank that failed sued Berg in 2010.", "The bank that failed in 2010 sued Berg."),
        ("Families hit by the flood got help in June.", "Families hit by the flood in June got help."),
    ],
    "nothing is added": [
        ("The bank failed as its owner fled.", "The bank failed. Its owner fled."),
        ("The rebels freed the hostages with a truck.", "The rebels freed the hostages."),
        ("The rebels freed all hostages.", "The rebels freed hostages."),
        ("The rebels freed hostages, or did not.", "The rebels freed hostages."),
        ("Berg, who won, lost.", "Berg, who won, left."),
        (
            "Berg thanked the police for the prayers.",
            "Berg thanked the police for the “care”, and she thanked Lind for the prayers.",
        ),
        ("The day is Mexico's triumph.", "The day is a solemn observance of Mexico's triumph."),
        ("Vanta raised its prices, like Nexo.", "Unlike Nexo, Vanta raised its prices."),
    ],
}


def _checked(statement: str, quote: str) -> str | None:
    from assistant.text.sentences import sentences

    return derivation(statement, [Source(quote[a:b], quote[:a], PUBLISHED) for a, b in sentences(quote)])


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_what_derives_from_the_quote_passes(statement: str, quote: str) -> None:
    assert _checked(statement, quote) is None


@pytest.mark.parametrize(
    ("statement", "quote"),
    [pytest.param(*pair, id=f"{kind}: {pair[0]}") for kind, pairs in REJECTED.items() for pair in pairs],
)
def test_what_does_not_derive_from_the_quote_does_not_pass(statement: str, quote: str) -> None:
    assert _checked(statement, quote)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Things that the law does not do:\n", "- ban hunting in the park"),
        ("Things that the law does not do:\n", "Ban hunting in the park."),
        ("He never said the following.\n", "“Ban hunting in the park.”"),
        ("", "• Ban hunting in the park."),
    ],
)
def test_items_of_a_list_bear_out_nothing(before: str, sentence: str) -> None:
    assert derivation("Ban hunting in the park.", [Source(sentence, before)])


def test_a_pronoun_stands_for_nobody_else() -> None:
    source = Source("He left the coalition on Monday.", "Olaf Berg was in Rome. ")
    assert derivation("He left the coalition.", [source]) is None
    assert derivation("She left the coalition.", [source])
    assert derivation("Olaf Berg left the coalition.", [source])
