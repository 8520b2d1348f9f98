"""The whole way from files to a site."""

from conftest import page


def test_a_tiny_site_builds(build_site):
    site = build_site({"content/index.md": page("Home", body="Call [us](contact.md).\n")})
    assert '<a href="./contact/">us</a>' in site["index.html"]
    assert sorted(site.files) == ["404.html", "contact/index.html", "index.html", "robots.txt"]
