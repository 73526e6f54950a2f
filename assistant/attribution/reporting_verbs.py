"""The verbs by which news says that somebody says something, as patterns."""

from __future__ import annotations

INVERTING = (
    r"(?:said|says|added|adds|wrote|writes|noted|argued|argues|explained|explains|replied|tweeted|recalled|warned|insisted"
    r"|acknowledged|continued|observed|remarked|declared|quipped|joked|lamented|conceded|concluded|predicted|reported"
    r"|reports|responded|asked|asks|complained|cautioned)"
)
"""Those that may stand before who speaks: `…, said Ana Ruiz`."""

PLAIN = (
    r"(?:said|says|say|told|tells|tell|add(?:ed|s)(?!\s(?:an?|more|another|new|the\sadditional|\d+)\b)|noted|notes|wrote"
    r"|writes|announced|argued|argues|claimed|warned|warns"
    r"|insisted|insists|acknowledged|acknowledges|stated|explained|explains|replied|tweeted|testified|remarked"
    r"|conceded|concedes|contended|contends|asserted|asserts|predicted|predicts|emphasized|emphasised|cautioned"
    r"|lamented|joked|quipped|alleged|alleges|pointed\sout|points\sout|complained|countered|mused"
    r"|(?:is|are|was|were)\s(?:also\s|now\s)?(?:saying|telling|warning|claiming|arguing|insisting|predicting))"
)
"""Those that always report speech."""

_LATER = r"(?:\s(?:on\s|last\s|this\s|earlier\s|late\s)?\w+(?:day|week|month|year))?(?:\sin\sa\s\w+)?"
WITH_THAT = (
    r"(?:reports|reported|report|claims|states|announces|maintains|maintained|confirmed|believes?|believed|thinks?"
    r"|continued|continues|responded|responds|suggested|suggests|estimated|estimates|concluded|concludes|conclude|observed"
    r"|declared|declares|denied|denies|admitted|admits|vowed|pledged|promised|stressed|stresses|argue|claim|warn|note"
    r"|acknowledge|insist|hopes?|fears?|agreed|agrees|boasted|asked|asks|recalled|recalls"
    r"|found|finds|showed|shows|indicated|indicates|revealed|reveals)"
    rf"(?={_LATER}(?:,?\sthat\b|:|,?\s“)|(?<=ed)\.$)"
)
"""Those that do so only before "that", a colon or a quotation, or at the sentence's end."""

CUE = rf"(?:{PLAIN}|{WITH_THAT})"

FINDING = r"(?:found|finds|showed|shows|indicated|indicates|revealed|reveals|suggested|suggests)"
"""What polls and studies do, with or without "that"."""

PARTICIPLE = r"(?:saying|arguing|claiming|adding|noting|warning|insisting|tweeting|explaining|asserting)"

ADVERBS = (
    r"(?:(?:also|later|then|has|have|had|recently|once|previously|repeatedly|since|long|often|always|still|already"
    r"|first|now|(?!(?:fami|assemb|al|ral|supp|bul|monopo)ly\b)[a-z]+ly|on\s\w+day|\w+day)\s){0,3}"
)
"""What may stand between who speaks and the verb."""
