// The group's own script. `BRIDGE`, its facts, is put in front of this by studylib/form/bridge.py. It answers the calls
// of the Sheets API that Studyboard makes, in the same shapes, for this one spreadsheet. Every answer has status 200, so
// an error stands in the body. A function whose name ends in _ is not offered under Run.

const LONGEST_REQUEST = 5000000; // characters
const LONGEST_TOKEN = 200;
const LOCK_MS = 12000; // how long a request waits for the write before it: the board gives up after 30 s

/** What a request is refused with, as the Sheets API words it. */
class Refusal extends Error {
  constructor(code, status, message, reason) {
    super(message);
    Object.assign(this, { code, status, reason });
  }
}

/** A visitor learns nothing, not even that this is Studyboard. */
function doGet() {
  return ContentService.createTextOutput("");
}

function doPost(event) {
  let body;
  try {
    body = answerRequest_(readRequest_(event));
  } catch (error) {
    body = describeError_(error);
  }
  const text = JSON.stringify({ ...body, version: BRIDGE.version });
  return ContentService.createTextOutput(text).setMimeType(ContentService.MimeType.JSON);
}

/** Bounds the size, then reads, then checks the token. Nothing else of the request is looked at before. */
function readRequest_(event) {
  const text = event && event.postData && event.postData.contents;
  if (typeof text !== "string" || !text) throw badRequest_("There is no request.");
  if (text.length > LONGEST_REQUEST) throw badRequest_("The request is too long.", "TOO_LARGE");
  let request;
  try {
    request = JSON.parse(text);
  } catch (error) {
    throw badRequest_("The request is no JSON.");
  }
  if (!isObject_(request)) throw badRequest_("The request is no object.");
  const token = PropertiesService.getScriptProperties().getProperty("token");
  if (!token) throw new Refusal(400, "FAILED_PRECONDITION", "The script was not started.", "NOT_STARTED");
  if (!isSameSecret_(request.token, token)) {
    throw new Refusal(401, "UNAUTHENTICATED", "The token is another.", "WRONG_TOKEN");
  }
  // The answer tells the version, so that the board says what to do. Nothing is written for another one.
  if (request.version !== BRIDGE.version) {
    throw new Refusal(412, "FAILED_PRECONDITION", "The script is of another version.", "OTHER_VERSION");
  }
  return request;
}

/** Compares digests, each byte of them, so that the time tells nothing of the secret. */
function isSameSecret_(given, kept) {
  if (typeof given !== "string" || given.length > LONGEST_TOKEN) return false;
  const [one, other] = [given, kept].map(digest_);
  return one.reduce((differing, byte, place) => differing | (byte ^ other[place]), 0) === 0;
}

function digest_(text) {
  return Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8);
}

/** Verb, path behind the spreadsheet's id, whether it writes, and what answers. */
const CALLS = [
  ["get", /^$/, false, (book, call) => getSpreadsheet_(book, call)],
  ["get", /^\/values:batchGet$/, false, (book, call) => getRanges_(book, call)],
  ["get", /^\/values\/([^/:]+)$/, false, (book, call) => getRange_(book, call)],
  ["post", /^:batchUpdate$/, true, (book, call) => planChanges_(book, call)],
  ["post", /^\/values:batchUpdate$/, true, (book, call) => planValues_(book, call)],
  ["post", /^\/values\/([^/:]+):append$/, true, (book, call) => planAppend_(book, call)],
];

function answerRequest_(request) {
  const [method, path] = [String(request.method).toLowerCase(), String(request.path)];
  const found = CALLS.find(([verb, form]) => verb === method && form.test(path));
  if (!found) throw new Refusal(501, "UNIMPLEMENTED", "This script does not answer that.", "UNKNOWN_CALL");
  const [, form, writes, answer] = found;
  const call = {
    range: decode_(form.exec(path)[1] || ""),
    params: isObject_(request.params) ? request.params : {},
    body: isObject_(request.body) ? request.body : {},
  };
  const book = openBook_();
  return writes ? write_(book, (state) => answer(book, { ...call, state })) : read_(book, () => answer(book, call));
}

/** The one spreadsheet whose id was kept at set-up. A web app has no active one for sure. */
function openBook_() {
  const id = PropertiesService.getScriptProperties().getProperty("sheet");
  try {
    return SpreadsheetApp.openById(id);
  } catch (error) {
    const active = SpreadsheetApp.getActiveSpreadsheet();
    if (active && active.getId() === id) return active;
    if (/to call|authoriz|호출|승인/i.test(error.message)) throw error;
    throw new Refusal(404, "NOT_FOUND", "Requested entity was not found.");
  }
}

function badRequest_(message, reason) {
  return new Refusal(400, "INVALID_ARGUMENT", message, reason);
}

function isObject_(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function decode_(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw badRequest_("The path cannot be read.");
  }
}

/** An error as the Sheets API describes one. Google's own errors have no status, so their words decide. */
function describeError_(error) {
  const known = error instanceof Refusal ? error : recogniseError_(String((error && error.message) || error));
  const details = known.reason
    ? { details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: known.reason }] }
    : {};
  return { error: { code: known.code, status: known.status, message: known.message.slice(0, 500), ...details } };
}

/** Google words its errors in the language of the account. */
function recogniseError_(message) {
  if (/too many|rate limit|quota|simultaneous|너무 많|동시에|할당량/i.test(message)) {
    return new Refusal(429, "RESOURCE_EXHAUSTED", message, "RATE_LIMIT_EXCEEDED");
  }
  if (/protected|보호된/i.test(message)) return new Refusal(403, "PERMISSION_DENIED", message, "PROTECTED");
  if (/data validation|데이터 확인|유효성/i.test(message)) return badRequest_(message, "VALIDATION");
  if (/permission|authoriz|권한|승인/i.test(message)) return new Refusal(403, "PERMISSION_DENIED", message, "NOT_ALLOWED");
  if (/timed out|try again|시간이? ?초과|다시 시도/i.test(message)) return new Refusal(503, "UNAVAILABLE", message);
  return new Refusal(500, "INTERNAL", message);
}
