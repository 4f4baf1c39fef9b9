// Spreadsheets of the stand-in: tabs, ranges, and what Google refuses of them.

"use strict";

const cells = require("./cells.js");

/** The interfaces of a spreadsheet, given `{world, standIn, refuse, text}`. */
function makeSheets({ world, standIn, refuse, text }) {
  const isBlank = (cell) => cells.valueOf(cell) === "" && !(cell && cell.f);
  const widthOf = (tab) => Math.max(0, ...tab.rows.map((row) => row.findLastIndex((cell) => !isBlank(cell)) + 1));
  const heightOf = (tab) => tab.rows.findLastIndex((row) => row.some((cell) => !isBlank(cell))) + 1;
  const rowsOf = (tab) => tab.maxRows ?? Math.max(1000, tab.rows.length);
  const columnsOf = (tab) => tab.maxColumns ?? Math.max(26, ...tab.rows.map((row) => row.length));

  function idOf(tab) {
    if (tab.id === undefined) {
      world.ids = (world.ids ?? 0) + 1;
      tab.id = world.ids * 101;
    }
    return tab.id;
  }

  function cellAt(tab, row, column) {
    return tab.rows[row]?.[column] ?? "";
  }

  function put(tab, row, column, cell) {
    while (tab.rows.length <= row) tab.rows.push([]);
    while (tab.rows[row].length <= column) tab.rows[row].push("");
    tab.rows[row][column] = cell;
  }

  function richText(cell) {
    const { link = null, runs } = typeof cell === "object" && cell ? cell : {};
    const parts = runs ?? [[0, link]];
    return standIn("RichTextValue", {
      getLinkUrl: () => (runs ? null : link),
      getRuns: () =>
        parts.map(([start, address]) => standIn("RichTextValue", { getStartIndex: () => start, getLinkUrl: () => address })),
    });
  }

  function range(state, tab, row, column, rows = 1, columns = 1) {
    if (![row, column, rows, columns].every((each) => Number.isInteger(each) && each > 0)) refuse("The range is invalid.");
    if (row + rows - 1 > rowsOf(tab) || column + columns - 1 > columnsOf(tab)) {
      refuse("The coordinates of the range are outside the dimensions of the sheet.");
    }
    const grid = (read) =>
      Array.from({ length: rows }, (_, at) =>
        Array.from({ length: columns }, (__, place) => read(cellAt(tab, row - 1 + at, column - 1 + place), at, place)),
      );
    const guard = () => tab.protected && refuse("You are trying to edit a protected cell or object.");
    function write(at, place, value) {
      if (!["string", "number", "boolean"].includes(typeof value)) refuse(`no value of a cell: ${value}`);
      if (tab.rules && !tab.rules.includes(value)) refuse("The data you entered violates the data validation rules.");
      put(tab, row - 1 + at, column - 1 + place, cells.typed(value, cellAt(tab, row - 1 + at, column - 1 + place)));
    }
    const self = standIn("Range", {
      getValues: () => grid((cell) => cells.given(cell, state.zone)),
      getDisplayValues: () => grid(cells.shown),
      getFormulas: () => grid((cell) => (cell && cell.f) || ""),
      getNumberFormats: () => grid(cells.patternOf),
      getRichTextValues: () => grid(richText),
      getNotes: () => grid((cell) => (cell && cell.note) || ""),
      canEdit: () => !tab.protected || Boolean(tab.unaware),
      getRow: () => row,
      getColumn: () => column,
      getNumRows: () => rows,
      getNumColumns: () => columns,
      getLastRow: () => row + rows - 1,
      getLastColumn: () => column + columns - 1,
      getSheet: () => sheet(state, tab),
      getMergedRanges: () => (tab.merges ?? []).map((each) => range(state, tab, ...each)),
      getDataRegion: () => region(state, tab, row, column),
      setValue(value) {
        guard();
        grid((_, at, place) => write(at, place, value));
        return self;
      },
      setValues(values) {
        guard();
        if (values.length !== rows || values.some((line) => line.length !== columns)) refuse("The size does not match.");
        values.forEach((line, at) => line.forEach((value, place) => write(at, place, value)));
        return self;
      },
      setNumberFormat(pattern) {
        guard();
        grid((cell, at, place) => {
          const whole = typeof cell === "object" && cell ? cell : { v: cell };
          put(tab, row - 1 + at, column - 1 + place, { ...whole, p: text(pattern) });
        });
        return self;
      },
      clearContent() {
        guard();
        grid((cell, at, place) => {
          const pattern = cells.patternOf(cell);
          put(tab, row - 1 + at, column - 1 + place, pattern === "General" ? "" : { v: "", p: pattern });
        });
        return self;
      },
    });
    return self;
  }

  /** The filled cells around one, as Ctrl+A selects them. */
  function region(state, tab, row, column) {
    let [top, left, bottom, right] = [row - 1, column - 1, row - 1, column - 1];
    const filled = (at, place) => at >= 0 && place >= 0 && !isBlank(cellAt(tab, at, place));
    const anyIn = (rows, columns) => rows.some((at) => columns.some((place) => filled(at, place)));
    const span = (first, last) => Array.from({ length: last - first + 1 }, (_, at) => first + at);
    for (let grows = true; grows; ) {
      grows = false;
      if (anyIn([top - 1], span(left, right))) [top, grows] = [top - 1, true];
      if (anyIn([bottom + 1], span(left, right))) [bottom, grows] = [bottom + 1, true];
      if (anyIn(span(top, bottom), [left - 1])) [left, grows] = [left - 1, true];
      if (anyIn(span(top, bottom), [right + 1])) [right, grows] = [right + 1, true];
    }
    return range(state, tab, top + 1, left + 1, bottom - top + 1, right - left + 1);
  }

  function sheet(state, tab) {
    const grid = (value) => (tab.type === "GRID" ? value() : refuse("a chart has no cells"));
    return standIn("Sheet", {
      getType: () => tab.type,
      getSheetId: () => idOf(tab),
      getName: () => tab.title,
      getIndex: () => state.tabs.indexOf(tab) + 1,
      getParent: () => spreadsheet(Object.keys(world.spreadsheets).find((id) => world.spreadsheets[id] === state)),
      isSheetHidden: () => Boolean(tab.hidden),
      getMaxRows: () => rowsOf(tab),
      getMaxColumns: () => columnsOf(tab),
      getFrozenRows: () => tab.frozen ?? 0,
      setFrozenRows(rows) {
        tab.frozen = rows;
      },
      getLastRow: () => grid(() => heightOf(tab)),
      getLastColumn: () => grid(() => widthOf(tab)),
      getRange: (...place) => range(state, tab, ...place),
      getDataRange: () => grid(() => range(state, tab, 1, 1, heightOf(tab) || 1, widthOf(tab) || 1)),
      insertRowsAfter(after, count) {
        if (tab.protected && !tab.unaware) refuse("You are trying to edit a protected cell or object.");
        const size = rowsOf(tab) + count;
        if (after < tab.rows.length) tab.rows.splice(after, 0, ...Array.from({ length: count }, () => []));
        tab.maxRows = size;
      },
      insertColumnsAfter(after, count) {
        const size = columnsOf(tab) + count;
        tab.rows.filter((row) => row.length > after).forEach((row) => row.splice(after, 0, ...Array(count).fill("")));
        tab.maxColumns = size;
      },
      deleteRows(first, count) {
        const size = rowsOf(tab) - count;
        tab.rows.splice(first - 1, count);
        tab.maxRows = size;
      },
      deleteColumns(first, count) {
        const size = columnsOf(tab) - count;
        tab.rows.forEach((row) => row.splice(first - 1, count));
        tab.maxColumns = size;
      },
    });
  }

  function spreadsheet(id) {
    const state = world.spreadsheets[id];
    return standIn("Spreadsheet", {
      getId: () => id,
      getName: () => state.title ?? "스터디",
      getUrl: () => `https://docs.google.com/spreadsheets/d/${id}/edit`,
      getFormUrl: () => (state.form ? `https://docs.google.com/forms/d/${state.form}/viewform` : null),
      getSheets: () => state.tabs.map((tab) => sheet(state, tab)),
      getSheetByName(title) {
        const tab = state.tabs.find((each) => each.title === text(title));
        return tab ? sheet(state, tab) : null;
      },
      insertSheet(title, at) {
        if (state.tabs.some((each) => each.title.toLowerCase() === title.toLowerCase())) {
          refuse(`A sheet with the name "${title}" already exists. Please enter another name.`);
        }
        const tab = { title: text(title), type: "GRID", rows: [] };
        state.tabs.splice(at ?? state.tabs.length, 0, tab);
        return sheet(state, tab);
      },
      deleteSheet(gone) {
        if (state.tabs.length === 1) refuse("You can't remove all the sheets in a document.");
        state.tabs = state.tabs.filter((tab) => tab.title !== gone.getName());
      },
      getSpreadsheetLocale: () => state.locale,
      setSpreadsheetLocale(locale) {
        state.locale = text(locale);
      },
      getSpreadsheetTimeZone: () => state.zone,
      setSpreadsheetTimeZone(zone) {
        state.zone = text(zone);
      },
    });
  }

  return spreadsheet;
}

module.exports = { makeSheets };
