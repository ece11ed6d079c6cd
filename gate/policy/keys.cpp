// SPDX-License-Identifier: MIT
#include "gate/policy/keys.h"

#include "gate/policy/default_paths.h"
#include "gate/policy/default_texts.h"
#include "gate/policy/names.h"

namespace hotfix {

namespace {

// The key's full path is made of the section's name and its own.
PolicySection section(std::string name, std::string summary, std::vector<PolicyKey> keys) {
  if (!name.empty()) {
    for (PolicyKey& key : keys) key.path = name + "." + key.path;
  }
  return {std::move(name), std::move(summary), std::move(keys)};
}

PolicySection top_level() {
  using enum ValueKind;
  return section("", "The policy of hotfix-gate. Every key may be left out.",
                 {{"production",
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
                   "The remote whose branches are compared with, except in a push.",
                   std::string("origin"),
                   {}}});
}

PolicySection branches() {
  using enum ValueKind;
  return section(
      "branches", "Globs of branch names, without refs/heads/.",
      {{"hotfix",
        ref_globs,
        "Names of hotfix branches. A corrected name begins as the first of these does.",
        Words{"hotfix/**"},
        {}},
       {"revert",
        ref_globs,
        "Names that a forge's revert button gives to branches.",
        Words{"revert-*/**", "revert-*"},
        {}},
       {"backport",
        ref_globs,
        "Names of branches that bring hotfixes to development by a pull request.",
        Words{"backport/**"},
        {}},
       {"promotion",
        ref_globs,
        "Names of branches that are released to production, beside the development branch itself.",
        Words{},
        {}}});
}

PolicySection hooks() {
  return section("hooks", "How the git hooks behave.",
                 {{"undecided", ValueKind::choice,
                   "What a hook does with a push that could not be judged: let it go with a "
                   "warning, or block it.",
                   std::string("warn"), names_of(kUndecidedPushNames)}});
}

PolicySection report() {
  return section(
      "report", "How findings are shown.",
      {{"rules_url",
        ValueKind::url,
        "The page that explains the rules: the name of a rule links to #<rule> there, in "
        "a terminal that has links.",
        std::string(),
        {}}});
}

// All that a commit can bear: the default.
Words names_of_signs() {
  Words names = names_of(kHotfixSignNames);
  std::erase(names, std::string(sign_name(HotfixSign::all)));
  return names;
}

PolicySection backport() {
  using enum ValueKind;
  return section(
      "backport", "When a hotfix must be back on development, and what counts as one.",
      {{"deadline",
        duration,
        "How long after it reached production a hotfix may take to come back to development: a "
        "number and m, h, d or w.",
        std::string("24h"),
        {}},
       {"since",
        origin,
        "Where the ledger begins, if not where production and development parted: a date, a tag "
        "or a commit.",
        std::string(),
        {}},
       {"hotfixes", choices,
        "What calls a commit of production a hotfix: its subject (\"hotfix: ...\"), the branch "
        "that it merged, a trailer (Hotfix: or Hotfix-Branch:), the branch of its pull request. "
        "\"all\" owes every commit of production that development does not have, whatever it says.",
        names_of_signs(), names_of(kHotfixSignNames)},
       {"rollbacks", choice,
        "Whether it is owed that development takes back what production took back: the next "
        "promotion may bring it again.",
        std::string("owed"), names_of(kRollbacksNames)},
       {"way", choice,
        "How git hotfix backport brings a hotfix to development: by a push of that branch, or by "
        "a pull request.",
        std::string("push"), names_of(kBackportWayNames)}});
}

PolicySection post_mortem() {
  using enum ValueKind;
  return section(
      "post_mortem",
      "The document about a hotfix that says why it was needed and what prevents it.",
      {{"folder",
        path,
        "The folder of these documents on development. A new one is <date>-<name>.md there.",
        std::string("docs/post-mortems"),
        {}},
       {"deadline",
        duration,
        "How long after it reached production a hotfix may be without one: a number and m, h, d or "
        "w.",
        std::string("48h"),
        {}},
       {"since",
        origin,
        "From when on hotfixes need one, if not from where the ledger begins: a date, a tag or a "
        "commit.",
        std::string(),
        {}},
       {"template",
        text,
        "What a new one is made of. What stands in square brackets is to be filled in, as "
        "YYYY-MM-DD, HH:MM, X hours and P0/P1 are.",
        default_texts::post_mortem(),
        {}}});
}

// A field stands in braces: "{issue}".
PolicyKey template_of(std::string name, std::string summary, std::string text) {
  return {std::move(name), ValueKind::message, std::move(summary), std::move(text), {}};
}

PolicySection workflow() {
  using enum ValueKind;
  const auto commands = [](std::string name, std::string summary, Words lines) {
    return PolicyKey{std::move(name), words, std::move(summary), std::move(lines), {}};
  };
  return section(
      "workflow",
      "The team's own tools and messages, which `git hotfix` prints where they are due. It never "
      "runs these commands.",
      {{"channel", text, "Where the messages are posted.", std::string("#kars-incidents"), {}},
       {"updates",
        duration,
        "How often the channel hears how it stands: a number and m, h, d or w.",
        std::string("30m"),
        {}},
       commands("backup", "Backs up what the fix could damage, before it is begun.",
                {"railway run pg_dump"}),
       commands("logs", "Shows what is going wrong.", {"railway logs"}),
       commands("test", "Runs the tests.", {"npm test"}),
       commands("monitor", "Watches a deployment.", {"railway logs --follow"}),
       commands("health", "Asks production whether it is well.",
                {"curl https://kars.keydatalab.ca/api/health"}),
       commands("rollback", "Brings back the deployment before this one, without git.",
                {"railway link kars-backend-prod", "railway rollback"}),
       template_of("initiated", "The message when a hotfix begins.", default_texts::initiated()),
       template_of("deployed", "The message when it is in production.", default_texts::deployed()),
       template_of("complete", "The message when it is over.", default_texts::complete())});
}

PolicySection paths() {
  const auto key = [](std::string name, std::string summary, Words globs) {
    return PolicyKey{std::move(name), ValueKind::globs, std::move(summary), std::move(globs), {}};
  };
  return section(
      "paths",
      "Globs of paths, as in gitignore(5); the element \"@default\" stands for the defaults.",
      {key("tests",
           "Tests and what only tests use. Of the defaults, those that code matches by chance "
           "(*-test.js, tests/ below another folder) hold only for a file with a test in it, and "
           "in a folder that has tests on production.",
           default_paths::tests()),
       key("docs", "Documents: nothing here runs. The defaults do not hold for a program.",
           default_paths::docs()),
       key("lock", "Lock files that a package manager writes.", default_paths::lock()),
       key("generated",
           "Files that a program writes. The defaults hold only for a file that says so or looks "
           "so.",
           default_paths::generated()),
       key("vendored",
           "Third-party code, kept in the repository. The defaults hold only while a manifest or "
           "a lock file changes too: else it was changed by hand.",
           default_paths::vendored()),
       key("config", "Configuration: changes what runs, and has no test of its own.",
           default_paths::config()),
       key("manifests", "Files that name the dependencies of the project.",
           default_paths::manifests())});
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

PolicySection rule_section(const Rule& rule) {
  std::vector<PolicyKey> keys = {
      {"level", ValueKind::choice, "Whether a finding blocks, warns or is not looked for.",
       std::string(level_name(rule.level)), names_of(kLevelNames)},
      {"waivable",
       ValueKind::flag,
       "Whether a Hotfix-Waive trailer in a commit may set this rule aside.",
       rule.waivable,
       {}}};
  for (const OptionSpec& option : rule.options) {
    keys.push_back({std::string(option.name),
                    kind_of(option.kind),
                    std::string(option.summary),
                    option.default_value,
                    {}});
  }
  return section("rules." + std::string(rule.id), std::string(rule.summary), std::move(keys));
}

std::vector<PolicySection> make_sections() {
  std::vector<PolicySection> sections = {top_level(), branches(),    hooks(),    report(),
                                         backport(),  post_mortem(), workflow(), paths()};
  sections.push_back(section("rules", "Level and options of each rule.", {}));
  for (const Rule* rule : all_rules()) sections.push_back(rule_section(*rule));
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

std::string PolicyKey::name() const { return path.substr(path.rfind('.') + 1); }

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
