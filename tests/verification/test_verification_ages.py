"""An age put another way, or left out of what happened to somebody."""

from datetime import date

import pytest

from assistant.verification.rules.derivation import Source, derivation

PUBLISHED = date(2022, 3, 3)

ACCEPTED = [
    ("Two men were arrested.", "Two 19-year-old men were arrested."),
    (
        "Two men were arrested in Cork on suspicion of arson.",
        "Two men aged 19 and 22 were arrested in Cork on Saturday on suspicion of arson.",
    ),
    ("Two men aged 19 and 22 were arrested.", "Two men aged 19 and 22 were arrested on Monday."),
    ("A man was arrested in Leeds.", "A 34-year-old man was arrested in Leeds."),
    ("A man was arrested in Leeds.", "A man, 34, was arrested in Leeds."),
    ("A man was arrested in Leeds.", "A man aged 34 was arrested in Leeds."),
    ("A 34-year-old man was arrested in Leeds.", "A man, 34, was arrested in Leeds."),
    ("A 34-year-old man was arrested in Leeds.", "A man aged 34 was arrested in Leeds."),
    ("A man aged 34 was arrested in Leeds.", "A 34-year-old man was arrested in Leeds."),
    ("Police arrested a 34-year-old man.", "Police arrested a man aged 34."),
    ("Police said a 34-year-old man was arrested.", "A man, 34, was arrested, police said."),
    ("The woman was killed.", "The woman, aged 80, was killed."),
    ("The 80-year-old woman was killed.", "The woman, aged 80, was killed."),
    ("A woman was killed.", "An 80-year-old woman was killed."),
    ("Two boys drowned.", "Two boys aged 9 and 12 drowned."),
    ("The driver fled.", "The 40-year-old driver fled."),
    ("Ann Lee was hurt.", "Ann Lee, 34, was hurt."),
    ("Ann Lee was hurt.", "Ann Lee, aged 34, was hurt."),
    ("Ann Lee, 34, was hurt.", "Ann Lee, aged 34, was hurt."),
    ("His mother died on Monday.", "His 80-year-old mother died on Monday."),
    ("The suspect was charged with theft.", "The suspect, 22, was charged with theft."),
    ("A student was jailed.", "A student aged 21 was jailed."),
]

REJECTED = [
    ("Men must register.", "18-year-old men must register."),
    ("Men must register.", "Men aged 18 must register."),
    ("Men must register.", "Men aged 18 to 25 must register."),
    ("Boys were conscripted.", "18-year-old boys were conscripted."),
    ("Boys were conscripted.", "Boys aged 17 were conscripted."),
    ("Drivers had to renew.", "80-year-old drivers had to renew."),
    ("A driver had to renew.", "An 80-year-old driver had to renew."),
    ("A driver must renew.", "A driver aged 80 must renew."),
    ("A child can ride free.", "A child aged 3 can ride free."),
    ("A child travels free.", "A 3-year-old child travels free."),
    ("No man was hurt.", "No man aged 34 was hurt."),
    ("Every boy was drafted.", "Every 18-year-old boy was drafted."),
    ("Women were screened.", "Women aged over 50 were screened."),
    ("Two women were screened.", "Two women aged over 50 were screened."),
    ("People died.", "People aged 80 died."),
    ("Adults were vaccinated.", "Adults aged 18 and over were vaccinated."),
    ("Two men aged 19 were arrested.", "Two men aged 19 and 22 were arrested."),
    ("Two men aged 22 and 25 were arrested.", "Two men aged 19 and 22 were arrested."),
    ("A 43-year-old man was arrested.", "A man aged 34 was arrested."),
    ("A 34-year-old woman was arrested.", "A man aged 34 was arrested."),
    ("A man was not hurt.", "A man aged 34 was not hurt."),
    ("A 34-year-old man was arrested.", "A man jailed for 34 years was arrested."),
    ("A 34-year-old man was arrested.", "A man on bus 34 was arrested."),
    ("A 34-year-old man was killed.", "A man and a woman, 34, were killed."),
    ("A man aged 34 may be charged.", "A man aged 34 was charged."),
    ("The court banned boys.", "The court banned boys aged 12."),
    ("Police arrested boys.", "Police arrested boys aged 12."),
    ("Police arrested two men.", "Police arrested two of the men aged 34."),
    ("Only a man was hurt.", "Only a man aged 34 was hurt."),
    ("Police did not arrest the man.", "Police did not arrest the man aged 34."),
    ("The only boy was hurt.", "The only 18-year-old boy was hurt."),
    ("The oldest player was hurt.", "The oldest 18-year-old player was hurt."),
    ("The first boy won.", "The first 18-year-old boy won."),
    ("The first boy won.", "The first boy aged 18 won."),
]


def _why_not(statement: str, quote: str) -> str | None:
    return derivation(statement, [Source(quote, published=PUBLISHED)])


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_an_age_may_be_put_another_way_or_left_out_of_what_happened(statement: str, quote: str) -> None:
    assert _why_not(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_it_stays_where_it_says_who_is_meant(statement: str, quote: str) -> None:
    assert _why_not(statement, quote)
