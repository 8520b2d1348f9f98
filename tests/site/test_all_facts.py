"""Everything a practice can say of itself, invented here, is shown where it belongs; what is not given, nowhere."""

import html
import re
import types

import html5lib
import pytest
from conftest import REAL_DAY
from samples import file_of, photograph
from trees import graph, text_of

import build as commands
from sitegen.cache import content_of

GIVEN = """
fax: (310) 555-0111
email: desk@example.org
locations:
  - name: Main office
    street: 1 Example Street
    postal_code: "90210"
    hours:
      monday: 9:00 to 17:00
      tuesday: 9:00 to 17:00
      wednesday: closed
      friday: 9:00 to 12:00, 13:00 to 16:30
    exceptions:
      - {on: 2026-12-24, until: 2026-12-26, hours: closed, why: Winter holidays}
      - {on: 2026-11-25, hours: closed, why: A day that is over}
    parking: Behind the house, free for two hours
    access: A ramp on the north side
    directions: https://maps.example.org/one
    latitude: 34.06721
    longitude: -118.39802
  - name: Valley office
    street: 2 Sample Road
    city: Sampleton
    postal_code: "91300"
    telephone: "+18185550112"
    fax: (818) 555-0113
telephones:
  - {number: "+13105550114", use: text}
  - {number: "+13105550115", use: patients, note: In Spanish}
  - {number: "+13105550119", use: doctors, note: At night}
emergency_number: "112"
booking: https://book.example.org/us
pay: https://pay.example.org/us
portal: https://portal.example.org/us
form: {address: "https://forms.example.org/visit"}
languages: [English, Spanish]
insurance: {plans: [Plan Alpha, Plan Beta], checked_on: 2026-11-01}
profiles: [https://www.social.example.org/us]
notices:
  - {text: Closed for repairs today, from: 2026-11-26, until: 2026-11-26}
  - {text: Only for the contact page, until: 2026-12-01, pages: [contact.md]}
  - {text: A notice of next week, from: 2026-12-01, until: 2026-12-02}
referrals:
  telephone: (310) 555-0116
  fax: (310) 555-0117
  secure_email: referrals@example.org
  acknowledged_within: 2 working days
  wait: {time: 3 weeks, as_of: 2026-11-20}
security: {contact: "mailto:security@example.org", expires: 2027-06-01}
"""
PERSON = """name: Babak Azizzadeh
boards: [An example board of surgery]
posts: [An example hospital]
societies: [An example society]
npi: "1234567890"
languages: [English, Persian]
portrait: {src: portrait.jpg, alt: A face made up for a test}
"""
DOCTORS = (
    "(310) 555-0116",
    "(310) 555-0119",
    "(310) 555-0117",
    "referrals@example.org",
    "2 working days",
    "3 weeks (on November 20, 2026)",
)
SHOWN = {  # page → words
    "contact/": [
        "(310) 555-0111", "desk@example.org", "1 Example Street", "90210", "2 Sample Road", "(818) 555-0112",
        "(818) 555-0113", "Monday and Tuesday", "9 am to 5 pm", "9 am to noon, 1 pm to 4:30 pm",
        "December 24, 2026 to December 26, 2026: closed", "Winter holidays", "Behind the house",
        "A ramp on the north side", "(310) 555-0114", "(310) 555-0115", "In Spanish", "book.example.org",
        "pay.example.org", "portal.example.org", "English, Spanish", "Plan Alpha, Plan Beta",
        "checked on November 1, 2026", "How we can reach you", "Closed for repairs today",
        "Only for the contact page",
    ],
    "conditions/bells-palsy/": [
        "1 Example Street", "Open Monday and Tuesday 9 am to 5 pm", "ask online", "(310) 555-0114",
        "social.example.org", "Closed for repairs today",
    ],
    "treatments/botulinum-toxin/": ["1 Example Street", "2 Sample Road", "Sampleton", "ask online", "(310) 555-0114"],
    "referral/": DOCTORS,
    "referral/when-to-refer/": DOCTORS,
    "conditions/bells-palsy/handout/": [
        "1 Example Street, Beverly Hills, CA 90210", "Valley office: 2 Sample Road",
        "Open Monday and Tuesday 9 am to 5 pm",
    ],
    "about/people/babak-azizzadeh/": [
        "An example board of surgery", "An example hospital", "An example society", "1234567890", "English; Persian",
    ],
}  # fmt: skip
LINKS = {"conditions/bells-palsy/": ["tel:112", "sms:+13105550114", "https://book.example.org/us"],
         "contact/": ["tel:112", "sms:+13105550114", "tel:+13105550115", "mailto:desk@example.org", "https://maps.example.org/one",
                      "tel:+18185550112", "tel:+13105550111"],
         "referral/": ["tel:+13105550116", "tel:+13105550119", "tel:+13105550117",
                       "mailto:referrals@example.org"]}  # fmt: skip


