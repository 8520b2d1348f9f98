"""The letter as quick text and as a FHIR file, in Debian's Chromium; the file is held to HL7's types for R4B.

R4B (4.3.0) left the resources of R4 (4.0.1) that are used here as they were.
"""

import base64
import datetime
import io
import json
import re

import pytest
import zxingcpp
from chromium import NEEDS_CHROMIUM, WIDER, asked_by, printed
from conftest import ROOT
from fhir.resources.R4B.bundle import Bundle
from PIL import Image
from playwright.sync_api import expect
from pydantic import ValidationError

pytestmark = NEEDS_CHROMIUM
URL = "referral/what-to-send/"
HOSTILE = '<img src=x onerror="alert(1)">"}],\\ \u202e\u0000</pre>'
CLEANED = '<img src=x onerror="alert(1)">"}],\\ </pre>'
TO = {"opening": "Referral to us, here", "name": "A practice", "mainTelephone": "(310) 555-0100", "city": "A city",
      "region": "California"}  # fmt: skip
TYPED = "() => { const make = URL.createObjectURL; URL.createObjectURL = it => make(it, (window.type = it.type)); }"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"


@pytest.fixture
def open_letter(open_page, real_site):
    def open_letter(width=1280, **options):
        shown = open_page(width, **options)
        shown.goto(real_site[0] + URL)
        return shown

    return open_letter


@pytest.fixture(scope="module")
def call(browser, real_site):
    """Calls what fhir-bundle.js exports: call("it.reasons(value)", {...})."""
    [path] = (real_site[2] / "js").glob("fhir-bundle.*.js")
    context = browser.new_context()
    shown = context.new_page()
    shown.goto(real_site[0] + URL)

    def call(expression, argument):
        source = f"async value => {{ const it = await import('/js/{path.name}'); return {expression}; }}"
        return shown.evaluate(source, argument)

    yield call
    context.close()


def checked(text):
    """The resources of a bundle by their type, once HL7's types have accepted it and every reference leads to one."""
    Bundle.model_validate_json(text)
    assert not re.search(r': (""|null|\[\]|\{\})', text)  # FHIR has no empty values; the types let some pass
    bundle = json.loads(text)
    assert bundle["type"] == "collection"
    resources = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    assert len(resources) == len(bundle["entry"])
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", url) for url in resources)
    assert set(re.findall(r'"reference": "([^"]*)"', text)) == resources.keys() - {next(iter(resources))}
    found = {resource["resourceType"]: resource for resource in resources.values()}
    assert next(iter(found)) == "ServiceRequest" and len(found) == len(resources)
    request, document = found["ServiceRequest"], found["DocumentReference"]
    assert (request["status"], request["intent"]) == ("draft", "order") and request["code"]["text"]
    assert (document["status"], document["docStatus"]) == ("current", "preliminary")
    assert resources[request["subject"]["reference"]] == resources[document["subject"]["reference"]] == found["Patient"]
    return found


def letter_of(found):
    [content] = found["DocumentReference"]["content"]
    assert content["attachment"]["contentType"] == "text/plain;charset=utf-8"
    return base64.b64decode(content["attachment"]["data"], validate=True).decode()


def test_the_types_refuse_what_r4_refuses():
    request = {"resourceType": "ServiceRequest", "status": "draft", "intent": "order", "subject": {"display": "A.B."}}

    def read(resource):
        entries = [{"fullUrl": "urn:uuid:x", "resource": resource}]
        Bundle.model_validate_json(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))

    read(request)
    wrong = [{"code": "text"}, {"note": [{}]}, {"authoredOn": "soon"}, {"performer": {}}, {"new": 1}]
    missing = [{key: request[key] for key in request if key != name} for name in ("status", "intent", "subject")]
    for resource in (*(request | fault for fault in wrong), *missing):
        with pytest.raises(ValidationError):
            read(resource)


