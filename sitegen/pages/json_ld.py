"""Structured data per type of page, in schema.org's words; nothing the reader cannot see."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.model.kinds import Article, Condition, Health, Page, Person, Treatment
from sitegen.model.practice import Practice
from sitegen.model.settings import KnownReview, Review
from sitegen.model.site import Card
from sitegen.model.words import Anatomy, Words
from sitegen.pages.clinic_json import Node, clinic, clinic_id, doctors_contact, physician, present, publisher
from sitegen.urls import CONTACT, permalink


def graph(page: Page, view: Mapping[str, Any], practice: Practice, words: Words) -> str:
    """The page's JSON-LD as text that may stand inside a script element."""
    site = {"@type": "WebSite", "@id": f"{practice.url}#website", "name": practice.name, "url": practice.url}
    nodes = [site | {"inLanguage": "en", "publisher": {"@id": clinic_id(practice)}}]
    if view["trail"]:
        nodes.append(breadcrumbs(view["trail"], page.short_title or page.title, view["address"], practice))
    nodes.append(present(web_page(page, view, practice, words)))
    tells_of_us = page.path in ("index.md", "about/index.md", "contact.md")
    nodes.append(clinic(practice, whole=page.path == CONTACT) if tells_of_us else publisher(practice))
    if isinstance(page, Person) and page.path == practice.director:
        nodes.append(physician(page, view, practice))
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def breadcrumbs(trail: Sequence[Card], title: str, address: str, practice: Practice) -> Node:
    steps = [(card.name, practice.url + card.url) for card in trail] + [(title, address)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def web_page(page: Page, view: Mapping[str, Any], practice: Practice, words: Words) -> Node:
    day = page.written or getattr(page, "date", None)
    node: Node = {
        "@type": TYPES.get(view["kind"], PATH_TYPES.get(page.path, "WebPage")),
        "@id": view["address"],
        "url": view["address"],
        "name": page.title,
        "description": page.description,
        "inLanguage": "en",
        "isPartOf": {"@id": f"{practice.url}#website"},
        "publisher": {"@id": clinic_id(practice)},
        "datePublished": day and str(day),
        "dateModified": view["updated"],
        "citation": [source["text"] for source in view["sources"]],
    }
    if page.reviewed:
        node["lastReviewed"] = str(page.reviewed.on)
        node["reviewedBy"] = reviewer(page.reviewed, practice)
    if isinstance(page, Article):
        return article(page, node, practice)
    if isinstance(page, Health):
        node["author"] = {"@id": clinic_id(practice)}
        clinician = page.audience == "clinician"
        node["medicalAudience"] = "https://schema.org/Clinician" if clinician else {"@type": "Patient"}
    if isinstance(page, Condition):
        node["mainEntity"] = condition(page, words.anatomy)
    elif isinstance(page, Treatment):
        node["mainEntity"] = treatment(page)
    elif isinstance(page, Person):
        node["mainEntity"] = person(page, view, practice)
    elif page.path == "contact.md":
        node["mainEntity"] = {"@id": clinic_id(practice)}
    elif view["kind"] == "referral":
        node["about"] = {"@type": "MedicalCondition", "name": words.about} if words.about else None
        node["mentions"] = doctors_contact(practice)
    return node


def reviewer(review: Review, practice: Practice) -> Node:
    """Who checked a page, with the address of their own one."""
    url = f"{practice.url}{permalink(review.page)}" if isinstance(review, KnownReview) else None
    return present({"@type": "Person", "name": review.by, "honorificSuffix": review.credentials, "url": url})


TYPES = {
    "condition": "MedicalWebPage",
    "treatment": "MedicalWebPage",
    "stage": "MedicalWebPage",
    "guide": "MedicalWebPage",
    "referral": "MedicalWebPage",
    "person": "ProfilePage",
    "article": "Article",
}
PATH_TYPES = {"contact.md": "ContactPage", "about/index.md": "AboutPage", "gallery/index.md": "ImageGallery"}


def article(page: Article, node: Node, practice: Practice) -> Node:
    """Articles carry a headline and a date of their own; theirs is not a medical page's set of fields."""
    named = practice.name == page.author
    author: Node = {"@id": clinic_id(practice)} if named else {"@type": "Person", "name": page.author}
    node.pop("lastReviewed", None)
    node.pop("reviewedBy", None)
    return node | {"headline": page.title, "author": author, "datePublished": str(page.date)}


def condition(page: Condition, anatomy: Anatomy | None) -> Node:
    whole = (code for code in page.icd10 if not code.endswith("-"))  # others need another character to be a code
    codes = [{"@type": "MedicalCode", "codeValue": code, "codingSystem": "ICD-10-CM"} for code in whole]
    return present(
        {
            "@type": "MedicalCondition",
            "name": page.short_title or page.title,
            "alternateName": list(page.also_called),
            "code": codes,
            "associatedAnatomy": {"@type": anatomy.kind, "name": anatomy.name} if anatomy else None,
        }
    )


def treatment(page: Treatment) -> Node:
    surgical = page.group == "surgical"
    return present(
        {
            "@type": "SurgicalProcedure" if surgical else "MedicalTherapy",
            "name": page.short_title or page.title,
            "description": page.summary,
        }
    )


def person(page: Person, view: Mapping[str, Any], practice: Practice) -> Node:
    organizations = [{"@type": "Organization", "name": name} for name in page.posts]
    boards = [{"@type": "EducationalOccupationalCredential", "name": name} for name in page.boards]
    return present(
        {
            "@type": "Person",
            "name": page.name,
            "honorificSuffix": page.credentials,
            "jobTitle": page.role,
            "image": view["portrait"],
            "worksFor": {"@id": clinic_id(practice)},
            "affiliation": organizations,
            "memberOf": [{"@type": "Organization", "name": name} for name in page.societies],
            "hasCredential": boards,
            "knowsLanguage": list(page.languages),
        }
    )
