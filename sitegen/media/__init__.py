"""Pictures and films become files to publish."""
