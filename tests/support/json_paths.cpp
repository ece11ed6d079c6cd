// SPDX-License-Identifier: MIT
#include "tests/support/json_paths.h"

#include <map>
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

// As the tables name it; empty: a list without elements does not tell.
std::string type_of(const nlohmann::json& value) {
  if (value.is_null()) return "`null`";
  if (value.is_string()) return "string";
  if (value.is_number()) return "number";
  if (value.is_boolean()) return "boolean";
  if (value.is_object()) return "object";
  return value.empty() ? "" : "list of " + type_of(value.front()) + "s";
}

using Types = std::map<std::string, std::string>;

void check_members(const nlohmann::json& object, const std::string& prefix, const Types& types) {
  for (const auto& [name, value] : object.items()) {
    const std::string path = prefix + name + (value.is_array() ? "[]" : ""), type = type_of(value);
    if (const auto known = types.find(path); known != types.end() && !type.empty()) {
      INFO(path << " is a " << type << ", and called a " << known->second);
      CHECK((" or " + known->second + " or ").find(" or " + type + " or ") != std::string::npos);
    }
    if (value.is_object()) check_members(value, path + ".", types);
    for (const auto& element : value.is_array() ? value : nlohmann::json::array()) {
      if (element.is_object()) check_members(element, path + ".", types);
    }
  }
}

}  // namespace

void check_types(const std::string& json, const JsonKeys& keys, const std::string& prefix) {
  Types types;
  for (const JsonKey& key : keys) types[prefix + key.path] = key.type;
  check_members(nlohmann::json::parse(json), "", types);
}

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
