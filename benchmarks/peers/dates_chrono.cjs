// Reads JSON lines with a text each and prints how many times chrono-node finds.
// NODE_PATH=DIR/node_modules node dates_chrono.cjs < TEXTS.jsonl
const chrono = require("chrono-node");
const lines = require("fs").readFileSync(0, "utf-8").split("\n").filter(Boolean);
for (const line of lines) {
  console.log(chrono.parse(JSON.parse(line).text, new Date("2020-01-01")).length);
}
