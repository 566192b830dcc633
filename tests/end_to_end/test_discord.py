"""The real discord.py against a Discord on loopback: what people do, and what they get."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from archive.articles import Kind
from archive.errors import ArchiveBusy, SettingsError
from bot.discord.client import BackfileBot, build_client, run
from retrieval.answers import Answer, AnswerStatus, Evidence
from retrieval.question import Question, Turn
from tests.bot.invented import answer, citation, evidence, sentence
from tests.fakes.chains import FakeChain, Say
from tests.fakes.discord_payloads import BOT, CHANNEL, DIRECT, OTHER_PERSON, THREAD
from tests.fakes.discord_rest import EPHEMERAL
from tests.fakes.discord_server import FakeDiscord, Message

TODAY = date(2024, 2, 8)


def plain(question: Question) -> Answer:
    return answer(sentence("The bridge closed."), question=question.text)


def failing(error: Exception) -> Say:
    def say(question: Question) -> Answer:
        raise error

    return say


@dataclass
class Stage:
    """A running bot and the Discord it is on."""

    discord: FakeDiscord
    bot: BackfileBot
    chain: FakeChain


@asynccontextmanager
async def stage(
    say: Say = plain,
    *,
    pause: float = 0.0,
    found: Sequence[Evidence] = (),
    heartbeat: float = 30.0,
    **options: Any,
) -> AsyncIterator[Stage]:
    chain = FakeChain(say, pause=pause)

    def sources(question: Question) -> Sequence[Evidence]:
        chain.asked.append(question)
        return found

    async with FakeDiscord(heartbeat=heartbeat) as discord:
        bot = build_client(
            chain=chain,
            sources=sources,
            today=lambda: TODAY,
            proxy=discord.proxy,
            connector=discord.connector(),
            **options,
        )
        serving = asyncio.create_task(bot.start(discord.token))
        try:
            await asyncio.wait_for(discord.gateway.ready.wait(), 15)
            yield Stage(discord, bot, chain)
        finally:
            chain.gate.set()
            await bot.close()
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving


async def test_ask_is_acknowledged_at_once_and_answered_with_its_sources() -> None:
    async with stage() as on:
        asked = await on.discord.slash("ask", question="When did it close?")
        [shown] = await on.discord.responses(asked)
        assert shown["content"].startswith(
            "> When did it close?\n**Answered**\nThe bridge closed. [1]\n\n**Sources**\n[1] "
            "**Marrow bridge closes** — Harbour Post, 3 Feb 2024 · "
            "[open](<https://harbourpost.example/marrow-bridge>)"
        )
        assert asked.acknowledged is not None
        assert asked.acknowledged - asked.at < 1.0
        assert on.chain.asked == [Question(text="When did it close?", asked=TODAY)]
        assert on.discord.rest.refusals == []


async def test_ask_hands_its_filters_on() -> None:
    async with stage() as on:
        asked = await on.discord.slash(
            "ask",
            question="What?",
            since="2024-01-01",
            until="2024-01-31",
            outlet="Harbour Post",
            kind="opinion",
        )
        await on.discord.responses(asked)
        assert on.chain.asked == [
            Question(
                text="What?",
                asked=TODAY,
                since=date(2024, 1, 1),
                until=date(2024, 1, 31),
                outlets=("Harbour Post",),
                kinds=(Kind.OPINION,),
            )
        ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": "last march"}, "Please write `since` as YYYY-MM-DD"),
        ({"until": "2024-02-31"}, "no such day"),
        ({"since": "2024-02-02", "until": "2024-02-01"}, "Please swap them"),
    ],
)
async def test_a_bad_date_is_explained_to_the_asker_alone(
    options: dict[str, str], said: str
) -> None:
    async with stage() as on:
        asked = await on.discord.slash("ask", question="What?", **options)
        [shown] = await on.discord.responses(asked)
        assert said in shown["content"]
        assert shown["flags"] & EPHEMERAL
        assert on.chain.asked == []


async def test_a_private_question_is_answered_privately_and_not_remembered() -> None:
    async with stage() as on:
        asked = await on.discord.slash("ask", question="What?", private=True)
        [shown] = await on.discord.responses(asked)
        assert shown["flags"] & EPHEMERAL
        follow_up = await on.discord.say(f"<@{BOT}> and then?")
        await on.discord.replies(follow_up)
        assert on.chain.asked[-1].history == ()


async def test_sources_are_looked_up() -> None:
    async with stage(found=[evidence(1), evidence(2)]) as on:
        [shown] = await on.discord.responses(await on.discord.slash("sources", query="bridge"))
        assert shown["content"].startswith("**2 articles** near “bridge”")
        assert on.chain.asked == [Question(text="bridge", asked=TODAY)]


async def test_a_mention_carries_the_conversation_on() -> None:
    async with stage() as on:
        await on.discord.responses(await on.discord.slash("ask", question="When?"))
        message = await on.discord.say(f"<@{BOT}> And why?")
        [shown] = await on.discord.replies(message)
        assert shown["content"].startswith("**Answered**\nThe bridge closed. [1]")
        [turn] = on.chain.asked[-1].history
        assert on.chain.asked[-1].text == "And why?"
        assert turn == Turn(question="When?", answer="The bridge closed.")


async def test_a_reply_by_somebody_else_carries_the_same_conversation_on() -> None:
    async with stage() as on:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="When?"))
        message = await on.discord.say("And why?", to=shown, by=OTHER_PERSON)
        await on.discord.replies(message)
        assert [turn.question for turn in on.chain.asked[-1].history] == ["When?"]


async def test_people_in_a_channel_have_their_own_conversations() -> None:
    async with stage() as on:
        await on.discord.replies(await on.discord.say(f"<@{BOT}> When?"))
        await on.discord.replies(await on.discord.say(f"<@{BOT}> Who?", by=OTHER_PERSON))
        assert on.chain.asked[-1].history == ()


async def test_people_in_a_thread_share_one_conversation() -> None:
    async with stage() as on:
        await on.discord.replies(await on.discord.say(f"<@{BOT}> When?", where=THREAD))
        second = await on.discord.say(f"<@{BOT}> Who?", where=THREAD, by=OTHER_PERSON)
        await on.discord.replies(second)
        assert [turn.question for turn in on.chain.asked[-1].history] == ["When?"]


async def test_quick_follow_ups_are_answered_one_after_the_other() -> None:
    async with stage(pause=0.05, workers=4) as on:
        messages = [await on.discord.say(f"<@{BOT}> {n}?", where=THREAD) for n in range(4)]
        for message in messages:
            await on.discord.replies(message)
        assert [len(question.history) for question in on.chain.asked] == [0, 1, 2, 3]
        assert [question.text for question in on.chain.asked] == ["0?", "1?", "2?", "3?"]


async def test_an_empty_mention_gets_a_short_help() -> None:
    async with stage() as on:
        [shown] = await on.discord.replies(await on.discord.say(f"<@{BOT}>"))
        assert "/ask" in shown["content"]
        assert on.chain.asked == []


async def test_a_reply_that_discord_hides_is_asked_for_again() -> None:
    async with stage() as on:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="When?"))
        hidden = await on.discord.say("And why?", to=shown, ping=False)
        [told] = await on.discord.replies(hidden)
        assert "only when it mentions me" in told["content"]


async def test_talk_among_people_is_none_of_its_business() -> None:
    async with stage() as on:
        first = await on.discord.say("Has the bridge closed?")
        await on.discord.say("Yes.", to=first)
        await on.discord.replies(await on.discord.say(f"<@{BOT}> Has it?"))
        assert len(on.discord.sent) == 1


async def test_an_endless_question_is_declined() -> None:
    async with stage() as on:
        [shown] = await on.discord.replies(await on.discord.say(f"<@{BOT}> {'why ' * 400}"))
        assert "1,000 or fewer" in shown["content"]


async def test_the_passages_button_shows_them_to_whoever_presses_it() -> None:
    async with stage() as on:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="When?"))
        pressed = await on.discord.click(shown, "Passages", by=OTHER_PERSON)
        [passages] = await on.discord.responses(pressed)
        assert passages["flags"] & EPHEMERAL
        assert "**Repairs will take until June**, the mayor" in passages["content"]
        assert "[open](<https://harbourpost.example/marrow-bridge>)" in passages["content"]


async def test_a_button_whose_passages_are_gone_says_so() -> None:
    async with stage() as on, stage() as later:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="When?"))
        pressed = await later.discord.click(shown, "Passages")
        [told] = await later.discord.responses(pressed)
        assert told["content"].startswith("I no longer have the passages")


async def test_an_abstention_offers_the_nearest_passages() -> None:
    def nothing(question: Question) -> Answer:
        return answer(status=AnswerStatus.NOT_FOUND, nearest=(citation(),), question=question.text)

    async with stage(nothing) as on:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question="Who?"))
        assert "**Not in this archive.** Nothing in 41 articles" in shown["content"]
        [passages] = await on.discord.responses(await on.discord.click(shown, "Passages"))
        assert "Repairs will take" in passages["content"]


async def test_a_long_answer_is_told_whole_over_several_messages() -> None:
    texts = [f"Sentence number {n} tells more of the old bridge." for n in range(150)]

    def long(question: Question) -> Answer:
        return answer(*map(sentence, texts), question=question.text)

    async with stage(long) as on:

        async def posts() -> list[Message]:
            await on.discord.until(
                lambda: bool(on.discord.sent and on.discord.sent[-1]["components"])
            )
            shown = on.discord.sent[:]
            on.discord.rest.messages.clear()
            return shown

        await on.discord.slash("ask", question="Everything?")
        by_command = await posts()
        message = await on.discord.say(f"<@{BOT}> Everything?")
        by_mention = await posts()
        for shown in (by_command, by_mention):
            whole = " ".join(post["content"] for post in shown)
            assert re.findall(r"Sentence number \d+ [\w ]+\. \[1\]", whole) == [
                f"{text} [1]" for text in texts
            ]
            assert len(shown) > 3
            assert not any(post["components"] for post in shown[:-1])
        assert str(by_mention[0]["message_reference"]["message_id"]) == message["id"]
        assert on.discord.rest.refusals == []


async def test_nothing_it_posts_can_ping_or_pass_for_its_own_words() -> None:
    bad = "@everyone <@7001> <@&5001> **b** [x](https://evil.example)"

    def hostile(question: Question) -> Answer:
        source = citation(headline=bad, outlet=bad, quote=bad, passage=bad)
        return answer(sentence(bad), citations=(source,), question=question.text)

    async with stage(hostile) as on:
        [shown] = await on.discord.responses(await on.discord.slash("ask", question=bad))
        await on.discord.responses(await on.discord.click(shown, "Passages"))
        await on.discord.replies(await on.discord.say(f"<@{BOT}> {bad}"))
        await on.discord.responses(await on.discord.slash("ask", question="?", since=bad))
        assert len(on.discord.sent) == 4
        for post in on.discord.sent:
            assert not re.search(r"@(everyone|here|[!&]?\d)", post["content"])
            assert "](https" not in re.sub(r"\\.", "", post["content"])
        written = [asked.body for asked in on.discord.rest.asked if asked.body]
        for body in written:
            message = body.get("data", body) if isinstance(body, dict) else {}
            if message.get("content"):
                assert message["allowed_mentions"]["parse"] == []


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
    assert "sk-secret" in caplog.text


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
            sources=lambda question: [],
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