def site_of(built):
    files = {path: content_of(file) for path, file in built.files.items()}
    pages = {
        path.removesuffix("index.html"): html5lib.parse(data, namespaceHTMLElements=False)
        for path, data in files.items()
        if path.endswith("index.html")
    }
    return types.SimpleNamespace(files=files, pages=pages)


@pytest.fixture(scope="module")
def full(tmp_path_factory, copied):
    folder = tmp_path_factory.mktemp("full")
    root, path = copied(folder), folder / "content/about/people/babak-azizzadeh.md"
    with open(f"{root}/content/practice.yaml", "a") as file:
        file.write(GIVEN)
    path.write_text(path.read_text().replace("name: Babak Azizzadeh\n", PERSON, 1))
    path.with_name("portrait.jpg").write_bytes(file_of(photograph(600, 800)))
    return site_of(commands.build(root, REAL_DAY))


@pytest.fixture(scope="module")
def bare(real_built):
    return site_of(real_built)


def leaves(node):
    """Every text of structured data with its name."""
    for name, value in node.items() if isinstance(node, dict) else ():
        for one in value if isinstance(value, list) else [value]:
            yield from leaves(one) if isinstance(one, dict) else [(name, str(one))]


@pytest.mark.parametrize("url", SHOWN)
def test_every_fact_is_shown_where_it_belongs(full, url):
    text = text_of(full.pages[url])
    assert [fact for fact in SHOWN[url] if fact not in text] == []


def test_a_portrait_is_shown_with_its_words(full):
    page = full.pages["about/people/babak-azizzadeh/"]
    [picture] = page.findall(".//img[@alt='A face made up for a test']")
    person = graph(page)["ProfilePage"]["mainEntity"]
    assert person["image"] == "https://facialparalysisinstitute.com/" + picture.get("src").replace("../", "")
    assert person["knowsLanguage"] == ["English", "Persian"]


@pytest.mark.parametrize("url", LINKS)
def test_numbers_and_addresses_are_links(full, url):
    links = {element.get("href") for element in full.pages[url].iter("a")}
    assert set(LINKS[url]) <= links


def test_facts_of_other_days_and_notices_of_other_pages_are_not_shown(full):
    for url, page in full.pages.items():
        text = text_of(page)
        assert "A day that is over" not in text and "A notice of next week" not in text, url
        assert ("Only for the contact page" in text) == (url == "contact/"), url


def test_a_number_for_doctors_stands_on_no_page_for_patients(full):
    assert "tel:+13105550119" in {link.get("href") for link in full.pages["referral/when-to-refer/"].iter("a")}
    assert [
        url for url in full.pages if "555-0119" in text_of(full.pages[url]) and not url.startswith("referral/")
    ] == []


def test_the_vcard_holds_every_place_and_number_but_those_for_doctors(full):
    lines = full.files["practice.vcf"].decode().replace("\r\n ", "").split("\r\n")
    assert "place1.ADR;TYPE=WORK:;;1 Example Street;Beverly Hills;CA;90210;US" in lines
    assert "place2.ADR;TYPE=WORK:;;2 Sample Road;Sampleton;CA;91300;US" in lines
    assert {"place1.X-ABLABEL:Main office", "place2.TEL;TYPE=WORK,VOICE:+18185550112"} <= set(lines)
    assert {"TEL;TYPE=WORK,CELL,MSG:+13105550114", "TEL;TYPE=WORK,FAX:(310) 555-0111"} <= set(lines)
    assert not [line for line in lines if "5550119" in line]


