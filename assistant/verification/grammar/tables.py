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
    "new big large huge small tall ageing aging heavy famous popular latest recent well-known ornate beautiful busy key"
    " sudden severe serious terrible deadly massive giant tiny modest quiet loud bright warm cold renowned veteran"
    " longtime prominent wealthy powerful strong nearby".split()
)
"""Adjectives without which the noun is still what it was; a draft law is no law, so "draft" is none of them."""

PLAIN_ADVERBS = frozenset(
    "also now then later already again eventually recently previously meanwhile however today just quickly suddenly"
    " immediately soon formally officially publicly quietly finally there here too still repeatedly moreover".split()
)
"""Adverbs that may be left out of what happened."""

DISCOURSE = frozenset("however meanwhile moreover furthermore additionally also".split())
"""Words that lead from one sentence of an answer to the next; `additions` still asks for the contrast of "however"."""

OWNED = frozenset(
    "head leader chief capital king queen prince princess president minister premier mayor governor senator secretary"
    " chairman chairwoman chair director founder owner editor author captain coach son daughter wife husband mother"
    " father brother sister parent child widow home house office headquarters government parliament army navy economy"
    " population coast border share price cost sale profit revenue name age height length weight size".split()
)
"""Nouns of which "A's" and "of A" say the same; a boycott of A is not A's boycott."""

IMAGINING = frozenset("play portray describe depict invent imagine write star tell dream pretend fictionalise".split())
FICTIONS = frozenset("film movie novel series show play game book drama story episode musical comedy drill".split())
"""Verbs and nouns beside which what is told of somebody need not be so."""

OFFICES = frozenset(
    "leader chief king queen president minister premier mayor governor chairman chairwoman founder owner"
    " captain coach spokesman spokeswoman spokesperson government parliament army navy population".split()
)
"""Nouns of which a name's "Spain's" and "Spain" say the same; "the Trump inquiry" is not Trump's."""

COMPLETED = frozenset(
    "win lose beat buy sell kill die arrest charge convict sentence jail sue resign quit retire appoint elect name vote"
    " pass approve reject sign publish announce release launch cancel discover find order recall seize rescue recover"
    " destroy damage injure hurt hit strike sink crash explode collapse cut raise rise fall reach return arrive leave"
    " begin start end finish complete open close shut say report confirm agree admit".split()
)
"""Verbs of what is over once it is done, so that "has won" says no more than "won"; "has owned" says more."""

SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson lawyer attorney".split())
"""Whose "for" is a possessive."""

TOGETHER = frozenset(
    "meet marry divorce share merge combine split agree fight total consist comprise include compose compare confuse"
    " own build cause make form be".split()
)
"""Verbs of several at once, from which none may be taken away."""

ENDING = frozenset("stop cease halt ban end deny refuse fail".split())
"""Verbs that turn what they govern, so that a part left out says more, not less."""

NARROWED = frozenset(
    "ban block stop close win lose lead eradicate legalise legalize abolish outlaw rank top fall rise grow drop".split()
)
"""Verbs that hold only as far as their place says."""

SCOPES = frozenset("no all every each any most few neither either both".split())
"""Quantifiers beside which what narrows a noun or verb stays."""
