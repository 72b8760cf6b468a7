from speechtotext.v3_2 import Client

stt = Client(region="westeurope", key="secret")
print stt.transcriptions.create
