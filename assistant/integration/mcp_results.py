"""What the MCP tools give back, field by field; the schemas that other assistants see are made of these."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.answers import Kind, Reason, Status
from assistant.articles import Speech
from assistant.quote_checks import Outcome


class ArticleReference(BaseModel):
    """An article without its text."""

    id: str
    version: int
    title: str
    publisher: str | None
    author: str | None
    published: str | None = Field(description="The day, ISO 8601; null where the source names none.")
    url: str | None
    sha256: str = Field(description="Of the version's whole text.")
    correction: str | None = Field(description="A correction or withdrawal that the article states of itself.")
    also_published_by: list[str] = Field(description="Who else published the very same text.")


class VerifiedQuote(BaseModel):
    """Words that stand, letter for letter, in a stored article: `text` is the article's characters `start` to `end`."""

    number: int = Field(description="What `[1]` in a text refers to.")
    text: str
    start: int
    end: int
    speaker: str | None = Field(description="Who says it, where the article clearly names somebody.")
    speech: Speech
    article: ArticleReference


class AnswerStatement(BaseModel):
    """A sentence of an answer and the numbers of the quotes that bear it out."""

    text: str
    quotes: list[int]
    kind: Kind = Field(description="`quoted`: the source's own words; `written`: a model's, checked against them.")
    checked_by: str | None


class SearchExtent(BaseModel):
    """How many articles were searched, published from when to when."""

    articles: int
    first: str | None = Field(alias="from", serialization_alias="from")
    last: str | None = Field(alias="to", serialization_alias="to")


class QuotedAnswer(BaseModel):
    """An answer of which every sentence carries verified quotes, or why there is none."""

    question: str
    status: Status
    reason: Reason | None
    text: str = Field(description="The answer with markers such as [1]; empty where nothing was found.")
    written_by: str
    statements: list[AnswerStatement]
    quotes: list[VerifiedQuote]
    missing: list[str] = Field(description="Parts of the question that nothing was found on.")
    absent: list[str] = Field(description="Names and terms of the question that stand in no article searched.")
    searched: SearchExtent
    notices: list[str]


class FoundPassage(BaseModel):
    """A run of whole sentences: the article's characters `start` to `end`."""

    text: str
    start: int
    end: int
    score: float
    article: ArticleReference


class SearchResult(BaseModel):
    """The passages nearest to a question, best first; `close` is whether they are likely to answer it."""

    close: bool
    passages: list[FoundPassage]
    searched: SearchExtent
    absent: list[str]
    notices: list[str]


class ArticleText(BaseModel):
    """The characters `start` to `end` of a version of an article."""

    article: ArticleReference
    text: str
    start: int
    end: int
    length: int = Field(description="Characters of the whole text.")
    removed: bool = Field(description="Taken out of every search by whoever keeps the archive; do not quote it.")


class ListedArticle(BaseModel):
    """An article as a list shows it."""

    id: str
    version: int
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    words: int


class ArticleList(BaseModel):
    """A page of the list of articles, latest first."""

    articles: list[ListedArticle]
    total: int
    notices: list[str]


class SavedArticle(BaseModel):
    """The version of an article that a quote names."""

    id: str
    version: int
    sha256: str


class SavedQuote(BaseModel):
    """A quote as `ask` gave it; what else it holds is left aside."""

    number: int
    text: str
    start: int
    end: int
    article: SavedArticle


class CheckedQuote(BaseModel):
    """What has become of a quote since it was given."""

    number: int
    stands: bool = Field(description="Whether it can be relied on as it was given.")
    outcome: Outcome
    article: str
    version: int
    current: int | None = Field(description="The article's current version.")
    was: str
    now: str | None = Field(description="The sentence that stands in its place in the newer version.")
    correction: str | None


class CheckedQuotes(BaseModel):
    """What has become of each quote."""

    quotes: list[CheckedQuote]
