// SPDX-License-Identifier: MIT
// check_policies.mjs SCHEMA DOCUMENTS: which of the documents, a list in a JSON file, the schema refuses;
// their numbers, one a line. The schema itself must be a good one to ajv. HOTFIX_NODE_MODULES is the
// folder that npm installed into.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const Ajv = createRequire(join(process.env.HOTFIX_NODE_MODULES, 'x'))('ajv');

const [schema, documents] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
// A keyword or type that ajv does not know is an error; that a tuple leaves the rest open is meant.
const validate = new Ajv({ strict: true, strictTuples: false, strictTypes: false }).compile(schema);
documents.forEach((document, number) => validate(document) || console.log(number));
