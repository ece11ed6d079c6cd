// SPDX-License-Identifier: MIT
// The one table of what a policy may say. The parser, the printer, the JSON Schema and the sample
// file are made from it, so a key is added in one place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/registry.h"

namespace hotfix {

enum class ValueKind {
  ref_name,
  choice,    // one of PolicyKey::choices
  choices,   // a list of them
  duration,  // "24h"
  origin,    // a date, tag or commit; may be empty
  path,      // of the repository, such as a folder
  url,       // of a page on the web; may be empty
  text,      // of one line or several; lines end with "\n" alone
  message,   // the same, with the fields of gate/policy/message.h in it
  number,
  flag,
  words,
  globs,
  ref_globs,
  patterns
};

struct PolicyKey {
  std::string path;  // "rules.minimal-diff.max_files": unique, the name in Policy::origin
  ValueKind kind;
  std::string summary;
  OptionValue default_value;
  std::vector<std::string> choices;  // of ValueKind::choice and choices

  std::string name() const;  // "max_files"
};

// A table of the policy file.
struct PolicySection {
  std::string name;     // "rules.minimal-diff"; empty at the top level
  std::string summary;  // a sentence for a person
  std::vector<PolicyKey> keys;
};

// In the order in which they are printed, each below the one that it is part of.
const std::vector<PolicySection>& policy_sections();

// The keys of all sections, in that order.
const std::vector<PolicyKey>& policy_keys();

// Null when there is none.
const PolicySection* find_policy_section(std::string_view name);

// nullopt when there is none.
std::optional<PolicyKey> find_policy_key(std::string_view path);

bool is_policy_section(std::string_view name);

// The default of a key, of which nothing is built. Throws std::out_of_range when there is none.
DefaultValue default_of(std::string_view path);

// Text for a person: what a policy may write for this kind, as in "expected a list of globs".
std::string_view describe(ValueKind kind);

}  // namespace hotfix
