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

BODIES = frozenset(
    "union party company club league council bank university charity agency firm school hospital association"
    " federation team committee".split()
)
HEADS = frozenset("leader president chairman chairwoman captain coach founder owner spokesman spokeswoman".split())
"""Of which "the union's leader" and "the union leader" say the same; "the child's coach" is no "child coach"."""

STANDING = frozenset(
    "judge court jury prosecutor market hospital school university museum hotel restaurant theatre cinema church"
    " mosque station airport factory prison jail stadium courtroom bar cafe bakery library zoo".split()
)
"""Nouns of which "a Kabul market" and "a market in Kabul" say the same; "soldiers in Iraq" are no "Iraq soldiers"."""

PLACES = frozenset(
    "town city village house home building hospital school hotel airport station harbour port island prison jail"
    " stadium church mosque museum factory warehouse ship boat ferry river lake beach valley mountain".split()
)
"""Nouns that have no time, so that one behind them is the verb's: "rescued from the town on Sunday"."""

CAUSED = frozenset(
    "cancel postpone close shut suspend evacuate miss resign quit collapse die flee sink crash withdraw rise"
    " fall drop soar lose delay".split()
)
"""Verbs of what happens at once, whose cause may be put first."""

PEOPLE = frozenset("man woman boy girl teenager student driver suspect victim pensioner mother father".split())
"""Nouns behind which a number between commas is an age."""

DONE = frozenset(
    "arrest charge convict jail release free sell kill shoot rescue bury sack dismiss destroy seize".split()
)
"""Verbs of what is done to somebody or something whoever does it; what one approves is not approved."""

RISING = frozenset("rise climb grow increase jump soar surge".split())
FALLING = frozenset("fall drop decline decrease shrink sink slip tumble plunge".split())
"""Verbs that "up from" or "down from" only repeats."""

FORECASTS = frozenset("forecast estimate projection prediction expectation target outlook forecaster guidance".split())
"""Beside which a time may be that of what is foreseen."""

DEPICTING = IMAGINING | frozenset("set base know remember recall film picture show see believe think".split())
"""Verbs of which a time may be that of what is told."""

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
