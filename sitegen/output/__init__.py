"""The finished site: checked, compressed, published."""
