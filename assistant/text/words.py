"""Words of a text by their stems, function words told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from Stemmer import Stemmer

from assistant.text.folding import Folded, fold
from assistant.text.tokens import TOKEN

FUNCTION = frozenset(
    "a an the this that these those such and or but nor so yet as if then than when where while who whom whose which"
    " what how of in on at to for from by with into onto about over under up down out off through during between among"
    " against toward towards upon within amid via per is are was were be been being am has have had having do does did"
    " done doing will would can could may might must shall should it its itself he him his himself she her hers herself"
    " they them their theirs themselves we us our ours ourselves i me my mine you your yours one ones there here also"
    " both each other another any some all more most very just too s t re ve ll d 's not no n't".split()
)
"""English words that carry structure rather than content."""

_IRREGULAR = {
    form: lemma
    for lemma, forms in {
        "be": "is are was were been", "say": "said", "tell": "told", "lead": "led", "win": "won", "lose": "lost loss",
        "hold": "held", "meet": "met", "leave": "left", "make": "made", "take": "took taken", "give": "gave given",
        "go": "went gone", "come": "came", "become": "became", "beat": "beaten", "arise": "arose arisen",
        "forget": "forgot forgotten", "hide": "hid hidden",
        "draw": "drew drawn", "lay": "laid", "lie": "lain", "lend": "lent", "bind": "bound", "wear": "wore worn",
        "swear": "swore sworn", "swim": "swam swum", "ride": "rode ridden", "ring": "rang rung", "sing": "sang sung",
        "shake": "shook shaken", "freeze": "froze frozen", "wake": "woke woken", "understand": "understood",
        "begin": "began begun", "break": "broke broken",
        "bring": "brought", "build": "built", "buy": "bought", "choose": "chose chosen choice",
        "die": "died death dead",
        "fall": "fell fallen", "fight": "fought", "find": "found", "fly": "flew flown flight", "get": "got gotten",
        "grow": "grew grown growth", "keep": "kept", "know": "knew known", "pay": "paid", "rise": "rose risen",
        "run": "ran", "see": "saw seen", "sell": "sold sale", "send": "sent", "shoot": "shot",
        "speak": "spoke spoken speech",
        "spend": "spent", "stand": "stood", "steal": "stole stolen", "strike": "struck", "think": "thought",
        "write": "wrote written", "withdraw": "withdrew withdrawn withdrawal", "seek": "sought", "sink": "sank sunk",
        "feel": "felt", "hear": "heard", "teach": "taught", "catch": "caught", "drive": "drove driven",
        "eat": "ate eaten",
        "forbid": "forbade forbidden", "overtake": "overtook", "throw": "threw thrown", "shrink": "shrank shrunk",
        "undergo": "underwent", "kill": "killing", "man": "men", "woman": "women", "child": "children",
        "person": "people persons", "life": "lives",
    }.items()
    for form in forms.split()
}  # fmt: skip
_COMPOUND = re.compile("[-\u2010\u2011\u2012\u2013\u2043\u2212\ufe63\uff0d]")
_stem = Stemmer("english", 0).stemWord  # what is kept is kept by `stem`


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word without its ending, so that attacks, attacked and attacking are one; said is say."""
    bare = word.removesuffix("'s").removesuffix("'")
    return str(_stem(_IRREGULAR.get(bare, bare)))


def tokens(text: str) -> list[str]:
    """The folded tokens of a text.

    Folding makes one dash of all, for copiers type them as they like; but what a spaced or a long dash sets apart
    is no compound: "hubs – Chicago" is two words, "check-in" is one.
    """
    folded = fold(text)
    return [piece for match in TOKEN.finditer(folded.text) for piece in _apart(text, folded, match)]


def _apart(text: str, folded: Folded, match: re.Match[str]) -> Iterator[str]:
    """A token in the pieces that the source's dashes set apart."""
    begin = match.start()
    for at in range(match.start() + 1, match.end() - 1):
        tight = folded.ends[at - 1] == folded.starts[at] and folded.ends[at] == folded.starts[at + 1]
        if folded.text[at] == "-" and not (tight and _COMPOUND.fullmatch(text, folded.starts[at], folded.ends[at])):
            yield folded.text[begin:at]
            begin = at + 1
    yield folded.text[begin : match.end()]


def content(text: str) -> list[str]:
    """The stems of a text's content words, in their order; hyphenated words by their parts."""
    parts = (part for token in tokens(text) for part in re.split(r"[-.]", token) if part)
    return [stem(part) for part in parts if part.removesuffix("'s") not in FUNCTION]
