// A referral letter as a FHIR R4 bundle (hl7.org/fhir/R4). Nothing is sent or kept.
const CODE = /^[A-Z]\d[\dAB](\.[\dA-Z]{1,4})?$/; // as ICD-10-CM codes are written; a category, with - at its end, is none

/** What the letter is about: its codes where they can be read as such, else as text; then the cause in words. */
export function reasons({ code, cause }) {
  const codes = (code ?? "").toUpperCase().split(/[\s,;]+/);
  const found = codes.every(one => CODE.test(one))
    ? codes.map(one => ({ coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code: one, userSelected: true }] }))
    : [{ text: code }];
  return [...found, { text: cause }].filter(one => one.coding || one.text);
}

function base64(text) {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(""));
}

/** A list of what is there, or nothing: FHIR has no empty values. */
function listed(...values) {
  const found = values.filter(Boolean);
  return found.length ? found : undefined;
}

/**
 * Answers by the names of their fields, the letter and its receiver's facts → the bundle's JSON.
 *
 * A collection, as a document would need an author's attestation, and a transaction would tell a server what to do;
 * a draft, as nobody has signed it.
 */
export function bundle(answers, letter, to, now = new Date()) {
  const { patient, doctor, question } = answers;
  const date = now.toISOString();
  const entry = [];

  function add(resourceType, fields) {
    const fullUrl = `urn:uuid:${crypto.randomUUID()}`;
    entry.unshift({ fullUrl, resource: { resourceType, ...fields } });
    return { reference: fullUrl };
  }

  function contact(system, value) {
    return value && { system, value, use: "work" };
  }

  const subject = add("Patient", { identifier: listed(patient && { type: { text: "Initials or record number" }, value: patient }) });
  const author = doctor && add("Practitioner", { name: [{ text: doctor.split("\n")[0] }] });
  const receiver = add("Organization", {
    name: to.name,
    telecom: listed(contact("phone", to.telephone || to.mainTelephone), contact("fax", to.fax || to.mainFax)),
    address: [{ city: to.city, state: to.region }],
  });
  const text = add("DocumentReference", {
    status: "current",
    docStatus: "preliminary",
    type: { text: "Referral letter" },
    subject,
    date,
    author: listed(author),
    content: [{ attachment: { contentType: "text/plain;charset=utf-8", data: base64(letter), title: "Referral letter" } }],
  });
  add("ServiceRequest", {
    status: "draft",
    intent: "order",
    code: { text: to.opening },
    subject: { ...subject, display: patient || undefined },
    authoredOn: date,
    requester: author || undefined,
    performer: [receiver],
    reasonCode: listed(...reasons(answers)),
    supportingInfo: [text],
    note: listed(question && { text: question }),
  });
  return `${JSON.stringify({ resourceType: "Bundle", type: "collection", timestamp: date, entry }, null, 2)}\n`;
}
