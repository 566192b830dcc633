"""What people get from the commands and the button, with the real discord.py."""

from __future__ import annotations

import re
from datetime import date

import pytest

from archive.articles import Kind
from retrieval.answers import Answer, AnswerStatus
from retrieval.question import Question
from tests.bot.invented import answer, citation, sentence
from tests.fakes.discord_payloads import BOT, OTHER_PERSON
from tests.fakes.discord_rest import EPHEMERAL
from tests.fakes.discord_server import Message
from tests.fakes.discord_stage import TODAY, stage


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
            outlet="harbour",
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


async def test_a_name_the_archive_does_not_know_is_answered_with_near_ones() -> None:
    async with stage() as on:
        asked = await on.discord.slash("ask", question="What?", outlet="Habour Post")
        [shown] = await on.discord.responses(asked)
        assert shown["content"] == (
            "No outlet in this archive is called 'Habour Post'. "
            "Did you mean “Harbour Post”, “Evening Post”?"
        )
        assert on.chain.asked == []


async def test_sources_are_looked_up() -> None:
    async with stage(found=[citation(1), citation(2)]) as on:
        [shown] = await on.discord.responses(await on.discord.slash("sources", query="bridge"))
        assert shown["content"].startswith("**2 articles** near “bridge”")
        assert on.chain.asked == [Question(text="bridge", asked=TODAY)]
        pressed = await on.discord.click(shown, "Passages", by=OTHER_PERSON)
        [passages] = await on.discord.responses(pressed)
        assert "**Repairs will take until June**, the mayor" in passages["content"]


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
