// SPDX-License-Identifier: MIT
#include "gate/policy/policy.h"

#include <optional>

#include "gate/base/time_text.h"
#include "gate/match/pattern.h"
#include "gate/policy/keys.h"
#include "gate/policy/read.h"
#include "rules/code/default_paths.h"
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

// What is in force: what was set, and else the default.
class Values {
 public:
  explicit Values(const SetValues& set) : set_(set) {}

  // Null when nothing sets it.
  const OptionValue* set(std::string_view key) const {
    const auto found = set_.find(key);
    return found == set_.end() ? nullptr : &found->second.value;
  }
  bool sets_any_of(const std::string& prefix) const {
    const auto next = set_.lower_bound(prefix);
    return next != set_.end() && next->first.starts_with(prefix);
  }
  OptionValue value(std::string_view key) const {
    const OptionValue* found = set(key);
    return found ? *found : to_value(default_of(key));
  }
  std::string text(std::string_view key) const { return std::get<std::string>(value(key)); }
  Words words(std::string_view key) const { return std::get<Words>(value(key)); }
  std::int64_t duration(std::string_view key) const { return *parse_duration(text(key)); }

  Matcher globs(std::string_view key, GlobKind kind = GlobKind::all) const {
    const OptionValue* found = set(key);
    return found ? glob_matcher(std::get<Words>(*found), kind)
                 : glob_matcher(std::get<WordTable>(default_of(key)), kind);
  }

 private:
  const SetValues& set_;
};

// A list that leaves a default out was written glob by glob: then each of them is meant.
Words sure_globs(Words globs, WordTable sure, WordTable doubtful) {
  const auto is_written = [&](std::string_view glob) {
    return std::find(globs.begin(), globs.end(), glob) != globs.end();
  };
  const bool is_extended = std::all_of(sure.begin(), sure.end(), is_written) &&
                           std::all_of(doubtful.begin(), doubtful.end(), is_written);
  if (!is_extended) return globs;
  std::erase_if(globs, [&](std::string_view glob) {
    return std::find(doubtful.begin(), doubtful.end(), glob) != doubtful.end();
  });
  return globs;
}

