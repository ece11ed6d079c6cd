#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// validate_spdx.mjs FILE...: whether each is an SPDX 2.3 document as the specification has it, as far as
// ci/package/sbom uses it; prints what is wrong. HOTFIX_NODE_MODULES has the packages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const parse = createRequire(join(process.env.HOTFIX_NODE_MODULES, 'x'))('spdx-expression-parse');
const wrong = [];
const check = (good, text) => { if (!good) wrong.push(text); };

const purposes = ['APPLICATION', 'ARCHIVE', 'INSTALL', 'LIBRARY'];
const purl = /^pkg:deb\/[a-z]+\/[a-z0-9.%A-F-]+@[^?\s+:]+\?arch=(all|amd64|arm64)&distro=[a-z]+-[0-9.]+$/;

function licence(expression) {
  if (expression === 'NOASSERTION') return true;
  try {
    return Boolean(parse(expression));
  } catch {
    return false;
  }
}

function checkPackage(one) {
  const name = `package ${one.name}`;
  check(/^SPDXRef-[A-Za-z0-9.-]+$/.test(one.SPDXID), `${name}: SPDXID ${one.SPDXID}`);
  check(one.name && one.versionInfo, `${name}: no name or version`);
  check(one.downloadLocation === 'NOASSERTION', `${name}: downloadLocation`);
  check(one.filesAnalyzed === false, `${name}: filesAnalyzed without files`);
  check(purposes.includes(one.primaryPackagePurpose), `${name}: ${one.primaryPackagePurpose}`);
  for (const key of ['licenseConcluded', 'licenseDeclared']) {
    check(licence(one[key]), `${name}: ${key} ${one[key]}`);
  }
  if (one.packageFileName) {
    check(/^[0-9a-f]{64}$/.test(one.checksums?.[0].checksumValue), `${name}: no SHA256`);
  }
  if (one.primaryPackagePurpose !== 'LIBRARY') return;
  check(one.licenseConcluded !== 'NOASSERTION', `${name}: no licence`);
  const [reference] = one.externalRefs ?? [];
  check(reference?.referenceCategory === 'PACKAGE-MANAGER' && reference.referenceType === 'purl' &&
    purl.test(reference.referenceLocator), `${name}: ${reference?.referenceLocator}`);
}

function checkDocument(it) {
  check(it.spdxVersion === 'SPDX-2.3', 'spdxVersion');
  check(it.dataLicense === 'CC0-1.0', 'dataLicense');
  check(it.SPDXID === 'SPDXRef-DOCUMENT', 'SPDXID');
  check(it.name, 'name');
  check(/^https:\/\/[^#\s]+$/.test(it.documentNamespace), 'documentNamespace');
  check(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(it.creationInfo?.created), 'created');
  check(it.creationInfo?.creators?.every((by) => /^(Tool|Person|Organization): \S/.test(by)), 'creators');
  it.packages.forEach(checkPackage);
  const ids = [it.SPDXID, ...it.packages.map((one) => one.SPDXID)];
  check(new Set(ids).size === ids.length, 'an SPDXID is there twice');
  for (const { spdxElementId: from, relatedSpdxElement: to } of it.relationships) {
    check(ids.includes(from) && ids.includes(to), `a relationship of ${from} to ${to}`);
  }
  const related = (type) => it.relationships.filter((one) => one.relationshipType === type);
  check(related('DESCRIBES').length > 0, 'it describes nothing');
  const libraries = it.packages.filter((one) => one.primaryPackagePurpose === 'LIBRARY');
  check(libraries.length > 0 && related('STATIC_LINK').length === libraries.length,
    'not every library is linked');
}

for (const file of process.argv.slice(2)) checkDocument(JSON.parse(readFileSync(file, 'utf8')));
if (wrong.length > 0) console.log(wrong.join('\n'));
process.exit(wrong.length > 0 ? 1 : 0);
