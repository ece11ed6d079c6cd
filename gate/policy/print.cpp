// SPDX-License-Identifier: MIT
#include "gate/policy/print.h"

#include "gate/policy/keys.h"
#include "gate/policy/write.h"

namespace hotfix {

namespace {

// `source` may be a path of any bytes; a comment may not.
std::string comment(const std::string& origin) {
  std::string text = "  # ";
  for (char c : origin) text += c >= ' ' && c <= '~' ? c : '?';
  return text;
}

}  // namespace

bool is_printed(const Policy& policy, const PolicyKey& key, Values which) {
  return which == Values::all || policy.origin(key.path) != kDefaultOrigin;
}

std::string print_policy(const Policy& policy, Values which) {
  std::string text = "# The policy in force. Each value is followed by where it comes from.\n";
  bool is_any = false;
  for (const PolicySection& section : policy_sections()) {
    std::string lines;
    for (const PolicyKey& key : section.keys) {
      if (!is_printed(policy, key, which)) continue;
      lines += toml_assignment(key.name(), policy.value(key.path)) +
               comment(policy.origin(key.path)) + "\n";
    }
    if (lines.empty()) continue;
    is_any = true;
    text += (section.name.empty() ? "" : "\n[" + section.name + "]\n") + lines;
  }
  return is_any ? text : text + "# Nothing is changed: every value is the default.\n";
}

const std::vector<PolicyFormat>& policy_formats() {
  static const std::vector<PolicyFormat> formats = {{"text", print_policy},
                                                    {"json", print_policy_json}};
  return formats;
}

}  // namespace hotfix
