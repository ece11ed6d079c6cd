// SPDX-License-Identifier: MIT
// registry.mjs PORT-FILE FOLDER...: a registry of the packages whose tarballs lie in the folders,
// and of nothing else: what is asked for besides is answered with 404. Its port is written to the
// file.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [portFile, ...folders] = process.argv.slice(2);
const packages = new Map();
const tarballs = new Map();

function add(file) {
  const bytes = readFileSync(file);
  const manifest = JSON.parse(execFileSync('tar', ['-xOzf', file, 'package/package.json']));
  const { name, version } = manifest;
  const path = `/${name}/-/${version}.tgz`;
  tarballs.set(path, bytes);
  const dist = { tarball: path, integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
                 shasum: createHash('sha1').update(bytes).digest('hex') };
  if (manifest.scripts?.postinstall) manifest.hasInstallScript = true;
  packages.set(name, { name, 'dist-tags': { latest: version },
                       versions: { [version]: { ...manifest, dist } } });
}

// Tarballs are named with the host that was asked.
function answer(request, response) {
  const path = decodeURIComponent(request.url);
  const found = packages.get(path.slice(1));
  if (tarballs.has(path)) return response.end(tarballs.get(path));
  response.setHeader('content-type', 'application/json');
  if (!found) return response.writeHead(404).end('{"error": "not found"}');
  response.end(JSON.stringify(found).replaceAll('"tarball":"', `"tarball":"http://${request.headers.host}`));
}

for (const folder of folders) {
  for (const file of readdirSync(folder)) if (file.endsWith('.tgz')) add(join(folder, file));
}
const server = createServer(answer).listen(0, '127.0.0.1', () => {
  writeFileSync(`${portFile}.new`, String(server.address().port));
  renameSync(`${portFile}.new`, portFile);
});