void set_sure_paths(Policy& policy, const Values& values) {
  const auto set = [&](PathClass path_class, const char* key, WordTable sure, WordTable doubtful) {
    const OptionValue* found = values.set(key);
    policy.sure_paths[path_class] =
        found ? glob_matcher(sure_globs(std::get<Words>(*found), sure, doubtful))
              : glob_matcher(sure);
  };
  namespace paths = default_paths;
  set(PathClass::test, "paths.tests", paths::kSureTests, paths::kLikelyTests);
  set(PathClass::docs, "paths.docs", {}, paths::kDocs);
  set(PathClass::lock, "paths.lock", {}, paths::kLock);
  set(PathClass::generated, "paths.generated", {}, paths::kGenerated);
  set(PathClass::vendored, "paths.vendored", {}, paths::kVendored);
  policy.test_names = values.globs("paths.tests", GlobKind::files);
  policy.likely_test_paths = glob_matcher(WordTable(paths::kLikelyTests), GlobKind::folders);
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

char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// As file systems see a name that ignore case: two letters are spelled outside of ASCII too, and
// HFS+ passes over what has no width.
std::string folded(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      plain += lower_letter(text.front());
      text.remove_prefix(1);
      continue;
    }
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

// Globs in any case, folded by the first question.
class FoldedGlobs {
 public:
  explicit FoldedGlobs(Words globs) : globs_(std::move(globs)) {}

  bool matches(std::string_view path) {
    if (!matches_) {
      for (std::string& glob : globs_) glob = folded(glob);
      matches_ = glob_matcher(std::move(globs_));
    }
    return matches_(folded(path));
  }

 private:
  Words globs_;
  Matcher matches_;
};

Matcher matcher_in_any_case(Words globs) {
  auto list = std::make_shared<FoldedGlobs>(std::move(globs));
  return [list](std::string_view path) { return list->matches(path); };
}

template <class List>  // Words, or a WordTable
Matcher matcher_of(const OptionSpec& spec, const List& list) {
  if (spec.kind == OptionKind::patterns) return pattern_matcher(list);
  if (spec.in_any_case) return matcher_in_any_case({list.begin(), list.end()});
  return glob_matcher(list);
}

Matcher matcher_of(const OptionSpec& spec, const OptionValue* set) {
  if (spec.kind != OptionKind::patterns && spec.kind != OptionKind::globs) return {};
  return set ? matcher_of(spec, std::get<Words>(*set))
             : matcher_of(spec, std::get<WordTable>(spec.default_value));
}

void add_options(Options& options, const Rule& rule, const Values& values) {
  const std::string prefix = "rules." + std::string(rule.id) + ".";
  const bool is_usual = !values.sets_any_of(prefix);
  for (const OptionSpec& spec : rule.options) {
    const OptionValue* set = is_usual ? nullptr : values.set(prefix + std::string(spec.name));
    options.add(spec, set ? std::optional(*set) : std::nullopt, matcher_of(spec, set));
  }
}

RuleSetting rule_setting(const Rule& rule, const Values& values) {
  const std::string prefix = "rules." + std::string(rule.id) + ".";
  RuleSetting setting{rule.level, rule.waivable, {}};
  if (const OptionValue* level = values.set(prefix + "level")) {
    setting.level = value_named(kLevelNames, std::get<std::string>(*level));
  }
  if (const OptionValue* waivable = values.set(prefix + "waivable")) {
    setting.waivable = std::get<bool>(*waivable);
  }
  for (const Rule* one = &rule; one != nullptr; one = find_rule(one->shares_options_of)) {
    add_options(setting.options, *one, values);
  }
  return setting;
}

WorkflowPolicy workflow_policy(const Values& values) {
  return {values.text("workflow.channel"),   values.duration("workflow.updates"),
          values.words("workflow.backup"),   values.words("workflow.logs"),
          values.words("workflow.test"),     values.words("workflow.monitor"),
          values.words("workflow.health"),   values.words("workflow.rollback"),
          values.text("workflow.initiated"), values.text("workflow.deployed"),
          values.text("workflow.complete")};
}

Policy build(SetValues set) {
  const Values values(set);
  Policy policy;
  policy.production = values.text("production");
  policy.development = values.text("development");
  policy.remote = values.text("remote");
  policy.undecided_blocks =
      value_named(kUndecidedPushNames, values.text("hooks.undecided")) == UndecidedPush::block;
  policy.rules_url = values.text("report.rules_url");
  policy.backport = {values.duration("backport.deadline"), values.text("backport.since"),
                     signs_named(values.words("backport.hotfixes")),
                     value_named(kRollbacksNames, values.text("backport.rollbacks")),
                     value_named(kBackportWayNames, values.text("backport.way"))};
  policy.workflow = workflow_policy(values);
  policy.post_mortem = {values.text("post_mortem.folder"), values.duration("post_mortem.deadline"),
                        values.text("post_mortem.since"), values.text("post_mortem.template")};
  const Words hotfix = values.words("branches.hotfix"),
              backport = values.words("branches.backport");
  policy.hotfix_branch = glob_matcher(anchored(hotfix));
  policy.revert_branch = glob_matcher(anchored(values.words("branches.revert")));
  policy.backport_branch = glob_matcher(anchored(backport));
  policy.promotion_branch = glob_matcher(anchored(values.words("branches.promotion")));
  policy.hotfix_prefix = fixed_start(hotfix.front());
  const std::string start = backport.empty() ? std::string() : fixed_start(backport.front());
  if (!start.empty()) policy.backport_prefix = start;
  for (const auto& [key, path_class] : kPathKeys) policy.paths[path_class] = values.globs(key);
  set_sure_paths(policy, values);
  policy.manifests = values.globs("paths.manifests");
  policy.rules = std::make_shared<RuleSettings>(set);
  policy.set = std::move(set);
  return policy;
}

}  // namespace

const RuleSetting& RuleSettings::at(std::string_view rule) const {
  std::call_once(is_made_, [this] {
    for (const Rule* one : all_rules()) settings_[one->id] = rule_setting(*one, Values(set_));
  });
  return settings_.at(rule);
}

PathClass Policy::classify(std::string_view path) const {
  for (auto entry = paths.rbegin(); entry != paths.rend(); ++entry) {
    if (entry->second(path)) return entry->first;
  }
  return PathClass::code;
}

std::string Policy::without_hotfix_prefix(const std::string& branch) const {
  return branch.starts_with(hotfix_prefix) ? branch.substr(hotfix_prefix.size()) : branch;
}

OptionValue Policy::value(std::string_view key) const { return Values(set).value(key); }

std::string Policy::origin(std::string_view key) const {
  const auto found = set.find(key);
  return found == set.end() ? std::string(kDefaultOrigin) : found->second.origin;
}

PolicyValues Policy::values() const {
  PolicyValues all;
  for (const PolicyKey& key : policy_keys()) all[key.path] = value(key.path);
  return all;
}

Policy default_policy() { return build({}); }

Policy parse_policy(std::string_view text, const std::string& source) {
  SetValues set;
  for (auto& [key, line] : read_policy_toml(text, source)) {
    set[key] = {std::move(line.value), source + ":" + std::to_string(line.line)};
  }
  Policy policy = build(std::move(set));
  policy.source = source;
  return policy;
}

void switch_off(Policy& policy, const Rule& rule) {
  policy.set["rules." + std::string(rule.id) + ".level"] = {std::string(level_name(Level::off)),
                                                            "switched off"};
  policy.rules = std::make_shared<RuleSettings>(policy.set);
}

void set_branch_name(Policy& policy, BranchName which, const std::string& name,
                     const std::string& from) {
  const auto set = [&](std::string& field, const char* key) {
    field = name;
    policy.set[key] = {name, from};
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