def test_a_file_holds_the_letter_and_whom_it_is_from_to_and_about(open_letter):
    shown = open_letter()
    asked = asked_by(shown)
    for label in ("Patient", "ICD-10-CM code", "Cause and what was excluded", "The question"):
        shown.get_by_label(label).first.fill(HOSTILE)
    shown.get_by_label("Referring doctor").fill("Dr. Łódź\n(310) 555-0142")
    shown.evaluate(TYPED)
    with shown.expect_download() as saved:
        shown.get_by_role("button", name="FHIR file").click()
    assert shown.evaluate("type") == "application/fhir+json"
    assert saved.value.suggested_filename == "referral.json"
    expect(shown.get_by_text("Saved as referral.json.")).to_be_visible()
    text = saved.value.path().read_text()
    found = checked(text)
    assert letter_of(found) == shown.get_by_label("The letter").input_value()
    assert found["Patient"]["identifier"] == [{"type": {"text": "Initials or record number"}, "value": CLEANED}]
    assert found["Practitioner"]["name"] == [{"text": "Dr. Łódź"}]
    request = found["ServiceRequest"]
    assert request["reasonCode"] == [{"text": CLEANED}, {"text": CLEANED}] and request["note"] == [{"text": CLEANED}]
    assert request["subject"]["display"] == CLEANED and "coding" not in text
    organization = found["Organization"]
    assert organization["name"] == "The Facial Paralysis Institute"
    assert organization["telecom"] == [{"system": "phone", "value": "(310) 657-2203", "use": "work"}]
    assert organization["address"] == [{"city": "Beverly Hills", "state": "California"}]
    assert asked == []
    assert shown.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_file_says_nothing_of_what_was_not_answered(call):
    text = call("it.bundle({}, 'Referral', value, new Date(0))", TO)
    found = checked(text)
    assert found["Patient"] == {"resourceType": "Patient"} and "Practitioner" not in found
    assert found["ServiceRequest"].keys() == {
        "resourceType", "status", "intent", "code", "subject", "authoredOn", "performer", "supportingInfo",
    }  # fmt: skip
    assert found["ServiceRequest"]["authoredOn"] == found["DocumentReference"]["date"] == "1970-01-01T00:00:00.000Z"
    assert json.loads(text)["timestamp"] == "1970-01-01T00:00:00.000Z"


def test_every_answer_may_be_there_or_not(call):
    names = ("patient", "code", "cause", "question", "doctor")
    answers = [{name: "G51.0" for bit, name in enumerate(names) if number >> bit & 1} for number in range(32)]
    for given, text in zip(
        answers, call(f"value.map(one => it.bundle(one, 'é', {json.dumps(TO)}))", answers), strict=True
    ):
        found = checked(text)
        request = found["ServiceRequest"]
        assert ("Practitioner" in found) == ("requester" in request) == ("doctor" in given)
        assert ("author" in found["DocumentReference"]) == ("doctor" in given)
        assert ("identifier" in found["Patient"]) == ("patient" in given)
        assert ("note" in request) == ("question" in given)
        assert len(request.get("reasonCode", ())) == ("code" in given) + ("cause" in given)
        assert text.count(ICD_10_CM) == ("code" in given)


def test_a_long_letter_is_whole_and_a_practice_gives_what_it_has_for_doctors(call):
    letter = "שלום \U0001f600\n" * 20_000
    facts = TO | {"telephone": "(310) 555-0101", "fax": "(310) 555-0102", "mainFax": "(310) 555-0103"}
    found = checked(call("it.bundle({}, ...value)", [letter, facts]))
    assert letter_of(found) == letter
    assert [(one["system"], one["value"]) for one in found["Organization"]["telecom"]] == [
        ("phone", "(310) 555-0101"),
        ("fax", "(310) 555-0102"),
    ]
    today = datetime.datetime.fromisoformat(found["DocumentReference"]["date"])
    assert abs(datetime.datetime.now(datetime.UTC) - today) < datetime.timedelta(days=1)


