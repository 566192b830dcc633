"""What Discord refuses in a message, as far as it matters to a bot that writes text and buttons.

Numbers from https://discord.com/developers/docs/resources/message and .../components.
"""

from __future__ import annotations

from typing import Any


def broken_rule(message: dict[str, Any], *, new: bool) -> str | None:
    """The rule a message breaks, in words; None for a good one.

    Two rules are this project's own: every message with text names whom it may ping, and that is
    nobody.
    """
    content, embeds = message.get("content") or "", message.get("embeds") or []
    components = message.get("components") or []
    if new and not (content or embeds or components or message.get("attachments")):
        return "a message cannot be empty"
    if len(content.encode("utf-16-le")) // 2 > 2000:
        return "content must be 2000 or fewer in length"
    if content and (message.get("allowed_mentions") or {}).get("parse") != []:
        return "allowed_mentions must be present and allow nobody"
    return _broken_embed(embeds) or _broken_components(components)


def _broken_embed(embeds: list[dict[str, Any]]) -> str | None:
    if len(embeds) > 10:
        return "at most 10 embeds"
    total = 0
    for embed in embeds:
        fields = embed.get("fields", [])
        limits = [(embed.get("title"), 256), (embed.get("description"), 4096)]
        limits += [(embed.get("footer", {}).get("text"), 2048)]
        limits += [(field.get("name"), 256) for field in fields]
        limits += [(field.get("value"), 1024) for field in fields]
        if len(fields) > 25 or any(len(text or "") > limit for text, limit in limits):
            return "an embed is over its limits"
        total += sum(len(text or "") for text, _ in limits)
    return "embeds are over 6000 characters" if total > 6000 else None


def _broken_components(rows: list[dict[str, Any]]) -> str | None:
    if len(rows) > 5 or any(row.get("type") != 1 for row in rows):
        return "at most 5 action rows, and nothing else at the top"
    ids = []
    for row in rows:
        buttons = row.get("components", [])
        if not 1 <= len(buttons) <= 5:
            return "a row holds 1 to 5 buttons"
        for button in buttons:
            if len(button.get("label") or "") > 80:
                return "a label is over 80 characters"
            ids.append(button.get("custom_id") or button.get("url") or "")
    if any(not 1 <= len(identity) <= 100 for identity in ids) or len(set(ids)) != len(ids):
        return "custom ids are 1 to 100 characters and unique"
    return None


def broken_options(command: dict[str, Any], values: dict[str, Any]) -> str | None:
    """Why Discord's client would not let a person send these options of a command."""
    known = {option["name"]: option for option in command.get("options", [])}
    if unknown := set(values) - set(known):
        return f"no such options: {sorted(unknown)}"
    for name, option in known.items():
        if name not in values:
            if option.get("required"):
                return f"{name} is required"
            continue
        value, choices = values[name], option.get("choices")
        if choices and value not in [choice["value"] for choice in choices]:
            return f"{name} is not one of the choices"
        kinds: dict[int, type] = {3: str, 4: int, 5: bool}
        if not isinstance(value, kinds[option["type"]]):
            return f"{name} has the wrong type"
        longest = option.get("max_length", 6000)
        if isinstance(value, str) and not option.get("min_length", 0) <= len(value) <= longest:
            return f"{name} has the wrong length"
    return None
