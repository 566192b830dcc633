"""A chat model's name, as it is set, into LangChain's client of its provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.errors import ChatModelUnavailable
from retrieval.chat.budget import CONTEXT

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

_EXTRAS = ("openai", "anthropic", "ollama")


def load_chat_model(name: str, *, timeout: float = 60.0, context: int = CONTEXT) -> BaseChatModel:
    """The chat model that `name`, such as "openai:gpt-4o-mini", stands for; nothing is called yet.

    `timeout` is in seconds and bounds each request where the provider's client can do so. `context`
    is in tokens: Ollama is asked for as many, since it silently drops the beginning of what is
    longer than its own default. Raises ChatModelUnavailable when the provider is unknown, its
    package missing, or its key not set.
    """
    from langchain.chat_models import init_chat_model

    provider, _, model = name.partition(":")
    if not (provider and model):
        raise ChatModelUnavailable(
            f"{name!r} does not name a chat model.",
            "Write provider:model, such as BACKFILE_CHAT_MODEL=ollama:llama3.2.",
        )
    known: dict[str, dict[str, Any]] = {
        "ollama": {
            "temperature": 0,
            "num_ctx": context,
            "client_kwargs": {"timeout": timeout},
        },
        "openai": {"timeout": timeout, "max_retries": 1},
        "anthropic": {"timeout": timeout, "max_retries": 1},
    }
    try:
        loaded: BaseChatModel = init_chat_model(
            model, model_provider=provider, **known.get(provider, {})
        )
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        remedy = f"Install {package} beside Backfile."
        if provider in _EXTRAS:
            remedy = f"It is the extra `{provider}`: run `make {provider}`, or install {package}."
        raise ChatModelUnavailable(
            f"The package for {provider!r} chat models is not installed.", remedy
        ) from error
    except Exception as error:
        if "nsupported" in str(error) and isinstance(error, ValueError):
            raise ChatModelUnavailable(
                f"{provider!r} is no provider of chat models that LangChain knows.",
                f"Known are {', '.join(_EXTRAS)} and others that LangChain lists.",
            ) from error
        raise ChatModelUnavailable(
            f"The chat model {name!r} could not be set up ({type(error).__name__}).",
            f"Set {provider.upper()}_API_KEY, or whatever the provider asks for.",
        ) from error
    return loaded
