"""File everything under a project."""

from speechtotext.v3_2 import Client, models

with Client(region="westeurope", key="secret") as stt:
    project = stt.projects.create(models.Project(display_name="Calls", locale="en-US"))
    reference = models.EntityReference(self_=project.self_ or "")
    stt.datasets.create(
        models.Dataset(display_name="Words", locale="en-US", kind=models.DatasetKind.LANGUAGE, project=reference)
    )
    for dataset in stt.projects.list_datasets(project):
        print(dataset.display_name, dataset.project == reference)
    stt.projects.delete(project)
