#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// release_server.mjs FOLDER: serves the files of FOLDER by https, as releases are: a redirect, then
// the file. FOLDER has key.pem and cert.pem; `ports` (of https and of http) and a line for each request
// in `requests` are written there. The file `trouble` may hold a word of `answers` below.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { basename, join } from 'node:path';

const folder = process.argv[2];
const inside = (name) => join(folder, name);
let busy = 1;

const answers = {
  loop: (response, path) => redirect(response, path),
  plain: (response, path) => redirect(response, `http://github.com/assets/${basename(path)}`),
  busy: (response, path) => {
    if (busy-- > 0) response.writeHead(503).end();
    else redirect(response, `/assets/${basename(path)}`);
  },
  // Longer than it says beforehand, which is nothing.
  endless: (response) => {
    const block = Buffer.alloc(1 << 20);
    const more = () => { if (!response.destroyed) response.write(block, () => setImmediate(more)); };
    more();
  },
};

function redirect(response, where) {
  response.writeHead(302, { location: where }).end();
}

function file(response, path) {
  const name = inside(basename(path));
  if (!existsSync(name)) response.writeHead(404).end();
  else response.writeHead(200).end(readFileSync(name));
}

const server = createServer(
  { key: readFileSync(inside('key.pem')), cert: readFileSync(inside('cert.pem')) },
  (request, response) => {
    appendFileSync(inside('requests'), `${request.headers.host} ${request.url}\n`);
    const trouble = existsSync(inside('trouble')) ? readFileSync(inside('trouble'), 'utf8') : '';
    if (request.url.startsWith('/assets/')) file(response, request.url);
    else if (answers[trouble]) answers[trouble](response, request.url);
    else redirect(response, `/assets/${basename(request.url)}`);
  });
const plain = createPlainServer((request, response) => file(response, request.url));
const listen = (one) => new Promise((done) => {
  one.listen(0, '127.0.0.1', () => done(one.address().port));
});
const ports = [await listen(server), await listen(plain)];
writeFileSync(inside('ports.new'), ports.join(' '));
renameSync(inside('ports.new'), inside('ports'));
