"""The generator of the site: sources go in, files come out."""
