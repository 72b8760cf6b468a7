import typer
import httpx
from rich import print

app = typer.Typer()
BASE = "https://{region}.api.cognitive.microsoft.com/speechtotext/{version}"


def _client(region: str, key: str, version: str = "v3.2") -> httpx.Client:
    return httpx.Client(base_url=BASE.format(region=region, version=version), headers={"Ocp-Apim-Subscription-Key": key}, timeout=60)


@app.command()
def models(region: str = typer.Option("eastus"), key: str = typer.Option(..., envvar="KEY")):
    with _client(region, key) as c:
        r = c.get("/models/base", params={"top": 100})
        print(r.json())


@app.command()
def delete_all(region: str = "eastus", key: str = typer.Argument(...)):
    with _client(region, key) as client:
        resp = client.get("/transcriptions")
        for t in resp.json().get("values", []):
            tid = t["self"].split("/")[-1]
            print("deleting", tid)
            client.delete(f"/transcriptions/{tid}")


if __name__ == "__main__":
    app()
