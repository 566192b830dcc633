"""The ONNX graph of all-MiniLM-L6-v2: structure only, the weights are handed over at load time.

No attention mask: every text runs alone, at its own length, so there is no padding to mask. Gelu
is the exact (erf) one. Of ONNX Runtime's fused operators only the attention is used: on a text of
200 word pieces SkipLayerNormalization took eight times as long as Add and LayerNormalization,
and BiasGelu half as long again as Gelu after a biased Gemm.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onnx import NodeProto, TensorProto

LAYERS = 6
HEADS = 12
WIDTH = 384
_EPSILON = 1e-12  # layer_norm_eps of the model's config.json
_EMBEDDINGS = "embeddings."
_FUSED = "com.microsoft"
# Part of the cached file's name: raise it with every change of the graph below.
GRAPH_VERSION = 2

_log = logging.getLogger(__name__)


def graph_weights(tensors: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """The tensors the graph names: the official ones, query, key and value joined per layer."""
    weights = {
        name: tensor
        for name, tensor in tensors.items()
        if not name.startswith("pooler.") and ".attention.self." not in name
    }
    for layer in range(LAYERS):
        attention = f"encoder.layer.{layer}.attention."
        for part in ("weight", "bias"):
            weights[f"{attention}qkv.{part}"] = np.concatenate(
                [tensors[f"{attention}self.{role}.{part}"] for role in ("query", "key", "value")]
            )
    return weights


def load_graph(weights: Mapping[str, NDArray[np.float32]], cache: Path) -> bytes:
    """The serialised graph, from `cache` if whole there, else built and kept there.

    The file starts with the SHA-256 of the rest; one that does not fit it is replaced. It is
    written beside its place and moved there, so processes building at once do not disturb each
    other. A folder that cannot be written costs only the time to build again.
    """
    path = cache / f"all-MiniLM-L6-v2-{GRAPH_VERSION}.onnx"
    try:
        kept = path.read_bytes()
    except OSError:
        kept = b""
    digest, graph = kept[:32], kept[32:]
    if graph and hashlib.sha256(graph).digest() == digest:
        return graph
    graph = build_graph(weights)
    try:
        _keep(path, hashlib.sha256(graph).digest() + graph)
    except OSError as error:
        _log.info("the local embedder's graph could not be kept in %s: %s", cache, error)
    return graph


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def build_graph(weights: Mapping[str, NDArray[np.float32]]) -> bytes:
    """The graph `ids` (1, length) int64 → `vector` (1, 384) float32 L2-normalised, serialised.

    Its weights are external tensors without a file: give them to the session by name.
    """
    from onnx import TensorProto, helper

    graph = helper.make_graph(
        _embed() + [node for layer in range(LAYERS) for node in _layer(layer)] + _pool(),
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])],
        [
            *(_external(name, tensor.shape) for name, tensor in weights.items()),
            helper.make_tensor("start", TensorProto.INT64, [1], [0]),
            helper.make_tensor("one", TensorProto.INT64, [1], [1]),
            helper.make_tensor("last", TensorProto.INT64, [1], [-1]),
            helper.make_tensor("rows", TensorProto.INT64, [2], [-1, WIDTH]),
            helper.make_tensor("text", TensorProto.INT64, [3], [1, -1, WIDTH]),
            helper.make_tensor("joined", TensorProto.INT64, [3], [1, -1, 3 * WIDTH]),
        ],
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(_FUSED, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    return bytes(model.SerializeToString())


def _external(name: str, shape: tuple[int, ...]) -> TensorProto:
    from onnx import TensorProto

    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="given-at-load")
    return tensor


def _node(operator: str, inputs: list[str], *outputs: str, **attributes: Any) -> NodeProto:
    from onnx import helper

    domain = _FUSED if operator == "MultiHeadAttention" else ""
    return helper.make_node(operator, inputs, list(outputs), domain=domain, **attributes)


def _embed() -> list[NodeProto]:
    """Words, positions and the one segment added and normalised, as (length, width)."""
    words, positions = f"{_EMBEDDINGS}word_embeddings", f"{_EMBEDDINGS}position_embeddings"
    norm = f"{_EMBEDDINGS}LayerNorm"
    return [
        _node("Shape", ["ids"], "length", start=1, end=2),
        _node("Slice", [f"{positions}.weight", "start", "length"], "positions"),
        _node("Slice", [f"{_EMBEDDINGS}token_type_embeddings.weight", "start", "one"], "segment"),
        _node("Gather", [f"{words}.weight", "ids"], "words"),
        _node("Add", ["positions", "segment"], "places"),
        _node("Add", ["words", "places"], "embedded"),
        _node(
            "LayerNormalization",
            ["embedded", f"{norm}.weight", f"{norm}.bias"],
            "normed",
            axis=-1,
            epsilon=_EPSILON,
        ),
        _node("Reshape", ["normed", "rows"], "state0"),
    ]


def _layer(layer: int) -> list[NodeProto]:
    """One encoder layer: `state<layer>` to `state<layer + 1>`, both (length, width)."""
    attention, block = f"encoder.layer.{layer}.attention", f"encoder.layer.{layer}"
    norms = f"{attention}.output.LayerNorm", f"{block}.output.LayerNorm"
    before, middle, after = f"state{layer}", f"middle{layer}", f"state{layer + 1}"

    def here(name: str) -> str:
        return f"{name}{layer}"

    def dense(source: str, name: str, target: str) -> NodeProto:
        return _node("Gemm", [source, f"{name}.weight", f"{name}.bias"], target, transB=1)

    def add_and_norm(skip: str, new: str, norm: str, target: str) -> list[NodeProto]:
        inputs = [f"{target}.sum", f"{norm}.weight", f"{norm}.bias"]
        return [
            _node("Add", [skip, new], f"{target}.sum"),
            _node("LayerNormalization", inputs, target, axis=-1, epsilon=_EPSILON),
        ]

    return [
        dense(before, f"{attention}.qkv", here("qkv")),
        _node("Reshape", [here("qkv"), "joined"], here("joint")),
        _node("Split", [here("joint")], here("q"), here("k"), here("v"), axis=2, num_outputs=3),
        _node(
            "MultiHeadAttention", [here("q"), here("k"), here("v")], here("mix"), num_heads=HEADS
        ),
        _node("Reshape", [here("mix"), "rows"], here("mixed")),
        dense(here("mixed"), f"{attention}.output.dense", here("attended")),
        *add_and_norm(before, here("attended"), norms[0], middle),
        dense(middle, f"{block}.intermediate.dense", here("wide")),
        _node("Gelu", [here("wide")], here("active")),
        dense(here("active"), f"{block}.output.dense", here("narrow")),
        *add_and_norm(middle, here("narrow"), norms[1], after),
    ]


def _pool() -> list[NodeProto]:
    """The mean over the words, brought to length one."""
    return [
        _node("Reshape", [f"state{LAYERS}", "text"], "final"),
        _node("ReduceMean", ["final", "one"], "mean", keepdims=0),
        _node("ReduceL2", ["mean", "last"], "norm"),
        _node("Div", ["mean", "norm"], "vector"),
    ]
