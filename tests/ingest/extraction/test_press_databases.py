"""Downloads of press databases: each document by itself, never the file as one article."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs

from ingest.extraction.extractors import extract
from ingest.extraction.raw_article import RawArticle, Unusable

LEXIS = """
                               1 of 2 DOCUMENTS

                         Copyright 2023 Aford Press Ltd
                              All Rights Reserved

                                 Aford Courier

                              June 5, 2023 Monday

The bridge

BYLINE: Ann Smith

SECTION: NEWS; Pg. 4

LENGTH: 212 words

{0}

{2}

LOAD-DATE: June 6, 2023

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                                  Beham Post

                              June 6, 2023 Tuesday

The mayor

LENGTH: 98 words

{1}

LOAD-DATE: June 7, 2023
"""
NEXIS = """The bridge
Aford Courier
June 5, 2023 Monday

Copyright 2023 Aford Press Ltd All Rights Reserved

Section: NEWS; Pg. 4
Length: 212 words
Byline: Ann Smith

Body

{0}

{2}

Load-Date: June 6, 2023

End of Document

The mayor
Beham Post
June 6, 2023 Tuesday

Copyright 2023 Beham Post

Length: 98 words

Body

{1}

Classification

Language: ENGLISH

End of Document
"""
FACTIVA_CODED = """SE  News
HD  The bridge
BY  By Ann Smith
WC  212 words
PD  5 June 2023
SN  Aford Courier
SC  AFCO
LA  English
CY  Copyright 2023 Aford Press Ltd
LP
{0}
TD
{2}
AN  Document AFCO000020230605ej650000a

HD  The mayor
WC  98 words
PD  6 June 2023
SN  Beham Post
LP
{1}
AN  Document BEPO000020230606ej660000b
"""
FACTIVA_TEXT = """The bridge
By Ann Smith
212 words
5 June 2023
09:12
Aford Courier
AFCO
4
English
Copyright 2023 Aford Press Ltd

{0}

{2}

Document AFCO000020230605ej650000a

The mayor
98 words
6 June 2023
Beham Post
BEPO
English
(c) 2023 Beham Post

{1}

Document BEPO000020230606ej660000b
"""
PROQUEST = """____________________________________________________________

Document 1 of 2

Title: The bridge

Author: Ann Smith

Publication title: Aford Courier; Aford

Publication date: Jun 5, 2023

Full text: {0}

{2}

Subject: Bridges

ProQuest document ID: 123456

____________________________________________________________

Document 2 of 2

Title: The mayor

Publication title: Beham Post

Publication date: Jun 6, 2023

Full text: {1}

ProQuest document ID: 123457

____________________________________________________________

Contact us at: the library
"""


def parts(text: str, kind: str = "text") -> list[RawArticle | Unusable]:
    return [part for _, part in extract(text.encode(), kind, PurePath("download.txt"))]


@pytest.mark.parametrize("download", [LEXIS, NEXIS, FACTIVA_CODED, FACTIVA_TEXT, PROQUEST])
def test_each_document_of_a_download_is_an_article(download: str) -> None:
    first, second = parts(download.format(FIRST, SECOND, THIRD))
    assert isinstance(first, RawArticle), first
    assert isinstance(second, RawArticle), second
    assert (first.title, first.publisher, first.author) == ("The bridge", "Aford Courier", "Ann Smith")
    assert (first.published, second.published) == (date(2023, 6, 5), date(2023, 6, 6))
    assert first.text.split("\n\n") in ([FIRST, THIRD], [f"{FIRST}\n{THIRD}"])
    assert (second.title, second.publisher, second.text) == ("The mayor", "Beham Post", SECOND)


def test_a_document_in_an_unknown_form_is_refused_by_what_it_is() -> None:
    (part,) = parts(f"{FIRST}\n\n{SECOND}\n\nEnd of Document\n")
    assert isinstance(part, Unusable)
    assert "Nexis" in str(part)


def test_a_download_in_another_kind_of_file_is_refused_by_what_it_is() -> None:
    body = paragraphs(FIRST, SECOND) + "<p>\nDocument AFCO000020230605ej650000a\n</p>" + paragraphs(THIRD)
    with pytest.raises(Unusable, match="several documents of Factiva"):
        parts(page(body), "html")


def test_prose_that_counts_documents_is_no_download() -> None:
    (found,) = parts(f"{FIRST} Of them, 1 of 2 documents was lost. {SECOND}")
    assert isinstance(found, RawArticle)
