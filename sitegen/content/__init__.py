"""What staff wrote, read into the model."""
