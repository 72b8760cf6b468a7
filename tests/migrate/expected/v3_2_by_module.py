import speechtotext.v2025_10_15
from speechtotext import v2025_10_15, id_of
import speechtotext.v2025_10_15

client: speechtotext.v2025_10_15.Client = speechtotext.v2025_10_15.Client(region="westeurope", key="secret")
jobs: "list[v2025_10_15.models.Transcription]" = client.transcriptions.list().all()
print([id_of(job) for job in jobs], speechtotext.v2025_10_15.API_VERSION, v2025_10_15.API_VERSION)
client.close()
