# A program from another editor.
from speechtotext.v2025_10_15 import (Client,
	models)  # both


stt = Client( region = "westeurope" ,key="secret" ); props = models.TranscriptionProperties (
	diarization = models.DiarizationProperties(enabled=True, max_speakers=2) ,
	time_to_live_hours = 8	# long enough
)
job = stt . transcriptions \
	. create( models.Transcription( display_name='x', locale="en-US" , content_urls = [ "https://example.com/x.wav" ] , properties=props ) )
print( job.display_name  ,
       job.status, )
other = models.Transcription(
	display_name="y",
	locale="en-US",
	properties=models.TranscriptionProperties(time_to_live_hours=48)
)
print(other.locale);stt.close()