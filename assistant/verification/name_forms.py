"""What one name is also called: countries and their people, states and their abbreviations, parties, titles."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.names import TITLES

_GROUPS = """
    us/usa/united states/america/american/americans, uk/united kingdom/britain/british/great britain/britons,
    eu/european union, un/united nations, uae/united arab emirates/emirati, republican/republicans/gop,
    democrat/democrats/democratic/dem/dems, germany/german/germans, france/french, netherlands/dutch,
    spain/spanish/spaniards, greece/greek/greeks, poland/polish/poles, ireland/irish, scotland/scottish/scots,
    wales/welsh, england/english, denmark/danish/danes, sweden/swedish/swedes, finland/finnish/finns,
    norway/norwegian/norwegians, switzerland/swiss, thailand/thai, philippines/filipino/filipinos,
    afghanistan/afghan/afghans, argentina/argentine/argentinian, peru/peruvian, cyprus/cypriot,
    czechia/czech/czech republic, belgium/belgian, europe/european/europeans, lebanon/lebanese,
    turkey/turkish/turks/turkiye/türkiye, iceland/icelandic, uzbekistan/uzbek, kazakhstan/kazakh,
    pakistan/pakistani, myanmar/burma/burmese, holy see/vatican, portugal/portuguese, kyiv/kiev,
    quebec/quebecois, alabama/ala, arizona/ariz, arkansas/ark, california/calif, colorado/colo,
    connecticut/conn, delaware/del, florida/fla, georgia/ga, illinois/ill, indiana/ind, kansas/kan, kentucky/ky,
    louisiana/la, maryland/md, massachusetts/mass, michigan/mich, minnesota/minn, mississippi/miss, missouri/mo,
    montana/mont, nebraska/neb, nevada/nev, oklahoma/okla, oregon/ore, pennsylvania/pa, tennessee/tenn,
    texas/tex, vermont/vt, virginia/va, washington/wash, wisconsin/wis, wyoming/wyo,
    new york/ny/nyc/new york city, new jersey/nj, new hampshire/nh, new mexico/nm, north carolina/nc,
    south carolina/sc, washington dc/washington/dc/district of columbia, los angeles/la, christmas/xmas,
    covid/covid-19/coronavirus, world war ii/second world war/world war two,
    world war i/first world war/world war one
"""
ALIASES: dict[str, tuple[str, ...]] = {}
"""Each name with the other forms of it, folded and without dots."""

for _group in _GROUPS.split(","):
    for _form in (_forms := tuple(_group.strip().split("/"))):
        ALIASES[_form] = (*ALIASES.get(_form, ()), *_forms)

CALLINGS = TITLES - set("democrat republican conservative labour labor liberal".split()) | set(
    "attorney treasurer senators representatives governors ministers judges justices presidents rev reverend".split()
)
"""What somebody is by calling: whether that is right is for a reader of the sentence to say."""

_PEOPLE = re.compile(r"(?:ians?|ans?|n|ese|ish|is?)$")
_ROMAN = re.compile("[ivxlcdm]+")
_NOT_ONE = ({"niger", "nigeria"}, {"rome", "romania"}, {"india", "indiana"}, {"austria", "australia"}, {"iran", "iraq"})


@lru_cache(maxsize=50_000)
def same_name(said: str, there: str) -> bool:
    """Whether two words of names are one, in the plural or not, or one is what the other's people are called."""
    if said == there or (said.rstrip("s") == there.rstrip("s") and len(said) > 3):
        return True
    if said + "es" == there or there + "es" == said:
        return True
    if min(len(said), len(there)) < 4 or said[:3] != there[:3] or {said, there} in _NOT_ONE:
        return False
    if _ROMAN.fullmatch(said) or _ROMAN.fullmatch(there):
        return False
    return any(
        _PEOPLE.search(people) and _PEOPLE.sub("", people).rstrip("aeiouy") == country.rstrip("aeiouy")
        for people, country in ((said, there), (there, said))
    )
