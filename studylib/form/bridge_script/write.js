// Writes, all or none. A journal of what the cells were is kept first. One call then both sets the mark of the write and
// empties the journal. If a run breaks off before it, the next request puts the old cells back.

const MOST_REQUESTS = 2000;
const LONGEST_TEXT = 50000; // characters of a cell, as Google has it
const LONGEST_TITLE = 100;
const MOST_ROWS = 200000; // of a tab
const MOST_COLUMNS = 1000;
const CHUNK = 8500; // characters of one property: Google takes 9 kB
const MOST_CHUNKS = 45; // Google takes 500 kB in all
const READS = 3; // tries to read without a write in between
const UNDOES = 3; // tries to undo a write that broke off, before the sheet is left as it is

// ---- what is kept beside the sheet ----

function loadState_() {
  const kept = PropertiesService.getScriptProperties().getProperties();
  const chunks = Array.from({ length: Number(kept.journal || 0) }, (_, at) => kept[`journal.${at}`]);
  return {
    journal: chunks.length ? readJournal_(chunks) : null,
    left: Object.keys(kept).filter((name) => name.startsWith("journal.")),
    marks: kept.marks ? JSON.parse(kept.marks) : [],
    writes: Number(kept.writes || 0),
    undone: Number(kept.undone || 0),
  };
}

/** A journal that was not kept whole is empty: no cell is written before it is. */
function readJournal_(chunks) {
  try {
    return JSON.parse(chunks.join(""));
  } catch (error) {
    console.log(String(error));
    return [];
  }
}

/** The mark of the last write, as the Sheets API gives metadata of the whole spreadsheet. */
function readMarks_() {
  return loadState_().marks;
}

function saveJournal_(journal) {
  const text = JSON.stringify(journal).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const chunks = text.match(new RegExp(`.{1,${CHUNK}}`, "g")) || [];
  if (chunks.length > MOST_CHUNKS) throw badRequest_("The change is too large to be undone.", "TOO_LARGE");
  const parts = Object.fromEntries(chunks.map((chunk, at) => [`journal.${at}`, chunk]));
  PropertiesService.getScriptProperties().setProperties({ ...parts, journal: String(chunks.length) });
}

/** Ends a write: the journal is void from this one call on. Then what it held is removed, now or by the next write. */
function endWrite_(state, news) {
  const properties = PropertiesService.getScriptProperties();
  properties.setProperties({ ...news, journal: "", undone: "", writes: String(state.writes + 1) });
  try {
    loadState_().left.forEach((name) => properties.deleteProperty(name));
  } catch (error) {
    console.log(String(error));
  }
}

// ---- one at a time ----

function underLock_(act) {
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(LOCK_MS)) throw new Refusal(429, "RESOURCE_EXHAUSTED", "Another write is running.", "BUSY");
  try {
    return act();
  } finally {
    lock.releaseLock();
  }
}

/** Reads between two writes, never in the middle of one. */
function read_(book, answer) {
  for (let turn = 0; turn < READS; turn++) {
    const before = loadState_();
    if (!before.journal) {
      const body = answer();
      const after = loadState_();
      if (!after.journal && after.writes === before.writes) return body;
    }
    SpreadsheetApp.flush();
    if (before.journal) break;
  }
  return underLock_(() => {
    recover_(book);
    return answer();
  });
}

function write_(book, plan) {
  return underLock_(() => {
    const state = recover_(book);
    const { steps, marks = state.marks, answer } = plan(state);
    const body = carryOut_(book, steps, state, answer);
    endWrite_(state, { marks: JSON.stringify(marks) });
    return body;
  });
}

/** Undoes a write that broke off. Only whoever has the lock may do it. */
function recover_(book) {
  const state = loadState_();
  if (!state.journal) return state;
  try {
    undo_(book, state.journal);
  } catch (error) {
    // A fault of a moment may pass. One that lasts must not close the sheet for good.
    PropertiesService.getScriptProperties().setProperty("undone", String(state.undone + 1));
    if (state.undone + 1 < UNDOES) throw error;
    console.log(String(error));
  }
  endWrite_(state, {});
  return loadState_();
}

/** Checks and keeps everything before the first write. Undoes what was written if one fails. Returns the answer. */
function carryOut_(book, steps, state, answer) {
  if (!steps.length) return answer();
  const journal = steps.map((step) => step.keep()).flat();
  saveJournal_(journal);
  try {
    steps.forEach((step) => step.apply());
    SpreadsheetApp.flush();
    return answer();
  } catch (error) {
    undo_(book, journal);
    endWrite_(state, {});
    const known = error instanceof Refusal ? error : recogniseError_(String(error.message));
    throw known.code < 500 ? known : new Refusal(409, "ABORTED", known.message, "UNDONE");
  }
}

// ---- undoing ----

function undo_(book, journal) {
  [...journal].reverse().forEach((kept) => UNDO[kept.kind](book, kept));
  SpreadsheetApp.flush();
}

