#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// check_name.mjs WORKFLOW.yml PAYLOAD.json: the name of the check that the job hotfix-gate leaves on the
// commit. HOTFIX_NODE_MODULES as for run_action.mjs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expand } from './expression.mjs';

const { parse } = createRequire(join(process.env.HOTFIX_NODE_MODULES, 'x'))('yaml');
const [workflow, payload] = process.argv.slice(2).map(file => readFileSync(file, 'utf8'));
const { name } = parse(workflow).jobs['hotfix-gate'];
console.log(expand(name, { github: { event: JSON.parse(payload) } }));
