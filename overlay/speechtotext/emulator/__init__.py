"""A local emulator of the Speech to text service: all API versions, without an account or a network.

    with Emulator(transitions="at-once") as emulator:
        url = emulator.storage.put("call.wav", Path("call.wav").read_bytes())
        stt = Client(endpoint=emulator.endpoint, key=emulator.key)

It needs the extra `[emulator]`. README.md beside this file lists what it does, and what it does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speechtotext.emulator._control.tokens import EmulatorCredential, EmulatorToken
    from speechtotext.emulator._entities.files import Product
    from speechtotext.emulator._entities.state import DEVELOPMENT_KEY, Resource
    from speechtotext.emulator._jobs.transitions import Polls, Seconds, Transitions
    from speechtotext.emulator._recognition.audio import AudioFacts
    from speechtotext.emulator._recognition.sample import SAMPLE
    from speechtotext.emulator._recognition.transcribers import Phrase, Recording, Transcriber, Transcript, Word
    from speechtotext.emulator._storage.blobs import Storage, StorageError

    from ._emulator import Emulator
    from ._faults import FaultKind
    from ._odd_answers import OddAnswer

__all__ = [
    "DEVELOPMENT_KEY",
    "SAMPLE",
    "AudioFacts",
    "Emulator",
    "EmulatorCredential",
    "EmulatorToken",
    "FaultKind",
    "OddAnswer",
    "Phrase",
    "Polls",
    "Product",
    "Recording",
    "Resource",
    "Seconds",
    "Storage",
    "StorageError",
    "Transcriber",
    "Transcript",
    "Transitions",
    "Word",
]

_HOMES = {
    "DEVELOPMENT_KEY": "_entities.state",
    "SAMPLE": "_recognition.sample",
    "AudioFacts": "_recognition.audio",
    "Emulator": "_emulator",
    "EmulatorCredential": "_control.tokens",
    "EmulatorToken": "_control.tokens",
    "FaultKind": "_faults",
    "OddAnswer": "_odd_answers",
    "Phrase": "_recognition.transcribers",
    "Polls": "_jobs.transitions",
    "Product": "_entities.files",
    "Recording": "_recognition.transcribers",
    "Resource": "_entities.state",
    "Seconds": "_jobs.transitions",
    "Storage": "_storage.blobs",
    "StorageError": "_storage.blobs",
    "Transcriber": "_recognition.transcribers",
    "Transcript": "_recognition.transcribers",
    "Transitions": "_jobs.transitions",
    "Word": "_recognition.transcribers",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use, because pytest loads the plugin in every test run."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    except ModuleNotFoundError as error:
        if (error.name or "speechtotext").partition(".")[0] == "speechtotext":
            raise
        message = f'speechtotext.emulator needs {error.name}: pip install "speechtotext-client[emulator]"'
        raise ModuleNotFoundError(message, name=error.name) from None
