// Types of every schema below a folder, by json-schema-to-typescript and by quicktype: TypeScript that compiles with the
// samples assigned to it, and JavaScript that reads the samples at run time. Arguments: the folder of the schemas, the
// folder to write.
import { createRequire } from "node:module";
import * as fs from "node:fs";
import * as path from "node:path";

const [schemas, output] = process.argv.slice(2).map((folder) => path.resolve(folder));
const require = createRequire(path.join(process.env.NODE_TOOLS, "index.js"));
const load = (name) => import(require.resolve(name));
const { compile } = await load("json-schema-to-typescript");
const { quicktype, InputData, JSONSchemaInput } = await load("quicktype-core");

// Written by `run`.
const cases = JSON.parse(fs.readFileSync(path.join(schemas, "cases.json"), "utf8"));
fs.mkdirSync(output, { recursive: true });
let read = 0;
for (const [number, one] of cases.entries()) {
  const text = fs.readFileSync(one.schema, "utf8");
  const samples = one.samples.map((sample) => fs.readFileSync(sample, "utf8"));
  const title = JSON.parse(text).title;
  const types = await compile(JSON.parse(text), title, { bannerComment: "", format: false, unreachableDefinitions: false });
  const uses = samples.map((sample, place) => `export const sample${place}: ${title} = ${sample.trim()};\n`);
  fs.writeFileSync(path.join(output, `json2ts${number}.ts`), `// ${one.schema}\n${types}\n${uses.join("")}`);
  for (const [lang, ending] of [["typescript", "ts"], ["javascript", "cjs"]]) {
    const input = new JSONSchemaInput(undefined);
    await input.addSource({ name: title, schema: text });
    const inputData = new InputData();
    inputData.addInput(input);
    const { lines } = await quicktype({ inputData, lang, inferEnums: false });
    const file = path.join(output, `quicktype${number}.${ending}`);
    fs.writeFileSync(file, `// ${one.schema}\n${lines.join("\n")}`);
    if (lang === "javascript") {
      const made = require(file);
      const name = Object.keys(made).find((name) => name.startsWith("to") && name.toLowerCase() === `to${title.toLowerCase()}`);
      for (const [place, sample] of samples.entries()) {
        try {
          made[name](sample);
          read += 1;
        } catch (error) {
          console.error(`quicktype: ${one.schema} does not read ${one.samples[place]}: ${error.message}`);
          process.exitCode = 1;
        }
      }
    }
  }
}
console.log(`quicktype: ${cases.length} schemas, ${read} samples read`);
