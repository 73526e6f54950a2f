"""JSON schemas of everything that the command prints under --json; a key more or less breaks someone's script."""

from typing import Any

Schema = dict[str, Any]


def record(**fields: Schema) -> Schema:
    """An object with exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def every(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer", "minimum": 1}
REAL: Schema = {"type": "number"}
RATE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}

ARTICLE_FIELDS = {
    "id": TEXT,
    "version": NUMBER,
    "title": TEXT,
    "publisher": maybe(TEXT),
    "author": maybe(TEXT),
    "published": maybe(DAY),
    "url": maybe(TEXT),
    "sha256": SHA256,
    "correction": maybe(TEXT),
    "also_published_by": every(TEXT),
}
ARTICLE = record(**ARTICLE_FIELDS)

USAGE = record(
    model=TEXT,
    host=maybe(TEXT),
    input_tokens=maybe(COUNT),
    output_tokens=maybe(COUNT),
    cost=maybe(REAL),
    requests=NUMBER,
)
"""What a language model took; an answer's also has the `judge`'s, and how many `sentences` were written and fell."""
SENTENCES = record(written=COUNT, fallen=COUNT)

ASK = record(
    schema={"const": 1},
    question=TEXT,
    status={"enum": ["answered", "not_found"]},
    reason={"enum": [None, "no_articles", "nothing_close", "unverified"]},
    text=TEXT,
    written_by=TEXT,
    statements=every(
        record(
            text=TEXT,
            quotes={**every(NUMBER), "minItems": 1},
            kind={"enum": ["quoted", "written"]},
            checked_by=maybe(TEXT),
        )
    ),
    quotes=every(
        record(
            number=NUMBER,
            text={"type": "string", "minLength": 1, "maxLength": 600},
            start=COUNT,
            end=NUMBER,
            passage=NUMBER,
            speaker=maybe(TEXT),
            speech={"enum": ["none", "direct", "reported"]},
            article=ARTICLE,
        )
    ),
    passages=every(record(id=NUMBER, article=ARTICLE, start=COUNT, end=NUMBER, text=TEXT, score=REAL, cited=FLAG)),
    searched=record(articles=COUNT, **{"from": maybe(DAY), "to": maybe(DAY)}),
    filters=record(publishers=every(TEXT), since=maybe(DAY), until=maybe(DAY), as_of=maybe(DAY)),
    missing=every(TEXT),
    absent=every(TEXT),
    notices=every(TEXT),
    usage={
        "anyOf": [record(), {**USAGE, "properties": {**USAGE["properties"], "judge": USAGE, "sentences": SENTENCES}}]
    },
    timings={"type": "object", "additionalProperties": {"type": "number", "minimum": 0}},
)

OUTCOMES = "stands|stands in a newer version|changed|superseded|removed|erased|unknown|misquoted"
CHECK = record(
    answers=every(
        record(
            file=TEXT,
            question=TEXT,
            stands=FLAG,
            quotes=every(
                record(
                    number=NUMBER,
                    outcome={"enum": OUTCOMES.split("|")},
                    stands=FLAG,
                    article=TEXT,
                    version=NUMBER,
                    current=maybe(NUMBER),
                    was=TEXT,
                    now=maybe(TEXT),
                    correction=maybe(TEXT),
                )
            ),
        )
    )
)

PROBLEM = record(location=TEXT, reason={"type": "string", "minLength": 1})
INDEX = record(
    added=COUNT,
    updated=COUNT,
    unchanged=COUNT,
    removed=COUNT,
    copies=COUNT,
    vanished=COUNT,
    skipped=every(PROBLEM),
    failed=every(PROBLEM),
    passages=COUNT,
    embedded=COUNT,
    seconds={"type": "number", "minimum": 0},
    duplicates=every(record(location=TEXT, original=TEXT)),
    changes=every(
        record(
            id=TEXT,
            location=TEXT,
            change={"enum": ["added", "changed", "moved", "restored", "vanished", "pruned"]},
        )
    ),
    notices=every(record(location=TEXT, id=TEXT, notice={"type": "string", "minLength": 1})),
)
SOURCES = record(sources=every(record(location=TEXT, publisher=maybe(TEXT), published=maybe(DAY))))

SHOW = record(**ARTICLE_FIELDS, text=TEXT)
LIST = record(
    articles=every(
        record(
            **{
                name: schema
                for name, schema in ARTICLE_FIELDS.items()
                if name not in ("sha256", "correction", "also_published_by")
            },
            location=TEXT,
            words=COUNT,
            indexed={"type": "string", "format": "date-time"},
            removed=FLAG,
        )
    ),
    notices=every(TEXT),
)
STATUS = record(
    articles=COUNT,
    passages=COUNT,
    pending=COUNT,
    generation=maybe(NUMBER),
    healthy=FLAG,
    problems=every(TEXT),
    notices=every(TEXT),
    embedder=TEXT,
    archive=TEXT,
    days=record(**{"from": maybe(DAY), "to": maybe(DAY)}, number=COUNT),
    undated=COUNT,
    publishers=COUNT,
    removed=COUNT,
    bytes=COUNT,
    last_run=maybe({"type": "object"}),
    reranker=TEXT,
    model=TEXT,
    judge=maybe(
        record(
            model=TEXT,
            host=maybe(TEXT),
            standing={"enum": ["passed", "failed", "due", "off"]},
            at=maybe({"type": "string", "format": "date-time"}),
            caught=maybe(COUNT),
            planted=maybe(COUNT),
            accepted=maybe(COUNT),
            true=maybe(COUNT),
        )
    ),
)
JUDGE = record(
    passed=FLAG,
    model=maybe(TEXT),
    planted=COUNT,
    caught=COUNT,
    true=COUNT,
    accepted=COUNT,
    kinds={"type": "object", "additionalProperties": record(right=COUNT, of=NUMBER)},
    usage=USAGE,
)

FIGURES = {
    "hits@1": maybe(RATE),
    "hits@4": maybe(RATE),
    "hits@10": maybe(RATE),
    "mrr@10": maybe(RATE),
    "answer_recall": maybe(RATE),
    "characters_shown": maybe(REAL),
    "quotes_verbatim": maybe(RATE),
    "false_not_found": maybe(RATE),
    "caught_unanswerable": maybe(RATE),
    "seconds_per_question": REAL,
}
INTERVAL = {"type": "array", "items": REAL, "minItems": 2, "maxItems": 2}
EVAL = {
    "type": "object",
    "properties": {
        "questions": NUMBER,
        **FIGURES,
        "caught_near_misses": RATE,  # only under --near-misses
        "intervals": {
            "type": "object",
            "propertyNames": {"enum": [*FIGURES, "caught_near_misses"]},
            "additionalProperties": INTERVAL,
        },
    },
    "required": ["questions", *FIGURES, "intervals"],
    "additionalProperties": False,
}
ERROR = record(error=record(code=TEXT, message={"type": "string", "minLength": 1}, remedy=TEXT))
