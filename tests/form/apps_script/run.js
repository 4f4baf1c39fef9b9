// Runs a script some times, one after the other, in one world. Standard input: `{script, world, times}`; standard
// output, of each run: what it logged and called, why it broke off (null: it did not), and the world as it left it.

"use strict";

const fs = require("node:fs");
const vm = require("node:vm");
const { appsScript } = require("./standin.js");

const { script, world, times } = JSON.parse(fs.readFileSync(0, "utf8"));

function run() {
  const [calls, log] = [[], []];
  let error = null;
  try {
    vm.runInNewContext(`${script}\nmakeForm();`, appsScript(world, calls, log));
  } catch (thrown) {
    error = thrown.message;
  }
  return { log, calls, error, world: structuredClone(world) };
}

process.stdout.write(JSON.stringify(Array.from({ length: times }, run)));
