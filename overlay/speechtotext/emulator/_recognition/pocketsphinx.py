"""Recognition of English speech with PocketSphinx and the model that comes with it.

Of demo quality: clear, read speech comes back well; telephone calls do not.
"""

from __future__ import annotations

import re
import threading
from array import array
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, repeat

from .transcribers import Recording, Transcript, Word, phrase

try:
    import miniaudio
    from pocketsphinx import Decoder, Endpointer
except ModuleNotFoundError as error:
    raise ModuleNotFoundError('Recognition needs PocketSphinx: pip install "speechtotext-client[asr]"') from error

# Of Ogg, miniaudio knows Vorbis alone; given anything else, it may take it for MP3.
_DECODED_FORMATS = ("AIFF", "FLAC", "MP3", "WAV")
_SAMPLE_RATE = 16_000
_BYTES_A_SAMPLE = 2
# In frames of 30 ms: a second.
_ENOUGH_SILENCE = 34
_FRAME = timedelta(milliseconds=10)


class PocketSphinx:
    """Recognises speech on each channel of a recording; a pause of 0.3 seconds ends a phrase.

    It knows English, in AIFF, FLAC, MP3, WAV and Ogg Vorbis: what is something else is left to the next transcriber.
    Recordings are recognised one after another, the same always with the same result.
    """

    def __init__(self) -> None:
        self._decoder = Decoder(samprate=_SAMPLE_RATE, loglevel="FATAL")
        self._lock = threading.Lock()

    def __call__(self, recording: Recording) -> Transcript | None:
        facts = recording.facts
        is_decoded = facts.format in _DECODED_FORMATS or facts.codec == "vorbis"
        if not (is_decoded and recording.locale.lower().startswith("en")):
            return None
        with self._lock:
            try:
                phrases = [
                    phrase(channel, words)
                    for channel, offset, speech in _utterances(recording.data, facts.channels)
                    if (words := self._words(offset, speech))
                ]
            except miniaudio.MiniaudioError:
                return None
        return Transcript(tuple(sorted(phrases, key=lambda phrase: phrase.offset)))

    def _words(self, offset: timedelta, speech: bytes) -> list[Word]:
        """Recognise the words of an utterance."""
        # What it learnt of the last speaker's voice would change the result.
        self._decoder.reinit_feat()
        self._decoder.start_utt()
        self._decoder.process_raw(speech, full_utt=True)
        self._decoder.end_utt()
        if not self._decoder.hyp():
            return []
        # Pauses and noises are <sil>, [NOISE] and the like; the second pronunciation of a word is word(2).
        spoken = [segment for segment in self._decoder.seg() if segment.word[0] not in "<["]
        texts = _sentence([segment.word.partition("(")[0] for segment in spoken])
        return [
            Word(
                text,
                offset + _FRAME * segment.start_frame,
                _FRAME * (segment.end_frame + 1 - segment.start_frame),
                min(segment.prob, 1.0),
            )
            for text, segment in zip(texts, spoken, strict=True)
        ]


def _utterances(data: bytes, channels: int) -> Iterator[tuple[int, timedelta, bytes]]:
    """Yield channel, offset and samples of each utterance."""
    endpointers = [Endpointer(sample_rate=_SAMPLE_RATE) for _ in range(channels)]
    heard = [bytearray() for _ in range(channels)]
    size = endpointers[0].frame_bytes
    samples = miniaudio.stream_memory(
        data, miniaudio.SampleFormat.SIGNED16, channels, _SAMPLE_RATE, frames_to_read=size // _BYTES_A_SAMPLE
    )
    # Speech that goes on to the end is ended by silence.
    silence = array("h", bytes(size * channels))
    for block in chain(samples, repeat(silence, _ENOUGH_SILENCE)):
        for channel, endpointer in enumerate(endpointers):
            speech = endpointer.process(block[channel::channels].tobytes().ljust(size, b"\0"))
            if speech:
                heard[channel] += speech
                if not endpointer.in_speech:
                    yield channel, timedelta(seconds=endpointer.speech_start), bytes(heard[channel])
                    heard[channel].clear()


def _sentence(words: list[str]) -> list[str]:
    """Return words in display form: capital letter first, full stop last."""
    shown = [re.sub(r"^i\b", "I", word) for word in words]
    if shown:
        shown[0] = shown[0][0].upper() + shown[0][1:]
        shown[-1] += "."
    return shown
