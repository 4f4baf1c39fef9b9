// The menu in the sheet: what is needed once. Run again, it changes nothing that is there.

const FOLLOWER = "followSheet";
const EVERY_MINUTES = 10; // how often the form is compared with the sheet: Google lets triggers run 90 minutes a day

function onOpen() {
  const { words } = BRIDGE;
  SpreadsheetApp.getUi()
    .createMenu(words.menu)
    .addItem(words.start, "startStudyboard")
    .addItem(words.show, "showAddress")
    .addItem(words.renew, "renewToken")
    .addToUi();
}

function startStudyboard() {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  underLock_(() => {
    keepSecrets_(book);
    makeTabs_(book);
    // The second file has what needs the right to forms.
    if (typeof bringIntoForm_ === "function") {
      bringIntoForm_(book, true);
      installTriggers_(book);
    }
  });
  showAddress();
}

function keepSecrets_(book) {
  const properties = PropertiesService.getScriptProperties();
  if (properties.getProperty("sheet") !== book.getId()) properties.setProperty("sheet", book.getId());
  if (!properties.getProperty("token")) properties.setProperty("token", makeToken_());
}

/** 256 bits. An UUID of Google's has 122 random ones. */
function makeToken_() {
  const random = Array.from({ length: 4 }, () => Utilities.getUuid()).join();
  return Utilities.base64EncodeWebSafe(digest_(random)).replace(/=+$/, "");
}

// ---- tabs ----

/** Makes the missing tabs. One with content stays as it is, whatever its language. */
function makeTabs_(book) {
  const sheets = book.getSheets();
  if (sheets.every((sheet) => isGrid_(sheet) && !sheet.getLastRow())) setZone_(book);
  BRIDGE.tabs.forEach(({ title, names, rows }) => {
    const found = findKind_(sheets, names);
    if (found && (!isGrid_(found) || found.getLastRow())) return;
    const sheet = found || book.insertSheet(title, book.getSheets().length);
    const width = Math.max(...rows.map((row) => row.length));
    enlarge_(sheet, rows.length, width);
    const cells = rows.map((row) => Array.from({ length: width }, (_, at) => fillIn_(row[at])));
    sheet.getRange(1, 1, rows.length, width).setValues(cells);
    sheet.setFrozenRows(1);
  });
}

/** The tab with the surest of these names. */
function findKind_(sheets, names) {
  const titled = names.map((name) => sheets.find((sheet) => squeeze_(sheet.getName()) === name));
  return titled.find(Boolean);
}

/** Only an empty sheet gets another zone. Later that would move the times in it. */
function setZone_(book) {
  if (book.getSpreadsheetTimeZone() !== BRIDGE.timezone) book.setSpreadsheetTimeZone(BRIDGE.timezone);
  if (!book.getSpreadsheetLocale().startsWith(BRIDGE.language)) book.setSpreadsheetLocale(BRIDGE.locale);
}

function fillIn_(cell) {
  if (cell === BRIDGE.identity) return `s-${Utilities.getUuid().replace(/-/g, "").slice(0, 16)}`;
  return cell === null || cell === undefined ? "" : rawValue_(cell);
}

/** Letters and digits alone, so that blanks, signs and case do not matter. */
function squeeze_(text) {
  return String(text).slice(0, 500).normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

// ---- triggers ----

function installTriggers_(book) {
  const present = ScriptApp.getProjectTriggers().filter((each) => each.getHandlerFunction() === FOLLOWER);
  if (present.length) return;
  ScriptApp.newTrigger(FOLLOWER).forSpreadsheet(book).onEdit().create();
  // The board's own writes are no edits to Google, so the clock looks, too.
  ScriptApp.newTrigger(FOLLOWER).timeBased().everyMinutes(EVERY_MINUTES).create();
}

// ---- address and token ----

function showAddress() {
  const token = PropertiesService.getScriptProperties().getProperty("token");
  const html = HtmlService.createHtmlOutput(token ? describeAddress_(token) : escape_(BRIDGE.words.notStarted));
  SpreadsheetApp.getUi().showModalDialog(html.setWidth(560).setHeight(token ? 340 : 80), BRIDGE.words.menu);
}

/** Google knows the address only after the web app was deployed. Before, it gives another one, for tests. */
function describeAddress_(token) {
  const { words } = BRIDGE;
  const address = ScriptApp.getService().getUrl() || "";
  const fields = [
    ...(address.endsWith("/exec") ? [[words.address, address]] : []),
    [words.token, token],
  ];
  const style = "font: 14px/1.6 sans-serif";
  const box = "box-sizing: border-box; width: 100%; padding: 6px; font: 13px monospace";
  return [
    `<div style="${style}"><ol>${words.deploy.map((line) => `<li>${escape_(line)}</li>`).join("")}</ol>`,
    ...fields.map(
      ([name, text]) =>
        `<p><label>${escape_(name)}<input readonly style="${box}" onclick="this.select()" value="${escape_(text)}"></label></p>`,
    ),
    "</div>",
  ].join("");
}

function escape_(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return String(text).replace(/[&<>"']/g, (sign) => signs[sign]);
}

/** For a token that others have seen. */
function renewToken() {
  const ui = SpreadsheetApp.getUi();
  if (ui.alert(BRIDGE.words.renewing, ui.ButtonSet.YES_NO) !== ui.Button.YES) return;
  PropertiesService.getScriptProperties().setProperty("token", makeToken_());
  showAddress();
}
