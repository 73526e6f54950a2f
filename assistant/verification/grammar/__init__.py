"""Grammar: a statement's clauses against the sentences of its quote, by who did what.

    hearing   whether there is a word that nobody says, so that nothing need be read
    reading   a sentence to a graph whose arcs do not depend on how the sentence is put
    licence   whether one graph says what a clause of another says, with nothing left out that matters
    omitting  what of the other may be left out; doers: who did it; moving: what may stand elsewhere
    tables    the words that this turns on

The parser is spaCy's small English model; everything it is asked is in `arcs`, `joining` and
`appositions`. Where it reads a sentence wrongly, both sides are misread, and what then does not match is not said.
"""

from assistant.verification.grammar.hearing import unheard
from assistant.verification.grammar.licence import Licence, claims
from assistant.verification.grammar.reading import graphs

__all__ = ["Licence", "claims", "graphs", "unheard"]
