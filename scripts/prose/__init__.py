"""The language of what people read: rules of this project, for proselint."""
