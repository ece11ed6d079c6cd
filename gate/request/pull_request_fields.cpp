// SPDX-License-Identifier: MIT
#include "gate/request/pull_request_fields.h"

#include "rules/support/text.h"

namespace hotfix {

namespace {

MergeMethod read_merge_method(const StrictJson& value) {
  const std::string name = lower(value.text());
  if (name == "squash") return MergeMethod::squash;
  if (name == "merge") return MergeMethod::merge;
  if (name == "rebase") return MergeMethod::rebase;
  value.reject("is not a known merge method");
}

}  // namespace

void read_auto_merge(MergeSettings& settings, const StrictJson& method,
                     const std::optional<StrictJson>& subject) {
  settings.chosen = read_merge_method(method);
  settings.subject = subject ? subject->text() : std::string();
}

std::vector<std::string> read_labels(const StrictJson& list) {
  std::vector<std::string> names;
  for (const StrictJson& label : list.items()) names.push_back(label.at("name").text());
  return names;
}

}  // namespace hotfix
