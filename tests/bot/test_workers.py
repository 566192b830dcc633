"""Blocking work off the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import aclosing

import pytest

from bot.discord.workers import Workers


async def test_a_call_returns_what_its_job_returned_from_another_thread() -> None:
    assert await Workers().call(threading.get_ident) != threading.get_ident()


async def test_what_a_job_raises_is_raised_to_the_caller() -> None:
    def fail() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        await Workers().call(fail)


async def test_a_stream_hands_on_each_item_as_it_comes() -> None:
    go = threading.Event()

    def job() -> Iterator[int]:
        yield 1
        go.wait(10)
        yield 2

    seen = []
    async for item in Workers().stream(job):
        seen.append(item)
        go.set()
    assert seen == [1, 2]


async def test_no_more_jobs_run_at_once_than_there_are_workers() -> None:
    running, most = 0, 0
    lock = threading.Lock()

    def job() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.02)
        with lock:
            running -= 1

    workers = Workers(2)
    await asyncio.gather(*(workers.call(job) for _ in range(8)))
    assert most == 2


async def test_a_job_nobody_waits_for_stops_and_frees_its_worker() -> None:
    ended = threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            ended.set()

    workers = Workers(1)
    async with aclosing(workers.stream(endless)) as items:
        async for _ in items:
            break
    assert await asyncio.wait_for(workers.call(lambda: "next"), 10) == "next"
    assert await asyncio.to_thread(ended.wait, 10)