def test_only_what_is_written_as_a_code_is_one(call):
    codes = {
        "G51.0": ["G51.0"],
        "g51.0, h02.23a;  s04.51xa": ["G51.0", "H02.23A", "S04.51XA"],
        "C7A": ["C7A"],
        "U07.1": ["U07.1"],
        "G51.3-": [],  # a category
        "G510": [],
        "S04.51XAB": [],
        "G51.0 Bell's palsy": [],
        "palsy": [],
    }
    read = call("value.map(code => it.reasons({ code }))", list(codes))
    for (text, found), reasons in zip(codes.items(), read, strict=True):
        known = [{"coding": [{"system": ICD_10_CM, "code": code, "userSelected": True}]} for code in found]
        assert reasons == (known or [{"text": text}])


def test_what_goes_into_the_file_is_asked_for_in_the_letter():
    table = (ROOT / "content/referral/letter.csv").read_text()
    assert all(f"\n{name}," in table for name in ("patient", "code", "cause", "question", "doctor"))


def test_the_quick_text_has_a_blank_for_all_that_is_not_typed(open_letter):
    shown = open_letter(permissions=["clipboard-read", "clipboard-write"])
    blanks = shown.locator(".letter-builder__quick").text_content()
    shown.get_by_role("button", name="Quick text for an EHR").click()
    shown.get_by_text("Copied.").wait_for()
    assert shown.evaluate("navigator.clipboard.readText()") == blanks
    shown.get_by_label("Eye", exact=False).first.fill(f"{HOSTILE}\nred")
    shown.get_by_label("Side", exact=False).first.select_option("Left")
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    shown.get_by_role("button", name="Quick text for an EHR").click()
    shown.get_by_text("Press Ctrl+C").wait_for()
    filled = blanks.replace("\nEye: ***", f"\nEye:\n  {CLEANED}\n  red")
    filled = filled.replace("Side: *** (Left / Right / Both)", "Side: Left")
    assert shown.evaluate("getSelection().toString()").strip() == filled.strip() != blanks.strip()
    shown.get_by_role("button", name="Empty all fields").click()
    assert shown.locator(".letter-builder__quick").text_content() == blanks


def test_the_quick_text_and_the_cover_are_there_without_scripts(open_letter):
    shown = open_letter(320, java_script_enabled=False)
    shown.get_by_text("The same as text").click()
    text = shown.locator("pre").inner_text()
    assert text.startswith(
        "Referral to The Facial Paralysis Institute, Beverly Hills\n\nPatient: ***\nDay of onset: ***"
    )
    assert "\nSide: *** (Left / Right / Both)\n" in text and "{" not in text
    assert not shown.evaluate(WIDER)
    shown.get_by_role("link", name="Fax cover to print").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("Fax cover")


def test_the_new_ways_stand_in_one_line_of_choices(open_letter):
    shown = open_letter(320)
    ways = shown.locator(".letter-builder form .page__acts > *")
    assert ways.all_inner_texts() == [
        "Copy as text", "Save as text", "Quick text for an EHR", "FHIR file", "Fax cover", "Empty all fields",
    ]  # fmt: skip
    assert all(way.bounding_box()["height"] >= 43.5 for way in ways.all()) and not shown.evaluate(WIDER)
    shown.get_by_role("button", name="Save as text").focus()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    with shown.expect_download():
        shown.keyboard.press("Enter")
    assert "***" not in "".join(printed(shown))


def test_a_cover_is_one_side_that_names_no_patient(open_page, real_site):
    shown = open_page()
    shown.goto(real_site[0] + "referral/fax-cover/")
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(shown.locator(".qr-code").screenshot())))
    assert code.text == "https://facialparalysisinstitute.com/referral/"
    [side] = printed(shown)
    assert "Print this page" not in side and "What next" not in side
    for words in ("Fax Call (310) 657-2203 and ask how to send records.", "From", "Date", "Pages, with this one",
                  "Re Referral.", "no name, initials, or illness", "Confidential."):  # fmt: skip
        assert words in " ".join(side.split())
