"""Pages and files for machines, made from the model."""
