// SPDX-License-Identifier: MIT
// validate_sarif.mjs FILE...: each file against the JSON Schema of SARIF 2.1.0, which the npm package
// @microsoft/jest-sarif carries. One line a violation; exit status 1 when there is any. Needs ./ci/tools,
// or the folder that npm installed into as HOTFIX_NODE_MODULES.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = process.env.HOTFIX_NODE_MODULES;
const tools = createRequire(
  folder ? join(folder, 'x') : new URL('../../build/ci-tools/x', import.meta.url));
const Ajv = tools('ajv-draft-04').default;

const sarif = dirname(tools.resolve('@microsoft/jest-sarif/package.json'));
const schema = JSON.parse(readFileSync(join(sarif, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
// A pattern of the schema is none under the `u` flag; formats are for other tools to check.
const ajv = new Ajv({ allErrors: true, unicodeRegExp: false, strict: false, validateFormats: false });
const validate = ajv.compile(schema);

const files = process.argv.slice(2);
let violations = 0;
for (const file of files) {
  if (validate(JSON.parse(readFileSync(file, 'utf8')))) continue;
  for (const { instancePath, message } of validate.errors) console.error(`${file}${instancePath}: ${message}`);
  violations += validate.errors.length;
}
process.exit(violations > 0 || files.length === 0 ? 1 : 0);
