// SPDX-License-Identifier: MIT
// What the keys of the JSON mean. Tests compare these tables with what is printed.
#pragma once

#include <string>
#include <vector>

namespace hotfix {

struct JsonKey {
  std::string path;   // "findings[].rule": the key `rule` of every object in the array `findings`
  std::string words;  // what its value is, as Markdown
};
using JsonKeys = std::vector<JsonKey>;

// Every key, in the order in which it is printed: of `hotfix-lint --format json`, of
// `hotfix-lint landed --json` and of `hotfix-lint audit --format json`.
JsonKeys report_keys();
JsonKeys landing_keys();
JsonKeys ledger_keys();

// One row a key.
std::string key_table(const JsonKeys& keys);

// gate/report/README.md.
std::string json_page();

}  // namespace hotfix
