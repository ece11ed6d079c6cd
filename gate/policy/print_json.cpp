// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "gate/base/visible.h"
#include "gate/policy/keys.h"
#include "gate/policy/print.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

struct ToJson {
  Json operator()(std::int64_t number) const { return number; }
  Json operator()(bool flag) const { return flag; }
  Json operator()(const std::string& text) const { return valid_utf8(text); }
  Json operator()(const Words& words) const {
    Json list = Json::array();
    for (const std::string& word : words) list.push_back(valid_utf8(word));
    return list;
  }
};

}  // namespace

std::string print_policy_json(const Policy& policy, Values which) {
  Json values = Json::object();
  for (const PolicyKey& key : policy_keys()) {
    if (!is_printed(policy, key, which)) continue;
    values[key.path] = {{"value", std::visit(ToJson{}, policy.value(key.path))},
                        {"from", valid_utf8(policy.origin(key.path))}};
  }
  const Json object = {
      {"version", 1}, {"source", valid_utf8(policy.source)}, {"values", std::move(values)}};
  return object.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
