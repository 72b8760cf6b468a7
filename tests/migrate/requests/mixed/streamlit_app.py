import streamlit as st
import requests, time, os

speech_key = st.secrets["SPEECH_KEY"]
service_region = st.sidebar.selectbox("Region", ["eastus", "westus"])
headers = {"Ocp-Apim-Subscription-Key": speech_key}

def start(url):
    endpoint = "https://{0}.api.cognitive.microsoft.com/speechtotext/v3.0/transcriptions".format(service_region)
    body = {"contentUrls": [url], "locale": st.session_state["lang"], "displayName": "st"}
    r = requests.post(endpoint, headers=headers, json=body)
    if r.ok:
        st.session_state["job"] = r.headers.get("location")
    return r

if st.button("Go"):
    start(st.text_input("URL"))
    job_url = st.session_state["job"]
    with st.spinner("..."):
        status = ""
        while status not in ["Succeeded", "Failed"]:
            time.sleep(5)
            status = requests.get(job_url, headers=headers).json().get("status")
    files_response = requests.get(job_url + "/files", headers=headers)
    for v in files_response.json()["values"]:
        if v["kind"] == "Transcription":
            st.write(requests.get(v["links"]["contentUrl"]).json())
