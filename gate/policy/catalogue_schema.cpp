// SPDX-License-Identifier: MIT
// What an editor, and a person who starts from nothing, need to write a .hotfix.toml.
#include <nlohmann/json.hpp>

#include "gate/policy/catalogue.h"
#include "gate/policy/keys.h"
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
    case ValueKind::choices:
      return {{"type", "array"},
              {"minItems", 1},
              {"items", {{"type", "string"}, {"enum", key.choices}}}};
    case ValueKind::duration:
      return {{"type", "string"}, {"pattern", "^[0-9]+[mhdw]$"}};
    case ValueKind::origin:
      return {{"type", "string"}};
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

Json table_schema(const std::string& title, std::string_view description) {
  return {{"title", title},
          {"description", description},
          {"type", "object"},
          {"additionalProperties", false},
          {"properties", Json::object()}};
}

std::string_view describe_section(const std::string& section) {
  if (section == "backport") return "When a hotfix must be back on development, and what is one.";
  if (section == "branches") return "Globs of branch names, without refs/heads/.";
  if (section == "hooks") return "How the git hooks behave.";
  if (section == "paths")
    return "Globs of paths, as in gitignore(5); the element \"@default\" stands for the defaults.";
  if (section == "rules") return "Level and options of each rule.";
  return find_rule(section.substr(section.find('.') + 1))->summary;
}

// The schema of a section such as "rules.minimal-diff", made with its parents when it is not there
// yet.
Json& section_schema(Json& root, const std::string& section) {
  if (section.empty()) return root;
  const auto dot = section.rfind('.');
  Json& parent = section_schema(root, dot == std::string::npos ? "" : section.substr(0, dot));
  const std::string name = section.substr(dot + 1);
  Json& properties = parent["properties"];
  if (!properties.contains(name)) properties[name] = table_schema(name, describe_section(section));
  return properties[name];
}

}  // namespace

std::string json_schema() {
  Json root = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  root.update(
      table_schema(".hotfix.toml", "The policy of hotfix-gate. Every key may be left out."));
  for (const PolicyKey& key : policy_keys()) {
    section_schema(root, key.section())["properties"][key.name()] = key_schema(key);
  }
  return root.dump(2) + "\n";
}

std::string sample_policy() {
  std::string text =
      "## .hotfix.toml: commit it to the production branch, which is where it is read from.\n"
      "## Every key is shown with its default: take the '# ' away from those you change.\n"
      "## In a list, the element \"@default\" stands for all of the defaults.\n\n";
  std::string section;
  for (const PolicyKey& key : policy_keys()) {
    if (key.section() != section) {
      section = key.section();
      text += "[" + section + "]\n";
    }
    text +=
        "## " + key.summary + "\n" + toml_assignment(key.name(), key.default_value, "# ") + "\n\n";
  }
  text.pop_back();
  return text;
}

}  // namespace hotfix
