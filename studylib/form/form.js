// `STUDY`, the facts of the study, is put in front of this by studylib/form.py. A function whose name ends in _ is
// not offered under Run.

function makeForm() {
  const spreadsheet = openSpreadsheet_();
  const linked = spreadsheet.getFormUrl();
  if (linked) {
    console.log(STUDY.words.already);
    tellAddresses_(FormApp.openByUrl(linked));
    return;
  }
  setZoneAndLocale_(spreadsheet);
  const form = FormApp.create(STUDY.title);
  setRules_(form);
  addQuestions_(form);
  publish_(form);
  // Last, so that a form that is linked is a whole one: where this breaks off, it can be run again.
  form.setDestination(FormApp.DestinationType.SPREADSHEET, spreadsheet.getId());
  console.log(STUDY.words.made);
  STUDY.remarks.forEach((remark) => console.log(remark));
  tellAddresses_(form);
}

function openSpreadsheet_() {
  const found = STUDY.sheet ? openById_(STUDY.sheet) : SpreadsheetApp.getActiveSpreadsheet();
  if (!found) throw new Error(STUDY.words.noSheet);
  return found;
}

function openById_(id) {
  try {
    return SpreadsheetApp.openById(id);
  } catch (error) {
    throw new Error(`${STUDY.words.noAccess} (${error.message})`);
  }
}

function setZoneAndLocale_(spreadsheet) {
  if (!spreadsheet.getSpreadsheetLocale().startsWith(STUDY.language)) {
    spreadsheet.setSpreadsheetLocale(STUDY.locale);
  }
  const zone = spreadsheet.getSpreadsheetTimeZone();
  if (zone === STUDY.timezone) return;
  // The times of answers are local to the zone of the sheet: another zone would make other moments of them.
  if (spreadsheet.getSheets().some(holdsTimes_)) console.log(`${STUDY.words.zoneStays}: ${zone}`);
  else spreadsheet.setSpreadsheetTimeZone(STUDY.timezone);
}

function holdsTimes_(sheet) {
  if (sheet.getType() !== SpreadsheetApp.SheetType.GRID) return false;
  const rows = sheet.getDataRange().getDisplayValues();
  const header = rows.find((row) => row.some(folded_)) || [];
  return header.some((cell) => STUDY.timestamps.includes(folded_(cell)));
}

function setRules_(form) {
  form
    .setDescription(STUDY.description)
    .setConfirmationMessage(STUDY.confirmation)
    .setCollectEmail(STUDY.addresses)
    .setLimitOneResponsePerUser(false)
    .setShowLinkToRespondAgain(true)
    .setShuffleQuestions(false)
    // An edit would take the time of the first answer away; who wants to change the link hands in again.
    .setAllowResponseEdits(false);
}

function addQuestions_(form) {
  const { name, week, link, note } = STUDY.questions;
  ask_(form.addListItem(), name).setChoiceValues(name.choices);
  ask_(form.addListItem(), week).setChoiceValues(week.choices);
  const links = FormApp.createParagraphTextValidation().requireTextMatchesPattern(link.pattern).setHelpText(link.fix);
  ask_(form.addParagraphTextItem(), link).setValidation(links.build());
  ask_(form.addParagraphTextItem(), note);
}

function ask_(item, question) {
  return item.setTitle(question.title).setHelpText(question.help).setRequired(question.required);
}

function publish_(form) {
  // Forms that a script makes start unpublished since 2026-06-30; before 2025 there was no such thing as publishing.
  if (typeof form.setPublished === "function") form.setPublished(true);
  if (!form.isAcceptingResponses()) form.setAcceptingResponses(true);
}

function isPublished_(form) {
  return typeof form.isPublished !== "function" || form.isPublished();
}

function tellAddresses_(form) {
  const { words, keys, questions } = STUDY;
  console.log(`${words.edit}: ${form.getEditUrl()}`);
  // An unpublished form has no address for members yet.
  if (!isPublished_(form)) return console.log(words.unpublished);
  console.log(`${words.published}: ${form.getPublishedUrl()}`);

  const lists = ["name", "week"].map((key) => ({ key: keys[key], item: listTitled_(form, questions[key].names) }));
  const found = lists.filter(({ item }) => item);
  if (found.length) console.log(`${words.filledIn}: ${filledIn_(form, found.map(({ item }) => item))}`);
  const missing = lists.filter(({ item }) => !item).map(({ key }) => key);
  if (missing.length) console.log(`${words.noList}: ${missing.join(", ")}`);

  const rows = found.map(({ key, item }) => [key, entryId_(filledIn_(form, [item]))]);
  const settings = [[keys.url, form.getPublishedUrl()], ...rows].map((row) => row.join("\t"));
  console.log([words.settings, ...settings].join("\n"));
}

function listTitled_(form, names) {
  const lists = form.getItems(FormApp.ItemType.LIST).map((item) => item.asListItem());
  return lists.find((list) => names.includes(folded_(list.getTitle())) && list.getChoices().length);
}

/** The address of the form with the first choice of each of these lists filled in. */
function filledIn_(form, lists) {
  const response = form.createResponse();
  lists.forEach((list) => response.withItemResponse(list.createResponse(list.getChoices()[0].getValue())));
  return response.toPrefilledUrl();
}

function entryId_(address) {
  return address.match(/[?&](entry\.\d+)=/)[1];
}

function folded_(text) {
  return text.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ");
}
