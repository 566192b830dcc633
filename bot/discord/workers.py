"""Blocking work kept off the event loop, so that the gateway's heartbeat is never late."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


class Workers:
    """At most `limit` blocking jobs at once, each in a daemon thread; further ones wait.

    Daemon threads rather than an executor: an executor's threads are joined when the interpreter
    ends, and one question that hangs would then keep the bot from ever stopping.
    """

    def __init__(self, limit: int = 2) -> None:
        self._slots = asyncio.Semaphore(limit)

    async def call(self, job: Callable[[], T]) -> T:
        """What `job` returns, or raises."""
        [result] = [item async for item in self.stream(lambda: [job()])]
        return result

    async def stream(self, job: Callable[[], Iterable[T]]) -> AsyncGenerator[T, None]:
        """What `job` yields, as it yields it; what it raises is raised here.

        A slot is free again when the thread has ended, not when the caller loses interest.
        """
        await self._slots.acquire()
        loop = asyncio.get_running_loop()
        results: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        unwanted = threading.Event()

        def tell(report: Callable[..., object], *arguments: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to tell
                loop.call_soon_threadsafe(report, *arguments)

        def work() -> None:
            try:
                for item in job():
                    if unwanted.is_set():
                        break
                    tell(results.put_nowait, ("item", item))
                tell(results.put_nowait, ("end", None))
            except Exception as error:
                tell(results.put_nowait, ("error", error))
            finally:
                tell(self._slots.release)

        threading.Thread(target=work, name="backfile-worker", daemon=True).start()
        try:
            while True:
                what, value = await results.get()
                if what == "end":
                    return
                if what == "error":
                    raise value
                yield value
        finally:
            unwanted.set()
