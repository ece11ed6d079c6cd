// SPDX-License-Identifier: MIT
#include "gate/policy/catalogue_words.h"

#include "rules/model/need_table.h"

namespace hotfix {

namespace {

void add(std::string& list, std::string_view word) {
  if (!list.empty()) list += ", ";
  list += word;
}

std::string_view word(Stage stage) {
  switch (stage) {
    case Stage::lint:
      return "hotfix-lint";
    case Stage::push:
      return "git push";
    case Stage::commit_msg:
      return "git commit";
    case Stage::pull_request:
      return "pull request";
    case Stage::merge_group:
      return "merge queue";
    case Stage::released:
      return "after a merge";
    case Stage::audit:
      return "audit";
  }
  return "";
}

std::string_view word(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::hotfix:
      return "hotfix branches";
    case SubjectKind::revert:
      return "branches of a revert button";
    case SubjectKind::lookalike:
      return "branches whose name is nearly a hotfix's";
    case SubjectKind::production:
      return "updates of the production branch";
    case SubjectKind::development:
      return "updates of the development branch";
    case SubjectKind::removal:
      return "the deletion of a hotfix branch";
    case SubjectKind::message:
      return "commit messages on a hotfix branch";
    case SubjectKind::promotion:
      return "the promotion of development to production";
    case SubjectKind::backport:
      return "pull requests that bring hotfixes to development";
    case SubjectKind::stray:
      return "pull requests whose branch and target do not belong together";
    case SubjectKind::ledger:
      return "the hotfixes that production has";
    case SubjectKind::other:
      return "other branches";
  }
  return "";
}

}  // namespace

std::string words_of_stages(const Rule& rule) {
  std::string list;
  for (Stage stage : rule.stages) add(list, word(stage));
  return list;
}

std::string words_of_subjects(const Rule& rule) {
  std::string list;
  for (SubjectKind kind : rule.judges) add(list, word(kind));
  return list;
}

std::string words_of_needs(const Rule& rule) {
  std::string list;
  for (const Need need : kNeeds) {
    if (has(rule.needs, need)) add(list, words_of(need));
  }
  return list.empty() ? "the name of the branch" : list;
}

std::string words_of_waiver(const Rule& rule) {
  if (!rule.waivable) return "not possible, unless the policy says waivable = true";
  const std::string trailer = "the trailer \"Hotfix-Waive: " + std::string(rule.id);
  if (rule.role == Role::post_mortem) {
    return trailer +
           " <reason>\" in the hotfix, or with its id before the reason in a commit of "
           "development";
  }
  // A promotion's branch has the words of many people about many hotfixes.
  const std::string what = rule.role == Role::promotion ? " <hotfix> <reason>" : " <reason>";
  return trailer + what + "\" in a commit of the branch";
}

const std::vector<PolicyKey>& keys_of(const Rule& rule) {
  static const std::vector<PolicyKey> none;
  const PolicySection* section = find_policy_section("rules." + std::string(rule.id));
  return section ? section->keys : none;
}

}  // namespace hotfix
