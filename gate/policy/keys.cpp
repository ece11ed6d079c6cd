// SPDX-License-Identifier: MIT
#include "gate/policy/keys.h"

#include <stdexcept>

#include "gate/policy/default_texts.h"
#include "gate/policy/names.h"
#include "rules/code/default_paths.h"

namespace hotfix {

namespace {

using enum ValueKind;

// A key as the program has it: nothing is built of it before it is asked for.
struct Row {
  std::string_view name;
  ValueKind kind;
  std::string_view summary;
  DefaultValue default_value;
  WordTable choices = {};
};

struct Table {
  std::string_view name;
  std::string_view summary;
  std::span<const Row> rows;
};

constexpr Row kTopLevel[] = {
    {"production", ref_name, "The branch that production is deployed from.", "kars-prod"},
    {"development", ref_name, "The branch that every hotfix must come back to.", "kars-dev"},
    {"remote", ref_name, "The remote whose branches are compared with, except in a push.",
     "origin"},
};

constexpr std::string_view kHotfixBranches[] = {"hotfix/**"};
constexpr std::string_view kRevertBranches[] = {"revert-*/**", "revert-*"};
constexpr std::string_view kBackportBranches[] = {"backport/**"};

constexpr Row kBranches[] = {
    {"hotfix", ref_globs,
     "Names of hotfix branches. A corrected name begins as the first of these does.",
     kHotfixBranches},
    {"revert", ref_globs, "Names that a forge's revert button gives to branches.", kRevertBranches},
    {"backport", ref_globs,
     "Names of branches that bring hotfixes to development by a pull request.", kBackportBranches},
    {"promotion", ref_globs,
     "Names of branches that are released to production, beside the development branch itself.",
     WordTable{}},
};

constexpr auto kUndecidedPushWords = names_of(kUndecidedPushNames);

constexpr Row kHooks[] = {
    {"undecided", choice,
     "What a hook does with a push that could not be judged: let it go with a warning, or block "
     "it.",
     "warn", kUndecidedPushWords},
};

constexpr Row kReport[] = {
    {"rules_url", url,
     "The page that explains the rules: the name of a rule links to #<rule> there, in a terminal "
     "that has links.",
     ""},
};

constexpr auto kSignWords = names_of(kHotfixSignNames);
constexpr auto kRollbacksWords = names_of(kRollbacksNames);
constexpr auto kBackportWayWords = names_of(kBackportWayNames);

constexpr Row kBackport[] = {
    {"deadline", duration,
     "How long after it reached production a hotfix may take to come back to development: a "
     "number and m, h, d or w.",
     "24h"},
    {"since", origin,
     "Where the ledger begins, if not where production and development parted: a date, a tag or a "
     "commit.",
     ""},
    {"hotfixes", choices,
     "What calls a commit of production a hotfix: its subject (\"hotfix: ...\"), the branch that "
     "it merged, a trailer (Hotfix: or Hotfix-Branch:), the branch of its pull request. \"all\" "
     "owes every commit of production that development does not have, whatever it says.",
     // All that a commit can bear: not the last one, "all".
     WordTable(kSignWords).first(kSignWords.size() - 1), kSignWords},
    {"rollbacks", choice,
     "Whether it is owed that development takes back what production took back: the next "
     "promotion may bring it again.",
     "owed", kRollbacksWords},
    {"way", choice,
     "How git hotfix backport brings a hotfix to development: by a push of that branch, or by a "
     "pull request.",
     "push", kBackportWayWords},
};

constexpr Row kPostMortem[] = {
    {"folder", path,
     "The folder of these documents on development. A new one is <date>-<name>.md there.",
     "docs/post-mortems"},
    {"deadline", duration,
     "How long after it reached production a hotfix may be without one: a number and m, h, d or "
     "w.",
     "48h"},
    {"since", origin,
     "From when on hotfixes need one, if not from where the ledger begins: a date, a tag or a "
     "commit.",
     ""},
    {"template", text,
     "What a new one is made of. What stands in square brackets is to be filled in, as "
     "YYYY-MM-DD, HH:MM, X hours and P0/P1 are.",
     default_texts::kPostMortem},
};

constexpr std::string_view kBackup[] = {"railway run pg_dump"};
constexpr std::string_view kLogs[] = {"railway logs"};
constexpr std::string_view kTest[] = {"npm test"};
constexpr std::string_view kMonitor[] = {"railway logs --follow"};
constexpr std::string_view kHealth[] = {"curl https://kars.keydatalab.ca/api/health"};
constexpr std::string_view kRollback[] = {"railway link kars-backend-prod", "railway rollback"};

// In a message a field stands in braces: "{issue}".
constexpr Row kWorkflow[] = {
    {"channel", text, "Where the messages are posted.", "#kars-incidents"},
    {"updates", duration, "How often the channel hears how it stands: a number and m, h, d or w.",
     "30m"},
    {"backup", words, "Backs up what the fix could damage, before it is begun.", kBackup},
    {"logs", words, "Shows what is going wrong.", kLogs},
    {"test", words, "Runs the tests.", kTest},
    {"monitor", words, "Watches a deployment.", kMonitor},
    {"health", words, "Asks production whether it is well.", kHealth},
    {"rollback", words, "Brings back the deployment before this one, without git.", kRollback},
    {"initiated", message, "The message when a hotfix begins.", default_texts::kInitiated},
    {"deployed", message, "The message when it is in production.", default_texts::kDeployed},
    {"complete", message, "The message when it is over.", default_texts::kComplete},
};

constexpr Row kPaths[] = {
    {"tests", globs,
     "Tests and what only tests use. Of the defaults, those that code matches by chance "
     "(*-test.js, tests/ below another folder) hold only for a file with a test in it, and in a "
     "folder that has tests on production.",
     default_paths::kTests},
    {"docs", globs, "Documents: nothing here runs. The defaults do not hold for a program.",
     default_paths::kDocs},
    {"lock", globs, "Lock files that a package manager writes.", default_paths::kLock},
    {"generated", globs,
     "Files that a program writes. The defaults hold only for a file that says so or looks so.",
     default_paths::kGenerated},
    {"vendored", globs,
     "Third-party code, kept in the repository. The defaults hold only while a manifest or a lock "
     "file changes too: else it was changed by hand.",
     default_paths::kVendored},
    {"config", globs, "Configuration: changes what runs, and has no test of its own.",
     default_paths::kConfig},
    {"manifests", globs, "Files that name the dependencies of the project.",
     default_paths::kManifests},
};

constexpr std::string_view kRules = "rules";

// All but those of the rules, which follow.
constexpr Table kTables[] = {
    {"", "The policy of hotfix-gate. Every key may be left out.", kTopLevel},
    {"branches", "Globs of branch names, without refs/heads/.", kBranches},
    {"hooks", "How the git hooks behave.", kHooks},
    {"report", "How findings are shown.", kReport},
    {"backport", "When a hotfix must be back on development, and what counts as one.", kBackport},
    {"post_mortem", "The document about a hotfix that says why it was needed and what prevents it.",
     kPostMortem},
    {"workflow",
     "The team's own tools and messages, which `git hotfix` prints where they are due. It never "
     "runs these commands.",
     kWorkflow},
    {"paths",
     "Globs of paths, as in gitignore(5); the element \"@default\" stands for the defaults.",
     kPaths},
    {kRules, "Level and options of each rule.", {}},
};

ValueKind kind_of(OptionKind kind) {
  switch (kind) {
    case OptionKind::number:
      return number;
    case OptionKind::flag:
      return flag;
    case OptionKind::words:
      return words;
    case OptionKind::globs:
      return globs;
    case OptionKind::patterns:
      return patterns;
  }
  return words;
}

constexpr auto kLevelWords = names_of(kLevelNames);

std::vector<Row> rows_of(const Rule& rule) {
  std::vector<Row> rows = {
      {"level", choice, "Whether a finding blocks, warns or is not looked for.",
       level_name(rule.level), kLevelWords},
      {"waivable", flag, "Whether a Hotfix-Waive trailer in a commit may set this rule aside.",
       rule.waivable}};
  for (const OptionSpec& option : rule.options) {
    rows.push_back({option.name, kind_of(option.kind), option.summary, option.default_value});
  }
  return rows;
}

// "rules.minimal-diff" of "rules.minimal-diff.max_files"; empty at the top level.
std::string_view section_of(std::string_view path) {
  const auto dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('.') + 1); }

const Rule* rule_of_section(std::string_view section) {
  return section_of(section) == kRules ? find_rule(name_of(section)) : nullptr;
}

const Table* find_table(std::string_view name) {
  const auto found = std::find_if(std::begin(kTables), std::end(kTables),
                                  [&](const Table& table) { return table.name == name; });
  return found == std::end(kTables) ? nullptr : found;
}

std::optional<Row> row_named(std::span<const Row> rows, std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return row;
  }
  return std::nullopt;
}

