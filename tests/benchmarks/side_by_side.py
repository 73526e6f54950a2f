"""Pullquote beside others, in turn, on the same articles and with the same embedder: part of `make bench`.

`python tests/benchmarks/side_by_side.py [ARTICLES QUESTIONS.jsonl]`, by default over the seed articles. Each contestant
lives in an environment of its own and takes each step in a process of its own; how much a figure is worth stands in the
spread over the rounds. `--keep` writes down the ratios, and later runs say which of them have moved by more than that.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from counting_embedder import CountingEmbedder
from ratio_gate import moved, spread

from assistant import Assistant, Settings
from assistant.archive import Archive
from assistant.articles import Article
from assistant.evaluation.question_set import EvaluationQuestion, read_questions
from assistant.inference.local_models import EMBEDDER, LocalEmbedder
from assistant.inference.model_files import carrier_folder
from assistant.text.passage_spans import split
from ingest import Indexer

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ENVIRONMENTS = ROOT / ".cache" / "bench"
KEPT = HERE / "side_by_side.json"
EMBEDDING = ("onnxruntime>=1.20", "tokenizers>=0.21", "numpy>=2.1")
LLAMA_INDEX = (
    "llama-index-core>=0.14.25",
    "llama-index-vector-stores-chroma>=0.6",
    "llama-index-retrievers-bm25>=0.8",
    "chromadb>=1.5.9",
)
ADDED = " A sentence more stands here than stood here before."
Figures = dict[str, float]
OWN = "own"
ANSWERS, BARE = 10, 40
"""Answers timed in a running process, and passages embedded for the yardstick."""


@dataclass(frozen=True)
class Contestant:
    """Its script, and what is installed for it; nothing where it runs in our own environment."""

    name: str
    script: str
    packages: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def python(self) -> Path:
        return (ENVIRONMENTS / self.script / "bin" / "python") if self.packages else Path(sys.executable)

    def set_up(self) -> None:
        """Make its environment, by links to nothing: NLTK refuses files that are linked."""
        if self.packages and not self.python.exists():
            tell(f"installing {', '.join(self.packages)} …")
            uv = [str(Path(sys.executable).with_name("uv"))]
            place = str(ENVIRONMENTS / self.script)
            subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, place], check=True)
            installing = [*uv, "pip", "install", "--quiet", "--link-mode", "copy", "--python", str(self.python)]
            subprocess.run([*installing, *self.packages, *EMBEDDING], check=True)


CONTESTANTS = (
    Contestant("Pullquote", "with_pullquote"),
    Contestant("llama-index, Chroma", "with_llama_index", LLAMA_INDEX),
    Contestant("llama-index, Chroma and BM25", "with_llama_index", LLAMA_INDEX, (("BENCH_FUSION", "1"),)),
    Contestant(
        "txtai, hybrid",
        "with_txtai",
        # Without torch, which it needs for models of its own only.
        ("txtai-minimal>=9.14", "faiss-cpu>=1.10", "msgpack>=1.1", "regex>=2024.11.6", "pyyaml>=6.0"),
    ),
)
OURS = CONTESTANTS[0].name


@dataclass(frozen=True)
class Step:
    """What a process did, and what it took: seconds, processor seconds, megabytes at its peak."""

    said: Mapping[str, object]
    wall: float
    cpu: float
    memory: float


def tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def measured(command: Sequence[str], environment: Mapping[str, str]) -> Step:
    """Run a command that prints a line of JSON at last."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert process.stdout
    out = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    last = out.strip().rpartition("\n")[2]
    peak = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    said = json.loads(last) if last.startswith("{") else {}
    return Step(said, time.perf_counter() - started, used.ru_utime + used.ru_stime, peak)


@contextmanager
def read(articles: Sequence[Path]) -> Iterator[Mapping[str, Article]]:
    """The articles at some places, as an archive takes them in, by every name that they have."""
    embedder = CountingEmbedder()
    with (
        tempfile.TemporaryDirectory() as place,
        Archive.open(Path(place), embedder=embedder.fingerprint, dimension=embedder.dimension, create=True) as archive,
    ):
        Indexer(archive, embedder).run([str(path) for path in articles])
        with archive.snapshot() as snapshot:
            listed = snapshot.articles()
            found = {listing.id: snapshot.article(listing.id) for listing in listed}
            yield {name: found[each.id] for each in listed for name in (each.id, each.url, each.location) if name}


def row(article: Article) -> dict[str, object]:
    """An article for all contestants, with our passages for those that cut none."""
    said = {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "text": article.text,
    }
    return {**{name: value for name, value in said.items() if value}, "spans": json.dumps(split(article.text))}


