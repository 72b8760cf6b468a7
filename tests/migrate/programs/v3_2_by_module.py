import speechtotext.v3_2
from speechtotext import v3_2, id_of
import speechtotext.v3_1, speechtotext.v3_2

client: speechtotext.v3_2.Client = speechtotext.v3_2.Client(region="westeurope", key="secret")
jobs: "list[v3_2.models.Transcription]" = client.transcriptions.list().all()
print([id_of(job) for job in jobs], speechtotext.v3_1.API_VERSION, v3_2.API_VERSION)
client.close()
