"""What it costs to make Parquet of 97 MB in 100 result files, beside DuckDB with as many threads.

DuckDB reads the same files with `read_json`, takes phrases and words apart with `unnest`, and writes the same columns,
in the faster of two ways: a scan for each table, or one scan into a table in memory. Then a million phrases, read and
written, with the peak of memory; and a program that is killed at random times and run again, until it is done.

All is done in processes of their own, and measured once the library has been imported; a second process of an export
begins with its imports.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from decoding import phrase, times

FILES, FILE_SIZE = 100, 970_000
ROUNDS = 5
MILLION_FILES, MILLION_PHRASES = 100, 10_000
KILLED_FILES, KILLS = 300, 20
SHORT_PHRASE = {
    "recognitionStatus": "Success",
    "channel": 0,
    "nBest": [{"confidence": 0.9, "display": "Good morning."}],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder))
        measure_million(Path(folder))
        kill_and_resume(Path(folder))


def compare(folder: Path) -> None:
    results = folder / "results"
    size, phrases = write_results(results)
    print(f"\n{size / 1e6:.0f} MB in {FILES} results, {phrases} phrases, to Parquet; a median of {ROUNDS} runs")
    print(f"{'':<52} {'seconds':>8} {'ratio':>6}")
    for count in (1, 2):
        names = ("duckdb-scans", "duckdb-memory", "tables")
        took: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(ROUNDS):
            for name in names:
                took[name].append(float(run(name, results, folder / "set", count)))
        median = {name: statistics.median(seconds) for name, seconds in took.items()}
        yardstick = min(median["duckdb-scans"], median["duckdb-memory"])
        for name, seconds in median.items():
            verdict = ("ok" if seconds <= yardstick else "OVER") if name == "tables" else ""
            workers = {"tables": "process or processes"}.get(name, "thread or threads").split(" or ")[count - 1]
            print(
                f"{f'{name}, {count} {workers}':<52} {seconds:>8.3f} {seconds / yardstick:>6.2f}  {verdict}", flush=True
            )


def measure_million(folder: Path) -> None:
    results = folder / "million"
    results.mkdir()
    for number in range(MILLION_FILES):
        said = [
            {**SHORT_PHRASE, **times("offset", index * 10**7), **times("duration", 10**7)}
            for index in range(MILLION_PHRASES)
        ]
        (results / f"{number}.json").write_text(json.dumps(content(number, said)))
    size = sum(path.stat().st_size for path in results.iterdir())
    print(f"\n{MILLION_FILES * MILLION_PHRASES} phrases, {size / 1e6:.0f} MB; memory is the peak above the imports")
    for name in ("read", "write"):
        seconds, memory = run(name, results, folder / "million-set", 1).split()
        print(f"{name:<52} {float(seconds):>8.3f} s {float(memory):>6.0f} MiB", flush=True)


def kill_and_resume(folder: Path) -> None:
    """Kill an export at random times, and check that all rows are there once."""
    results, target = folder / "killed", folder / "killed-set"
    results.mkdir()
    for number in range(KILLED_FILES):
        (results / f"{number}.json").write_text(json.dumps(content(number, [phrase(index) for index in range(20)])))
    chance, killed = random.Random(1), 0
    while killed < KILLS:
        shutil.rmtree(target, ignore_errors=True)
        for _ in range(5):
            command = [sys.executable, __file__, "small-groups", str(results), str(target), str(chance.choice((1, 2)))]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
                try:
                    process.wait(chance.uniform(0.2, 2.0))
                except subprocess.TimeoutExpired:
                    process.kill()
                    killed += 1
                else:
                    break
        run("small-groups", results, target, 1)
        print(f"killed {killed} times, then run to its end: {run('check', results, target, 1).strip()}", flush=True)


def run(task: str, results: Path, target: Path, count: int) -> str:
    if task not in ("small-groups", "check"):
        shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, __file__, task, str(results), str(target), str(count)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def write_results(folder: Path) -> tuple[int, int]:
    """Write results of 2024-11-15 with all that a job can ask for, and return their size and number of phrases."""
    folder.mkdir()
    said = [phrase(number) for number in range(FILE_SIZE // (len(json.dumps(phrase(100))) + 2))]
    for number in range(FILES):
        (folder / f"contenturl_{number}.json").write_text(json.dumps(content(number, said)))
    return sum(path.stat().st_size for path in folder.iterdir()), FILES * len(said)


def content(number: int, phrases: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "source": f"https://example.com/calls/2026/05/call-{number}.wav",
        "timestamp": "2026-05-01T16:20:01Z",
        "combinedRecognizedPhrases": [],
        "recognizedPhrases": phrases,
        **times("duration", len(phrases) * 10**7),
    }


def with_duckdb(results: Path, target: Path, threads: int, *, in_memory: bool) -> None:
    import duckdb  # pyright: ignore[reportMissingImports]

    started = time.perf_counter()
    target.mkdir()
    connection = duckdb.connect(config={"threads": threads})
    files = f"""read_json('{results}/*.json', filename = true, maximum_object_size = 100000000)"""
    scan = f"SELECT filename AS file, source, timestamp, duration, recognizedPhrases AS said FROM {files}"
    if in_memory:
        connection.execute(f"CREATE TABLE results AS {scan}")
        scan = "SELECT * FROM results"
    ticks = "(p.offsetInTicks / 10)::BIGINT AS start, ((p.offsetInTicks + p.durationInTicks) / 10)::BIGINT AS finish"
    numbered = f"SELECT file, source, unnest(said) AS p, generate_subscripts(said, 1) - 1 AS position FROM ({scan})"
    for name, query in {
        "inputs": f"SELECT file, source, timestamp, duration, len(said) AS phrases FROM ({scan})",
        "phrases": f"""SELECT file, source, position, p.channel, p.speaker, {ticks}, p.nBest[1].confidence,
            p.recognitionStatus AS status, p.nBest[1].display AS text, p.nBest[1].lexical, p.nBest[1].itn,
            p.nBest[1].maskedITN, p.nBest[1].display FROM ({numbered})""",
        "words": f"""SELECT file, source, phrase, position, {ticks}, p.word AS text, p.confidence FROM (
            SELECT file, source, position AS phrase, unnest(p.nBest[1].words) AS p,
            generate_subscripts(p.nBest[1].words, 1) - 1 AS position FROM ({numbered}))""",
    }.items():
        connection.execute(f"COPY ({query}) TO '{target}/{name}.parquet' (FORMAT parquet)")
    print(time.perf_counter() - started)


def with_tables(results: Path, target: Path, processes: int) -> None:
    import pyarrow

    from speechtotext.tables import write_dataset

    started = time.perf_counter()
    # As many threads as DuckDB has.
    pyarrow.set_cpu_count(processes)
    write_dataset(results, target, processes=processes)
    print(time.perf_counter() - started)


def small_groups(results: Path, target: Path, processes: int) -> None:
    from speechtotext import tables

    tables.write_dataset(results, target, processes=processes, group_bytes=100_000)


def check(results: Path, target: Path, _: int) -> None:
    """Compare the rows of a data set with those of the results."""
    import pyarrow.dataset as ds

    from speechtotext import tables

    keys = {"inputs": ["file"], "phrases": ["file", "position"], "words": ["file", "phrase", "position"]}
    for table, names in keys.items():
        order = [(name, "ascending") for name in names]
        written = ds.dataset(target / table).to_table().sort_by(order)
        assert written == tables.read(results, table).read_all().sort_by(order), table  # type: ignore[arg-type]
        print(f"{table} {written.num_rows}", end=" ")
    print("rows, each once")


def with_memory(work: Callable[[Path, Path], object], results: Path, target: Path) -> None:
    """Print seconds and MiB."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    work(results, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(time.perf_counter() - started, (peak - before) / (2**20 if sys.platform == "darwin" else 2**10))


def read(results: Path, target: Path, _: int) -> None:
    import pyarrow.dataset  # noqa: F401

    from speechtotext import tables

    with_memory(lambda results, _: [batch.num_rows for batch in tables.read(results, "phrases")], results, target)


def write(results: Path, target: Path, _: int) -> None:
    import pyarrow.dataset  # noqa: F401

    from speechtotext import tables

    with_memory(tables.write_dataset, results, target)


TASKS: dict[str, Callable[[Path, Path, int], None]] = {
    "duckdb-scans": lambda results, target, count: with_duckdb(results, target, count, in_memory=False),
    "duckdb-memory": lambda results, target, count: with_duckdb(results, target, count, in_memory=True),
    "tables": with_tables,
    "small-groups": small_groups,
    "check": check,
    "read": read,
    "write": write,
}

if __name__ == "__main__":
    match sys.argv[1:]:
        case [task, results, target, count]:
            TASKS[task](Path(results), Path(target), int(count))
        case _:
            main()
