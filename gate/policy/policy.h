// SPDX-License-Identifier: MIT
// The policy: defaults of the KARS workflow, and what a team's .hotfix.toml changes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gate/policy/names.h"
#include "gate/policy/read.h"
#include "rules/model/registry.h"

namespace hotfix {

// By the key that sets it: "production", "paths.tests", "rules.minimal-diff.max_files".
using PolicyValues = std::map<std::string, OptionValue>;

// What something else than the defaults says of a key.
struct SetValue {
  OptionValue value;   // a list with "@default" already expanded
  std::string origin;  // "<source>:<line>", or what set_branch_name was given
};

using SetValues = std::map<std::string, SetValue, std::less<>>;

struct RuleSetting {
  Level level = Level::error;
  bool waivable = true;
  Options options;
};

// The settings of all rules, made when the first is asked for: a push that is no hotfix asks none.
class RuleSettings {
 public:
  explicit RuleSettings(SetValues set = {}) : set_(std::move(set)) {}

  const RuleSetting& at(std::string_view rule) const;

 private:
  SetValues set_;
  mutable std::once_flag is_made_;
  mutable std::map<std::string_view, RuleSetting> settings_;  // by id
};

// What the ledger goes by.
struct BackportPolicy {
  std::int64_t deadline = 24 * 60 * 60;  // seconds after the commit on production
  std::string since;                     // a date, tag or commit; empty: where the branches parted
  std::vector<HotfixSign> signs = {HotfixSign::subject, HotfixSign::merge, HotfixSign::trailer,
                                   HotfixSign::pull_request};  // any of them makes a hotfix
  Rollbacks rollbacks = Rollbacks::owed;
  BackportWay way = BackportWay::push;

  // Every commit of production is owed that development does not have, whatever it is called.
  bool owes_all() const {
    return std::find(signs.begin(), signs.end(), HotfixSign::all) != signs.end();
  }
};

// The team's own tools and messages.
struct WorkflowPolicy {
  std::string channel;                                  // "#kars-incidents"; empty: none
  std::int64_t updates = 30 * 60;                       // seconds from one message to the next
  Words backup, logs, test, monitor, health, rollback;  // commands: printed, never run
  std::string initiated, deployed, complete;            // templates (gate/policy/message.h)
};

// The documents about hotfixes.
struct PostMortemPolicy {
  std::string folder = "docs/post-mortems";  // from the top of the repository, without '/' at ends
  std::int64_t deadline = 48 * 60 * 60;      // seconds after the commit on production
  std::string since;  // a date, tag or commit; empty: where the ledger begins
  std::string form;   // the template
};

// Where a value comes from that nothing sets.
inline constexpr std::string_view kDefaultOrigin = "default";

struct Policy {
  std::string source = "embedded defaults";  // "kars-prod:.hotfix.toml", or the path of a file

  std::string production = "kars-prod";
  std::string development = "kars-dev";
  std::string remote = "origin";
  bool undecided_blocks = false;  // hooks.undecided = "block": an undecided push is refused too

  std::string rules_url;  // of a page with an anchor for each rule; empty: there is none

  BackportPolicy backport;
  WorkflowPolicy workflow;
  PostMortemPolicy post_mortem;

  // Branch short names (without refs/heads/).
  Matcher hotfix_branch;
  Matcher revert_branch;
  Matcher backport_branch;
  Matcher promotion_branch;  // beside the development branch itself
  // The prefix a corrected name is given: "hotfix/".
  std::string hotfix_prefix = "hotfix/";
  // What a printed command calls a backport branch: "backport/".
  std::string backport_prefix = "backport/";

  // Repository paths. A path is in the first of these that matches, in the order of PathClass from
  // the last to the first (vendored, generated, lock, docs, test, config), else it is code.
  std::map<PathClass, Matcher> paths;
  Matcher manifests;
  // Of these globs the ones that decide by themselves: those that a team wrote, and names that
  // nothing else has. What others match has to be what it is called (gate/facts/path_classes.h).
  std::map<PathClass, Matcher> sure_paths;
  Matcher test_names;         // the globs of tests that say how a file is called
  Matcher likely_test_paths;  // the folders that tests often lie in

  std::shared_ptr<const RuleSettings> rules = std::make_shared<RuleSettings>();

  // By key; a key that is not here has its default.
  SetValues set;

  // The value of a key and where it came from, for `hotfix-lint policy`: kDefaultOrigin when
  // nothing sets it. Of a name that is no key: std::out_of_range.
  OptionValue value(std::string_view key) const;
  std::string origin(std::string_view key) const;
  // All of them.
  PolicyValues values() const;

  const RuleSetting& setting(std::string_view rule) const { return rules->at(rule); }
  const RuleSetting& setting(Role role) const { return setting(rule_with(role).id); }
  // What the subject of a hotfix begins with: "hotfix".
  Words hotfix_types() const { return setting(Role::hotfix_types).options.words("types"); }
  PathClass classify(std::string_view path) const;
  // "login" of "hotfix/login"; a name that begins otherwise as it is.
  std::string without_hotfix_prefix(const std::string& branch) const;
};

// The embedded defaults.
Policy default_policy();

// The defaults changed by `text`. `source` names it in messages ("kars-prod:.hotfix.toml"). Throws
// PolicyError "<source>:<line>:<column>: …" for an unknown key (naming the nearest known one), a
// wrong type, a value out of range, a pattern that does not compile, or more than kPolicyLimit
// bytes.
Policy parse_policy(std::string_view text, const std::string& source);

// A rule that is not looked at, whatever the policy says of it.
void switch_off(Policy& policy, const Rule& rule);

// The names that git's configuration or a person may set in place of the policy.
enum class BranchName { production, development, remote };

// Puts a name in force over what the policy says; `from` is where it came from, for a person:
// "git config hotfix.production".
void set_branch_name(Policy& policy, BranchName which, const std::string& name,
                     const std::string& from);

}  // namespace hotfix
