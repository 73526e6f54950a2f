"""Words that merely open a sentence, where a capital does not make a name."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.text.names import INSTITUTIONS, OPENERS
from assistant.text.words import FUNCTION, stem

_SHAPED = re.compile(
    r".{3,}(?:al|ed|ent|ant|iv|ive|ous|ful|less|ate|ar)ly|.{2,}[ts]ions?|.{4,}ments?|.{3,}(?:lo|no|mo|c|v|t|tr)ists"
    r"|.{3,}ologists?|.{3,}icians|.{3,}ous|.{3,}able|.{3,}ful|.{4,}less|.{3,}makers|.{3,}workers"
    r"|.{2,}(?:en|at|iz|is|ur|ir|est|ect|ack|ush|ess|ish|ound|nt|nd|pt|ct|lt|ck|ss|ll)ed|.{3,}holders|.{3,}ities|.{3,}ants|.{3,}ical|.{3,}ships?"
)
"""How words look that are hardly ever names; -ing, -ers and -ness would let Beijing, Sanders and Guinness through."""

_OPENING = frozenset(
    "accused adding adults advocates agents aid air aircraft airlines airports all alleged ambulances analysts"
    " animals anomaly armed arms arrested artists asked asking attacks ballots beef being bidders bills birds blood"
    " boats bodies books borders born borrowers boys brands bread britons brokers brothers building buildings built"
    " burglars buses businesses buyers buying callers calling campaigners campaigns camps carers cars cases cash"
    " cattle causes charged charges charities chicken children churches cities citing citizens civilians claims"
    " classes climate clothes clubs coaches coal coffee commuters companies computers concerns conditions consumers"
    " convicted copies costs councils counselors countries couples courts crew crews crime crimes crowds customers"
    " daily data dates daughters days dealers deaths debaters debris debt deer delays demand designers details"
    " developers diesel diplomats diseases doctors dogs dollars donors doors drinkers drinking drivers driving drones"
    " drought drugs due dust early earnings editors eggs eight eighteen eighty elderly electricity eleven emails"
    " emergency emissions employees employers energy engineers enough evidence explorers exports eyes facing factories"
    " family fans farmers farming farms fatalities fathers fears federal fees females fewer fifteen fifty fighting"
    " filmmakers films findings fire firearms firefighters fires firms fish fishing five flags flights flooding floods"
    " flowers flu flying following food footage forces foreign forests former forty founders four friendly friends"
    " fruit fuel full funding funds gamblers gardeners gas gasoline girls given going gold goods grain grief growth"
    " guards guests gunfire gunmen guns half having health heat heavy help helped helpers hikers hiring holdings homes"
    " hospitals hotels hours households houses housing hunters images imports income industry inflation inmates inside"
    " insurance insurers interest investors iron items jailers jobs journalists judges jurors kids killings knives"
    " known labels lack land landlords lawmakers laws lawyers leaders leading leaked leaving left lenders lending less"
    " letters life lights likely lines listeners living loans locals loggers looking losing losses low lower main"
    " making males managers manual manufacturers maps margins markets masks mass meat media medicines meeting meetings"
    " members men migrants milk millions miners mines mining ministers minors missiles money monthly months mortgages"
    " most mothers mourners mud music nationwide nearby negotiators neighbors neighbours net news night nine nobody"
    " noise noting nurses officers oil older olympians onlookers only opposition orders organisers organizers owners"
    " parents parking part parties partners parts passengers patients pay payments peace pediatricians penalties"
    " pension pensioners pensions performers petrol phones photographers photos pills pilots plaintiffs planes planned"
    " planners plans plants players playing plumbers police polling polls pollution ports possible power preachers"
    " presenters prices prison prisoners problems proceeds producers profit profits programmers programs projects"
    " promoters property proposed prosecutors protesters protests publishers quakes questions rail railways rain"
    " rainfall rainwater rates ratings readers rebels records red refugees rents repairs reply reporters rescuers"
    " residents restaurants results retail retailers revenue rights rioters rising rivals roads robbers rules rulings"
    " rumors rumours running safety sailors sales same samples savings saying scammers schools scores seats second"
    " security seen sellers selling senders senior seven shares shelling ships shootings shoppers shopping shops shots"
    " shown sick signs singers sisters sitting six sixty skiers smoke smokers smoking snow soldiers songs sources"
    " speakers speaking spending sports staff standing stocks stores storms strangers street streets strikes strong"
    " students subscribers suppliers supplies supply support supporters surfers surgeons surveys survivors suspects"
    " swimmers taking talking talks tariffs tax taxes teachers teams tech teenagers teens temperatures ten tenants"
    " tensions terms testing tests text texts theaters theatres thieves thirty three tickets time times tires top"
    " total tourism tourists towns tracks trade traders trading traffic trainers training trains travel travelers"
    " traveling travellers travelling trees trials troops truckers trucks trust turnout twelve twenty unions unrest"
    " users using vaccines vehicles vendors victims video videos viewers villagers villages violence visitors"
    " volunteers voters votes voting wages walkers war warders warning warnings wars watchers water weapons weather"
    " websites weekly weeks wet whales wheat wholesale wild wildfires wildlife wind winds winners winning witnesses"
    " women words work workers working world worshippers wounds wrestlers writers writing written yearly yes young"
    " youths zero".split()
)


def opens_plainly(word: str, small: Set[str]) -> bool:
    """Whether a word at the beginning of a sentence is likely no name.

    It is one of the common words that sentences open with, is shaped like none, or is among `small`, the words that
    the sources also write without a capital, whatever its ending; parts of compounds count.
    """
    if word in OPENERS or word in _OPENING or word in FUNCTION or _SHAPED.fullmatch(word):
        return True
    if word in small or (word not in INSTITUTIONS and stem(word) in _stems(frozenset(small))):
        return True
    return "-" in word and all(opens_plainly(part, small) for part in word.split("-") if part)


def _stems(small: frozenset[str]) -> set[str]:
    return {stem(word) for word in small}
