// Ranges in A1 notation, with quoted titles as gspread writes them, and masks of fields.

const LONGEST_RANGE = 500; // characters

/** An area from 0, half-open. An end that is not named is Infinity. */
function parseRange_(text) {
  const found =
    typeof text === "string" &&
    text.length <= LONGEST_RANGE &&
    /^'((?:[^']|'')*)'(?:!([A-Z]{0,3})(\d{0,7})(?::([A-Z]{0,3})(\d{0,7}))?)?$/.exec(text);
  if (!found) throw unknownRange_(text);
  const [, quoted, left, top, right, bottom] = found;
  const title = quoted.replace(/''/g, "'");
  const whole = { title, top: 0, left: 0, bottom: Infinity, right: Infinity };
  if (left === undefined) return whole;
  const alone = right === undefined;
  if (!(left || top) || (alone && !(left && top))) throw unknownRange_(text);
  return {
    title,
    top: top ? Number(top) - 1 : 0,
    left: left ? numberColumn_(left) - 1 : 0,
    bottom: alone ? Number(top) : bottom ? Number(bottom) : Infinity,
    right: alone ? numberColumn_(left) : right ? numberColumn_(right) : Infinity,
  };
}

function unknownRange_(text) {
  return badRequest_(`Unable to parse range: ${String(text).slice(0, LONGEST_RANGE)}`);
}

function numberColumn_(letters) {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function nameColumn_(number) {
  const rest = (number - 1) % 26;
  const before = (number - 1 - rest) / 26;
  return (before ? nameColumn_(before) : "") + String.fromCharCode(65 + rest);
}

/** As Google names a range in an answer: a title is quoted only if it needs to be. */
function nameRange_(title, { top, left, bottom, right }) {
  const plain = /^[A-Za-z_]+\d*$/.test(title) && !/^([A-Z]{1,3}\d+|[RC]\d*(C\d*)?|true|false)$/i.test(title);
  const first = `${nameColumn_(left + 1)}${top + 1}`;
  const last = `${nameColumn_(right)}${bottom}`;
  return `${plain ? title : `'${title.replace(/'/g, "''")}'`}!${first === last ? first : `${first}:${last}`}`;
}

/** The tab of a range, and its area within the grid. */
function findRange_(book, text) {
  const area = parseRange_(text);
  const sheet = book.getSheetByName(area.title);
  if (!sheet || !isGrid_(sheet)) throw unknownRange_(text);
  const [rows, columns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (area.top >= rows || area.left >= columns || area.top < 0 || area.bottom <= area.top || area.right <= area.left) {
    throw beyondGrid_(text, rows, columns);
  }
  return {
    sheet,
    title: area.title,
    ...{ top: area.top, left: area.left },
    ...{ bottom: Math.min(area.bottom, rows), right: Math.min(area.right, columns) },
  };
}

function beyondGrid_(range, rows, columns) {
  return badRequest_(`Range (${range}) exceeds grid limits. Max rows: ${rows}, max columns: ${columns}`);
}

function isGrid_(sheet) {
  return sheet.getType() === SpreadsheetApp.SheetType.GRID;
}

/** `a,b(c,d),e.f` as an object of objects. An empty one means all below it. */
function parseMask_(text) {
  if (typeof text !== "string" || text.length > 2000) throw badRequest_("The fields cannot be read.");
  const words = text.match(/[A-Za-z]\w*|\S/g) || [];
  let place = 0;
  function list(depth) {
    const mask = {};
    do {
      let below = mask;
      do {
        const name = words[place++];
        if (!/^[A-Za-z]/.test(name || "") || depth > 20) throw badRequest_("The fields cannot be read.");
        below = has_(below, name) ? below[name] : (below[name] = {});
      } while (words[place] === "." && ++place);
      if (words[place] === "(") {
        place++;
        Object.assign(below, list(depth + 1));
        if (words[place++] !== ")") throw badRequest_("The fields cannot be read.");
      }
    } while (words[place] === "," && ++place);
    return mask;
  }
  const mask = words.length ? list(0) : {};
  if (place !== words.length) throw badRequest_("The fields cannot be read.");
  return mask;
}

/** The part of an answer that a mask names. Nothing is named: all of it. Parents of nothing are left out. */
function cut_(value, mask) {
  const names = Object.keys(mask);
  if (Array.isArray(value)) return value.map((each) => cut_(each, mask));
  if (!names.length || !isObject_(value)) return value;
  const parts = names.filter((name) => has_(value, name)).map((name) => [name, cut_(value[name], mask[name])]);
  return Object.fromEntries(parts.filter(([, part]) => !isObject_(part) || Object.keys(part).length));
}

/** Whether a mask asks for the field at that path. */
function wants_(mask, path) {
  let below = mask;
  for (const name of path.split(".")) {
    if (!Object.keys(below).length) return true;
    if (!has_(below, name)) return false;
    below = below[name];
  }
  return true;
}

function has_(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name);
}
