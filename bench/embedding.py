"""The local embedder beside Chroma's own ONNXMiniLM_L6_V2, on the same model and the same run.

    python -m bench.embedding --articles ARTICLES.jsonl.gz [--passages 2000] [--threads 2]

Prints passages a second, as ingest cuts them, and milliseconds a question for both, the ratios and
the least cosine between their vectors. Chroma's class is measured twice: as it comes, and held to
`--threads`. All take turns, block by block, so that whatever else the machine does falls on all.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import onnxruntime
from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2
from numpy.typing import NDArray

from archive.minilm import MiniLM
from bench.plain_minilm import export
from bench.questions import read_rows
from ingest.chunking import chunk

Embed = Callable[[list[str]], NDArray[np.float32]]

PASSAGES_AN_ARTICLE = 8  # at least, on average, in the articles that are looked at
BLOCK = 64  # passages a turn: two of the batches that Chroma's class makes
QUESTIONS = 200
ASKED = 20  # questions a turn, asked one by one: shorter turns time the rival's spinning threads
QUESTION_WORDS = (6, 16)
GAP = 150  # words between one question and the next of an article
OURS = "backfile"


def main() -> None:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=Path, required=True, help="JSONL, gzipped, with `text`")
    parser.add_argument("--passages", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    articles = list(read_rows(arguments.articles))
    passages = chunked(articles, arguments.passages)
    questions = cut(articles, QUESTIONS, QUESTION_WORDS)
    with tempfile.TemporaryDirectory() as folder:
        rivals = embedders(Path(folder), arguments.threads)
        print(f"{len(passages)} passages, {len(questions)} questions, {arguments.threads} threads")
        report("passages", passages, BLOCK, BLOCK, rivals)
        report("questions", questions, ASKED, 1, rivals)


def chunked(articles: list[dict[str, Any]], count: int) -> list[str]:
    """`count` passages as ingest makes them, under their headlines, spread over the articles."""
    counting = MiniLM().count_tokens_many
    texts = [
        f"{article['headline']}\n{article['text'][span.start : span.end]}"
        for article in articles[:: max(1, len(articles) * PASSAGES_AN_ARTICLE // count)]
        for span in chunk(article["text"], counting)
    ]
    return texts[:: max(1, len(texts) // count)][:count]


def cut(articles: list[dict[str, Any]], count: int, words: tuple[int, int]) -> list[str]:
    """`count` stretches of so many words, spread evenly over the articles."""
    random = np.random.default_rng(7)
    stretches = []
    for article in articles:
        text = article["text"].split()
        start = 0
        while start + words[0] <= len(text):
            end = start + int(random.integers(words[0], words[1] + 1))
            stretches.append(" ".join(text[start:end]))
            start = end + GAP
    return stretches[:: max(1, len(stretches) // count)][:count]


def embedders(folder: Path, threads: int) -> dict[str, Embed]:
    """Ours and Chroma's, loaded and warm, by name."""
    export(folder / ONNXMiniLM_L6_V2.EXTRACTED_FOLDER_NAME)
    as_it_comes, held = _chroma(folder), _chroma(folder)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    held.model = onnxruntime.InferenceSession(
        folder / held.EXTRACTED_FOLDER_NAME / "model.onnx",
        options,
        providers=["CPUExecutionProvider"],
    )
    rivals: dict[str, Embed] = {
        OURS: MiniLM(threads=threads).embed_array,
        "chroma": lambda texts: np.array(as_it_comes(texts)),
        f"chroma, {threads} threads": lambda texts: np.array(held(texts)),
    }
    for embed in rivals.values():
        embed(["warm"])
        embed(["warm", "and ready"])
    return rivals


def _chroma(folder: Path) -> ONNXMiniLM_L6_V2:
    embedder = ONNXMiniLM_L6_V2(preferred_providers=["CPUExecutionProvider"])
    embedder.DOWNLOAD_PATH = folder
    return embedder


def report(what: str, texts: list[str], block: int, batch: int, rivals: dict[str, Embed]) -> None:
    """Embed the texts with every rival, `block` a turn, `batch` a call, and print the outcome."""
    names = list(rivals)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    least = dict.fromkeys(names, 1.0)
    for turn, start in enumerate(range(0, len(texts), block)):
        part = texts[start : start + block]
        vectors = {}
        for offset in range(len(names)):
            name = names[(turn + offset) % len(names)]
            began = perf_counter()
            vectors[name] = np.concatenate(
                [rivals[name](part[at : at + batch]) for at in range(0, len(part), batch)]
            )
            seconds[name].append(perf_counter() - began)
        for name in names:
            cosines = np.einsum("ij,ij->i", vectors[OURS], vectors[name], dtype=np.float64)
            least[name] = min(least[name], float(cosines.min()))
    for name in names:
        spent = seconds[name]
        ratios = [theirs / ours for theirs, ours in zip(spent, seconds[OURS], strict=True)]
        print(
            f"{what:10}{name:20}{len(texts) / sum(spent):8.1f}/s"
            f"{1000 * statistics.median(spent) / block:9.2f} ms each (median turn)"
            f"   ours faster by {sum(spent) / sum(seconds[OURS]):6.2f}"
            f" (median {statistics.median(ratios):6.2f})   least cosine {least[name]:.7f}"
        )


if __name__ == "__main__":
    main()
