// SPDX-License-Identifier: MIT
// Everything that is written about the rules and the policy, made from their tables. Files in the
// tree that come from here are compared with it by a test.
#pragma once

#include <string>

#include "gate/base/terminal.h"
#include "gate/policy/policy.h"

namespace hotfix {

// All there is to know about a rule, for `hotfix-lint explain`.
std::string explain_text(const Rule& rule, const PageStyle& style = {});

// A row a rule: id, level under this policy, summary; broken and aligned where it is too wide.
std::string rules_table_text(const Policy& policy = default_policy(), const PageStyle& style = {});

// rules/README.md: a section a rule, which leads to its page.
std::string rules_markdown();

// What .github/docs/rules/<id>.md says between its markers: `<!-- rule:begin -->` and
// `<!-- rule:end -->`, `<!-- options:begin -->` and `<!-- options:end -->`.
std::string rule_page_head(const Rule& rule);
std::string rule_page_options(const Rule& rule);

// The rule table of README.md, between `<!-- rules:begin -->` and `<!-- rules:end -->`.
std::string readme_table();

// gate/policy/hotfix.schema.json: JSON Schema of .hotfix.toml, for editors. Of draft 7, which is
// the newest that all of their tools read.
std::string json_schema();

// Where a sample's first line, `#:schema ./<path>`, says that its schema is.
struct SchemaFile {
  const char* path;    // from the folder that .hotfix.toml is in
  const char* origin;  // how it comes there, for a person
};
inline constexpr SchemaFile kOwnSchema = {
    ".hotfix.schema.json", "`hotfix-lint policy --schema >.hotfix.schema.json` writes that file."};
inline constexpr SchemaFile kNpmSchema = {"node_modules/hotfix-gate/hotfix.schema.json",
                                          "`npm install` brings that file."};

// gate/policy/hotfix.sample.toml: every key with its default, commented out.
std::string sample_policy(const SchemaFile& schema = kOwnSchema);

}  // namespace hotfix
