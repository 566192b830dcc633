"""The local embedder beside Chroma's own ONNXMiniLM_L6_V2, on the same model and the same run.

    python -m bench.embedding --articles ARTICLES.jsonl.gz [--passages 2000] [--threads 2]

Prints passages a second and milliseconds a question for both, the ratios and the least cosine
between their vectors. Chroma's class is measured twice: as it comes, and held to `--threads`.
All take turns, block by block, so that whatever else the machine does falls on all of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import onnxruntime
from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2
from numpy.typing import NDArray

from archive.minilm import MiniLM
from bench.plain_minilm import export

Embed = Callable[[list[str]], NDArray[np.float32]]

WORDS = (160, 200)  # of a passage: about what chunking makes of 200 word pieces and a header
BLOCK = 64  # passages a turn: two of the batches that Chroma's class makes
QUESTIONS = 200
ASKED = 20  # questions a turn, asked one by one: shorter turns time the rival's spinning threads
QUESTION_WORDS = (6, 16)
OURS = "backfile"


def main() -> None:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=Path, required=True, help="JSONL, gzipped, with `text`")
    parser.add_argument("--passages", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    passages = list(cut(arguments.articles, arguments.passages, WORDS))
    questions = list(cut(arguments.articles, QUESTIONS, QUESTION_WORDS))
    with tempfile.TemporaryDirectory() as folder:
        rivals = embedders(Path(folder), arguments.threads)
        print(f"{len(passages)} passages, {len(questions)} questions, {arguments.threads} threads")
        report("passages", passages, BLOCK, BLOCK, rivals)
        report("questions", questions, ASKED, 1, rivals)


def cut(articles: Path, count: int, words: tuple[int, int]) -> Iterator[str]:
    """`count` stretches of so many words, spread evenly over the file's articles."""
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"].split() for line in lines]
    random = np.random.default_rng(7)
    stretches = []
    for text in texts:
        start = 0
        while start + words[0] <= len(text):
            end = start + int(random.integers(words[0], words[1] + 1))
            stretches.append(" ".join(text[start:end]))
            start = max(end, start + WORDS[0])
    step = max(1, len(stretches) // count)
    yield from stretches[::step][:count]


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
