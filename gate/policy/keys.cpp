// SPDX-License-Identifier: MIT
#include "gate/policy/keys.h"

#include "gate/policy/default_paths.h"

namespace hotfix {

namespace {

std::vector<PolicyKey> own_keys() {
  namespace paths = default_paths;
  using enum ValueKind;
  return {
      {"production",
       ref_name,
       "The branch that production is deployed from.",
       std::string("kars-prod"),
       {}},
      {"development",
       ref_name,
       "The branch that every hotfix must come back to.",
       std::string("kars-dev"),
       {}},
      {"remote",
       ref_name,
       "The remote whose branches are compared with outside of a push.",
       std::string("origin"),
       {}},
      {"branches.hotfix",
       ref_globs,
       "Names of hotfix branches. A corrected name begins as the first of these does.",
       Words{"hotfix/**"},
       {}},
      {"branches.revert",
       ref_globs,
       "Names that a forge's revert button gives to branches.",
       Words{"revert-*/**", "revert-*"},
       {}},
      {"branches.backport",
       ref_globs,
       "Names of branches that bring hotfixes to development by a pull request.",
       Words{"backport/**"},
       {}},
      {"branches.promotion",
       ref_globs,
       "Names of branches that are released to production, beside the development branch itself.",
       Words{},
       {}},
      {"hooks.undecided",
       choice,
       "What a hook does with a push that could not be judged: let it go with a warning, or block "
       "it.",
       std::string("warn"),
       {"warn", "block"}},
      {"backport.deadline",
       duration,
       "How long after it reached production a hotfix may take to come back to development: a "
       "number and m, h, d or w.",
       std::string("24h"),
       {}},
      {"backport.since",
       origin,
       "Where the ledger begins, when not where production and development parted: a date, a tag "
       "or "
       "a commit.",
       std::string(),
       {}},
      {"backport.hotfixes",
       choices,
       "What calls a commit of production a hotfix: its subject (\"hotfix: ...\"), the branch that "
       "it merged, a trailer (Hotfix: or Hotfix-Branch:), the branch of its pull request.",
       Words{"subject", "merge", "trailer", "pull-request"},
       {"subject", "merge", "trailer", "pull-request"}},
      {"paths.tests", globs, "Tests and what only tests use.", paths::tests(), {}},
      {"paths.docs", globs, "Documents: nothing here runs.", paths::docs(), {}},
      {"paths.lock", globs, "Lock files that a package manager writes.", paths::lock(), {}},
      {"paths.generated", globs, "Files that a program writes.", paths::generated(), {}},
      {"paths.vendored", globs, "Code of others, kept in the repository.", paths::vendored(), {}},
      {"paths.config",
       globs,
       "Configuration: changes what runs, and has no test of its own.",
       paths::config(),
       {}},
      {"paths.manifests",
       globs,
       "Files that name the dependencies of the project.",
       paths::manifests(),
       {}},
  };
}

ValueKind kind_of(OptionKind kind) {
  switch (kind) {
    case OptionKind::number:
      return ValueKind::number;
    case OptionKind::flag:
      return ValueKind::flag;
    case OptionKind::words:
      return ValueKind::words;
    case OptionKind::globs:
      return ValueKind::globs;
    case OptionKind::patterns:
      return ValueKind::patterns;
  }
  return ValueKind::words;
}

void add_rule_keys(std::vector<PolicyKey>& keys, const Rule& rule) {
  const std::string section = "rules." + std::string(rule.id) + ".";
  keys.push_back({section + "level",
                  ValueKind::choice,
                  "Whether a finding blocks, warns or is not looked for.",
                  std::string("error"),
                  {"error", "warning", "off"}});
  keys.push_back({section + "waivable",
                  ValueKind::flag,
                  "Whether a Hotfix-Waive trailer in a commit may set this rule aside.",
                  rule.waivable,
                  {}});
  for (const OptionSpec& option : rule.options) {
    keys.push_back({section + std::string(option.name),
                    kind_of(option.kind),
                    std::string(option.summary),
                    option.default_value,
                    {}});
  }
}

std::vector<PolicyKey> make_keys() {
  std::vector<PolicyKey> keys = own_keys();
  for (const Rule* rule : all_rules()) add_rule_keys(keys, *rule);
  return keys;
}

}  // namespace

std::string PolicyKey::section() const {
  const auto dot = path.rfind('.');
  return dot == std::string::npos ? "" : path.substr(0, dot);
}

std::string PolicyKey::name() const { return path.substr(path.rfind('.') + 1); }

const std::vector<PolicyKey>& policy_keys() {
  static const std::vector<PolicyKey> keys = make_keys();
  return keys;
}

const PolicyKey* find_policy_key(std::string_view path) {
  for (const PolicyKey& key : policy_keys()) {
    if (key.path == path) return &key;
  }
  return nullptr;
}

std::string_view describe(ValueKind kind) {
  switch (kind) {
    case ValueKind::ref_name:
      return "a name such as \"main\"";
    case ValueKind::choice:
      return "a word";
    case ValueKind::choices:
      return "a list of words";
    case ValueKind::duration:
      return "a duration such as \"24h\"";
    case ValueKind::origin:
      return "a date such as \"2025-06-15\", a tag or a commit, as a string";
    case ValueKind::number:
      return "a whole number of at least 0";
    case ValueKind::flag:
      return "true or false";
    case ValueKind::words:
      return "a list of strings";
    case ValueKind::globs:
    case ValueKind::ref_globs:
      return "a list of globs";
    case ValueKind::patterns:
      return "a list of patterns";
  }
  return "a value";
}

}  // namespace hotfix
