# A program from another editor.
from speechtotext.v3_2 import (Client,
	models)  # both


stt = Client( region = "westeurope" ,key="secret" ); props = models.TranscriptionProperties (
	diarization_enabled = True ,
	time_to_live = "PT8H"	# long enough
)
job = stt . transcriptions \
	. create( models.Transcription( display_name='x', locale="en-US" , content_urls = [ "https://example.com/x.wav" ] , properties=props ) )
print( job.display_name  ,
       job.status, )
other = models.Transcription(
	display_name="y",
	locale="en-US"
)
print(other.locale);stt.close()