const UNDO = {
  made(book, { title }) {
    const sheet = book.getSheetByName(title);
    if (sheet) book.deleteSheet(sheet);
  },
  size(book, { id, rows, columns, frozen }) {
    const sheet = sheetOf_(book, id);
    if (!sheet) return;
    if (sheet.getFrozenRows() !== frozen) sheet.setFrozenRows(frozen);
    // What stands there by now is somebody else's.
    if (sheet.getLastRow() > rows || sheet.getLastColumn() > columns) return;
    if (sheet.getMaxRows() > rows) sheet.deleteRows(rows + 1, sheet.getMaxRows() - rows);
    if (sheet.getMaxColumns() > columns) sheet.deleteColumns(columns + 1, sheet.getMaxColumns() - columns);
  },
  inserted(book, { id, rows, after, count, left, width, written }) {
    const sheet = sheetOf_(book, id);
    if (!sheet || sheet.getMaxRows() !== rows + count) return;
    const values = sheet.getRange(after + 1, left + 1, count, width).getValues();
    const isOurs = digestRows_(values) === written || values.every((row) => row.every((cell) => cell === ""));
    if (isOurs) sheet.deleteRows(after + 1, count);
  },
  cells(book, { id, at, filled, formats }) {
    const sheet = sheetOf_(book, id);
    if (!sheet) return;
    const [top, left, rows, columns] = at;
    sheet.getRange(top + 1, left + 1, rows, columns).clearContent();
    formats.forEach(([row, column, pattern]) => sheet.getRange(row + 1, column + 1).setNumberFormat(pattern));
    filled.forEach(([row, column, written]) => sheet.getRange(row + 1, column + 1).setValue(written));
  },
  book(book, { timeZone, locale }) {
    if (book.getSpreadsheetTimeZone() !== timeZone) book.setSpreadsheetTimeZone(timeZone);
    if (book.getSpreadsheetLocale() !== locale) book.setSpreadsheetLocale(locale);
  },
};

function digestRows_(rows) {
  return Utilities.base64EncodeWebSafe(digest_(JSON.stringify(rows)));
}

function sheetOf_(book, id) {
  return book.getSheets().find((sheet) => sheet.getSheetId() === id);
}

// ---- cells ----

/** What `setValue` takes for a value that stays as it is: it would read a bare text as if somebody had typed it. */
function rawValue_(value) {
  if (typeof value === "string") {
    if (value.length > LONGEST_TEXT) {
      throw badRequest_(`Your input contains more than the maximum of ${LONGEST_TEXT} characters in a single cell.`);
    }
    return value && !/^(\p{Script=Hangul}[^\p{N}]*|https?:\/\/\S+)$/u.test(value) ? `'${value}` : value;
  }
  if (typeof value === "boolean" || Number.isFinite(value)) return value;
  throw badRequest_("A cell holds a text, a number or true or false.");
}

/** Rectangles of the cells to write. Undefined: the cell stays. */
function listBlocks_(rows) {
  const blocks = [];
  const last = new Map();
  rows.forEach((row, at) => {
    for (let left = 0; left < row.length; left++) {
      if (row[left] === undefined) continue;
      let right = left;
      while (right < row.length && row[right] !== undefined) right++;
      const columns = `${left}:${right}`;
      const above = last.get(columns);
      if (above && above.top + above.rows.length === at) above.rows.push(row.slice(left, right));
      else {
        const block = { top: at, left, right, rows: [row.slice(left, right)] };
        blocks.push(block);
        last.set(columns, block);
      }
      left = right;
    }
  });
  return blocks;
}

/** One step: raw values from a place on, and number formats of some of them. */
function stepOfCells_(tab, top, left, rows, formats) {
  const blocks = listBlocks_(rows);
  const place = (block, { rows, right } = { rows: block.rows.length, right: block.right }) =>
    tab.sheet.getRange(top + block.top + 1, left + block.left + 1, rows, right - block.left);
  /** The part of a block that is there already. Rows and columns still to come are blank. */
  const present = (block) => ({
    rows: Math.min(block.rows.length, tab.sheet.getMaxRows() - top - block.top),
    right: Math.min(block.right, tab.sheet.getMaxColumns() - left),
  });
  return {
    keep() {
      const kept = tab.sheet ? blocks.map((block) => [block, present(block)]) : [];
      return kept
        .filter(([block, { rows, right }]) => rows > 0 && right > block.left)
        .map(([block, part]) => keepCells_(tab.sheet, place(block, part), formats));
    },
    apply() {
      formats.forEach(({ row, column, pattern }) => tab.sheet.getRange(row + 1, column + 1).setNumberFormat(pattern));
      blocks.forEach((block) => place(block).setValues(block.rows));
    },
  };
}

function keepCells_(sheet, range, changed) {
  if (!range.canEdit()) throw new Refusal(403, "PERMISSION_DENIED", "A cell is protected.", "PROTECTED");
  const [top, left] = [range.getRow() - 1, range.getColumn() - 1];
  const [values, formulas, shown, patterns] = [
    range.getValues(),
    range.getFormulas(),
    range.getDisplayValues(),
    range.getNumberFormats(),
  ];
  const clock = makeClock_(sheet.getParent().getSpreadsheetTimeZone());
  const [filled, formats] = [[], []];
  const written = new Set(changed.map(({ row, column }) => `${row}:${column}`));
  values.forEach((row, at) =>
    row.forEach((value, column) => {
      const place = [top + at, left + column];
      if (isMoment_(value) || written.has(place.join(":"))) formats.push([...place, patterns[at][column]]);
      if (value === "" && !formulas[at][column]) return;
      filled.push([...place, keepCell_(value, formulas[at][column], shown[at][column], patterns[at][column], clock)]);
    }),
  );
  const id = sheet.getSheetId();
  return { kind: "cells", id, at: [top, left, values.length, values[0].length], filled, formats };
}

/** What `setValue` takes to make the cell what it is. A time alone is typed again. */
function keepCell_(value, formula, shown, pattern, clock) {
  if (formula) return formula;
  return isMoment_(value) ? readCell_(value, clock, shown, pattern) : rawValue_(value);
}
