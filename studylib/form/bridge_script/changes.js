// The changes that Studyboard makes, planned on a draft of the tabs. Nothing is written while planning.

const NEW_ROWS = 1000; // of a tab that Google makes
const NEW_COLUMNS = 26;
const MOST_MARKS = 40; // one property has to hold them
const PATTERNS = { DATE: "yyyy-mm-dd", DATE_TIME: "yyyy-mm-dd hh:mm:ss", TIME: "hh:mm:ss" };

/** The tabs by their ids. A new tab has no sheet before its step is applied. */
function draftTabs_(book) {
  const sheets = book.getSheets().filter(isGrid_);
  return new Map(sheets.map((sheet) => [sheet.getSheetId(), draftTab_(sheet)]));
}

function draftTab_(sheet) {
  return { sheet, title: sheet.getName(), rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() };
}

function planChanges_(book, { body, state }) {
  const requests = listOf_(body.requests, MOST_REQUESTS);
  if (!requests.length) throw badRequest_("Must specify at least one request.");
  const draft = { book, tabs: draftTabs_(book), marks: [...state.marks] };
  const planned = requests.map((request, at) => {
    const [name, ...others] = isObject_(request) ? Object.keys(request) : [];
    if (others.length || !has_(CHANGES, name || "")) {
      throw badRequest_(`Invalid requests[${at}]: this script does not make that change.`, "UNKNOWN_CALL");
    }
    try {
      return CHANGES[name](draft, isObject_(request[name]) ? request[name] : {});
    } catch (error) {
      throw error instanceof Refusal ? badRequest_(`Invalid requests[${at}].${name}: ${error.message}`, error.reason) : error;
    }
  });
  return {
    steps: planned.flatMap((each) => each.step || []),
    marks: draft.marks,
    answer: () => ({ spreadsheetId: book.getId(), replies: planned.map((each) => (each.reply ? each.reply() : {})) }),
  };
}

