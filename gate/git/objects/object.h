// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hotfix {

enum class ObjectType { commit, tree, blob, tag };

// One object, owned.
class Object {
 public:
  Object(ObjectType type, std::string content) : type_(type), content_(std::move(content)) {}
  ObjectType type() const { return type_; }
  std::string_view data() const { return content_; }  // valid as long as the Object

 private:
  ObjectType type_;
  std::string content_;
};

// "commit", "tree", "blob" or "tag"; nullopt for any other word.
inline std::optional<ObjectType> object_type(std::string_view word) {
  if (word == "commit") return ObjectType::commit;
  if (word == "tree") return ObjectType::tree;
  if (word == "blob") return ObjectType::blob;
  if (word == "tag") return ObjectType::tag;
  return std::nullopt;
}

}  // namespace hotfix
