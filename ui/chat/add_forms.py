"""Ways to bring articles in, how far that has come, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from assistant.errors import ArchiveMissing
from assistant.text.plurals import counted
from ingest import Progress
from ingest.extraction.publication_date import OLDEST
from ingest.extraction.raw_article import RawArticle
from ingest.indexing.visiting import Looked
from ui.chat import add_preview
from ui.chat.add_articles import SUFFIXES, Lot
from ui.chat.archive_figures import refresh
from ui.chat.resources import Resources
from ui.chat.tab_state import tab

POLLED = 0.4
LONGEST_PASTE = 1_000_000
"""Characters of a pasted article."""


def draw(resources: Resources) -> None:
    """Draw the forms, or the progress while something is being added, and the report after it."""
    if resources.adder.working:
        _progress(resources)
        return
    if resources.adder.seen is not None:
        _outcome(resources)
    _drop(resources)
    _address(resources)
    _paste(resources)


def start(resources: Resources, lot: Lot) -> None:
    """Begin to add a lot and draw the page anew."""
    if not resources.adder.start(lot):
        st.text("Something is being added already; try again when it is done.")
        return
    st.rerun()


def last(resources: Resources) -> None:
    """What the last indexing did, from here or by the command, and what it skipped and why."""
    if resources.adder.working:
        st.text("Indexing is under way.")
        return
    try:
        with resources.assistant.archive.snapshot() as snapshot:
            run = snapshot.last_run()
    except ArchiveMissing:
        run = None
    if run is None:
        st.text("Nothing has been indexed yet.")
        return
    if finished := run.get("finished"):
        st.text(f"Finished {str(finished)[:16].replace('T', ' ')}")
    st.text(reported(run))


def _drop(resources: Resources) -> None:
    st.subheader("Drop files", anchor=False)
    files = st.file_uploader(
        "Text, Markdown, HTML, JSON, JSON Lines, CSV, PDF, DOCX or feeds; up to 5 MB each",
        type=list(SUFFIXES),
        accept_multiple_files=True,
        key=f"files-{tab().dropped}",
    )
    left, right = st.columns(2)
    publisher = left.text_input("Publisher, where a file does not name it", key="drop_publisher")
    published = right.date_input(
        "Date, where a file does not name it",
        value=None,
        format="YYYY-MM-DD",
        key="drop_date",
        min_value=OLDEST,
    )
    corrections = add_preview.of_files([(file.name, file.getvalue()) for file in files])
    if st.button(f"Add {counted(len(files), 'file')}" if files else "Add files", disabled=not files, type="primary"):
        tab().dropped += 1
        contents = tuple((file.name, file.getvalue()) for file in files)
        named = publisher.strip() or None
        start(resources, Lot(files=contents, corrections=corrections, publisher=named, published=published))


def _address(resources: Resources) -> None:
    """Look at an address, show what stands there, and add it if that is wanted."""
    st.subheader("Paste a web address", anchor=False)
    with st.form("address", clear_on_submit=True, border=False):
        address = st.text_input("Address of a page or a feed", placeholder="https://")
        sent = st.form_submit_button("Read it")
    if sent and address.strip():
        with st.spinner("Reading what stands there …"):
            tab().looked = resources.adder.look(address.strip())
    looked = tab().looked
    if isinstance(looked, str):
        st.text(looked)
    elif looked:
        _looked(resources, looked)


def _looked(resources: Resources, looked: Looked) -> None:
    st.text(f"{add_preview.BEFORE} {looked.url}")
    only = looked.parts[0][1] if len(looked.parts) == 1 and not looked.is_feed else None
    corrections = {}
    if isinstance(only, RawArticle):
        corrections = add_preview.of_several([(looked.url, only)])
    else:
        add_preview.table(looked.parts, "looked")
    count = sum(isinstance(part, RawArticle) for _, part in looked.parts) or len(looked.parts)
    if st.button("Add this page" if only else f"Add {counted(count, 'article')}", type="primary"):
        tab().looked = None
        start(resources, Lot(pages={looked.url: looked.page}, corrections=corrections))


def _paste(resources: Resources) -> None:
    st.subheader("Paste an article", anchor=False)
    with st.form("paste", clear_on_submit=True, border=False):
        title = st.text_input("Title")
        left, middle, right = st.columns([2, 1, 2])
        publisher = left.text_input("Publisher")
        published = middle.date_input("Published", value=None, format="YYYY-MM-DD", min_value=OLDEST)
        url = right.text_input("Web address")
        text = st.text_area("Text", height=220, max_chars=LONGEST_PASTE)
        sent = st.form_submit_button("Add this article")
    if sent and text.strip():
        said = {"title": title, "publisher": publisher, "url": url, "published": published and published.isoformat()}
        document = {"text": text, **{name: value for name, value in said.items() if value}}
        start(resources, Lot(documents=(document,)))
    elif sent:
        st.text("There is no text to add.")


@st.fragment(run_every=POLLED)
def _progress(resources: Resources) -> None:
    if not resources.adder.working:
        refresh()
        st.rerun()
    seen = resources.adder.seen
    progress = seen.progress if seen else None
    st.progress(_share(progress))
    st.text(_words(progress))


def _share(progress: Progress | None) -> float:
    return min(1.0, progress.done / progress.total) if progress and progress.total else 0.0


def _words(progress: Progress | None) -> str:
    if progress is None:
        return "Starting"
    left = f", about {progress.seconds_left:.0f} s left" if progress.seconds_left else ""
    return (
        f"{progress.stage.capitalize()}: {progress.done:,} of {progress.total:,}, "
        f"{counted(progress.embedded, 'passage')} embedded{left}\n{progress.current}"
    )


def _outcome(resources: Resources) -> None:
    seen = resources.adder.seen
    if seen is None:
        return
    with st.container(border=True):
        if seen.failure:
            st.text(f"{seen.failure.message}\n{seen.failure.remedy}")
        elif seen.report:
            notices = [{"location": each.location, "reason": each.reason} for each in seen.report.notices]
            st.text(reported({**seen.report.to_dict(), "doubtful": notices}))


def reported(report: Mapping[str, Any]) -> str:
    """A report of `index --json` in lines, with every file that failed, was skipped or is doubtful, and why."""
    counts = ", ".join(f"{report[name]:,} {name}" for name in ("added", "updated", "unchanged", "removed", "copies"))
    lines = [f"{counts}; {counted(report['passages'], 'passage')} in {report['seconds']:.1f} s"]
    for name in ("failed", "skipped", "doubtful"):
        problems = report.get(name, [])
        lines += [f"{name.capitalize()}:"] if problems else []
        lines += [f"  {problem['location']}: {problem['reason']}" for problem in problems]
    return "\n".join(lines)