const CHANGES = {
  addSheet(draft, { properties = {} }) {
    const { title, sheetId, gridProperties = {} } = properties;
    if (typeof title !== "string" || !title || title.length > LONGEST_TITLE) throw badRequest_("A tab needs a title.");
    const taken = [...draft.tabs.values()].map((tab) => tab.title.toLowerCase());
    if (taken.includes(title.toLowerCase()) || draft.book.getSheetByName(title)) {
      throw badRequest_(`A sheet with the name "${title}" already exists. Please enter another name.`);
    }
    const id = sheetId === undefined ? Symbol(title) : sheetId;
    if (draft.tabs.has(id)) throw badRequest_(`A sheet with the id ${String(id)} already exists.`);
    const [rows, columns] = readSize_(gridProperties, NEW_ROWS, NEW_COLUMNS);
    const frozen = countOf_(gridProperties.frozenRowCount || 0, rows - 1);
    const tab = { sheet: null, title, rows, columns };
    draft.tabs.set(id, tab);
    return {
      step: {
        keep: () => [{ kind: "made", title }],
        apply() {
          tab.sheet = draft.book.insertSheet(title, draft.book.getSheets().length);
          enlarge_(tab.sheet, rows, columns);
          if (frozen) tab.sheet.setFrozenRows(frozen);
        },
      },
      reply: () => ({ addSheet: { properties: describeTab_(tab.sheet, tab.sheet.getIndex() - 1, {}) } }),
    };
  },

  updateSheetProperties(draft, { properties = {}, fields }) {
    const tab = tabOf_(draft, properties.sheetId);
    const names = Object.keys(parseMask_(fields).gridProperties || {});
    const known = ["rowCount", "columnCount", "frozenRowCount"];
    if (!names.length || Object.keys(parseMask_(fields)).length > 1 || names.some((name) => !known.includes(name))) {
      throw badRequest_("This script changes the size and the frozen rows of a tab alone.");
    }
    const wanted = isObject_(properties.gridProperties) ? properties.gridProperties : {};
    const [rows, columns] = readSize_(
      { rowCount: names.includes("rowCount") && wanted.rowCount, columnCount: names.includes("columnCount") && wanted.columnCount },
      tab.rows,
      tab.columns,
    );
    const frozen = names.includes("frozenRowCount") ? countOf_(wanted.frozenRowCount || 0, rows - 1) : null;
    return { step: stepOfSize_(tab, rows, columns, frozen) };
  },

  appendDimension(draft, { sheetId, dimension, length }) {
    const tab = tabOf_(draft, sheetId);
    if (!["ROWS", "COLUMNS"].includes(dimension)) throw badRequest_("The dimension is ROWS or COLUMNS.");
    const [rows, columns] = dimension === "ROWS" ? [countOf_(length, MOST_ROWS), 0] : [0, countOf_(length, MOST_COLUMNS)];
    return { step: stepOfSize_(tab, countOf_(tab.rows + rows, MOST_ROWS), countOf_(tab.columns + columns, MOST_COLUMNS), null) };
  },

  updateCells(draft, { start, rows, fields }) {
    const place = isObject_(start) ? start : {};
    const tab = tabOf_(draft, place.sheetId);
    const [top, left] = [countOf_(place.rowIndex || 0, MOST_ROWS), countOf_(place.columnIndex || 0, MOST_COLUMNS)];
    const mask = parseMask_(fields);
    const formatted = has_(mask, "userEnteredFormat");
    const others = Object.keys(mask).filter((name) => !["userEnteredValue", "userEnteredFormat"].includes(name));
    if (!has_(mask, "userEnteredValue") || others.length) {
      throw badRequest_("This script writes values and number formats alone.");
    }
    const lines = listOf_(rows, MOST_ROWS).map((row) => listOf_(isObject_(row) ? row.values || [] : null, MOST_COLUMNS));
    const formats = formatted
      ? lines.flatMap((line, row) => line.flatMap((cell, column) => readFormat_(cell, top + row, left + column)))
      : [];
    return { step: planCells_(tab, top, left, lines.map((line) => line.map(readEntered_)), formats) };
  },

  updateSpreadsheetProperties(draft, { properties = {}, fields }) {
    const names = Object.keys(parseMask_(fields));
    if (names.some((name) => !["timeZone", "locale"].includes(name) || typeof properties[name] !== "string")) {
      throw badRequest_("This script changes the time zone and the locale alone.");
    }
    const { book } = draft;
    return {
      step: {
        keep: () => [{ kind: "book", timeZone: book.getSpreadsheetTimeZone(), locale: book.getSpreadsheetLocale() }],
        apply() {
          if (names.includes("timeZone")) book.setSpreadsheetTimeZone(properties.timeZone);
          if (names.includes("locale")) book.setSpreadsheetLocale(properties.locale);
        },
      },
    };
  },

  createDeveloperMetadata(draft, { developerMetadata }) {
    const { metadataId, metadataKey, metadataValue, visibility } = developerMetadata || {};
    const texts = [metadataKey, metadataValue, visibility];
    if (!Number.isSafeInteger(metadataId) || texts.some((text) => typeof text !== "string" || text.length > 200)) {
      throw badRequest_("The metadata has no id, key, value or visibility.");
    }
    if (draft.marks.some((mark) => mark.metadataId === metadataId)) {
      throw badRequest_(`Developer metadata with id ${metadataId} already exists.`);
    }
    const location = { locationType: "SPREADSHEET", spreadsheet: true };
    const mark = { metadataId, metadataKey, metadataValue, location, visibility };
    draft.marks = [...draft.marks, mark].slice(-MOST_MARKS);
    return { reply: () => ({ createDeveloperMetadata: { developerMetadata: mark } }) };
  },

  deleteDeveloperMetadata(draft, { dataFilter }) {
    const { metadataId, metadataKey } = (dataFilter && dataFilter.developerMetadataLookup) || {};
    if (metadataId === undefined && metadataKey === undefined) throw badRequest_("Name the metadata to delete.");
    const meant = (mark) =>
      (metadataId === undefined || mark.metadataId === metadataId) &&
      (metadataKey === undefined || mark.metadataKey === metadataKey);
    const deleted = draft.marks.filter(meant);
    draft.marks = draft.marks.filter((mark) => !meant(mark));
    const found = deleted.length ? { deletedDeveloperMetadata: deleted } : {};
    return { reply: () => ({ deleteDeveloperMetadata: found }) };
  },
};

