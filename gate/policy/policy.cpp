// SPDX-License-Identifier: MIT
#include "gate/policy/policy.h"

#include <iterator>

#include "gate/base/time_text.h"
#include "gate/policy/default_paths.h"
#include "gate/policy/keys.h"
#include "gate/policy/pattern.h"
#include "gate/policy/read.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::pair<const char*, PathClass> kPathKeys[] = {
    {"paths.tests", PathClass::test},        {"paths.docs", PathClass::docs},
    {"paths.lock", PathClass::lock},         {"paths.generated", PathClass::generated},
    {"paths.vendored", PathClass::vendored}, {"paths.config", PathClass::config},
};

// A branch is matched by its whole name, where a path glob without '/' would match the last part
// alone.
Words anchored(Words globs) {
  for (std::string& glob : globs) {
    if (glob[0] != '/') glob.insert(0, "/");
  }
  return globs;
}

bool contains(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <class Test>
Matcher matcher_of(const Words& globs, Test is_wanted) {
  Words wanted;
  std::copy_if(globs.begin(), globs.end(), std::back_inserter(wanted), is_wanted);
  return glob_matcher(wanted);
}

// A list that leaves a default out was written glob by glob: then each of them is meant.
Matcher sure_matcher(const Words& globs, const Words& defaults, const Words& doubtful) {
  const bool is_extended = std::all_of(defaults.begin(), defaults.end(),
                                       [&](const auto& glob) { return contains(globs, glob); });
  return matcher_of(globs,
                    [&](const auto& glob) { return !is_extended || !contains(doubtful, glob); });
}

void set_sure_paths(Policy& policy, const PolicyValues& values) {
  const auto words = [&](const char* key) { return std::get<Words>(values.at(key)); };
  const auto set = [&](PathClass path_class, const char* key, const Words& defaults,
                       const Words& doubtful) {
    policy.sure_paths[path_class] = sure_matcher(words(key), defaults, doubtful);
  };
  namespace paths = default_paths;
  set(PathClass::test, "paths.tests", paths::tests(), paths::doubtful_tests());
  set(PathClass::docs, "paths.docs", paths::docs(), paths::docs());
  set(PathClass::lock, "paths.lock", paths::lock(), paths::lock());
  set(PathClass::generated, "paths.generated", paths::generated(), paths::generated());
  set(PathClass::vendored, "paths.vendored", paths::vendored(), paths::vendored());
  const auto is_folder = [](const std::string& glob) { return glob.ends_with("/"); };
  policy.test_names =
      matcher_of(words("paths.tests"), [&](const auto& glob) { return !is_folder(glob); });
  policy.likely_test_paths = matcher_of(paths::doubtful_tests(), is_folder);
}

std::vector<HotfixSign> signs_named(const Words& names) {
  std::vector<HotfixSign> signs;
  for (const std::string& name : names) signs.push_back(value_named(kHotfixSignNames, name));
  const bool has_all = std::find(signs.begin(), signs.end(), HotfixSign::all) != signs.end();
  if (!has_all) return signs;
  signs.clear();
  for (const auto& [name, sign] : kHotfixSignNames) signs.push_back(sign);
  return signs;
}

// As file systems see a name that ignore case: two letters are spelled outside of ASCII too, and
// HFS+ passes over what has no width.
std::string folded(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const Character next = first_character(text);
    const std::size_t length = std::max<std::size_t>(next.length, 1);
    if (next.code == 0x212A) {
      plain += 'k';
    } else if (next.code == 0x17F) {
      plain += 's';
    } else if (length == 1 || !deceives(next.code)) {
      plain += lower(text.substr(0, length));
    }
    text.remove_prefix(length);
  }
  return plain;
}

Matcher matcher_in_any_case(Words globs) {
  for (std::string& glob : globs) glob = folded(glob);
  return [matches = glob_matcher(globs)](std::string_view path) { return matches(folded(path)); };
}

void set_option(Options& options, const OptionSpec& spec, const OptionValue& value) {
  options.set(spec.name, value);
  if (spec.kind == OptionKind::globs) {
    const Words& globs = std::get<Words>(value);
    options.set_matcher(spec.name,
                        spec.in_any_case ? matcher_in_any_case(globs) : glob_matcher(globs));
  }
  if (spec.kind == OptionKind::patterns) {
    options.set_matcher(spec.name, pattern_matcher(std::get<Words>(value)));
  }
}

void set_options(Options& options, const Rule& rule, const PolicyValues& values) {
  const std::string prefix = "rules." + std::string(rule.id) + ".";
  for (const OptionSpec& spec : rule.options) {
    set_option(options, spec, values.at(prefix + std::string(spec.name)));
  }
}

