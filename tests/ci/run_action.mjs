#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// run_action.mjs OPTIONS.json: runs the composite action ci/action.yml as GitHub's runner would,
// and prints one JSON object: status, outputs, summary, log (what the steps printed), commands (the
// workflow commands among it), steps (the names of those that ran), cache (what was given to
// actions/cache/restore and actions/cache/save).
// Options: action (its folder), workspace, temp, event, payload (a file), inputs, github (more of
// the context), env (more of the environment), cacheHit, cacheFails.
// HOTFIX_NODE_MODULES is the folder that the package `yaml` is installed in.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { evaluate, expand } from './expression.mjs';

const modules = process.env.HOTFIX_NODE_MODULES;
if (!modules || !existsSync(join(modules, 'yaml'))) {
  throw new Error(`no package yaml in ${modules}; ./ci/tools installs it`);
}
const { parse } = createRequire(join(modules, 'x'))('yaml');

const options = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const action = parse(readFileSync(join(options.action, 'action.yml'), 'utf8'));
const payload = readFileSync(options.payload, 'utf8');

const event = payload.trim() === '' ? {} : JSON.parse(payload);

// GITHUB_REF, as "Events that trigger workflows" has it.
function ref() {
  if (options.event === 'push') return event.ref;
  if (options.event === 'merge_group') return event.merge_group.head_ref;
  if (/^pull_request(_review)?$/.test(options.event)) {
    return `refs/pull/${event.pull_request?.number}/merge`;
  }
  return `refs/heads/${event.repository?.default_branch}`;
}

const github = {
  event_name: options.event,
  event,
  ref: ref(),
  token: 'ghs_token_of_the_run',
  repository: 'kars/kars',
  server_url: 'https://github.com',
  action_repository: 'kars/hotfix-gate',
  action_ref: '0123456789012345678901234567890123456789',
  ...options.github,
};

const runner = { os: 'Linux', arch: 'X64', temp: options.temp };
const steps = {};

// A default is evaluated where the action is used; nobody can give what is not declared.
function inputs() {
  const given = options.inputs ?? {};
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`no input ${unknown}`);
  return Object.fromEntries(Object.entries(action.inputs).map(
    ([name, input]) => [name, given[name] ?? expand(input.default ?? '', { github })]));
}

const contexts = { github, runner, steps, inputs: inputs() };

// NAME=value lines, and NAME<<DELIMITER blocks.
function parseFile(text) {
  const values = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const line = lines.shift();
    const block = /^([^=]+?)<<(.+)$/.exec(line);
    const plain = /^([^=]+)=(.*)$/s.exec(line);
    if (block) {
      const end = lines.indexOf(block[2]);
      if (end < 0) throw new Error(`no end of ${line}`);
      values[block[1]] = lines.splice(0, end + 1).slice(0, -1).join('\n');
    } else if (plain) {
      values[plain[1]] = plain[2];
    } else if (line !== '') {
      throw new Error(`not understood: ${line}`);
    }
  }
  return values;
}

const files = ['OUTPUT', 'ENV', 'PATH', 'STEP_SUMMARY', 'STATE'];
const result = {
  status: 0, outputs: {}, summary: '', log: '', commands: [], steps: [], cache: {} };
const exported = {};

// Everything that a step can see; nothing is inherited from whoever started this but PATH.
function environment(step, folder) {
  const own = Object.entries(step.env ?? {}).map(
    ([name, value]) => [name, expand(value, contexts)]);
  return {
    PATH: process.env.PATH,
    HOME: options.temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: options.action,
    GITHUB_EVENT_NAME: options.event,
    GITHUB_EVENT_PATH: options.payload,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: github.server_url,
    GITHUB_WORKSPACE: options.workspace,
    RUNNER_ARCH: runner.arch,
    RUNNER_OS: runner.os,
    RUNNER_TEMP: options.temp,
    ...Object.fromEntries(files.map((name) => [`GITHUB_${name}`, join(folder, name)])),
    ...options.env,
    ...exported,
    ...Object.fromEntries(own),
  };
}

// As `shell: bash` is started.
function runScript(step, folder) {
  const script = join(folder, 'script.sh');
  writeFileSync(script, expand(step.run, contexts));
  for (const name of files) writeFileSync(join(folder, name), '');
  const run = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: options.workspace, env: environment(step, folder), encoding: 'utf8', input: '',
    maxBuffer: 64 << 20 });
  if (run.error) throw run.error;
  result.log += run.stdout + run.stderr;
  result.commands.push(...run.stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line)));
  const written = (name) => readFileSync(join(folder, name), 'utf8');
  result.summary += written('STEP_SUMMARY');
  Object.assign(exported, parseFile(written('ENV')));
  if (step.id) steps[step.id] = { outputs: parseFile(written('OUTPUT')) };
  return run.status ?? 128;
}

// Whether it was a hit is the test's word: nothing is restored or saved.
function useAction(step) {
  const cache = /^actions\/cache\/(restore|save)@[0-9a-f]{40}$/.exec(step.uses);
  if (!cache) throw new Error(`not known: ${step.uses}`);
  result.cache[cache[1]] = Object.fromEntries(
    Object.entries(step.with).map(([name, value]) => [name, expand(value, contexts)]));
  if (step.id) steps[step.id] = { outputs: { 'cache-hit': String(options.cacheHit ?? false) } };
  return options.cacheFails ? 1 : 0;
}

const condition = (step) => !('if' in step) ||
  Boolean(evaluate(String(step.if).replace(/^\$\{\{(.*)\}\}$/s, '$1'), contexts));

for (const [index, step] of action.runs.steps.entries()) {
  if (!condition(step)) continue;
  if (step.run && step.shell !== 'bash') throw new Error(`not known: shell ${step.shell}`);
  const folder = join(options.temp, `step-${index}`);
  mkdirSync(folder, { recursive: true });
  result.steps.push(step.name);
  const status = step.uses ? useAction(step) : runScript(step, folder);
  if (status !== 0 && step['continue-on-error']) continue;
  result.status = status;
  if (result.status !== 0) break;
}

for (const [name, output] of Object.entries(action.outputs)) {
  result.outputs[name] = expand(output.value, contexts);
}
process.stdout.write(JSON.stringify(result));