function listOf_(value, most) {
  if (!Array.isArray(value) || value.length > most) throw badRequest_("A list is missing or too long.");
  return value;
}

function countOf_(value, most) {
  if (!Number.isSafeInteger(value) || value < 0 || value > most) throw badRequest_(`A number is not one of 0 to ${most}.`);
  return value;
}

function tabOf_(draft, id = 0) {
  const tab = draft.tabs.get(id);
  if (!tab) throw badRequest_(`No grid with id: ${String(id)}`);
  return tab;
}

/** Rows and columns. No tab is made smaller: that would lose cells. */
function readSize_({ rowCount, columnCount }, rows, columns) {
  return [
    Math.max(rows, countOf_(rowCount || 0, MOST_ROWS)),
    Math.max(columns, countOf_(columnCount || 0, MOST_COLUMNS)),
  ];
}

/** Null: the frozen rows stay. */
function stepOfSize_(tab, rows, columns, frozen) {
  Object.assign(tab, { rows, columns });
  return {
    keep: () => (tab.sheet ? [keepSize_(tab.sheet)] : []),
    apply() {
      enlarge_(tab.sheet, rows, columns);
      if (frozen !== null && tab.sheet.getFrozenRows() !== frozen) tab.sheet.setFrozenRows(frozen);
    },
  };
}

function keepSize_(sheet) {
  const size = { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns(), frozen: sheet.getFrozenRows() };
  return { kind: "size", id: sheet.getSheetId(), ...size };
}

function enlarge_(sheet, rows, columns) {
  const [present, wide] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (present < rows) sheet.insertRowsAfter(present, rows - present);
  if (wide < columns) sheet.insertColumnsAfter(wide, columns - wide);
}

/** A cell without a value is made blank. */
function readEntered_(cell) {
  const value = (isObject_(cell) && cell.userEnteredValue) || {};
  const [kind, ...others] = Object.keys(value);
  if (kind === undefined) return "";
  if (others.length || !["stringValue", "numberValue", "boolValue"].includes(kind)) {
    throw badRequest_("This script writes texts, numbers, true and false alone.");
  }
  return rawValue_(value[kind]);
}

function readFormat_(cell, row, column) {
  const { type, pattern } = (isObject_(cell) && cell.userEnteredFormat && cell.userEnteredFormat.numberFormat) || {};
  if (type === undefined) return [];
  const chosen = typeof pattern === "string" && pattern ? pattern : PATTERNS[type];
  if (!chosen || chosen.length > 100) throw badRequest_("This script sets formats of days and times alone.");
  return [{ row, column, pattern: chosen }];
}

function planCells_(tab, top, left, rows, formats) {
  const [bottom, right] = [top + rows.length, left + Math.max(0, ...rows.map((row) => row.length))];
  if (bottom > tab.rows || right > tab.columns) throw beyondGrid_(tab.title, tab.rows, tab.columns);
  // One rectangle is one call. Where nothing stands yet, the cells between may be written blank.
  const isBlank = !tab.sheet || tab.sheet.getLastRow() <= top;
  const fill = (row) => Array.from({ length: right - left }, (_, at) => (row[at] === undefined ? "" : row[at]));
  return stepOfCells_(tab, top, left, isBlank ? rows.map(fill) : rows, formats);
}

// ---- values ----

function readLines_(body) {
  const lines = listOf_((isObject_(body) && body.values) || [], MOST_ROWS).map((line) => listOf_(line, MOST_COLUMNS));
  return lines.map((line) => line.map((cell) => (cell === null ? undefined : rawValue_(cell))));
}

function checkRaw_(option) {
  if (option !== "RAW") throw badRequest_("'valueInputOption' is RAW here.");
}

function widthOf_(lines) {
  return Math.max(1, ...lines.map((line) => line.length));
}

