"""Pages changed in the browser, beside the preview of them."""
