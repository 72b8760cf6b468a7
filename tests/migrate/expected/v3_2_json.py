"""Jobs that are kept as JSON."""

import json
from pathlib import Path

from speechtotext.v2025_10_15 import Client, models

job = models.Transcription.from_dict(
    {
        "displayName": "From JSON",
        "locale": "en-US",
        "contentUrls": ["https://example.com/1.wav"],
        "properties": {"diarizationEnabled": True, "timeToLive": "PT6H", "channels": [0]},
    }
)
Path("job.json").write_text(json.dumps(job.to_dict()))
MODULE = "speechtotext.v3_2"

with Client(region="westeurope", key="secret") as stt:
    stt.transcriptions.create(models.Transcription.from_dict(json.loads(Path("job.json").read_text())))
