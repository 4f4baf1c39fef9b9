// Cells as Google keeps them. A cell of the world is a text, a number, a flag, or an object of `v` (the value, of a moment
// its serial number), `p` (its number format), `f` (its formula), `shown` (as Google displays it), `link`, `runs` (starts
// and addresses) and `note`.

"use strict";

const DAY = 86400000;
const ORIGIN = Date.UTC(1899, 11, 30);
const MOMENT = /[ydhs]/i;
const writers = new Map();

/** Milliseconds that the wall clock of a zone is ahead of UTC at that time. */
function offset(time, zone) {
  const fixed = /^GMT([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] || 0)) * 60000;
  if (!writers.has(zone)) {
    const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
    writers.set(zone, new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", era: "short", ...parts }));
  }
  const found = Object.fromEntries(writers.get(zone).formatToParts(time).map(({ type, value }) => [type, value]));
  const year = found.era === "BC" ? 1 - found.year : Number(found.year);
  const wall = Date.UTC(year, found.month - 1, found.day, found.hour, found.minute, found.second);
  return wall - Math.floor(time / 1000) * 1000;
}

function toDate(serial, zone) {
  const wall = Math.round(serial * DAY) + ORIGIN;
  const guess = wall - offset(wall, zone);
  return new Date(wall - offset(guess, zone));
}

function valueOf(cell) {
  return (typeof cell === "object" && cell ? cell.v : cell) ?? "";
}

function patternOf(cell) {
  return (typeof cell === "object" && cell && cell.p) || "General";
}

function isMoment(cell) {
  return typeof valueOf(cell) === "number" && MOMENT.test(patternOf(cell));
}

/** As `getValues` gives it. */
function given(cell, zone) {
  return isMoment(cell) ? toDate(valueOf(cell), zone) : valueOf(cell);
}

function pad(number) {
  return String(number).padStart(2, "0");
}

function shown(cell) {
  if (typeof cell === "object" && cell && cell.shown !== undefined) return cell.shown;
  const value = valueOf(cell);
  if (typeof value === "boolean") return String(value).toUpperCase();
  if (!isMoment(cell)) return String(value);
  const seconds = Math.round(value * 86400);
  const clock = `${pad(Math.floor(seconds / 3600) % 24)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  if (!/[yd]/i.test(patternOf(cell))) return value < 1 ? clock : `${Math.floor(seconds / 3600)}${clock.slice(2)}`;
  const day = new Date(seconds * 1000 + ORIGIN).toISOString().slice(0, 10);
  return /[hs]/i.test(patternOf(cell)) ? `${day} ${clock}` : day;
}

/** What a cell becomes if a person types the text, which is what `setValue` does. */
function typed(written, before) {
  const kept = patternOf(before) === "General" ? {} : { p: patternOf(before) };
  const made = (v, more = {}) => (Object.keys({ ...kept, ...more }).length ? { v, ...kept, ...more } : v);
  if (typeof written !== "string") return made(written);
  if (written.startsWith("'")) return made(written.slice(1));
  if (written.startsWith("=")) return made("", { f: written });
  if (/^(true|false)$/i.test(written)) return made(written.toLowerCase() === "true");
  const day = /^(\d{4})[-./] ?(\d{1,2})[-./] ?(\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(written);
  if (day) {
    const [year, month, date, hour = 0, minute = 0, second = 0] = day.slice(1).map((each) => (each ? Number(each) : undefined));
    const time = Date.UTC(year, month - 1, date, hour, minute, second);
    return made((time - ORIGIN) / DAY, { p: day[4] ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd" });
  }
  const clock = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/.exec(written);
  if (clock) return made((clock[1] * 3600 + clock[2] * 60 + Number(clock[3] || 0)) / 86400, { p: "hh:mm:ss" });
  if (/^[+-]?\d[\d,]*(\.\d+)?%?$/.test(written)) return made(Number(written.replace(/[,%]/g, "")));
  return made(written);
}

module.exports = { given, shown, typed, valueOf, patternOf, offset, toDate };