function describeUpdate_(book, title, top, left, lines) {
  const area = { top, left, bottom: top + Math.max(1, lines.length), right: left + widthOf_(lines) };
  return {
    spreadsheetId: book.getId(),
    updatedRange: nameRange_(title, area),
    updatedRows: lines.length,
    updatedColumns: widthOf_(lines),
    updatedCells: lines.reduce((sum, line) => sum + line.filter((cell) => cell !== undefined).length, 0),
  };
}

function planValues_(book, { body }) {
  checkRaw_(body.valueInputOption);
  const planned = listOf_(body.data, MOST_REQUESTS).map((each) => {
    const { sheet, title, top, left } = findRange_(book, isObject_(each) && each.range);
    const lines = readLines_(each);
    return { step: planCells_(draftTab_(sheet), top, left, lines, []), told: describeUpdate_(book, title, top, left, lines) };
  });
  const sum = (name) => planned.reduce((total, each) => total + each.told[name], 0);
  return {
    steps: planned.map((each) => each.step),
    answer: () => ({
      spreadsheetId: book.getId(),
      totalUpdatedRows: sum("updatedRows"),
      totalUpdatedColumns: sum("updatedColumns"),
      totalUpdatedCells: sum("updatedCells"),
      totalUpdatedSheets: new Set(planned.map((each) => each.told.updatedRange.replace(/![^!]*$/, ""))).size,
      responses: planned.map((each) => each.told),
    }),
  };
}

/** Rows below the table at A1. They are inserted, so nothing that stands below is overwritten. */
function planAppend_(book, { range, params, body }) {
  checkRaw_(params.valueInputOption);
  if (params.insertDataOption !== "INSERT_ROWS") throw badRequest_("This script inserts the rows.");
  const { sheet, title } = findRange_(book, range);
  const lines = readLines_(body);
  const tab = draftTab_(sheet);
  const table = findTable_(sheet);
  const [top, left] = table ? [table.bottom, table.left] : [0, 0];
  const size = stepOfSize_(tab, tab.rows, Math.max(tab.columns, countOf_(left + widthOf_(lines), MOST_COLUMNS)), null);
  const steps = [size, ...(table && lines.length ? [stepOfInsertion_(tab, top, left, lines)] : [])];
  const rows = stepOfCells_(tab, top, left, lines, []);
  return {
    // New rows are blank, so there is nothing of them to keep.
    steps: [...steps, table ? { ...rows, keep: () => [] } : rows],
    answer: () => ({
      spreadsheetId: book.getId(),
      ...(table ? { tableRange: nameRange_(title, table) } : {}),
      updates: describeUpdate_(book, title, top, left, lines),
    }),
  };
}

/** The table at A1, or all there is if A1 is blank. Null: the tab is blank. */
function findTable_(sheet) {
  if (!sheet.getLastRow()) return null;
  const region = sheet.getRange(1, 1).getDataRegion();
  const isBlank = region.getNumRows() * region.getNumColumns() === 1 && sheet.getRange(1, 1).getValues()[0][0] === "";
  if (isBlank) return { top: 0, left: 0, bottom: sheet.getLastRow(), right: sheet.getLastColumn() };
  return { top: 0, left: 0, bottom: region.getLastRow(), right: region.getLastColumn() };
}

function stepOfInsertion_(tab, after, left, lines) {
  const [count, width] = [lines.length, widthOf_(lines)];
  return {
    keep() {
      const plain = (cell = "") => (typeof cell === "string" ? cell.replace(/^'/, "") : cell);
      const written = digestRows_(lines.map((line) => Array.from({ length: width }, (_, at) => plain(line[at]))));
      const { sheet } = tab;
      if (!sheet.getRange(after, 1, 1, sheet.getMaxColumns()).canEdit()) {
        throw new Refusal(403, "PERMISSION_DENIED", "A row is protected.", "PROTECTED");
      }
      return [{ kind: "inserted", id: sheet.getSheetId(), rows: sheet.getMaxRows(), after, count, left, width, written }];
    },
    apply: () => tab.sheet.insertRowsAfter(after, count),
  };
}
