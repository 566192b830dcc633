"""Errors, slowness, load, lost connections and shutdown, with the real discord.py."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from archive.errors import ArchiveBusy, SettingsError
from bot.discord.client import build_client, run
from retrieval.answers import Answer
from retrieval.question import Question
from retrieval.sources import SourceList
from tests.bot.invented import SEARCHED, answer, sentence
from tests.fakes.chains import FakeChain
from tests.fakes.discord_payloads import BOT, CHANNEL, DIRECT
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_stage import failing, plain, read, stage


async def test_sentences_appear_while_it_works_at_a_measured_pace() -> None:
    def five(question: Question) -> Answer:
        return answer(*(sentence(f"Sentence {n}.") for n in range(5)), question=question.text)

    async with stage(five, pause=0.1, pace=0.2) as on:
        asked = await on.discord.slash("ask", question="When?")
        await on.discord.responses(asked)
        await on.discord.until(lambda: "**Answered**" in on.discord.sent[0]["content"])
        edits = [one for one in on.discord.rest.asked if one.method == "PATCH"]
        assert edits[0].body["content"].endswith("-# Still reading…")
        assert edits[0].body["content"].startswith("Sentence 0. [1]")
        assert len(edits) >= 2
        times = [edit.at for edit in edits[:-1]]
        gaps = [b - a for a, b in pairwise(times)]
        assert all(gap >= 0.19 for gap in gaps)


async def test_an_unexpected_error_is_told_kindly_and_logged_with_its_reference(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with stage(failing(RuntimeError("key sk-secret is wrong"))) as on:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="When?"))
        [told] = await on.discord.replies(await on.discord.say(f"<@{BOT}> When?"))
    for message in (shown, told):
        found = re.fullmatch(
            r"Sorry, I could not do that. Something went wrong on my side. "
            r"\(reference `([0-9a-f]{8})`\)",
            message["content"],
        )
        assert found
        assert found[1] in caplog.text


async def test_an_error_meant_for_people_is_shown() -> None:
    async with stage(failing(ArchiveBusy("The archive is being rebuilt.", "Wait."))) as on:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="When?"))
        assert "The archive is being rebuilt. (reference" in shown["content"]


async def test_a_question_that_takes_too_long_is_given_up() -> None:
    async with stage(patience=0.1) as on:
        on.chain.gate.clear()
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="When?"))
        assert "longer than I can wait" in shown["content"]


async def test_an_answer_that_outlasts_the_interaction_comes_as_a_message() -> None:
    async with stage(pause=0.2) as on:
        on.discord.rest.interaction_life = 0.1
        await on.discord.slash("ask", question="When?")
        await on.discord.until(lambda: len(on.discord.sent) == 2)
        late = on.discord.sent[1]
        assert late["channel_id"] == CHANNEL
        assert late["content"].startswith("> When?\n**Answered**")
        assert late["components"]


async def test_a_private_answer_that_outlasts_the_interaction_goes_to_the_asker_directly() -> None:
    async with stage(pause=0.2) as on:
        on.discord.rest.interaction_life = 0.1
        await on.discord.slash("ask", question="When?", private=True)
        await on.discord.until(lambda: len(on.discord.sent) == 2)
        assert on.discord.sent[1]["channel_id"] == DIRECT


async def test_an_interaction_seen_too_late_is_still_answered() -> None:
    async with stage() as on:
        on.discord.rest.acknowledge_within = -1.0
        await on.discord.slash("ask", question="When?")
        await on.discord.until(lambda: len(on.discord.sent) == 1)
        assert on.discord.sent[0]["content"].startswith("> When?")


async def test_work_happens_off_the_event_loop_and_heartbeats_go_on() -> None:
    async with stage(heartbeat=0.1) as on:
        on.chain.gate.clear()
        asked = await on.discord.slash("ask", question="When?")
        beats = len(on.discord.gateway.heartbeats)
        while len(on.discord.gateway.heartbeats) < beats + 4:
            await asyncio.sleep(0.05)
        on.chain.gate.set()
        await on.discord.responses(asked)
        assert on.chain.threads == {"backfile-worker"}


async def test_a_cut_connection_is_resumed_and_what_was_missed_is_answered() -> None:
    async with stage() as on:
        await on.discord.gateway.drop()
        message = await on.discord.say(f"<@{BOT}> When?")
        assert len(await on.discord.replies(message)) == 1
        assert on.discord.gateway.resumed == 1


async def test_commands_are_registered_with_the_servers_named() -> None:
    async with stage(guilds=[5001]) as on:
        puts = [one.path for one in on.discord.rest.asked if one.method == "PUT"]
        assert puts == ["/api/v10/applications/9001/guilds/5001/commands"]
        assert set(on.discord.rest.commands) == {"ask", "sources"}


async def test_only_harmless_intents_are_asked_for() -> None:
    async with stage() as on:
        assert on.discord.gateway.intents == (1 << 0) | (1 << 9)


async def test_a_refused_token_is_said_with_its_remedy() -> None:
    async with FakeDiscord() as discord:
        bot = build_client(
            chain=FakeChain(plain),
            read=read,
            sources=lambda question: SourceList(citations=(), searched=SEARCHED),
            proxy=discord.proxy,
            connector=discord.connector(),
        )
        with pytest.raises(SettingsError, match="DISCORD_TOKEN"):
            await run(bot, "another-token")


@asynccontextmanager
async def process(
    discord: FakeDiscord, certificate: Path, *, work: float
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process of its own."""
    discord.gateway.ready.clear()
    environment = os.environ | {
        "SSL_CERT_FILE": str(certificate),
        "PROXY": discord.proxy,
        "DISCORD_TOKEN": discord.token,
        "WORK": str(work),
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.fakes.discord_bot",
        env=environment,
        cwd=Path(__file__).parents[2],
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await asyncio.wait_for(discord.gateway.ready.wait(), 30)
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def test_a_process_told_to_stop_finishes_its_answers_and_its_old_buttons_still_speak(
    tmp_path: Path,
) -> None:
    async with FakeDiscord(heartbeat=0.2, patience=20.0) as discord:
        certificate = discord.certificate(tmp_path / "authority.pem")
        async with process(discord, certificate, work=0.8) as bot:
            asked = await discord.slash("ask", question="When?")
            await discord.until(lambda: asked.acknowledged is not None)
            beats = len(discord.gateway.heartbeats)
            bot.send_signal(signal.SIGTERM)
            [shown] = await discord.responses(asked)
            assert "The bridge closed. [1]" in shown["content"]
            assert len(discord.gateway.heartbeats) - beats >= 2
            _, errors = await asyncio.wait_for(bot.communicate(), 20)
            assert bot.returncode == 0
            assert b"Traceback" not in errors
            assert discord.token.encode() not in errors
        async with process(discord, certificate, work=0.0):
            [told] = await discord.responses(await discord.click(shown, "Passages"))
            assert told["content"].startswith("I no longer have the passages")
        assert discord.rest.refusals == []


@pytest.mark.parametrize(
    ("command", "options", "said"),
    [("ask", {"question": "When?"}, "The bridge closed."), ("sources", {"query": "x"}, "Nothing")],
)
async def test_what_was_only_just_acknowledged_when_the_bot_is_stopped_is_finished(
    command: str, options: dict[str, str], said: str
) -> None:
    async with stage() as on:
        asked = await on.discord.slash(command, **options)
        await on.discord.until(lambda: asked.acknowledged is not None)
        await on.bot.close()
        [shown] = await on.discord.responses(asked)
        assert said in shown["content"]


async def test_an_answer_cut_off_by_a_stop_is_not_left_thinking(tmp_path: Path) -> None:
    async with stage() as on:
        on.chain.gate.clear()
        asked = await on.discord.slash("ask", question="When?")
        await on.discord.until(lambda: asked.acknowledged is not None)
        await on.bot.desk.close(grace=0.05)
        [shown] = await on.discord.responses(asked)
        assert "being restarted" in shown["content"]
        again = await on.discord.slash("ask", question="When?")
        [refused] = await on.discord.responses(again)
        assert "being restarted" in refused["content"]


async def test_twenty_questions_at_once_are_each_answered_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    async with stage(pause=0.05, heartbeat=0.2, workers=4) as on:
        asked = [await on.discord.slash("ask", question=f"Question {n}?") for n in range(20)]
        for number, interaction in enumerate(asked):
            [shown] = await on.discord.responses(interaction)
            assert shown["content"].startswith(f"> Question {number}?\n**Answered**")
        beats = on.discord.gateway.heartbeats
        assert all(b - a < 1.0 for a, b in pairwise(beats))
        assert len(on.discord.sent) == 20
        assert "heartbeat blocked" not in caplog.text
