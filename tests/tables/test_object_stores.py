"""Results in an object store, and a data set beside them: S3 as moto has it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from speechtotext import FileError, SpeechError, tables
from storage.s3 import S3, SECRET, s3
from tables.expected import FILES as ALL_FILES

__all__ = ["s3"]

FILES = ALL_FILES[:3]


def test_results_in_a_bucket_become_a_data_set_there(s3: S3) -> None:
    from s3fs import S3FileSystem

    bucket = s3.new_bucket()
    store = S3FileSystem(**s3.options, use_listings_cache=False, skip_instance_cache=True)
    for file in FILES:
        store.pipe_file(f"{bucket}/results/2026/{file.name}", file.read_bytes())
    origin, target = f"s3://{bucket}/results", f"s3://{bucket}/set"

    for known in (0, len(FILES)):
        done = tables.write_dataset(
            origin, target, group_bytes=1, storage_options=s3.options, target_options=s3.options
        )
        assert (done.known, done.unreadable) == (known, ())

    for table in tables.SCHEMAS:
        written = pa.concat_tables([pq.read_table(store.open(name)) for name in store.ls(f"{bucket}/set/{table}")])
        expected = tables.read(origin, table, storage_options=s3.options).read_all()
        assert sorted(written.to_pylist(), key=str) == sorted(expected.to_pylist(), key=str)
        local = tables.read(FILES, table).read_all()
        assert expected.drop(["file"]) == local.drop(["file"])


def test_a_bucket_that_is_not_there_is_told_without_secrets(s3: S3) -> None:
    with pytest.raises(FileError, match=r"s3://no-such-bucket/results cannot be listed"):
        tables.read("s3://no-such-bucket/results", storage_options=s3.options).read_all()
    with pytest.raises(SpeechError) as failed:
        tables.write_dataset(FILES, "s3://no-such-bucket/set", target_options=s3.options)
    assert SECRET not in f"{failed.value!r} {failed.value}"
