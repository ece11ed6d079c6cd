// SPDX-License-Identifier: MIT
// What the keys of the JSON mean. Tests compare these tables with what is printed, and write them
// into the documentation.
#pragma once

#include <string>
#include <vector>

namespace hotfix {

struct JsonKey {
  std::string path;   // "findings[].rule": the key `rule` of every object in the array `findings`
  std::string type;   // "string", "number", "boolean", "object", "list of strings" or "list of
                      // objects"; with " or `null`" behind it where it may be that
  std::string words;  // what its value is, as Markdown
};
using JsonKeys = std::vector<JsonKey>;

// Every key, in the order in which it is printed: of `hotfix-lint --format json`, of
// `hotfix-lint landed --json`, of `hotfix-lint audit --format json`, with `--merge`, and of
// `hotfix-lint history --format json`.
JsonKeys report_keys();
JsonKeys landing_keys();
JsonKeys ledger_keys();
JsonKeys ledgers_keys();
JsonKeys history_keys();

// One row a key, for .github/docs/output.md.
std::string key_table(const JsonKeys& keys);

}  // namespace hotfix
