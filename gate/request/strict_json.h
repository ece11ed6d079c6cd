// SPDX-License-Identifier: MIT
// JSON from outside, read strictly: what is missing, or of another type than it must be, is
// Undecidable and named by its path. Of two equal keys the last one counts, as everywhere: who
// can write a key twice can as well write it once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct JsonSource {
  std::string name;       // as in "number is missing in <name>"
  std::string fix;        // how to get a good one
  std::size_t limit = 0;  // bytes
};

// One value and where it stands. A copy is cheap and keeps the whole document alive.
class StrictJson {
 public:
  // Throws Undecidable for text that is blank, over the limit, not JSON, or nested over 100 deep.
  static StrictJson parse(std::string_view text, const JsonSource& source);

  bool has(const std::string& key) const;                        // null counts as there
  StrictJson at(const std::string& key) const;                   // must be there, may be null
  std::optional<StrictJson> find(const std::string& key) const;  // nullopt: missing or null
  std::vector<StrictJson> items() const;

  bool is_null() const;
  bool flag() const;
  std::size_t positive() const;  // a whole number above zero
  double fraction() const;       // a number from 0 to 1
  std::string text() const;
  std::string text_or_empty() const;  // null is empty
  std::string name() const;           // text with no control byte, not empty
  std::string id() const;             // a full id, in lower case

  // Throws Undecidable: "<path> <what> in <source>".
  [[noreturn]] void reject(const std::string& what) const;

 private:
  struct Node;
  explicit StrictJson(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

  std::shared_ptr<const Node> node_;
};

}  // namespace hotfix
