"""What is never quoted of a page: captions, links, offers, greetings, and what presents its article or its author."""

from __future__ import annotations

import re

_CREDIT = re.compile(
    r"/\s?(?:Getty|Reuters|REUTERS|AFP|AP|EPA|PA|Bloomberg|Shutterstock|Alamy|Zuma|ZUMA|NurPhoto|Sipa)\b"
    r"|\b(?:Getty Images|Shutterstock)\b|\b(?:[Ff]ile\s+[Pp]hoto|[Pp]hoto(?:graph)?\s+by)\b"
    r"|\b(?:[Pp]ictured\s+(?:above|below|here|in)|[Ss]een\s+here)\b"
    r"|^(?:[A-Z][\w.'’-]*\s+){2,3}for\s+(?:[A-Z][\w.&'’-]*\s+){1,4}(?=(?:An?|The|In|On|At|From)\s)"
    r"|\bHide\s+Caption\b|\b\d+\s+of\s+\d+\s+Photos:|^Photos:\s"
    r"|\b[Ii]n\s+this\s+(?:file\s+|handout\s+|undated\s+)?(?:photo|image|picture)\b"
    r"|^(?!(?:An?|The|In|On|At|For|From|By|To|And|But)\s)(?:[A-Z][\w.'’-]*\s+){1,4}[A-Z][\w.'’-]*/[A-Z]"
    r"|^[:;,|)]"
)
"""A photographer or their agency, as captions name them (`Ines Roth for The Post A man waves`, `Ines Roth/Elm Post A
man waves`), and what is left where a page's list of pictures lost the first words of each."""

_CREDITED = re.compile(
    r"[ \u00a0]+(?!(?i:contribut))(?:[A-Z][^\n.!?/]{0,60}/\s?[A-Z][^\n.!?]{0,60}|(?:[A-Z][^\n.!?/]{0,60}\s)?"
    r"(?:Getty Images|Reuters|REUTERS|AFP|AP|EPA|CNN|Bloomberg|Shutterstock|Alamy))\)?[ \u00a0]*(?:\n|$)"
)
"""A photographer or their agency in what is left of a line: before it stands a caption (`A man waves. Ann Roth/AP`)."""

_OFFER = re.compile(
    r"^\W*(?:(?:just|must)\s+watch(?:ed)?\b|sign\s+up|subscribe\b|click\s+here|read\s+(?:more|next|also|the\s+full)|see\s+(?:also|photos?|below)\b|check\s+out\b|keep\s+reading\b|scroll\s+down\b|follow\s+(?:us|along|our|the\s+latest)"
    r"|download\s+(?:our|the)|register\s+(?:for|here|now)|log\s+in\b|support\s+our|this\s+(?:article|story|piece)\s+(?:was|is|has|first|originally)"
    r"|for\s+(?:the\s+latest|more|all\s+the\s+latest|full)\b[^.]*\b(?:coverage|updates?|news|information|stories|see|visit|read|click|follow"
    r"|sign|go\s+to|subscribe|head\s+to|check\s+out)\b|(?:listen\s+to|watch|get)\s+(?:our|the\s+latest|more|your)\b"
    r"|editor['’]s\s+note\b|video\s+ad\s+feedback\b"
    r"|(?:(?:you\s+can|to)\s+)?(?:follow|contact|reach|e-?mail|message|tweet)\b[^.]{0,120}(?:@\w|\bon\s+(?:X|Twitter|Facebook|Instagram"
    r"|TikTok|Threads|Bluesky)\b)"
    r"|(?:(?:first|last)\s+)?(?:updated|published|posted)\b.{0,40}\b\d{1,2}[:.]\d\d\s?[ap]\.?m\b)"
    r"|\b(?:sign\s+up\s+(?:for|to)\s+(?:our|the|her|his|their|[A-Z])[^.]*\b(?:newsletters?|alerts?|emails?|inbox|briefing)|our\s+(?:free\s+)?newsletters?"
    r"|sign\s+up\s+here\b|(?:in|to)\s+your\s+inbox|our\s+live\s+(?:updates|blog|coverage)|share\s+this\s+(?:update|article|story|post)|(?:all\s+)?rights\s+reserved|terms\s+of\s+(?:use|service)|privacy\s+policy)\b",
    re.IGNORECASE,
)
"""What a page says of itself: offers of newsletters, of further reading, of apps, how to reach whoever wrote it, and
when it was put there."""

