// SPDX-License-Identifier: MIT
#include "gate/request/strict_json.h"

#include <nlohmann/json.hpp>

#include "gate/base/error.h"
#include "gate/git/objects/oid.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 100;  // levels; each costs memory many times the bytes it is written in

[[noreturn]] void refuse(const JsonSource& source, const std::string& what,
                         const std::string& path = {}) {
  const std::string seen =
      path.empty() ? source.name + " " + what : path + " " + what + " in " + source.name;
  throw Undecidable(seen, source.fix);
}

void check_size(std::string_view text, const JsonSource& source) {
  if (text.size() > source.limit) {
    refuse(source, "is larger than " + std::to_string(source.limit / (1024 * 1024)) + " MiB");
  }
  if (trim(text).empty()) refuse(source, "is empty");
}

// Looked for beforehand: the library would build every level, and its callback, which could stop
// it, takes quadratic time for a long list of objects.
bool is_too_deep(std::string_view text) {
  bool in_text = false;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_text = !in_text;
    } else if (!in_text && (c == '[' || c == '{')) {
      if (++depth > kDeepest) return true;
    } else if (!in_text && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return false;
}

// The library's own messages quote the text, which is not for a log.
Json parse_strictly(std::string_view text, const JsonSource& source) {
  if (is_too_deep(text)) refuse(source, "is nested too deeply");
  try {
    return Json::parse(text.begin(), text.end());
  } catch (const Json::parse_error& error) {
    refuse(source, "is not JSON: it breaks at byte " + std::to_string(error.byte));
  } catch (const Json::exception&) {
    refuse(source, "holds a number that is out of range");
  }
}

}  // namespace

struct StrictJson::Node {
  std::shared_ptr<const Json> value;  // owns the whole document
  std::shared_ptr<const JsonSource> source;
  std::string path;  // "pull_request.labels[0]"; empty: the document

  StrictJson part(const Json& of_value, const std::string& of_path) const {
    return StrictJson(std::make_shared<Node>(
        Node{std::shared_ptr<const Json>(value, &of_value), source, of_path}));
  }
  std::string path_of(const std::string& key) const {
    return path.empty() ? key : path + "." + key;
  }
  const Json* child(const std::string& key) const {
    if (!value->is_object()) refuse(*source, "is not an object", path);
    const auto found = value->find(key);
    return found == value->end() ? nullptr : &*found;
  }
};

StrictJson StrictJson::parse(std::string_view text, const JsonSource& source) {
  check_size(text, source);
  return StrictJson(
      std::make_shared<Node>(Node{std::make_shared<Json>(parse_strictly(text, source)),
                                  std::make_shared<JsonSource>(source),
                                  {}}));
}

bool StrictJson::has(const std::string& key) const { return node_->child(key) != nullptr; }

StrictJson StrictJson::at(const std::string& key) const {
  const Json* value = node_->child(key);
  if (!value) refuse(*node_->source, "is missing", node_->path_of(key));
  return node_->part(*value, node_->path_of(key));
}

std::optional<StrictJson> StrictJson::find(const std::string& key) const {
  const Json* value = node_->child(key);
  if (!value || value->is_null()) return std::nullopt;
  return node_->part(*value, node_->path_of(key));
}

std::vector<StrictJson> StrictJson::items() const {
  const Json& value = *node_->value;
  if (!value.is_array()) reject("is not a list");
  std::vector<StrictJson> result;
  for (std::size_t i = 0; i < value.size(); ++i) {
    result.push_back(node_->part(value[i], node_->path + "[" + std::to_string(i) + "]"));
  }
  return result;
}

bool StrictJson::is_null() const { return node_->value->is_null(); }

bool StrictJson::flag() const {
  if (!node_->value->is_boolean()) reject("is neither true nor false");
  return node_->value->get<bool>();
}

std::size_t StrictJson::positive() const {
  const Json& value = *node_->value;
  if (!value.is_number_unsigned() || value == 0) reject("is not a whole number above zero");
  return value.get<std::size_t>();
}

double StrictJson::fraction() const {
  const Json& value = *node_->value;
  const double number = value.is_number() ? value.get<double>() : -1;
  if (!(number >= 0 && number <= 1)) reject("is not a number from 0 to 1");
  return number;
}

std::string StrictJson::text() const {
  if (!node_->value->is_string()) reject("is not a string");
  return node_->value->get<std::string>();
}

std::string StrictJson::text_or_empty() const { return is_null() ? std::string{} : text(); }

std::string StrictJson::name() const {
  const std::string name = text();
  if (name.empty()) reject("is empty");
  if (!is_pasteable(name)) reject("holds control characters");
  return name;
}

std::string StrictJson::id() const {
  const std::string id = text();
  if (!is_full_id(id)) reject("is not a full commit id");
  return lower(id);
}

void StrictJson::reject(const std::string& what) const {
  refuse(*node_->source, what, node_->path);
}

}  // namespace hotfix
