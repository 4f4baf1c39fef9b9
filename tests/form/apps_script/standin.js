// A small stand-in of what the script uses of Apps Script: it keeps a world of spreadsheets and forms, records every
// call, and throws at whatever it does not know. Where Google refuses something, so does it.

"use strict";

const { makeServices } = require("./services.js");
const { makeSheets } = require("./sheets.js");

const ANSWERS = { ko: ["설문지 응답 시트1", "타임스탬프", "이메일 주소"], en: ["Form Responses 1", "Timestamp", "Email Address"] };

/** The global objects of a script that runs in this world: `{publishing, active, spreadsheets, forms, properties}`. */
function appsScript(world, calls, log) {
  let dead = false;

  /** An object of that interface. Unknown members throw, but for those that this Google does not have (yet). */
  function standIn(type, members, missing = []) {
    return new Proxy(members, {
      get(_, name) {
        if (missing.includes(name)) return undefined;
        if (!Object.hasOwn(members, name)) throw new Error(`the stand-in has no ${type}.${String(name)}`);
        if (typeof members[name] !== "function") return members[name];
        return (...given) => {
          calls.push([type, name, given.filter((each) => typeof each !== "object")]);
          fail(`${type}.${name}`);
          return members[name](...given);
        };
      },
    });
  }

  /** Breaks off at the call that the world names: once, or with all that comes after in this run. `keeps` breaks off
   *  nothing: another run has kept these properties by then. */
  function fail(called) {
    const { on, skip = 0, message, killed, keeps } = world.fault ?? {};
    if (dead) throw new Error("killed");
    if (called !== on) return;
    world.fault.skip = skip - 1;
    if (skip > 0) return;
    delete world.fault;
    if (keeps) return void Object.assign(world.properties, keeps);
    dead = Boolean(killed);
    throw new Error(message ?? "killed");
  }

  function refuse(why) {
    throw new Error(why);
  }

  function text(value) {
    return typeof value === "string" ? value : refuse(`not a text: ${value}`);
  }

  function flag(value) {
    return typeof value === "boolean" ? value : refuse(`not true or false: ${value}`);
  }

  /** Setters that keep what they are given, each under its key, and can be chained. */
  function setters(state, self, keys) {
    const entries = Object.entries(keys).map(([name, [key, check]]) => [
      name,
      (value) => {
        state[key] = check(value);
        return self();
      },
    ]);
    return Object.fromEntries(entries);
  }

  function itemResponse(state, answer) {
    return standIn("ItemResponse", { state: { entry: state.entry, answer } });
  }

  function question(type, state, more) {
    const self = standIn(type, {
      ...setters(state, () => self, {
        setTitle: ["title", text],
        setHelpText: ["help", text],
        setRequired: ["required", flag],
      }),
      getTitle: () => state.title,
      ...more(() => self),
    });
    return self;
  }

  function choice(value) {
    return standIn("Choice", { getValue: () => value });
  }

  function listItem(state, items) {
    return question("ListItem", state, (self) => ({
      getIndex: () => items.indexOf(state),
      setChoiceValues(choices) {
        if (!choices.length) refuse("a list needs a choice");
        if (choices.some((each) => !text(each).trim())) refuse("a choice is empty");
        if (new Set(choices).size < choices.length) refuse("two choices are the same");
        state.choices = [...choices];
        return self();
      },
      createChoice: (value) => choice(text(value)),
      setChoices: (choices) => self().setChoiceValues(choices.map((each) => each.getValue())),
      getChoices: () => state.choices.map(choice),
      createResponse: (answer) =>
        state.choices.includes(answer) ? itemResponse(state, answer) : refuse(`no such choice: ${answer}`),
    }));
  }

  function paragraphTextItem(state) {
    return question("ParagraphTextItem", state, (self) => ({
      setValidation(validation) {
        state.validation = validation.state;
        return self();
      },
    }));
  }

  function validationBuilder(state = {}) {
    const self = standIn("ParagraphTextValidationBuilder", {
      ...setters(state, () => self, { requireTextMatchesPattern: ["pattern", text], setHelpText: ["help", text] }),
      build: () => standIn("ParagraphTextValidation", { state: { ...state } }),
    });
    return self;
  }

  function item(state, items) {
    return standIn("Item", { asListItem: () => (state.type === "LIST" ? listItem(state, items) : refuse("not a list")) });
  }

  function formResponse(state, given = []) {
    const self = standIn("FormResponse", {
      withItemResponse(response) {
        given.push(response.state);
        return self;
      },
      toPrefilledUrl() {
        const query = given.map(({ entry, answer }) => [`entry.${entry}`, answer]);
        return `${state.url}?${new URLSearchParams([["usp", "pp_url"], ...query])}`;
      },
    });
    return self;
  }

  function form(state) {
    function add(type, make) {
      const made = { type, title: "", help: "", required: false, entry: 1000001 + 7 * state.items.length };
      state.items.push(made);
      return make(made, state.items);
    }
    const whenPublished = (value) =>
      state.published ? value() : refuse("Operation not supported on unpublished form");
    const publishing = {
      setPublished(published) {
        state.published = state.accepting = flag(published) && !state.barred; // by the rules of a school or a firm
        return self;
      },
      isPublished: () => state.published,
    };
    const self = standIn(
      "Form",
      {
        ...setters(state, () => self, {
          setDescription: ["description", text],
          setConfirmationMessage: ["confirmation", text],
          setCollectEmail: ["addresses", flag],
          setLimitOneResponsePerUser: ["once", flag],
          setShowLinkToRespondAgain: ["again", flag],
          setShuffleQuestions: ["shuffled", flag],
          setAllowResponseEdits: ["editable", flag],
        }),
        getId: () => state.id,
        canEditResponse: () => Boolean(state.editable),
        ...(world.publishing ? publishing : {}),
        addListItem: () => add("LIST", listItem),
        addParagraphTextItem: () => add("PARAGRAPH_TEXT", paragraphTextItem),
        isAcceptingResponses: () => state.accepting,
        setAcceptingResponses: (accepting) =>
          whenPublished(() => {
            state.accepting = flag(accepting);
            return self;
          }),
        setDestination(type, id) {
          if (type !== "SPREADSHEET") refuse(`no such destination: ${type}`);
          link(state, world.spreadsheets[id]);
          return self;
        },
        getEditUrl: () => `https://docs.google.com/forms/d/${state.id}/edit`,
        getPublishedUrl: () => whenPublished(() => state.url),
        getItems: (type) => state.items.filter((each) => each.type === type).map((each) => item(each, state.items)),
        moveItem(from, to) {
          if (![from, to].every((place) => place in state.items)) refuse(`no such place: ${from}, ${to}`);
          state.items.splice(to, 0, ...state.items.splice(from, 1));
        },
        createResponse: () => formResponse(state),
      },
      world.publishing ? [] : ["setPublished", "isPublished"],
    );
    return self;
  }

  /** As Google does it: a new tab in front, with the questions as its headers. */
  function link(state, spreadsheet) {
    const [title, timestamp, address] = ANSWERS[spreadsheet.locale.slice(0, 2)];
    const header = [timestamp, ...(state.addresses ? [address] : []), ...state.items.map((each) => each.title)];
    spreadsheet.form = state.id;
    spreadsheet.tabs.unshift({ title, type: "GRID", rows: [header] });
  }

  function create(title) {
    const id = `form${Object.keys(world.forms).length + 1}`;
    const url = `https://docs.google.com/forms/d/e/public-${id}/viewform`;
    const published = !world.publishing;
    world.forms[id] = { id, url, title: text(title), published, accepting: published, items: [] };
    return form(world.forms[id]);
  }

  const spreadsheet = makeSheets({ world, standIn, refuse, text });
  const { ui, ...services } = makeServices({ world, standIn, refuse, text });
  const formIn = (url) => form(world.forms[url.match(/forms\/d\/(\w+)\//)[1]]);
  return {
    SpreadsheetApp: standIn("SpreadsheetApp", {
      SheetType: standIn("SheetType", { GRID: "GRID" }),
      openById: (id) =>
        Object.hasOwn(world.spreadsheets, text(id)) ? spreadsheet(id) : refuse("Unexpected error while getting openById"),
      getActiveSpreadsheet: () => (world.active ? spreadsheet(world.active) : null),
      getUi: ui,
      flush() {},
    }),
    FormApp: standIn("FormApp", {
      DestinationType: standIn("DestinationType", { SPREADSHEET: "SPREADSHEET" }),
      ItemType: standIn("ItemType", { LIST: "LIST" }),
      create,
      openByUrl: formIn,
      openById: (id) => (Object.hasOwn(world.forms, text(id)) ? form(world.forms[id]) : refuse("No item with the given ID")),
      createParagraphTextValidation: () => validationBuilder(),
    }),
    ...services,
    console: standIn("Console", { log: (line) => void log.push(text(line)) }),
  };
}

module.exports = { appsScript };
