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

Json type_schema(const PolicyKey& key) {
  switch (key.kind) {
    case ValueKind::ref_name:
      return {{"type", "string"}, {"minLength", 1}};
    case ValueKind::choice:
      return {{"type", "string"}, {"enum", key.choices}};
    case ValueKind::choices: {
      const Json one = {{"type", "string"}, {"enum", key.choices}};
      const Json list = {{"type", "array"}, {"minItems", 1}, {"items", one}};
      return {{"anyOf", Json::array({{{"const", kAll}}, list})}};
    }
    case ValueKind::duration:
      return {{"type", "string"}, {"pattern", "^[0-9]+[mhdw]$"}};
    case ValueKind::origin:
      return {{"type", "string"}};
    case ValueKind::url:
      return {{"type", "string"}, {"pattern", "^(https?://[^ #]+)?$"}};
    case ValueKind::number:
      return {{"type", "integer"}, {"minimum", 0}};
    case ValueKind::flag:
      return {{"type", "boolean"}};
    default:
      return {{"type", "array"}, {"items", {{"type", "string"}, {"minLength", 1}}}};
  }
}

Json key_schema(const PolicyKey& key) {
  Json schema = {{"title", key.name()}, {"description", key.summary}};
  schema.update(type_schema(key));
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
  Json root = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  for (const PolicySection& section : policy_sections()) {
    Json& schema = place_of(root, section.name);
    schema.update(table_schema(title_of(section), section.summary));
    for (const PolicyKey& key : section.keys) schema["properties"][key.name()] = key_schema(key);
  }
  return root.dump(2) + "\n";
}

std::string sample_policy() {
  std::string text =
      "## .hotfix.toml: commit it to the production branch, which is where it is read from.\n"
      "## Every key is shown with its default: take the '# ' away from those you change.\n"
      "## In a list, the element \"@default\" stands for all of the defaults.\n\n";
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
