"""What there is: kinds of page, the practice, the site; no files, no HTML."""
