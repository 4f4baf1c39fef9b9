// Runs a script again and again in one world, as Google does: each run has globals of its own. Each line of standard input
// is `{world}` (a new one), `{script}`, `{change}` (parts of the world) or `{call, with}`; each gets one line of answer.

"use strict";

const readline = require("node:readline");
const vm = require("node:vm");
const { appsScript } = require("./standin.js");

let world = {};
let script = null;

function run(name, given) {
  const [calls, log] = [[], []];
  let [error, output] = [null, null];
  try {
    const context = vm.createContext(appsScript(world, calls, log));
    script.runInContext(context);
    context.given = given;
    output = vm.runInContext(`typeof ${name} === "function" ? ${name}(...given) : "missing"`, context);
  } catch (thrown) {
    error = thrown.message;
  }
  return { output: output && output.state ? output.state : output ?? null, error, log, calls };
}

function answer(line) {
  const asked = JSON.parse(line);
  if (asked.world) world = asked.world;
  if (asked.change) Object.assign(world, asked.change);
  if (asked.script) script = new vm.Script(asked.script);
  return asked.call ? run(asked.call, asked.with ?? []) : { world };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
});
