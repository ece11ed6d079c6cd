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

std::string print_policy(const Policy& policy) {
  std::string text = "# The policy in force. Each value is followed by where it comes from.\n";
  for (const PolicySection& section : policy_sections()) {
    if (section.keys.empty()) continue;
    if (!section.name.empty()) text += "\n[" + section.name + "]\n";
    for (const PolicyKey& key : section.keys) {
      text += toml_assignment(key.name(), policy.values.at(key.path)) +
              comment(policy.origin.at(key.path)) + "\n";
    }
  }
  return text;
}

const std::vector<PolicyFormat>& policy_formats() {
  static const std::vector<PolicyFormat> formats = {{"text", print_policy},
                                                    {"json", print_policy_json}};
  return formats;
}

}  // namespace hotfix
