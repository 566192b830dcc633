"""Mentions and replies carry a conversation on, with the real discord.py."""

from __future__ import annotations

from retrieval.question import Turn
from tests.fakes.discord_payloads import BOT, OTHER_PERSON, THREAD
from tests.fakes.discord_stage import stage


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
