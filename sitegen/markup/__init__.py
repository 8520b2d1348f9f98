"""A writer's text becomes HTML."""
