// The services beside spreadsheets and forms: what a script keeps, digests, locks, answers, triggers, windows.

"use strict";

const { createHash, randomUUID } = require("node:crypto");
const { offset } = require("./cells.js");

const MOST_BYTES = 9 * 1024; // of one property
const MOST_ALL = 500 * 1024;

/** The globals, given `{world, standIn, refuse, text}`. */
function makeServices({ world, standIn, refuse, text }) {
  function keep(values) {
    world.properties = { ...world.properties, ...values };
    const sizes = Object.values(world.properties).map((value) => Buffer.byteLength(text(value)));
    if (sizes.some((size) => size > MOST_BYTES)) refuse("Argument too large: value");
    if (sizes.reduce((sum, size) => sum + size, 0) > MOST_ALL) refuse("You have exceeded the property storage quota.");
  }

  const properties = standIn("Properties", {
    getProperty: (key) => world.properties?.[text(key)] ?? null,
    getProperties: () => ({ ...world.properties }),
    setProperty: (key, value) => keep({ [text(key)]: text(value) }),
    setProperties: (values) => keep(values),
    deleteProperty(key) {
      world.properties = Object.fromEntries(Object.entries(world.properties ?? {}).filter(([name]) => name !== key));
    },
  });

  const lock = standIn("Lock", { tryLock: () => !world.locked, releaseLock() {} });

  function formatDate(date, zone, pattern) {
    if (pattern !== "yyyy-MM-dd-HH-mm-ss") refuse(`the stand-in does not know the pattern ${pattern}`);
    const wall = new Date(date.getTime() + offset(date.getTime(), zone)).toISOString();
    return wall.slice(0, 19).replace(/[T:]/g, "-");
  }

  function textOutput(state) {
    const self = standIn("TextOutput", {
      state,
      setMimeType(type) {
        state.type = type;
        return self;
      },
    });
    return self;
  }

  function trigger(state) {
    return standIn("Trigger", { getHandlerFunction: () => state.handler });
  }

  function builder(handler) {
    const made = (state) => ({
      create() {
        world.triggers = [...(world.triggers ?? []), { handler, ...state }];
        return trigger({ handler });
      },
    });
    return standIn("TriggerBuilder", {
      forSpreadsheet: (book) => standIn("SpreadsheetTriggerBuilder", {
        onEdit: () => standIn("SpreadsheetTriggerBuilder", made({ on: "edit", sheet: book.getId() })),
      }),
      timeBased: () => standIn("ClockTriggerBuilder", {
        everyMinutes: (minutes) =>
          [1, 5, 10, 15, 30].includes(minutes)
            ? standIn("ClockTriggerBuilder", made({ on: "clock", minutes }))
            : refuse(`no such interval: ${minutes}`),
      }),
    });
  }

  function menu(state) {
    const self = standIn("Menu", {
      addItem(name, called) {
        state.items.push([text(name), text(called)]);
        return self;
      },
      addToUi() {
        world.menu = state;
      },
    });
    return self;
  }

  function htmlOutput(html) {
    const self = standIn("HtmlOutput", { html, setWidth: () => self, setHeight: () => self });
    return self;
  }

  return {
    ui: () =>
      standIn("Ui", {
        Button: { YES: "YES", NO: "NO" },
        ButtonSet: { YES_NO: "YES_NO" },
        createMenu: (title) => menu({ title: text(title), items: [] }),
        alert: () => world.answer ?? "NO",
        showModalDialog(output, title) {
          world.shown = { html: output.html, title: text(title) };
        },
      }),
    PropertiesService: standIn("PropertiesService", { getScriptProperties: () => properties }),
    LockService: standIn("LockService", { getScriptLock: () => lock }),
    Utilities: standIn("Utilities", {
      DigestAlgorithm: { SHA_256: "sha256" },
      Charset: { UTF_8: "utf8" },
      computeDigest: (algorithm, value, charset) => [...new Int8Array(createHash(algorithm).update(text(value), charset).digest())],
      base64EncodeWebSafe: (bytes) => Buffer.from(Int8Array.from(bytes)).toString("base64url").padEnd(44, "="),
      getUuid: () => randomUUID(),
      formatDate,
    }),
    ContentService: standIn("ContentService", {
      MimeType: { JSON: "application/json" },
      createTextOutput: (content) => textOutput({ text: text(content), type: "text/plain" }),
    }),
    ScriptApp: standIn("ScriptApp", {
      getProjectTriggers: () => (world.triggers ?? []).map(trigger),
      newTrigger: (handler) => builder(text(handler)),
      getService: () => standIn("Service", { getUrl: () => world.url ?? null }),
    }),
    HtmlService: standIn("HtmlService", { createHtmlOutput: (html) => htmlOutput(text(html)) }),
  };
}

module.exports = { makeServices };