def test_structured_data_has_hours_special_days_places_and_contacts(full):
    clinic = graph(full.pages["contact/"])["MedicalClinic"]
    first, second = clinic["department"]
    assert [hours["dayOfWeek"].rpartition("/")[2] + hours["opens"] for hours in first["openingHoursSpecification"]] == [
        "Monday09:00", "Tuesday09:00", "Friday09:00", "Friday13:00",
    ]  # fmt: skip
    assert first["specialOpeningHoursSpecification"] == [
        {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00",
         "validFrom": "2026-12-24", "validThrough": "2026-12-26"}
    ]  # fmt: skip
    assert first["geo"] == {"@type": "GeoCoordinates", "latitude": "34.06721", "longitude": "-118.39802"}
    assert (second["telephone"], second["address"]["addressLocality"]) == ("+18185550112", "Sampleton")
    assert clinic["knowsLanguage"] == ["English", "Spanish"] and clinic["sameAs"] == [
        "https://www.social.example.org/us"
    ]
    assert [point["telephone"] for point in clinic["contactPoint"]] == ["+13105550114", "+13105550115"]
    doctor = graph(full.pages["about/people/babak-azizzadeh/"])["Physician"]
    assert (doctor["usNPI"], doctor["telephone"]) == ("1234567890", "+13106572203")
    refer = graph(full.pages["referral/when-to-refer/"])["MedicalWebPage"]["mentions"]
    assert (refer["telephone"], refer["email"]) == ("+13105550116", "referrals@example.org")


VISIBLE = ("streetAddress", "addressLocality", "postalCode", "faxNumber", "email", "knowsLanguage", "usNPI", "name")


def test_structured_data_says_nothing_that_a_reader_cannot_see(full):
    for url, page in full.pages.items():
        text, links = text_of(page), {element.get("href") for element in page.iter("a")}
        for kind in ("MedicalClinic", "Physician", "ProfilePage", "MedicalWebPage"):
            for name, value in leaves(graph(page).get(kind, {})):
                if name in ("telephone", "sameAs"):
                    assert links & {value, f"tel:{value}", f"sms:{value}"}, (url, name, value)
                elif name in VISIBLE and kind in ("MedicalClinic", "Physician"):
                    assert value in text, (url, name, value)


def test_a_form_may_be_sent_to_its_own_service_and_nowhere_else(full, bare):
    [form] = full.pages["contact/"].findall(".//form[@method='post']")
    assert form.get("action") == "https://forms.example.org/visit"
    assert [field.get("name") for field in form.iter("input")] == ["name", "reach", "time"] and not form.findall(
        ".//textarea"
    )
    [policy] = full.pages["contact/"].findall(".//meta[@http-equiv='Content-Security-Policy']")
    assert "form-action https://forms.example.org" in policy.get("content")
    assert b"form-action https://forms.example.org;" in full.files["_headers"]
    assert b"form-action 'none'" in bare.files["_headers"] and not bare.pages["contact/"].findall(
        ".//form[@method='post']"
    )


def test_with_nothing_given_no_frame_of_a_page_speaks_of_absence(bare):
    for url, page in bare.pages.items():
        frame = [
            *page.iter("header"),
            *page.iter("footer"),
            *(one for one in page.iter("section") if "card" in one.get("class", "")),
        ]
        text = " ".join(" ".join(part.itertext()) for part in frame)
        assert not re.search(r"\bNone\b|not (?:given|listed)|Fax|E-mail|Open \b", text), (url, text)
        assert page.findall(".//form[@method='post']") == [] and page.findall(".//*[@class='notice']") == [], url


def test_security_txt_is_there_while_it_holds(full, bare):
    assert full.files[".well-known/security.txt"].startswith(b"Contact: mailto:security@example.org\n")
    assert ".well-known/security.txt" not in bare.files


NAME = "The Facial Paralysis Institute"
SOURCES = r'<li class="page-record__source".*?</li>|"citation":\[.*?\]|<section class="tier-list".*?</section>'


def test_a_changed_name_and_number_leave_no_old_one_in_any_file(tmp_path, copied):
    root, facts = copied(tmp_path), tmp_path / "content/practice.yaml"
    facts.write_text(facts.read_text().replace(NAME, "An Example Clinic").replace("3106572203", "3105550118"))
    files = commands.build(root, REAL_DAY).files
    pictures = (".png", ".woff2", ".jpg", ".jpeg", ".webp", ".avif")
    texts = {path: content_of(file) for path, file in files.items() if not path.endswith(pictures)}
    assert len(texts) > 150 and not any(path.endswith(".pdf") for path in texts)  # the form says the old ones
    for path, data in texts.items():
        text = html.unescape(data.decode())
        assert "657-2203" not in text and "6572203" not in text, path
        assert NAME not in re.sub(SOURCES, "", text, flags=re.DOTALL), path
