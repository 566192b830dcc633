"""all-MiniLM-L6-v2 in plain NumPy, written from the architecture: slow, independent."""

from __future__ import annotations

import json
import math
import re
import struct
import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Reference:
    """Embeds one text at a time: its own tokenizer, its own reader, no ONNX."""

    def __init__(self, folder: Path) -> None:
        raw = (folder / "model.safetensors").read_bytes()
        (size,) = struct.unpack("<Q", raw[:8])
        self._weights = {
            name: np.frombuffer(
                raw[8 + size + entry["data_offsets"][0] : 8 + size + entry["data_offsets"][1]],
                dtype=np.float32,
            ).reshape(entry["shape"])
            for name, entry in json.loads(raw[8 : 8 + size]).items()
            if name != "__metadata__" and entry["dtype"] == "F32"
        }
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._vocabulary = {word: number for number, word in enumerate(words)}

    def embed(self, text: str) -> Array:
        ids = [101, *self.pieces(text)[:254], 102]
        states = (
            self._weights["embeddings.word_embeddings.weight"][ids]
            + self._weights["embeddings.position_embeddings.weight"][: len(ids)]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        states = self._norm(states, "embeddings.LayerNorm")
        for layer in range(6):
            states = self._layer(states, f"encoder.layer.{layer}")
        mean = states.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    def pieces(self, text: str) -> list[int]:
        kept = (c for c in text if c in "\t\n\r" or unicodedata.category(c)[0] != "C")
        plain = unicodedata.normalize("NFD", "".join(kept).lower())
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        spaced = "".join(f" {c} " if _alone(c) else c for c in plain)
        return [piece for word in spaced.split() for piece in self._word(word)]

    def _word(self, word: str) -> list[int]:
        found, start = [], 0
        while start < len(word) <= 100:
            ends = range(len(word), start, -1)
            prefix = "##" if start else ""
            end = next((e for e in ends if prefix + word[start:e] in self._vocabulary), None)
            if end is None:
                break
            found.append(self._vocabulary[prefix + word[start:end]])
            start = end
        return found if start == len(word) else [self._vocabulary["[UNK]"]]

    def _layer(self, states: Array, name: str) -> Array:
        attention = f"{name}.attention"
        query, key, value = (
            self._dense(states, f"{attention}.self.{role}").reshape(-1, 12, 32).swapaxes(0, 1)
            for role in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(1, 2) / math.sqrt(32)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed = (shares @ value).swapaxes(0, 1).reshape(-1, 384)
        attended = self._dense(mixed, f"{attention}.output.dense")
        states = self._norm(states + attended, f"{attention}.output.LayerNorm")
        wide = self._dense(states, f"{name}.intermediate.dense")
        active = wide * 0.5 * (1 + _erf(wide / math.sqrt(2)))
        narrow = self._dense(active, f"{name}.output.dense")
        return self._norm(states + narrow, f"{name}.output.LayerNorm")

    def _dense(self, states: Array, name: str) -> Array:
        product: Array = states @ self._weights[f"{name}.weight"].T
        return product + self._weights[f"{name}.bias"]

    def _norm(self, states: Array, name: str) -> Array:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        scaled: Array = centred / spread * self._weights[f"{name}.weight"]
        return scaled + self._weights[f"{name}.bias"]


def _erf(x: Array) -> Array:
    """Abramowitz and Stegun 7.1.26: off by 1.5e-7 at most."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    terms = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    tail: Array = sum(term * t**power for power, term in enumerate(terms, 1)) * np.exp(-x * x)
    return np.sign(x) * (1 - tail)


def _alone(character: str) -> bool:
    """Whether BERT's tokenizer makes a word of it: punctuation, ASCII symbols, Chinese."""
    return (
        re.match(r"[!-/:-@\[-`{-~]", character) is not None
        or unicodedata.category(character).startswith("P")
        or "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
    )