RuleSetting rule_setting(const Rule& rule, const PolicyValues& values) {
  const std::string prefix = "rules." + std::string(rule.id) + ".";
  RuleSetting setting;
  setting.level = value_named(kLevelNames, std::get<std::string>(values.at(prefix + "level")));
  setting.waivable = std::get<bool>(values.at(prefix + "waivable"));
  for (const Rule* other = find_rule(rule.shares_options_of); other != nullptr;
       other = find_rule(other->shares_options_of)) {
    set_options(setting.options, *other, values);
  }
  set_options(setting.options, rule, values);
  return setting;
}

WorkflowPolicy workflow_policy(const PolicyValues& values) {
  const auto text = [&](const char* key) { return std::get<std::string>(values.at(key)); };
  const auto words = [&](const char* key) { return std::get<Words>(values.at(key)); };
  return {text("workflow.channel"),   *parse_duration(text("workflow.updates")),
          words("workflow.backup"),   words("workflow.logs"),
          words("workflow.test"),     words("workflow.monitor"),
          words("workflow.health"),   words("workflow.rollback"),
          text("workflow.initiated"), text("workflow.deployed"),
          text("workflow.complete")};
}

Policy build(PolicyValues values, std::map<std::string, std::string> origin) {
  const auto text = [&](const char* key) { return std::get<std::string>(values.at(key)); };
  const auto words = [&](const char* key) { return std::get<Words>(values.at(key)); };
  Policy policy;
  policy.production = text("production");
  policy.development = text("development");
  policy.remote = text("remote");
  policy.undecided_blocks =
      value_named(kUndecidedPushNames, text("hooks.undecided")) == UndecidedPush::block;
  policy.rules_url = text("report.rules_url");
  policy.backport = {*parse_duration(text("backport.deadline")), text("backport.since"),
                     signs_named(words("backport.hotfixes")),
                     value_named(kRollbacksNames, text("backport.rollbacks")),
                     value_named(kBackportWayNames, text("backport.way"))};
  policy.workflow = workflow_policy(values);
  policy.post_mortem = {text("post_mortem.folder"), *parse_duration(text("post_mortem.deadline")),
                        text("post_mortem.since"), text("post_mortem.template")};
  policy.hotfix_branch = glob_matcher(anchored(words("branches.hotfix")));
  policy.revert_branch = glob_matcher(anchored(words("branches.revert")));
  policy.backport_branch = glob_matcher(anchored(words("branches.backport")));
  policy.promotion_branch = glob_matcher(anchored(words("branches.promotion")));
  policy.hotfix_prefix = fixed_start(words("branches.hotfix").front());
  if (const Words globs = words("branches.backport"); !globs.empty()) {
    const std::string start = fixed_start(globs.front());
    if (!start.empty()) policy.backport_prefix = start;
  }
  for (const auto& [key, path_class] : kPathKeys) {
    policy.paths[path_class] = glob_matcher(words(key));
  }
  set_sure_paths(policy, values);
  policy.manifests = glob_matcher(words("paths.manifests"));
  for (const Rule* rule : all_rules()) policy.rules[rule->id] = rule_setting(*rule, values);
  policy.values = std::move(values);
  policy.origin = std::move(origin);
  return policy;
}

PolicyValues default_values() {
  PolicyValues values;
  for (const PolicyKey& key : policy_keys()) values[key.path] = key.default_value;
  return values;
}

std::map<std::string, std::string> default_origin() {
  std::map<std::string, std::string> origin;
  for (const PolicyKey& key : policy_keys()) origin[key.path] = kDefaultOrigin;
  return origin;
}

}  // namespace

PathClass Policy::classify(std::string_view path) const {
  for (auto entry = paths.rbegin(); entry != paths.rend(); ++entry) {
    if (entry->second(path)) return entry->first;
  }
  return PathClass::code;
}

std::string Policy::without_hotfix_prefix(const std::string& branch) const {
  return branch.starts_with(hotfix_prefix) ? branch.substr(hotfix_prefix.size()) : branch;
}

Policy default_policy() { return build(default_values(), default_origin()); }

Policy parse_policy(std::string_view text, const std::string& source) {
  PolicyValues values = default_values();
  std::map<std::string, std::string> origin = default_origin();
  for (auto& [key, set] : read_policy_toml(text, source)) {
    values[key] = std::move(set.value);
    origin[key] = source + ":" + std::to_string(set.line);
  }
  Policy policy = build(std::move(values), std::move(origin));
  policy.source = source;
  return policy;
}

void set_branch_name(Policy& policy, BranchName which, const std::string& name,
                     const std::string& from) {
  const auto set = [&](std::string& field, const char* key) {
    field = name;
    policy.values[key] = name;
    policy.origin[key] = from;
  };
  switch (which) {
    case BranchName::production:
      return set(policy.production, "production");
    case BranchName::development:
      return set(policy.development, "development");
    case BranchName::remote:
      return set(policy.remote, "remote");
  }
}

}  // namespace hotfix