_LINK = re.compile(
    r"(?:More|Opinion|Gallery|Photos|Watch|Listen|Live|Related|Earlier|Read|[^:\n(\[]{2,60}\s[^:\s(\[]*[^\W\d]):(?=[A-Z“\"‘'])"
)
"""A page's link to another article, which has no space behind its label: `Harbour strike:What we know`."""

_ANNOUNCES = re.compile(
    r"(?:(?:as|if|while|when|before|after|with|ahead|in\s+case|now\s+that)\b[^:“\"]{0,160},\s+)?"
    r"here(?:['’]s|['’]re|\s+is|\s+are)\b(?![^:]*:\s*[^\d\s])",
    re.IGNORECASE,
)
"""What says only that something follows: `Here's how the vote went.`"""

_ASKED = re.compile(
    r"[A-Z][\w\s.’'&-]{1,50}?\s(?:(?:has|have)\s)?(?:also\s)?reached\sout\s[^.]*"
    r"\bfor\s(?:(?:an?|any|more|further|additional)\s)*(?:comment|information|clarification|response|statement)\b"
)
"""Whom a paper has asked: `The Post has reached out to the council for comment.`"""

_GREETS = re.compile(
    r"(?!.*[\"”])(?:(?:good\s+(?:morning|afternoon|evening)|hello|hi\s+there|happy\s+(?:new\s+year|holidays|\w+day))\s*[,.!—–-]"
    r"|hello\s+(?:and|to|from)\b|welcome(?:\s+back)?\s+to\b|(?:we['’]re|i['’]m)\s+back\b"
    r"|(?:thanks|thank\s+you)(?:\s+so\s+much)?\s+for\s+(?:reading|joining|following|subscribing|listening|watching|tuning)\b"
    r"|(?:that['’]s|and\s+that['’]s)\s+(?:it|all)\s+(?:for|from)\s+(?:now|today|us|me|this)\b"
    r"|i['’]m\s[^.,]{3,40},\s+and\s+(?:this|today|here|you)\b"
    r"|[^,.“\"]{1,40},\s+(?:dear\s+|our\s+|\w+\s+)?(?:readers|listeners|subscribers)[,.!])",
    re.IGNORECASE,
)
"""What newsletters, broadcasts and live pages say to their readers; to others it is said in quotation marks."""

_NAME = r"(?:[^\W\d_a-z][\w.'’-]*\s){1,3}[^\W\d_a-z][\w'’-]*"

_PRESENTS = re.compile(
    rf"{_NAME}(?:,\s[^.]{{3,140}}?)?,?\s(?:explains|explores|examines|considers|discusses|investigates|unpacks|assesses"
    r"|delves|(?:looks|looked)\s(?:at|into|back)|reflects\son|reports\s(?:on|from)|breaks\sdown|takes\sa\slook|talks\sto"
    r"|meets|asks\s(?:how|why|what|whether|if)|argues|tells\sthe\sstory)\b"
)
"""A standfirst: `Ines Roth, who teaches law at Elm, explains how harbours are run.`"""

_STANDFIRST = 300
"""Characters from the beginning of an article in which one may stand."""

_OF_AUTHOR = re.compile(
    rf"{_NAME}\s(?:is\s(?:a|an|the)\s[^.]{{0,90}}\b(?:reporter|correspondent|columnist|journalist|writer|editor|producer)\b"
    r"|(?:covers|(?:writes|reports|blogs)\s(?:about|on|for|from))\s)"
)
"""Whom a page says that an article is by: `Ines Roth covers harbours for The Post.`"""

_TAIL = 800
"""Characters before the end of an article in which that is said."""

_CONTRIBUTED = re.compile(
    r"\bcontribut(?:ed|ing)\s+(?:to\s+this\s+(?:report|story|article)|report(?:ing|ers?))\b|^contribut(?:ing|ors?):"
    r"|\b(?:views|opinions)\s+expressed\s+(?:here|in\s+this)\b",
    re.IGNORECASE,
)


def never_quoted(text: str, start: int, end: int) -> bool:
    """Whether a sentence of an article, `text[start:end]`, says something of the page and nothing of the news."""
    sentence = text[start:end]
    if any(pattern.match(sentence) for pattern in (_LINK, _ANNOUNCES, _GREETS, _ASKED)):
        return True
    if _CREDITED.match(text, end) or any(pattern.search(sentence) for pattern in (_CREDIT, _OFFER, _CONTRIBUTED)):
        return True
    presented = start < _STANDFIRST and _PRESENTS.match(sentence)
    return bool(presented or (start > max(len(text) - _TAIL, len(text) / 2) and _OF_AUTHOR.match(sentence)))