def written(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")


def size(folder: Path) -> float:
    """Megabytes of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def gold_ranks(ranked: Sequence[Sequence[str]], gold: Sequence[set[str]]) -> list[int | None]:
    return [
        next((at for at, id in enumerate(ids, 1) if id in ids_of), None)
        for ids, ids_of in zip(ranked, gold, strict=True)
    ]


@dataclass(frozen=True)
class Contest:
    """One set of articles and questions, in files."""

    folder: Path
    rows: list[dict[str, object]]
    gold: list[set[str]]
    vectors: Path | None

    @property
    def environment(self) -> dict[str, str]:
        model = carrier_folder()
        assert model
        own = {
            "BENCH_MODEL": str((model / EMBEDDER[0].place).parent),
            "PYTHONPATH": str(ROOT),
            "TOKENIZERS_PARALLELISM": "1",
        }
        return {**os.environ, **own, **({"BENCH_VECTORS": str(self.vectors)} if self.vectors else {})}

    def run(self, contestant: Contestant) -> tuple[Figures, Mapping[str, object]]:
        """All steps of one contestant, in a fresh folder."""
        place = self.folder / "store"
        shutil.rmtree(place, ignore_errors=True)
        written(self.folder / "articles.jsonl", self.rows)
        first, again = (self._step(contestant, "index", "articles.jsonl") for _ in range(2))
        disk = size(place)
        changed = [{**self.rows[0], "text": f"{self.rows[0]['text']}{ADDED}"}, *self.rows[1:]]
        written(self.folder / "articles.jsonl", changed)
        edited = self._step(contestant, "index", "articles.jsonl")
        asked = self._step(contestant, "ask", "questions.jsonl")
        ranks = gold_ranks(asked.said["ranked"], self.gold)
        figures = {
            "index, s": first.wall,
            "passages embedded": first.said["embedded"],
            "CPU beside embedding, s": first.cpu - float(first.said["embedding"]),
            "unchanged, s": again.wall,
            "unchanged, CPU s": again.cpu,
            "unchanged: embedded again": again.said["embedded"],
            "one changed, CPU s": edited.cpu,
            "one changed: embedded": edited.said["embedded"],
            "question p50, CPU ms": 1000 * median(asked.said["cpu"]),
            "question p95, CPU ms": 1000 * sorted(asked.said["cpu"])[int(0.95 * len(ranks))],
            "question p50, ms": 1000 * median(asked.said["wall"]),
            "question p95, ms": 1000 * sorted(asked.said["wall"])[int(0.95 * len(ranks))],
            "memory, MB": max(first.memory, asked.memory),
            "disk, MB": disk,
            "Hits@4": sum(rank is not None and rank <= 4 for rank in ranks) / len(ranks),
            "MRR@10": sum(1 / rank for rank in ranks if rank) / len(ranks),
        }
        return {name: float(value) for name, value in figures.items()}, asked.said["versions"]

    def _step(self, contestant: Contestant, step: str, file: str) -> Step:
        (self.folder / "store").mkdir(exist_ok=True)
        script = HERE / "contestants" / f"{contestant.script}.py"
        command = [str(contestant.python), str(script), step, str(self.folder / "store"), str(self.folder / file)]
        return measured(command, {**self.environment, **dict(contestant.environment)})

    def own(self) -> Figures:
        """What our own commands take over the articles that the last contestant left; all in processor seconds."""
        store, articles = self.folder / "store", self.folder / "articles.jsonl"
        shutil.rmtree(store, ignore_errors=True)
        first = self._step(CONTESTANTS[0], "index", articles.name)
        pullquote = [sys.executable, "-m", "ui.cli"]
        questions = [
            json.loads(line)["question"] for line in (self.folder / "questions.jsonl").read_text().splitlines()
        ]
        environment = {**self.environment, "PULLQUOTE_ARCHIVE": str(store)}
        unchanged = measured([*pullquote, "index", str(articles), "--json"], environment)
        cold = measured([*pullquote, "ask", questions[0], "--json"], environment)
        with Assistant(Settings.load(archive=store)) as assistant:
            assistant.ask(questions[0])
            answers = [processor_time(lambda q=question: assistant.ask(q)) for question in questions[:ANSWERS]]
        passages = [row["text"][start:end] for row in self.rows for start, end in json.loads(row["spans"])]
        embedder = LocalEmbedder()
        embedder.embed_query("opens the files")
        bare = processor_time(lambda: embedder.embed(passages[:BARE])) / len(passages[:BARE])
        beside = first.cpu - float(first.said["embedding"])
        return {
            "share of the bare embedder": len(passages) * bare / (len(passages) * bare + beside),
            "beside embedding, of each 100 passages": beside / bare / len(passages),
            "`pullquote ask`, cold": cold.cpu / bare / 100,
            "a run that finds nothing changed": unchanged.cpu / bare / 100,
            "a question in a running process": median(answers) / bare / 100,
        }


def processor_time(action: Callable[[], object]) -> float:
    started = time.process_time()
    action()
    return time.process_time() - started


def ratios(rounds: Sequence[Mapping[str, Figures]]) -> dict[str, list[float]]:
    """Of each figure of the others to ours in the same round, and our own: each with its spread over the rounds."""
    found: dict[str, list[float]] = {}
    for name, figures in rounds[0].items():
        for figure in figures:
            if name == OWN:
                found[figure] = spread([each[name][figure] for each in rounds])
            elif name != OURS and figure not in ("Hits@4", "MRR@10") and all(each[OURS][figure] for each in rounds):
                key = f"{name}: {figure}"
                found[key] = spread([each[name][figure] / each[OURS][figure] for each in rounds])
    return found


def table(rounds: Sequence[Mapping[str, Figures]]) -> Iterator[str]:
    """In Markdown: the medians, and for the others their ratios to ours with the spread over the rounds."""
    names = [name for name in rounds[0] if name != OWN]
    yield f"| | {' | '.join(names)} |"
    yield "|---" * (len(names) + 1) + "|"
    found = ratios(rounds)
    for figure in rounds[0][OURS]:
        cells = []
        for name in names:
            ratio = found.get(f"{name}: {figure}")
            said = f" ({ratio[1]:.2g}×, {ratio[0]:.2g} to {ratio[2]:.2g})" if ratio and ratio[0] != ratio[2] else ""
            cells.append(f"{median(each[name][figure] for each in rounds):.3g}{said}")
        yield f"| {figure} | {' | '.join(cells)} |"


def gold_of(questions: Sequence[EvaluationQuestion], articles: Mapping[str, Article]) -> list[tuple[str, set[str]]]:
    """The questions whose articles are there, with their ids."""
    asked = [(each.question, {articles[name].id for name in each.gold if name in articles}) for each in questions]
    return [(question, gold) for question, gold in asked if gold]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("questions", nargs="?", type=Path, default=ROOT / "seeds" / "questions.jsonl")
    parser.add_argument("--limit", type=int, help="so many articles, those first that questions are about")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--vectors", type=Path, help="keep vectors in this file, so that each text is embedded once")
    parser.add_argument("--keep", action="store_true", help=f"write the ratios to {KEPT.name}")
    given = parser.parse_args()
    for contestant in CONTESTANTS:
        contestant.set_up()
    with read([given.articles]) as articles, tempfile.TemporaryDirectory() as place:
        questions = gold_of(read_questions(given.questions), articles)
        about = {id for _, gold in questions for id in gold}
        chosen = sorted({each.id: each for each in articles.values()}.values(), key=lambda each: each.id not in about)
        chosen = chosen[: given.limit]
        ids = {article.id for article in chosen}
        questions = [(question, gold & ids) for question, gold in questions if gold & ids]
        folder = Path(place)
        written(folder / "questions.jsonl", [{"question": question} for question, _ in questions])
        contest = Contest(folder, [row(article) for article in chosen], [gold for _, gold in questions], given.vectors)
        rounds: list[dict[str, Figures]] = []
        versions: dict[str, object] = {}
        for number in range(given.rounds):
            figures: dict[str, Figures] = {}
            for contestant in CONTESTANTS:
                tell(f"round {number + 1} of {given.rounds}: {contestant.name}")
                figures[contestant.name], versions[contestant.name] = contest.run(contestant)
            figures[OWN] = contest.own()
            rounds.append(figures)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    place_name = "/".join(given.articles.resolve().parts[-2:])
    name = f"{place_name}, {len(chosen)} articles{', vectors kept' if given.vectors else ''}"
    lines = [f"{date.today()}, {machine}; {name}, {len(questions)} questions, {given.rounds} rounds", ""]
    lines += [*table(rounds), ""]
    own = {figure: each for figure, each in ratios(rounds).items() if figure in rounds[0][OWN]}
    lines += ["Ours, in the processor time that embedding 100 passages takes:", ""]
    lines += [f"- {figure}: {each[1]:.2f} ({each[0]:.2f} to {each[2]:.2f})" for figure, each in own.items()]
    lines += ["", *(f"- {each}: {json.dumps(said)}" for each, said in versions.items())]
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    if kept.get("machine") == machine and kept.get("articles") == name:
        lines += ["", *(moved(kept["ratios"], ratios(rounds)) or ["Nothing has moved by more than its spread."])]
    else:
        lines += [
            "",
            f"Nothing to compare with: {KEPT.name} was kept on {kept.get('machine')}; {kept.get('articles')}.",
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    if given.keep:
        said = {"machine": machine, "articles": name, "day": str(date.today()), "ratios": ratios(rounds)}
        KEPT.write_text(json.dumps(said, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
