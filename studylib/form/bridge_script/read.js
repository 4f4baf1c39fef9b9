// What is in the spreadsheet, in the shapes of the Sheets API.

const DAY_MS = 86400000;
const SERIAL_ORIGIN = Date.UTC(1899, 11, 30);
const FIRST_DAY = Date.UTC(1900, 2, 1); // a moment before it is a time alone, or a length of time
const ERRORS = {
  "#NULL!": "NULL_VALUE",
  "#DIV/0!": "DIVIDE_BY_ZERO",
  "#VALUE!": "VALUE",
  "#REF!": "REF",
  "#NAME?": "NAME",
  "#NUM!": "NUM",
  "#N/A": "N_A",
  "#ERROR!": "ERROR",
};

// ---- moments ----

function isMoment_(value) {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** The serial numbers of moments, by the wall clock of a zone, to the millisecond. */
function makeClock_(zone) {
  const days = new Map();
  function offset(time) {
    const text = Utilities.formatDate(new Date(time), zone, "yyyy-MM-dd-HH-mm-ss");
    const [year, month, day, hour, minute, second] = text.split("-").map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
  }
  /** The offset of a whole day in UTC. Undefined: it changes within. */
  function offsetOfDay(day) {
    if (!days.has(day)) {
      const first = offset(day * DAY_MS);
      days.set(day, first === offset((day + 1) * DAY_MS) ? first : undefined);
    }
    return days.get(day);
  }
  return (moment) => {
    const time = moment.getTime();
    const known = offsetOfDay(Math.floor(time / DAY_MS));
    return (time + (known === undefined ? offset(time) : known) - SERIAL_ORIGIN) / DAY_MS;
  };
}

/** Whether the offset of its zone in 1899 is in a moment, which is not that of a clock today. */
function isEarly_(moment) {
  return !(moment.getTime() >= FIRST_DAY);
}

/** The serial number of a moment. Null: it is a time alone, of which none can be made. An early day has no fraction. */
function serialOf_(moment, pattern, clock) {
  if (!isEarly_(moment)) return clock(moment);
  return readPattern_(pattern) === "DATE" ? Math.round(clock(moment)) : null;
}

/** What a number format shows: `DATE`, `DATE_TIME` or `TIME`, as the Sheets API names it. */
function readPattern_(pattern) {
  const letters = pattern.replace(/"[^"]*"|\\./g, "");
  if (!/[hs]/i.test(letters)) return "DATE";
  return /[yd]/i.test(letters) ? "DATE_TIME" : "TIME";
}

// ---- values ----

function getRanges_(book, { params }) {
  checkReading_(params);
  const ranges = [].concat(params.ranges || []);
  if (!ranges.length) throw badRequest_("There are no ranges.");
  const clock = makeClock_(book.getSpreadsheetTimeZone());
  return { spreadsheetId: book.getId(), valueRanges: ranges.map((text) => readRange_(book, text, clock)) };
}

function getRange_(book, { range, params }) {
  checkReading_(params);
  return readRange_(book, range, makeClock_(book.getSpreadsheetTimeZone()));
}

function checkReading_(params) {
  const { valueRenderOption, dateTimeRenderOption, majorDimension = "ROWS" } = params;
  const given = [valueRenderOption, dateTimeRenderOption, majorDimension];
  if (given.join() !== "UNFORMATTED_VALUE,SERIAL_NUMBER,ROWS") {
    throw badRequest_("This script gives values by rows, as they are stored, and moments as serial numbers.");
  }
}

function readRange_(book, text, clock) {
  const found = findRange_(book, text);
  const rows = dropBlankEnds_(readCells_(found, clock).map((row) => dropBlankEnds_(row, "")), 0);
  return {
    range: nameRange_(found.title, found),
    majorDimension: "ROWS",
    ...(rows.length ? { values: rows } : {}),
  };
}

/** The filled part of an area. Null: nothing is filled. */
function takeFilled_({ sheet, top, left, bottom, right }) {
  const [rows, columns] = [Math.min(bottom, sheet.getLastRow()) - top, Math.min(right, sheet.getLastColumn()) - left];
  return rows > 0 && columns > 0 ? sheet.getRange(top + 1, left + 1, rows, columns) : null;
}

function readCells_(area, clock) {
  const filled = takeFilled_(area);
  if (!filled) return [];
  const values = filled.getValues();
  const isEarly = values.some((row) => row.some((cell) => isMoment_(cell) && isEarly_(cell)));
  const [shown, patterns] = isEarly ? [filled.getDisplayValues(), filled.getNumberFormats()] : [];
  return values.map((row, at) =>
    row.map((cell, column) => readCell_(cell, clock, ...(isEarly ? [shown[at][column], patterns[at][column]] : []))),
  );
}

/** Texts, numbers and flags as they are. A time alone is given as it is shown. */
function readCell_(cell, clock, shown, pattern) {
  if (!isMoment_(cell)) return cell;
  const serial = serialOf_(cell, pattern, clock);
  return serial === null ? shown : serial;
}

/** Without the blank ones at the end. Blank is a text without letters, or a row without cells. */
function dropBlankEnds_(items, blank) {
  let end = items.length;
  while (end && (items[end - 1] === blank || items[end - 1].length === 0)) end--;
  return items.slice(0, end);
}

// ---- the spreadsheet ----

function getSpreadsheet_(book, { params }) {
  const mask = params.fields ? parseMask_(params.fields) : {};
  if (!params.fields || (wants_(mask, "sheets.data") && !has_(mask.sheets || {}, "data"))) {
    throw badRequest_("Name the fields that you want.");
  }
  const places = [].concat(params.ranges || []).map((text) => withId_(findRange_(book, text)));
  const all = wants_(mask, "sheets") ? book.getSheets() : [];
  const ids = new Set(places.map(({ id }) => id));
  const shown = all.map((sheet, index) => ({ sheet, index })).filter(({ sheet }) => !ids.size || ids.has(sheet.getSheetId()));
  const clock = makeClock_(book.getSpreadsheetTimeZone());
  const body = {
    spreadsheetId: book.getId(),
    properties: {
      title: book.getName(),
      locale: book.getSpreadsheetLocale(),
      timeZone: book.getSpreadsheetTimeZone(),
    },
    sheets: shown.map(({ sheet, index }) => ({
      properties: describeTab_(sheet, index, mask),
      ...(wants_(mask, "sheets.data") ? { data: describeAreas_(sheet, places, clock, mask) } : {}),
      ...(wants_(mask, "sheets.merges") ? describeMerges_(sheet) : {}),
    })),
    spreadsheetUrl: book.getUrl(),
    developerMetadata: readMarks_(),
  };
  if (!body.developerMetadata.length) delete body.developerMetadata;
  return cut_(body, mask);
}

function withId_(area) {
  return { ...area, id: area.sheet.getSheetId() };
}

function describeTab_(sheet, index, mask) {
  const type = isGrid_(sheet) ? "GRID" : "OBJECT";
  const sized = type === "GRID" && wants_(mask, "sheets.properties.gridProperties");
  return {
    sheetId: sheet.getSheetId(),
    title: sheet.getName(),
    index,
    sheetType: type,
    ...(sized ? { gridProperties: describeGrid_(sheet) } : {}),
    ...(sheet.isSheetHidden() ? { hidden: true } : {}),
  };
}

function describeGrid_(sheet) {
  const frozen = sheet.getFrozenRows();
  const size = { rowCount: sheet.getMaxRows(), columnCount: sheet.getMaxColumns() };
  return frozen ? { ...size, frozenRowCount: frozen } : size;
}

function describeMerges_(sheet) {
  const merged = isGrid_(sheet) ? sheet.getDataRange().getMergedRanges() : [];
  const merges = merged.map((range) => ({
    sheetId: sheet.getSheetId(),
    startRowIndex: range.getRow() - 1,
    endRowIndex: range.getLastRow(),
    startColumnIndex: range.getColumn() - 1,
    endColumnIndex: range.getLastColumn(),
  }));
  return merges.length ? { merges } : {};
}

function describeAreas_(sheet, places, clock, mask) {
  if (!isGrid_(sheet)) return [];
  const number = sheet.getSheetId();
  const own = places.filter(({ id }) => id === number);
  const whole = { sheet, top: 0, left: 0, bottom: sheet.getMaxRows(), right: sheet.getMaxColumns() };
  return (own.length ? own : [whole]).map((area) => ({
    ...(area.top ? { startRow: area.top } : {}),
    ...(area.left ? { startColumn: area.left } : {}),
    ...describeRows_(area, clock, mask),
  }));
}

function describeRows_(area, clock, mask) {
  const filled = takeFilled_(area);
  if (!filled) return {};
  const asks = (name) => wants_(mask, `sheets.data.rowData.values.${name}`);
  const parts = {
    values: filled.getValues(),
    shown: filled.getDisplayValues(),
    formulas: filled.getFormulas(),
    patterns: filled.getNumberFormats(),
    isFormatted: asks("effectiveFormat") || asks("userEnteredFormat"),
    ...(asks("textFormatRuns") || asks("hyperlink") ? { rich: filled.getRichTextValues() } : {}),
    ...(asks("note") ? { notes: filled.getNotes() } : {}),
  };
  const rows = parts.values.map((row, at) => {
    const cells = row.map((_, column) => describeCell_(parts, at, column, clock));
    while (cells.length && !Object.keys(cells[cells.length - 1]).length) cells.pop();
    return cells.length ? { values: cells } : {};
  });
  while (rows.length && !rows[rows.length - 1].values) rows.pop();
  return rows.length ? { rowData: rows } : {};
}

/** What the Sheets API calls CellData. */
function describeCell_({ values, shown, formulas, patterns, isFormatted, rich, notes }, row, column, clock) {
  const [value, formula, text] = [values[row][column], formulas[row][column], shown[row][column]];
  const pattern = patterns[row][column];
  const note = notes && notes[row][column] ? { note: notes[row][column] } : {};
  if (value === "" && !formula) return note;
  const stored = readCell_(value, clock, text, pattern);
  const effective = formula && ERRORS[stored] ? { errorValue: { type: ERRORS[stored] } } : extend_(stored);
  const format = isFormatted ? { numberFormat: describeFormat_(value, pattern) } : null;
  return {
    userEnteredValue: formula ? { formulaValue: formula } : extend_(stored),
    effectiveValue: effective,
    formattedValue: text,
    ...(format ? { userEnteredFormat: format, effectiveFormat: format } : {}),
    ...(rich ? describeLinks_(formula, rich[row][column]) : {}),
    ...note,
  };
}

function extend_(value) {
  return { [{ number: "numberValue", boolean: "boolValue" }[typeof value] || "stringValue"]: value };
}

function describeFormat_(value, pattern) {
  if (isMoment_(value)) return { type: readPattern_(pattern), pattern };
  return { type: typeof value === "number" ? "NUMBER" : "TEXT", pattern };
}

/** The address of a whole cell as `hyperlink`, those of its parts as runs. */
function describeLinks_(formula, rich) {
  const typed = /^=\s*HYPERLINK\s*\(\s*"((?:[^"]|"")*)"/i.exec(formula);
  if (typed) return { hyperlink: typed[1].replace(/""/g, '"') };
  const whole = rich && rich.getLinkUrl();
  if (whole) return { hyperlink: whole };
  const runs = rich ? rich.getRuns() : [];
  if (!runs.some((run) => run.getLinkUrl())) return {};
  return {
    textFormatRuns: runs.map((run) => ({
      ...(run.getStartIndex() ? { startIndex: run.getStartIndex() } : {}),
      format: run.getLinkUrl() ? { link: { uri: run.getLinkUrl() } } : {},
    })),
  };
}
