"""What jobs do as time goes by: transitions, transcriptions, datasets, evaluations, web hooks."""
