// SPDX-License-Identifier: MIT
// What an editor, and a person who starts from nothing, need to write a .hotfix.toml.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "gate/policy/catalogue.h"
#include "gate/policy/keys.h"
#include "gate/policy/names.h"
#include "gate/policy/write.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json value_as_json(const OptionValue& value) {
  return std::visit([](const auto& one) { return Json(one); }, value);
}

// What the reader refuses in a name, a glob and an address (read.cpp, glob.cpp), in the expressions
// that every validator knows: no lookahead, and bytes as \xHH. "[" that is never closed and a
// pattern that does not compile are left to the reader.
constexpr const char* kName = R"(^[^\x00-\x20\x7f~^:?*\[\\@]+$)";
constexpr const char* kNoName = R"(^-|^/|/$|^refs/|\.\.)";
constexpr const char* kNoGlob = R"(^!|^/$|//|^([^\\]|\\[\s\S])*\\$)";
constexpr const char* kNoRefGlob = R"(^!|^/$|//|^([^\\]|\\[\s\S])*\\$|^refs/)";
constexpr const char* kFixedStart = R"(^(/[^*?\[\\]|[^/*?\[\\]|@default$))";
constexpr const char* kDate =
    R"(^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?Z$)";
constexpr const char* kDuration =
    "^0*([0-9]{1,7}m|[0-9]{1,5}h|[0-9]{1,4}d|[0-9]{1,3}w)$";  // ten years have so many digits
constexpr const char* kPath = R"(^[^\x00-\x1f\x7f\\]+$)";
constexpr const char* kNoPath = R"(^/|/$|//|(^|/)\.{1,2}(/|$)|(^|/)\.[gG][iI][tT](/|$))";
constexpr const char* kText = R"(^([^\x00-\x08\x0b-\x1f\x7f]|\r\n)+$)";
constexpr const char* kUrl = R"(^(https?://[!$%&()*+,./0-9:;=?@A-Z\[\]_a-z~-]*)?$)";

Json name_schema() {
  return {{"type", "string"}, {"pattern", kName}, {"not", {{"pattern", kNoName}}}};
}

Json list_schema(const Json& element) { return {{"type", "array"}, {"items", element}}; }

Json globs_schema(const char* refused) {
  return list_schema({{"type", "string"}, {"minLength", 1}, {"not", {{"pattern", refused}}}});
}

Json type_schema(const PolicyKey& key) {
  switch (key.kind) {
    case ValueKind::ref_name:
      return name_schema();
    case ValueKind::choice:
      return {{"type", "string"}, {"enum", key.choices}};
    case ValueKind::choices: {
      const Json one = {{"type", "string"}, {"enum", key.choices}};
      const Json list = {{"type", "array"}, {"minItems", 1}, {"items", one}};
      return {{"anyOf", Json::array({{{"const", kAll}}, list})}};
    }
    case ValueKind::duration:
      return {{"type", "string"}, {"pattern", kDuration}};
    case ValueKind::origin:
      return {{"type", "string"},
              {"anyOf", Json::array({{{"const", ""}}, {{"pattern", kDate}}, name_schema()})}};
    case ValueKind::url:
      return {{"type", "string"}, {"pattern", kUrl}};
    case ValueKind::path:
      return {{"type", "string"}, {"pattern", kPath}, {"not", {{"pattern", kNoPath}}}};
    case ValueKind::text:
    case ValueKind::message:
      return {{"type", "string"}, {"pattern", kText}};
    case ValueKind::number:
      return {{"type", "integer"}, {"minimum", 0}};
    case ValueKind::flag:
      return {{"type", "boolean"}};
    case ValueKind::globs:
      return globs_schema(kNoGlob);
    case ValueKind::ref_globs:
      return globs_schema(kNoRefGlob);
    case ValueKind::words:
    case ValueKind::patterns:
      return list_schema({{"type", "string"}, {"minLength", 1}});
  }
  return {};
}

Json key_schema(const PolicyKey& key) {
  Json schema = {{"title", key.name()}, {"description", key.summary}};
  schema.update(type_schema(key));
  if (key.path == "branches.hotfix") {  // what the first begins with is what names begin with
    schema["minItems"] = 1;
    const Json first = {{"pattern", kFixedStart}};
    schema["allOf"] = Json::array({{{"items", Json::array({first})}}});
  }
  schema["default"] = value_as_json(key.default_value);
  return schema;
}

Json table_schema(const std::string& title, const std::string& description) {
  return {{"title", title},
          {"description", description},
          {"type", "object"},
          {"additionalProperties", false},
          {"properties", Json::object()}};
}

// The schema of a section: an entry of the schema of the one that it is part of.
Json& place_of(Json& root, const std::string& section) {
  Json* place = &root;
  for (std::size_t from = 0, dot; from < section.size(); from = dot + 1) {
    dot = std::min(section.find('.', from), section.size());
    place = &(*place)["properties"][section.substr(from, dot - from)];
  }
  return *place;
}

std::string title_of(const PolicySection& section) {
  return section.name.empty() ? std::string(kPolicyPath)
                              : section.name.substr(section.name.rfind('.') + 1);
}

}  // namespace

std::string json_schema() {
  Json root = {{"$schema", "http://json-schema.org/draft-07/schema#"}};
  for (const PolicySection& section : policy_sections()) {
    Json& schema = place_of(root, section.name);
    schema.update(table_schema(title_of(section), section.summary));
    for (const PolicyKey& key : section.keys) schema["properties"][key.name()] = key_schema(key);
  }
  return root.dump(2) + "\n";
}

std::string sample_policy(const SchemaFile& schema) {
  std::string text =
      "#:schema ./" + std::string(schema.path) +
      "\n\n"
      "## .hotfix.toml: commit it to the production branch, which is where it is read from.\n"
      "## Every key is shown with its default: take the '# ' away from those you change.\n"
      "## In a list, the element \"@default\" stands for all of the defaults.\n"
      "## The first line is for editors: " +
      std::string(schema.origin) + "\n\n";
  for (const PolicySection& section : policy_sections()) {
    if (section.keys.empty()) continue;
    if (!section.name.empty()) text += "[" + section.name + "]\n";
    for (const PolicyKey& key : section.keys) {
      text += "## " + key.summary + "\n" + toml_assignment(key.name(), key.default_value, "# ") +
              "\n\n";
    }
  }
  text.pop_back();
  return text;
}

}  // namespace hotfix