std::optional<Row> find_row(std::string_view path) {
  const std::string_view section = section_of(path);
  if (const Table* table = find_table(section)) return row_named(table->rows, name_of(path));
  const Rule* rule = rule_of_section(section);
  return rule ? row_named(rows_of(*rule), name_of(path)) : std::nullopt;
}

PolicyKey key_of(const Row& row, std::string path) {
  return {std::move(path), row.kind, std::string(row.summary), to_value(row.default_value),
          to_words(row.choices)};
}

PolicySection section(std::string name, std::string_view summary, std::span<const Row> rows) {
  PolicySection one{std::move(name), std::string(summary), {}};
  for (const Row& row : rows) {
    one.keys.push_back(
        key_of(row, (one.name.empty() ? "" : one.name + ".") + std::string(row.name)));
  }
  return one;
}

std::vector<PolicySection> make_sections() {
  std::vector<PolicySection> sections;
  for (const Table& table : kTables) {
    sections.push_back(section(std::string(table.name), table.summary, table.rows));
  }
  for (const Rule* rule : all_rules()) {
    sections.push_back(section("rules." + std::string(rule->id), rule->summary, rows_of(*rule)));
  }
  return sections;
}

std::vector<PolicyKey> make_keys() {
  std::vector<PolicyKey> keys;
  for (const PolicySection& one : policy_sections()) {
    keys.insert(keys.end(), one.keys.begin(), one.keys.end());
  }
  return keys;
}

}  // namespace

std::string PolicyKey::name() const { return std::string(name_of(path)); }

const std::vector<PolicySection>& policy_sections() {
  static const std::vector<PolicySection> sections = make_sections();
  return sections;
}

const PolicySection* find_policy_section(std::string_view name) {
  for (const PolicySection& one : policy_sections()) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

const std::vector<PolicyKey>& policy_keys() {
  static const std::vector<PolicyKey> keys = make_keys();
  return keys;
}

std::optional<PolicyKey> find_policy_key(std::string_view path) {
  const std::optional<Row> row = find_row(path);
  if (!row) return std::nullopt;
  return key_of(*row, std::string(path));
}

bool is_policy_section(std::string_view name) {
  return find_table(name) != nullptr || rule_of_section(name) != nullptr;
}

DefaultValue default_of(std::string_view path) {
  const std::optional<Row> row = find_row(path);
  if (!row) throw std::out_of_range("no key " + std::string(path));
  return row->default_value;
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
    case ValueKind::url:
      return "an address that begins with https:// or http://, as a string";
    case ValueKind::path:
      return "a path from the top of the repository, such as \"docs\"";
    case ValueKind::text:
      return "text of one line or several, as a string";
    case ValueKind::message:
      return "text with fields such as {issue}, as a string";
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
