from speechtotext.v3_2 import Client

with Client(region="westeurope", key="secret") as stt:
    for project in stt.projects.list():
        counts = project.properties
        if counts:
            print(project.display_name, counts.dataset_count, counts.model_count)
