"""Debian's Chromium opens and operates every page: nothing leaves the site, and nothing is kept but a chosen theme."""

import urllib.parse

from chromium import NEEDS_CHROMIUM, visit

pytestmark = NEEDS_CHROMIUM
TYPED = "Qzsecret face"
OPERATE = """async typed => {
  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const tell = field => ["input", "change"].forEach(kind => field.dispatchEvent(new Event(kind, {bubbles: true})));
  let operated = 0;
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const field of document.querySelectorAll("input:not([type=file]), select, textarea")) {
    field.focus();
    if (field.type === "checkbox" || field.type === "radio") field.click();
    else if (field.type === "date") field.value = "2026-11-20";
    else if (field.tagName === "SELECT") {
      for (const option of field.options) { field.value = option.value; tell(field); }
    } else field.value = typed;
    tell(field);
    operated += 1;
  }
  await wait(document.querySelector(".search") ? 400 : 0);
  for (const button of document.querySelectorAll("main button, header summary, main summary")) {
    button.click();
    operated += 1;
  }
  await wait(document.querySelector(".diary") ? 400 : 5);
  return operated;
}"""
KEPT = """async () => ({
  cookies: document.cookie, local: {...localStorage}, session: {...sessionStorage},
  databases: await indexedDB.databases(), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length, name: window.name, state: history.state,
})"""
NOTHING = {"cookies": "", "local": {}, "session": {}, "databases": [], "caches": [], "workers": 0, "name": "",
           "state": None}  # fmt: skip


def test_nothing_is_sent_elsewhere_or_stored_but_a_chosen_theme(open_page, real_site, samples):
    shown, asked, said, operated = open_page(width=320, accept_downloads=False), [], [], {}
    shown.on("console", lambda message: said.append(message.text))
    shown.context.on("request", lambda request: asked.append(request))
    shown.context.on("page", lambda page: asked.append(page))  # no window of its own
    shown.on("dialog", lambda dialog: dialog.accept())  # the diary is deleted last
    for url in visit(shown, real_site, samples):
        assert said == [], url  # no page breaks its own policy
        operated[url] = shown.evaluate(OPERATE, TYPED)
        assert shown.evaluate(KEPT) == NOTHING, url
        address = urllib.parse.urlsplit(shown.url)
        if url == "search/":
            assert (address.query, address.fragment) == ("q=Qzsecret+face", "")
        else:
            assert not address.query and "secret" not in shown.url, url
        said.clear()
    assert len(operated) == len(samples) > 15 and sum(operated.values()) > 100
    assert operated["referral/what-to-send/"] > 15 and operated["referral/grading/"] >= 6
    outside = [request.url for request in asked if not request.url.startswith((real_site[0], "blob:", "data:"))]
    assert outside == [] and {request.method for request in asked} == {"GET"}
    assert [request.url for request in asked if "secret" in request.url.lower()] == []
    assert shown.context.cookies() == []
    shown.goto(real_site[0])
    shown.get_by_role("button", name="Dark view").click()
    assert shown.evaluate(KEPT) == NOTHING | {"local": {"theme": "dark"}}


def test_the_network_log_of_this_test_would_show_what_leaves(open_page, real_site):
    shown, asked = open_page(bypass_csp=True), []
    shown.context.on("request", lambda request: asked.append(request.url))
    shown.goto(real_site[0])
    shown.evaluate("navigator.sendBeacon('http://127.0.0.1:9/beacon'); new Image().src = 'http://127.0.0.1:9/pixel'")
    shown.wait_for_timeout(200)
    assert {"http://127.0.0.1:9/beacon", "http://127.0.0.1:9/pixel"} <= set(asked)
