from fastapi import FastAPI, Response

app = FastAPI()
JOBS = {}


@app.post("/speechtotext/v3.2/transcriptions", status_code=201)
def create(body: dict, response: Response):
    JOBS["1"] = body
    return {"self": "http://localhost/1", "status": "NotStarted"}


@app.get("/speechtotext/v3.2/transcriptions/{job_id}")
def read(job_id: str):
    return {"status": "Succeeded", **JOBS[job_id]}
