"""Words that the reading of a sentence turns on; each table is meant to be read, and added to with a test."""

from __future__ import annotations

SPEECH = frozenset("say said says tell told tells added adds noted notes wrote writes stated announced".split())
"""Verbs that report and take no stand: one stands for another."""

SYNONYMS: dict[str, frozenset[str]] = {}
"""Lemmas that news writing swaps freely, each with those that may stand for it."""
for _row in (
    "close shut",
    "begin start",
    "buy purchase",
    "large big",
    "film movie",
    "job post",
    "car automobile",
    "help assist",
    "attempt try",
    "finish complete",
    "currently now",
    "resign quit",
    "need require",
    "probe investigation",
    "ruling judgment",
    "lawyer attorney",
    "physician doctor",
    "nation country",
    "child kid",
    "flavor flavour",
    "labor labour",
    "center centre",
    "color colour",
    "defense defence",
    "harbor harbour",
    "neighbor neighbour",
    "organization organisation",
    "program programme",
):
    for _word in _row.split():
        SYNONYMS[_word] = SYNONYMS.get(_word, frozenset()) | frozenset(_row.split())

PLAIN_ADJECTIVES = frozenset(
    "new big large huge small little long tall old young ageing aging annual yearly daily weekly monthly heavy famous"
    " popular major latest recent well-known leading ornate beautiful busy main key sudden severe serious terrible"
    " deadly massive giant tiny modest quiet loud bright dark warm cold hot renowned veteran longtime prominent top"
    " wealthy powerful strong central northern southern eastern western nearby".split()
)
"""Adjectives without which the noun is still what it was; a draft law is no law, so "draft" is none of them."""

PLAIN_ADVERBS = frozenset(
    "also now then later already again eventually recently previously meanwhile however today just quickly suddenly"
    " immediately soon formally officially publicly quietly finally there here too still repeatedly moreover".split()
)
"""Adverbs that may be left out of what happened."""

DISCOURSE = frozenset("however meanwhile moreover furthermore additionally also".split())
"""Words that lead from one sentence of an answer to the next; `additions` still asks for the contrast of "however"."""

EVENTS = frozenset(
    "attack support fear defeat murder love hate hatred threat victory win loss help praise fight war search review"
    " study arrest raid bid plea call".split()
)
EVENT_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al", "ism", "ing", "ure")
"""Nouns that are somebody's or are done to somebody: "criticism of Trump" is not "Trump's criticism"."""

SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson lawyer attorney".split())
"""Whose "for" is a possessive."""

TOGETHER = frozenset("meet marry divorce share merge combine split agree fight total".split())
"""Verbs of several at once, from which none may be taken away."""

ENDING = frozenset("stop cease halt ban end deny refuse fail".split())
"""Verbs that turn what they govern, so that a part left out says more, not less."""

SCOPES = frozenset("no all every each any most few neither either both".split())
"""Quantifiers beside which what narrows a noun or verb stays."""
