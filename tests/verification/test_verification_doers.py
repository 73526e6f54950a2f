"""Who did it may be left out where it is done whoever did it: “Berg was arrested”."""

from datetime import date

import pytest

from assistant.verification.rules.derivation import Source, derivation

PUBLISHED = date(2022, 3, 3)

ACCEPTED = [
    (
        "Leo Marsh was sold to Porto for €30 million.",
        "The club sold its striker, Leo Marsh, to Porto for 30 million euros.",
    ),
    ("Lena Berg was arrested on Monday.", "Police arrested Lena Berg on Monday."),
    ("Lena Berg was arrested.", "Police arrested Lena Berg on Monday."),
    ("The mayor was jailed for fraud.", "A judge jailed the mayor for fraud."),
    ("Ann Lee was killed.", "Soldiers killed Ann Lee."),
    ("The bridge was destroyed.", "Rebels destroyed the bridge."),
    ("The museum was destroyed on Sunday.", "A fire destroyed the museum on Sunday."),
    ("The ship was seized in May.", "The navy seized the ship in May."),
    ("Bob Roe was freed.", "A judge freed Bob Roe."),
    ("The journalist was released on Friday.", "Iran released the journalist on Friday."),
    ("The coach was sacked.", "The club sacked the coach."),
    ("The coach, Ann Lee, was sacked.", "The club sacked the coach, Ann Lee."),
    ("Lee was shot on Sunday.", "A neighbour shot Lee on Sunday."),
    ("The driver was charged with murder.", "Prosecutors charged the driver with murder."),
    ("The boy was rescued from the river.", "A nurse rescued the boy from the river."),
    ("The painting was sold for $2m.", "The museum sold the painting for $2m."),
    ("The painting was sold in May.", "The museum sold the painting in May."),
    ("The firm was sold to Shell.", "Ann Lee sold the firm to Shell."),
    ("The king was buried in Leeds.", "The nuns buried the king in Leeds."),
    ("Berg was freed on Monday.", "The court freed Berg on Monday."),
    ("Police said the ship was seized.", "The navy seized the ship, police said."),
]

REJECTED = [
    ("500 cars were sold.", "Tesla sold 500 cars."),
    ("Cars were sold.", "Tesla sold cars."),
    ("The most cars were sold.", "Tesla sold the most cars."),
    ("The first car was sold.", "Tesla sold the first car."),
    ("The last painting was sold.", "The museum sold the last painting."),
    ("The plan was approved.", "Three members approved the plan."),
    ("The plan was rejected.", "Ann Lee rejected the plan."),
    ("The law was blocked.", "A judge blocked the law."),
    ("Lee was accused of theft.", "A rival accused Lee of theft."),
    ("Lee was praised.", "His mother praised Lee."),
    ("Lena Berg was arrested.", "Police did not arrest Lena Berg."),
    ("Lena Berg was arrested.", "Nobody arrested Lena Berg."),
    ("Lena Berg was arrested.", "Police may arrest Lena Berg."),
    ("Lena Berg was arrested.", "Police will arrest Lena Berg."),
    ("Lena Berg was arrested.", "Police tried to arrest Lena Berg."),
    ("Lena Berg was arrested.", "Police almost arrested Lena Berg."),
    ("Lena Berg was arrested.", "Lena Berg arrested Bob Roe."),
    ("Police were arrested.", "Police arrested Lena Berg."),
    ("Lena Berg was arrested.", "Police arrested Lena Berg's brother."),
    ("The ship was seized.", "The navy said it seized the ship."),
    ("The ship was seized.", "The navy seized the ship, police said."),
    ("The ship is seized.", "The navy seized the ship."),
    ("The ship has been seized.", "The navy wants to seize the ship."),
    ("The painting was sold.", "The museum sold the painting's frame."),
    ("The painting was sold to Ann Lee.", "Ann Lee sold the painting to the museum."),
    ("The painting was sold.", "The museum sold the painting to nobody."),
    ("Leo Marsh was sold.", "The club sold Leo Marsh shirts."),
    ("The king was killed.", "In the play, the duke killed the king."),
    ("The king was killed.", "The film killed the king in its last scene."),
    ("Few prisoners were released.", "Iran released the few prisoners."),
    ("The hostages were released.", "Iran released the hostages from Spain."),
    ("The hostages were released.", "Hamas released the hostages who were ill."),
    ("The hostages were released.", "Hamas released the hostages."),
    ("Half was sold.", "The firm sold half."),
    ("The stake was sold.", "The firm sold a stake."),
    ("The stake was sold.", "The firm sold the 5% stake."),
    ("The brother was killed.", "Either the cold or a bear killed the brothers."),
    ("Lee was shot in May.", "Roe shot Lee, and in May he fled."),
    ("Lee was jailed for 5 years.", "A judge jailed Lee for 2 years."),
    ("Ann Lee was killed.", "Few soldiers killed Ann Lee."),
    ("The tower was destroyed.", "Hardly anyone destroyed the tower."),
]


def _why_not(statement: str, quote: str) -> str | None:
    return derivation(statement, [Source(quote, published=PUBLISHED)])


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_who_did_it_may_be_left_out(statement: str, quote: str) -> None:
    assert _why_not(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_nor_is_more_said_than_was_done(statement: str, quote: str) -> None:
    assert _why_not(statement, quote)
