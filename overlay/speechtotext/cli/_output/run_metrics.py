"""What a command has done, as a file that the textfile collector of Prometheus' node_exporter reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from speechtotext import _clock

if TYPE_CHECKING:
    from speechtotext._telemetry import Attributes, Instrument

_LAST_SUCCESS: Final = "speechtotext_run_last_success_timestamp_seconds"
_UNITS: Final = {"s": "_seconds", "By": "_bytes"}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})

Labels = tuple[tuple[str, str], ...]


class _Histogram:
    """Counts values up to each of some bounds."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = bounds
        self._up_to = [0] * len(bounds)
        self._count = 0
        self._sum = 0.0

    def add(self, value: float) -> None:
        self._up_to = [count + (value <= bound) for count, bound in zip(self._up_to, self._bounds, strict=True)]
        self._count += 1
        self._sum += value

    def lines(self, name: str, labels: Labels) -> Iterator[str]:
        bounds = [*map(repr, map(float, self._bounds)), "+Inf"]
        for bound, count in zip(bounds, [*self._up_to, self._count], strict=True):
            yield _sample(f"{name}_bucket", (*labels, ("le", bound)), count)
        yield _sample(f"{name}_sum", labels, self._sum)
        yield _sample(f"{name}_count", labels, self._count)


class RunMetrics:
    """Adds up what a run measures. Threads may record at once.

    Args:
        path: of the file.
        command: name of the command.
    """

    def __init__(self, path: Path, command: str) -> None:
        self._path = path
        self._command: Labels = (("command", command),)
        self._began = _clock.utc_now().timestamp()
        self._lock = Lock()
        self._counters: dict[Instrument, dict[Labels, float]] = {}
        self._histograms: dict[Instrument, dict[Labels, _Histogram]] = {}

    def record(self, instrument: Instrument, value: float, attributes: Attributes) -> None:
        """Add a value."""
        labels = _labels(attributes)
        with self._lock:
            if instrument.kind == "counter":
                values = self._counters.setdefault(instrument, {})
                values[labels] = values.get(labels, 0) + value
            else:
                histograms = self._histograms.setdefault(instrument, {})
                histograms.setdefault(labels, _Histogram(instrument.buckets)).add(value)

    def write(self, exit_code: int) -> None:
        """Write the file, as a whole or not at all.

        Raises:
            FileError: it cannot be written.
        """
        # Imported here because it is slow to import.
        from speechtotext._files.atomic_write import write_atomically

        write_atomically(self._path, "".join(f"{line}\n" for line in self._lines(exit_code)).encode())

    def _lines(self, exit_code: int) -> Iterator[str]:
        now = _clock.utc_now().timestamp()
        success = now if exit_code == 0 else self._last_success()
        yield from self._gauge("speechtotext_run_start_timestamp_seconds", "When the run began.", self._began)
        yield from self._gauge("speechtotext_run_duration_seconds", "Duration of the run.", now - self._began)
        yield from self._gauge("speechtotext_run_exit_code", "Its exit code.", exit_code)
        if success is not None:
            yield from self._gauge(_LAST_SUCCESS, "When a run ended last with exit code 0.", success)
        with self._lock:
            for instrument, counters in self._counters.items():
                name = f"{prometheus_name(instrument)}_total"
                yield from _header(name, "counter", instrument.description)
                for labels, value in counters.items():
                    yield _sample(name, self._command + labels, value)
            for instrument, histograms in self._histograms.items():
                yield from _header(prometheus_name(instrument), "histogram", instrument.description)
                for labels, histogram in histograms.items():
                    yield from histogram.lines(prometheus_name(instrument), self._command + labels)

    def _gauge(self, name: str, description: str, value: float) -> Iterator[str]:
        yield from _header(name, "gauge", description)
        yield _sample(name, self._command, value)

    def _last_success(self) -> float | None:
        """Return when an earlier run succeeded, from the file that it wrote."""
        try:
            # A device or pipe has nothing to read.
            written = self._path.read_text(encoding="utf-8") if self._path.is_file() else ""
        except (OSError, ValueError):
            return None
        found = re.search(rf"^{_LAST_SUCCESS}\{{[^}}]*\}} ([0-9.e+]+)$", written, re.MULTILINE)
        return None if found is None else float(found[1])


def prometheus_name(instrument: Instrument) -> str:
    """Return the name of an instrument as OpenTelemetry's exporter for Prometheus gives it, without _total."""
    return instrument.name.replace(".", "_") + _UNITS.get(instrument.unit, "")


def _labels(attributes: Mapping[str, object]) -> Labels:
    return tuple(
        (name.replace(".", "_"), str(value).lower() if isinstance(value, bool) else str(value))
        for name, value in sorted(attributes.items())
    )


def _header(name: str, kind: str, description: str) -> Iterator[str]:
    yield f"# HELP {name} {description}"
    yield f"# TYPE {name} {kind}"


def _sample(name: str, labels: Labels, value: float) -> str:
    shown = ",".join(f'{label}="{text.translate(_ESCAPES)}"' for label, text in labels)
    return f"{name}{{{shown}}} {float(value)!r}"
