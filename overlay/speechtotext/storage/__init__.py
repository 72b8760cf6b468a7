"""Storage for recordings: upload local files, sign links that the service can read, list and delete what lies there.

`BlobStorage` is Azure Blob Storage (`[storage]`). `FsspecStorage` is any file system of fsspec that can sign links,
such as S3 and Google Cloud Storage (`[fsspec]`). `open_storage` picks one of them by the URL. Methods block; call them
from any number of threads.

    from datetime import timedelta
    from pathlib import Path

    from speechtotext.storage import BlobStorage

    storage = BlobStorage("https://ACCOUNT.blob.core.windows.net/recordings", credential=DefaultAzureCredential())
    for done in storage.put("call.wav", Path("call.wav")):
        print(done, "bytes")
    url = storage.link("call.wav", timedelta(days=1))
"""

from ._blob_storage import BlobStorage
from ._fsspec_storage import FsspecStorage
from ._opening import open_storage
from ._protocol import Storage, StoredObject

__all__ = ["BlobStorage", "FsspecStorage", "Storage", "StoredObject", "open_storage"]
