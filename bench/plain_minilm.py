"""all-MiniLM-L6-v2 as a plain ONNX export, for what expects the model in that shape.

Standard operators only, padded batches with an attention mask, weights inside, in the patterns
of PyTorch's exporter, which ONNX Runtime recognises and fuses at load.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from archive.minilm_weights import find_model, read_weights

LAYERS, HEADS, WIDTH = 6, 12, 384
_HEAD = WIDTH // HEADS


def export(folder: Path) -> None:
    """Write model.onnx and the tokenizer's files into `folder`, made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    source = find_model()
    for file in source.iterdir():
        if file.suffix in {".json", ".txt"}:
            shutil.copy(file, folder)
    (folder / "model.onnx").write_bytes(_model(read_weights(source)))


def _model(weights: Mapping[str, NDArray[np.float32]]) -> bytes:
    constants = {
        name: tensor.T if name.endswith("dense.weight") or ".self." in name else tensor
        for name, tensor in weights.items()
        if not name.startswith("pooler.")
    }
    scalars = {
        "one": 1.0,
        "half": 0.5,
        "root": np.sqrt(2.0),
        "scale": np.sqrt(_HEAD),
        "far": -10000.0,
    }
    shapes = {"heads": [0, 0, HEADS, _HEAD], "joined": [0, 0, WIDTH]}
    lists = {"start": [0], "first": [1], "second": [2], **shapes}
    initializers = [
        numpy_helper.from_array(np.ascontiguousarray(tensor), name)
        for name, tensor in constants.items()
    ]
    initializers += [
        numpy_helper.from_array(np.array(value, np.float32), name)
        for name, value in scalars.items()
    ]
    initializers += [
        numpy_helper.from_array(np.array(value, np.int64), name) for name, value in lists.items()
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    outputs_shape: list[str | int] = ["batch", "length", WIDTH]
    outputs = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, outputs_shape)]
    nodes = _embed() + [node for layer in range(LAYERS) for node in _layer(layer)]
    known = helper.make_tensor_value_info("embedded", TensorProto.FLOAT, outputs_shape)
    graph = helper.make_graph(
        nodes, "all-MiniLM-L6-v2", inputs, outputs, initializers, value_info=[known]
    )
    opset = helper.make_opsetid("", 12)
    return bytes(helper.make_model(graph, opset_imports=[opset], ir_version=8).SerializeToString())


def _node(operator: str, inputs: list[str], output: str, **attributes: Any) -> NodeProto:
    return helper.make_node(operator, inputs, [output], name=output, **attributes)


def _norm(source: str, name: str, target: str) -> NodeProto:
    inputs = [source, f"{name}.weight", f"{name}.bias"]
    return _node("LayerNormalization", inputs, target, axis=-1, epsilon=1e-12)


def _embed() -> list[NodeProto]:
    return [
        _node("Shape", ["input_ids"], "shape"),
        _node("Slice", ["shape", "first", "second"], "length"),
        _node("Slice", ["embeddings.position_embeddings.weight", "start", "length"], "positions"),
        _node("Gather", ["embeddings.word_embeddings.weight", "input_ids"], "words"),
        _node("Gather", ["embeddings.token_type_embeddings.weight", "token_type_ids"], "types"),
        _node("Add", ["words", "types"], "typed"),
        _node("Add", ["typed", "positions"], "embedded"),
        _norm("embedded", "embeddings.LayerNorm", "state0"),
        _node("Unsqueeze", ["attention_mask"], "mask3", axes=[1]),
        _node("Unsqueeze", ["mask3"], "mask4", axes=[2]),
        _node("Cast", ["mask4"], "shown", to=TensorProto.FLOAT),
        _node("Sub", ["one", "shown"], "hidden"),
        _node("Mul", ["hidden", "far"], "bias"),
    ]


def _layer(layer: int) -> list[NodeProto]:
    block = f"encoder.layer.{layer}"
    before = f"state{layer}"
    after = f"state{layer + 1}" if layer < LAYERS - 1 else "last_hidden_state"

    def dense(source: str, name: str, target: str) -> list[NodeProto]:
        return [
            _node("MatMul", [source, f"{name}.weight"], f"{target}.product"),
            _node("Add", [f"{target}.product", f"{name}.bias"], target),
        ]

    def heads(role: str, order: list[int]) -> list[NodeProto]:
        target = f"{block}.{role}"
        return [
            *dense(before, f"{block}.attention.self.{role}", f"{target}.flat"),
            _node("Reshape", [f"{target}.flat", "heads"], f"{target}.split"),
            _node("Transpose", [f"{target}.split"], target, perm=order),
        ]

    output = f"{block}.attention.output"
    return [
        *heads("query", [0, 2, 1, 3]),
        *heads("key", [0, 2, 3, 1]),
        *heads("value", [0, 2, 1, 3]),
        _node("MatMul", [f"{block}.query", f"{block}.key"], f"{block}.dots"),
        _node("Div", [f"{block}.dots", "scale"], f"{block}.scaled"),
        _node("Add", [f"{block}.scaled", "bias"], f"{block}.masked"),
        _node("Softmax", [f"{block}.masked"], f"{block}.shares", axis=3),
        _node("MatMul", [f"{block}.shares", f"{block}.value"], f"{block}.mixed"),
        _node("Transpose", [f"{block}.mixed"], f"{block}.turned", perm=[0, 2, 1, 3]),
        _node("Reshape", [f"{block}.turned", "joined"], f"{block}.context"),
        *dense(f"{block}.context", f"{output}.dense", f"{block}.attended"),
        _node("Add", [f"{block}.attended", before], f"{block}.sum"),
        _norm(f"{block}.sum", f"{output}.LayerNorm", f"{block}.middle"),
        *dense(f"{block}.middle", f"{block}.intermediate.dense", f"{block}.wide"),
        _node("Div", [f"{block}.wide", "root"], f"{block}.halved"),
        _node("Erf", [f"{block}.halved"], f"{block}.erf"),
        _node("Add", [f"{block}.erf", "one"], f"{block}.gate"),
        _node("Mul", [f"{block}.wide", f"{block}.gate"], f"{block}.gated"),
        _node("Mul", [f"{block}.gated", "half"], f"{block}.active"),
        *dense(f"{block}.active", f"{block}.output.dense", f"{block}.narrow"),
        _node("Add", [f"{block}.narrow", f"{block}.middle"], f"{block}.total"),
        _norm(f"{block}.total", f"{block}.output.LayerNorm", after),
    ]
