"""The real SDK of OpenTelemetry, set up for one test and taken away again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from opentelemetry.sdk.metrics.export import InMemoryMetricReader
    from opentelemetry.sdk.trace import ReadableSpan
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


@contextmanager
def unset_providers() -> Iterator[None]:
    """Let a program set the providers of this process, and forget them afterwards: OpenTelemetry lets it once."""
    from opentelemetry import trace
    from opentelemetry.metrics import _internal as metrics
    from opentelemetry.util._once import Once

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trace, "_TRACER_PROVIDER", None)
        patch.setattr(trace, "_TRACER_PROVIDER_SET_ONCE", Once())
        patch.setattr(metrics, "_METER_PROVIDER", None)
        patch.setattr(metrics, "_METER_PROVIDER_SET_ONCE", Once())
        yield
    # By this the client knows that somebody watches.
    sys.modules.pop("opentelemetry", None)


@dataclass(frozen=True)
class Observed:
    """What was exported in memory."""

    exporter: InMemorySpanExporter
    reader: InMemoryMetricReader
    begun: list[str]

    @property
    def spans(self) -> list[ReadableSpan]:
        """The spans that have ended, in the order in which they began."""
        return sorted(self.exporter.get_finished_spans(), key=lambda span: span.start_time or 0)

    @property
    def open(self) -> list[str]:
        """The names of spans that have begun and not ended."""
        return list((Counter(self.begun) - Counter(span.name for span in self.spans)).elements())

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.spans if span.name == name]

    def path(self, span: ReadableSpan) -> list[str]:
        """The names of a span and of those that it belongs to, from the outermost one on."""
        by_id = {each.context.span_id: each for each in self.spans if each.context is not None}
        names = [span.name]
        while span.parent is not None:
            span = by_id[span.parent.span_id]
            names.insert(0, span.name)
        return names

    def values(self, name: str) -> list[tuple[Mapping[str, Any], Any]]:
        """The attributes and values of a metric; of a histogram, how many values it has."""
        data = self.reader.get_metrics_data()
        return [
            (dict(point.attributes or {}), getattr(point, "value", None) or getattr(point, "count", 0))
            for resource in (data.resource_metrics if data is not None else ())
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
        ]


@contextmanager
def observing() -> Iterator[Observed]:
    """Export spans and metrics in memory."""
    from opentelemetry import metrics, trace
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import InMemoryMetricReader
    from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    with unset_providers():
        exporter, reader = InMemorySpanExporter(), InMemoryMetricReader()
        tracers = TracerProvider(shutdown_on_exit=False)
        begun: list[str] = []

        class Begun(SpanProcessor):
            def on_start(self, span: Span, parent_context: Any = None) -> None:
                begun.append(span.name)

        tracers.add_span_processor(Begun())
        tracers.add_span_processor(SimpleSpanProcessor(exporter))
        meters = MeterProvider([reader], shutdown_on_exit=False)
        trace.set_tracer_provider(tracers)
        metrics.set_meter_provider(meters)
        yield Observed(exporter, reader, begun)
        tracers.shutdown()
        meters.shutdown()
