// The second file: it needs the right to forms. It keeps the lists of the form as the sheet has them.

const LONGEST_LIST = 1000;

/** Called on each edit of the sheet, and by the clock. It only follows: it makes no form that somebody deleted. */
function followSheet(event) {
  const range = event && event.range;
  if (range && !STUDY.tabs.some(({ names }) => names.includes(squeeze_(range.getSheet().getName())))) return;
  try {
    underLock_(() => bringIntoForm_(SpreadsheetApp.getActiveSpreadsheet(), false));
  } catch (error) {
    if (error.reason !== "BUSY") throw error; // the clock calls again
  }
}

/** Makes the form, or brings new members, weeks and tasks into it, and fills in the settings. */
function bringIntoForm_(book, isAsked) {
  const properties = PropertiesService.getScriptProperties();
  const lists = readLists_(book);
  const seen = Utilities.base64EncodeWebSafe(digest_(JSON.stringify(lists)));
  if (!isAsked && (properties.getProperty("lists") === seen || !findForm_(book))) return;
  fillStudy_(lists);
  makeForm();
  const form = findForm_(book);
  dropPlaceholder_(form, lists);
  if (isPublished_(form)) writeSettings_(book, listSettings_(form).rows);
  if (properties.getProperty("lists") !== seen) properties.setProperty("lists", seen);
}

/** The names, the numbers of weeks and the tasks that take links, as the tabs have them. */
function readLists_(book) {
  const [members, weeks, tasks] = STUDY.tabs.map((kind) => readColumns_(book, kind));
  const numbers = weeks.map(({ week }) => Number((textOf_(week).match(/\d{1,3}/) || [0])[0]));
  const named = tasks.filter(({ kind }) => !STUDY.meetings.includes(squeeze_(textOf_(kind))));
  return {
    names: distinct_(members.map(({ name }) => textOf_(name))),
    weeks: [...new Set(numbers.filter(Boolean))].sort((one, other) => one - other),
    tasks: distinct_(named.map(({ task }) => textOf_(task))),
  };
}

/** The rows of a tab of that kind, by the names of its columns. None, if there is no such tab. */
function readColumns_(book, { names, columns }) {
  const sheet = findKind_(book.getSheets().filter(isGrid_), names);
  if (!sheet || !sheet.getLastRow()) return [];
  const rows = sheet.getDataRange().getValues();
  const first = Object.values(columns)[0];
  const at = rows.findIndex((row) => row.some((cell) => first.includes(squeeze_(cell))));
  if (at < 0) return [];
  const header = rows[at].map(squeeze_);
  const places = Object.entries(columns).map(([column, known]) => [column, header.findIndex((cell) => known.includes(cell))]);
  return rows
    .slice(at + 1, at + 1 + LONGEST_LIST)
    .map((row) => Object.fromEntries(places.map(([column, place]) => [column, place < 0 ? "" : row[place]])));
}

function textOf_(cell) {
  return isMoment_(cell) ? "" : String(cell).normalize("NFC").trim().replace(/\s+/g, " ").slice(0, 200);
}

function distinct_(texts) {
  return [...new Set(texts.filter(Boolean))];
}

/** A list of a form needs a choice, so an empty one gets a word that says why. */
function fillStudy_({ names, weeks, tasks }) {
  const { questions, asked, weekName, nobody } = STUDY;
  questions.name.choices = names.length ? names : [nobody];
  questions.week.choices = (weeks.length ? weeks : [1]).map((number) => weekName.replace("{number}", number));
  if (tasks.length > 1) questions.task = { ...asked, choices: tasks };
}

function dropPlaceholder_(form, { names }) {
  const list = names.length && listTitled_(form, STUDY.questions.name.names);
  const choices = list ? list.getChoices().map((choice) => choice.getValue()) : [];
  if (choices.includes(STUDY.nobody) && !names.includes(STUDY.nobody)) {
    list.setChoiceValues(choices.filter((each) => each !== STUDY.nobody));
  }
}

/** Fills in blank settings. What somebody wrote stays. */
function writeSettings_(book, rows) {
  const { names, columns } = STUDY.settings;
  const sheet = findKind_(book.getSheets().filter(isGrid_), names);
  if (!sheet) return;
  const present = sheet.getDataRange().getValues();
  const at = present.findIndex((row) => row.some((cell) => columns.key.includes(squeeze_(cell))));
  if (at < 0) return;
  const header = present[at].map(squeeze_);
  const [keyPlace, valuePlace] = [columns.key, columns.value].map((known) => header.findIndex((cell) => known.includes(cell)));
  if (valuePlace < 0) return;
  rows.forEach(([name, value]) => {
    const alike = STUDY.keyNames.find((each) => each.includes(squeeze_(name))) || [squeeze_(name)];
    const found = present.findIndex((row, place) => place > at && alike.includes(squeeze_(row[keyPlace])));
    if (found < 0) {
      const last = sheet.getLastRow() + 1;
      enlarge_(sheet, last, 1);
      sheet.getRange(last, keyPlace + 1).setValue(rawValue_(name));
      sheet.getRange(last, valuePlace + 1).setValue(rawValue_(value));
    } else if (present[found][valuePlace] === "") {
      sheet.getRange(found + 1, valuePlace + 1).setValue(rawValue_(value));
    }
  });
}
