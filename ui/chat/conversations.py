"""Conversations, kept in the server's memory under ids that cannot be guessed, until it ends."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from assistant.answers import Answer, Event
from assistant.search_scope import Filters
from assistant.settings import QUOTES
from ui.chat.answer_job import Work
from ui.chat.interpretation_chips import understood
from ui.chat.small_talk import small_talk

if TYPE_CHECKING:
    from assistant.questions.follow_ups import Turn as Told

EVERYTHING = Filters()
"""No filter."""

Wanted = Callable[[], bool]
"""Says, from any thread, whether who asked is still there."""

KEPT_TURNS = 50
"""Turns that one conversation keeps; the oldest go first."""

KEPT_CONVERSATIONS = 200
"""Conversations kept in which something was asked, and as many in which nothing was: opening pages takes nobody's
conversation away. Of each kind the one longest unused goes first, and none that is asked in and open in a tab."""


@dataclass(slots=True, eq=False)
class ChatTurn:
    """A question and the work on it.

    `stream` is kept so that the question can be asked again, and takes the options of `Assistant.stream`; `writer`
    is who was asked to write, `destination` the host that passages went to, empty if they stayed on this machine,
    and `given` are the filters that the reader set.
    """

    id: str
    question: str
    stream: Callable[..., Iterator[Event]]
    writer: str
    destination: str
    given: Filters
    work: Work


@dataclass(slots=True)
class Conversation:
    """Questions and answers in their order."""

    id: str
    turns: list[ChatTurn] = field(default_factory=list)
    asked: int = 0
    owner: str = ""
    """The browser that it belongs to, by an id that cannot be guessed."""
    begun: datetime = field(default_factory=datetime.now)
    viewed: Wanted = lambda: False
    """Whether the tab that showed it last is still open."""
    _changing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def working(self) -> ChatTurn | None:
        """The turn that is still being answered."""
        return next((turn for turn in self.turns if not turn.work.seen.over), None)

    @property
    def answers(self) -> list[Answer]:
        """The answers so far, stopped ones as far as they came."""
        return [answer for turn in self.turns if (answer := turn.work.seen.answer)]

    def ask(
        self,
        question: str,
        stream: Callable[..., Iterator[Event]],
        *,
        writer: str = QUOTES,
        destination: str = "",
        given: Filters = EVERYTHING,
        wanted: Wanted = lambda: True,
    ) -> bool:
        """Begin to answer a question, for as long as it is `wanted`; False, and nothing done, while another is."""
        with self._changing:
            if self.working:
                return False
            self.asked += 1
            work = Work(question, stream, wanted, writer)
            self.turns.append(ChatTurn(f"{self.id}-{self.asked}", question, stream, writer, destination, given, work))
            del self.turns[:-KEPT_TURNS]
            return True

    def history(self) -> list[Told]:
        """What has been asked and answered, for completing a follow-up."""
        from assistant.questions.follow_ups import Turn as Told

        answers = [answer for answer in self.answers if not small_talk(answer.question)]
        return [Told(answer.question, answer.text) for answer in answers]

    def retry(self, turn_id: str, wanted: Wanted = lambda: True) -> None:
        """Ask again what failed or was stopped, in its place, for as long as that is `wanted`."""
        with self._changing:
            turn = self.turn(turn_id)
            if turn and turn.work.seen.over and not self.working:
                turn.work = Work(turn.question, turn.stream, wanted, turn.writer)

    def widen(self, turn_id: str, at: object, wanted: Wanted = lambda: True) -> None:
        """Ask again, in its place, without the filter of that number among those read out of the question, or as typed.

        The number after the filters' means the conversation, from which a follow-up was completed.

        An answer that is still being written with it is stopped.
        """
        turn = self.turn(turn_id)
        searched = turn.work.seen.filters if turn else None
        read = understood(searched, turn.given) if turn and searched else ()
        other = self.working not in (None, turn)
        answer = turn.work.seen.answer if turn else None
        completed = answer is not None and bool(answer.understood_as)
        if turn and not other and completed and at == len(read):
            turn.stream = partial(turn.stream, history=())
            turn.work.stop()
            self.retry(turn_id, wanted)
        elif turn and not other and isinstance(at, int) and 0 <= at < len(read):
            rest = read[at].rest
            turn.stream = partial(
                turn.stream, publishers=rest.publishers, since=rest.since, until=rest.until, literal=True
            )
            turn.work.stop()
            self.retry(turn_id, wanted)

    def turn(self, turn_id: str) -> ChatTurn | None:
        """The turn of that id, if it is still kept."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)


class Conversations:
    """Everybody's conversations. An id that a browser brings is looked up, never adopted."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Conversation] = OrderedDict()
        self._changing = threading.Lock()

    def new(self, owner: str = "") -> Conversation:
        """Begin a conversation of a browser."""
        conversation = Conversation(secrets.token_hex(16))  # Streamlit refuses "__" in what names a component
        conversation.owner = owner
        with self._changing:
            self._kept[conversation.id] = conversation
            for id in _surplus(self._kept.values()):
                del self._kept[id]
        return conversation

    def find(self, conversation_id: str | None) -> Conversation | None:
        """The conversation of that id, if it is still kept."""
        with self._changing:
            if conversation_id is None or conversation_id not in self._kept:
                return None
            self._kept.move_to_end(conversation_id)
            return self._kept[conversation_id]

    def of(self, owner: str | None) -> list[Conversation]:
        """A browser's conversations in which something was asked, the one begun last first."""
        with self._changing:
            kept = [each for each in self._kept.values() if each.owner == owner and each.turns]
        return sorted(kept, key=lambda each: each.begun, reverse=True)

    def busy(self) -> bool:
        """Whether anybody waits for an answer."""
        with self._changing:
            return any(conversation.working for conversation in self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)


def _surplus(kept: Iterable[Conversation]) -> list[str]:
    """The ids of the conversations that are too many, given the longest unused first."""
    asked: list[Conversation] = []
    blank: list[Conversation] = []
    for conversation in kept:
        (asked if conversation.turns else blank).append(conversation)
    left = islice((each for each in asked if not each.viewed()), max(0, len(asked) - KEPT_CONVERSATIONS))
    return [each.id for each in (*left, *blank[: max(0, len(blank) - KEPT_CONVERSATIONS)])]
