// SPDX-License-Identifier: MIT
#include "tests/support/json_paths.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace hotfix::test {

namespace {

using Paths = std::set<std::string>;

void collect(const nlohmann::json& value, const std::string& path, Paths& paths) {
  paths.insert(value.is_array() ? path + "[]" : path);
  if (value.is_array()) {
    for (const auto& element : value) collect(element, path + "[]", paths);
  }
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      collect(member, path.empty() ? key : path + "." + key, paths);
    }
  }
}

}  // namespace

Paths json_paths(const std::string& json) {
  Paths paths;
  collect(nlohmann::json::parse(json), "", paths);
  paths.erase("");  // the object itself
  return paths;
}

Paths json_paths(const JsonKeys& keys, const std::string& prefix) {
  Paths paths;
  for (const JsonKey& key : keys) {
    INFO(key.path);
    CHECK(paths.insert(prefix + key.path).second);
  }
  return paths;
}

}  // namespace hotfix::test
