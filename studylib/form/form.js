// `STUDY`, the facts of the study, is put in front of this by studylib/form.py. A function whose name ends in _ is
// not offered under Run.

function makeForm() {
  const spreadsheet = openSpreadsheet_();
  const present = findForm_(spreadsheet);
  if (present) return updateForm_(present, spreadsheet);
  setZoneAndLocale_(spreadsheet);
  const form = FormApp.create(STUDY.title);
  setRules_(form);
  addQuestions_(form);
  publish_(form);
  remember_(form, spreadsheet);
  // Last, so that a form that is linked is a whole one: where this breaks off, it can be run again.
  link_(form, spreadsheet);
  console.log(STUDY.words.made);
  STUDY.remarks.forEach((remark) => console.log(remark));
  tellAddresses_(form);
}

/** The form that is linked to the sheet, or that this script made for it and somebody unlinked. */
function findForm_(spreadsheet) {
  const linked = spreadsheet.getFormUrl();
  if (linked) return FormApp.openByUrl(linked);
  const id = PropertiesService.getScriptProperties().getProperty(spreadsheet.getId());
  try {
    return id && FormApp.openById(id);
  } catch (error) {
    return null; // It was deleted.
  }
}

function remember_(form, spreadsheet) {
  const properties = PropertiesService.getScriptProperties();
  const known = properties.getProperty(spreadsheet.getId());
  if (known !== form.getId()) properties.setProperty(spreadsheet.getId(), form.getId());
}

function link_(form, spreadsheet) {
  form.setDestination(FormApp.DestinationType.SPREADSHEET, spreadsheet.getId());
}

/** Brings the present form up to date. Its answers and its other questions stay. */
function updateForm_(form, spreadsheet) {
  const { words, questions } = STUDY;
  const done = [];
  remember_(form, spreadsheet);
  if (!spreadsheet.getFormUrl()) {
    link_(form, spreadsheet);
    done.push(words.relinked);
  }
  if (form.canEditResponse()) {
    form.setAllowResponseEdits(false);
    done.push(words.editsOff);
  }
  const lists = askedLists_().map((question) => offerMore_(form, question));
  const added = lists.flatMap((list) => list.added);
  if (questions.task && !listsTitled_(form, questions.task.names).length) {
    moveBehindWeek_(form, askFromList_(form, questions.task));
    added.push(questions.task.title);
  }
  if (added.length) done.push(`${words.added}: ${added.join(", ")}`);
  if (!isPublished_(form) || !form.isAcceptingResponses()) {
    publish_(form);
    if (isPublished_(form)) done.push(words.opened);
  }
  [done.length ? words.updated : words.already, ...done].forEach((line) => console.log(line));
  const stale = lists.flatMap((list) => list.stale);
  if (stale.length) console.log(`${words.stale}: ${stale.join(", ")}`);
  tellAddresses_(form);
}

/** The questions with lists. The task is asked for only if a week has two to hand in for. */
function askedLists_() {
  const { name, week, task } = STUDY.questions;
  return task ? [name, week, task] : [name, week];
}

function moveBehindWeek_(form, item) {
  const [week] = listsTitled_(form, STUDY.questions.week.names);
  if (week) form.moveItem(item.getIndex(), week.getIndex() + 1);
}

/** Adds the choices that the list of a question lacks. None is taken away: an answer may have chosen it. */
function offerMore_(form, question) {
  const list = listsTitled_(form, question.names)[0];
  if (!list) return { added: [], stale: [] };
  const key = question.numbered ? (text) => (text.match(/\d+/) || [text])[0] : folded_;
  const present = new Map(list.getChoices().map((choice) => [key(choice.getValue()), choice]));
  const wanted = new Set(question.choices.map(key));
  const added = question.choices.filter((text) => !present.has(key(text)));
  const stale = [...present].filter(([name]) => !wanted.has(name)).map(([, choice]) => choice.getValue());
  if (added.length) {
    const all = question.choices.map((text) => present.get(key(text)) || list.createChoice(text));
    const placed = new Set(all.map((choice) => choice.getValue()));
    list.setChoices([...all, ...list.getChoices().filter((choice) => !placed.has(choice.getValue()))]);
  }
  return { added, stale };
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
  const { link, note } = STUDY.questions;
  askedLists_().forEach((question) => askFromList_(form, question));
  const links = FormApp.createParagraphTextValidation().requireTextMatchesPattern(link.pattern).setHelpText(link.fix);
  ask_(form.addParagraphTextItem(), link).setValidation(links.build());
  ask_(form.addParagraphTextItem(), note);
}

function askFromList_(form, question) {
  return ask_(form.addListItem(), question).setChoiceValues(question.choices);
}

function ask_(item, question) {
  return item.setTitle(question.title).setHelpText(question.help).setRequired(question.required);
}

function publish_(form) {
  // Forms that a script makes start unpublished since 2026-06-30; before 2025 there was no such thing as publishing.
  if (typeof form.setPublished === "function") form.setPublished(true);
  if (isPublished_(form) && !form.isAcceptingResponses()) form.setAcceptingResponses(true);
}

function isPublished_(form) {
  return typeof form.isPublished !== "function" || form.isPublished();
}

function tellAddresses_(form) {
  const { words } = STUDY;
  console.log(`${words.edit}: ${form.getEditUrl()}`);
  // An unpublished form has no address for members yet.
  if (!isPublished_(form)) return console.log(words.unpublished);
  console.log(`${words.published}: ${form.getPublishedUrl()}`);

  const { found, missing, rows } = listSettings_(form);
  if (found.length) console.log(`${words.filledIn}: ${filledIn_(form, found.map(({ item }) => item))}`);
  if (missing.length) console.log(`${words.noList}: ${missing.join(", ")}`);
  console.log([words.settings, ...rows.map((row) => row.join("\t"))].join("\n"));
}

/** The rows for the settings, the lists that they name, and the keys whose lists are missing. */
function listSettings_(form) {
  const { keys, questions } = STUDY;
  const asked = questions.task ? ["name", "week", "task"] : ["name", "week"];
  const lists = asked.map((key) => ({ key: keys[key], item: listTitled_(form, questions[key].names) }));
  const found = lists.filter(({ item }) => item);
  const entries = found.map(({ key, item }) => [key, entryId_(filledIn_(form, [item]))]);
  return {
    found,
    missing: lists.filter(({ item }) => !item).map(({ key }) => key),
    rows: [[keys.url, form.getPublishedUrl()], ...entries],
  };
}

function listsTitled_(form, names) {
  const lists = form.getItems(FormApp.ItemType.LIST).map((item) => item.asListItem());
  return lists.filter((list) => names.includes(folded_(list.getTitle())));
}

function listTitled_(form, names) {
  return listsTitled_(form, names).find((list) => list.getChoices().length);
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
