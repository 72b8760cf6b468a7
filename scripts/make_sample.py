"""Make the sample recording again. Needs flite: `apt-get install flite`.

Two of its voices speak the lines of `call.txt` in turn.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import wave
from itertools import cycle
from pathlib import Path

from build_error import BuildError
from upstream.sources import ROOT

TEXT = ROOT / "overlay" / "speechtotext" / "emulator" / "sample" / "call.txt"
VOICES = ("slt", "rms")
SAMPLE_RATE = 16_000
BYTES_A_SAMPLE = 2
PAUSE = bytes(SAMPLE_RATE // 2 * BYTES_A_SAMPLE)


def spoken(voice: str, line: str) -> bytes:
    """The samples of a line: 16 bits each, mono."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        try:
            subprocess.run(["flite", "-voice", voice, "-t", line, "-o", str(path)], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise BuildError(f"flite does not speak: {error}") from error
        with wave.open(str(path), "rb") as recording:
            if (recording.getframerate(), recording.getsampwidth()) != (SAMPLE_RATE, BYTES_A_SAMPLE):
                raise BuildError(f"flite's voice {voice} is not one of {SAMPLE_RATE} Hz and {BYTES_A_SAMPLE * 8} bits.")
            return recording.readframes(recording.getnframes())


def main() -> int:
    lines = TEXT.read_text(encoding="utf-8").splitlines()
    try:
        samples = PAUSE.join(spoken(voice, line) for voice, line in zip(cycle(VOICES), lines, strict=False))
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 1
    with wave.open(str(TEXT.with_suffix(".wav")), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(BYTES_A_SAMPLE)
        recording.setframerate(SAMPLE_RATE)
        recording.writeframes(samples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
