// Validates files with vscode-json-languageservice against one JSON Schema: node validate.mjs SCHEMA LIST_OF_FILES
import { readFileSync } from "node:fs";
import { getLanguageService } from "vscode-json-languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";

const [schemaFile, list] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
const service = getLanguageService({});
service.configure({
  validate: true,
  allowComments: true,
  schemas: [{ uri: "file:///schema.json", fileMatch: ["*.json"], schema }],
});
let problems = 0;
for (const path of readFileSync(list, "utf8").split("\n").filter(Boolean)) {
  const document = TextDocument.create(`file://${path}`, "json", 1, readFileSync(path, "utf8"));
  problems += (await service.doValidation(document, service.parseJSONDocument(document))).length;
}
console.log(`${problems} problems`);
