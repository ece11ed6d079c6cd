// SPDX-License-Identifier: MIT
// The part of XML 1.0 that our pages use: elements, attributes, text and five entities.
#include "tests/support/markup.h"

#include <algorithm>
#include <string_view>

#include "rules/support/text.h"
#include "tests/support/catch.h"

namespace hotfix::test {

namespace {

constexpr auto kNone = std::string_view::npos;

class MarkupReader {
 public:
  explicit MarkupReader(std::string_view text) : rest_(text) {}

  std::vector<MarkupElement> read() {
    const std::string_view doctype = "<!DOCTYPE html>\n";
    if (rest_.starts_with(doctype)) rest_.remove_prefix(doctype.size());
    do {
      next();
    } while (!open_.empty());
    wants(trim(rest_).empty(), "something follows the last end tag");
    return std::move(elements_);
  }

 private:
  void wants(bool holds, const std::string& otherwise) {
    INFO(otherwise << " before: " << std::string(rest_.substr(0, 80)));
    REQUIRE(holds);
  }

  std::string_view take(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view take_to(std::string_view end) {
    const auto at = rest_.find(end);
    wants(at != kNone, "nothing ends with " + std::string(end));
    const std::string_view taken = take(at);
    take(end.size());
    return taken;
  }

  std::string plain(std::string_view raw) {
    std::string text;
    while (!raw.empty()) {
      const auto at = raw.find('&');
      text += raw.substr(0, at);
      if (at == kNone) break;
      raw.remove_prefix(at + 1);
      const auto end = raw.find(';');
      wants(end != kNone, "an entity without an end");
      const std::map<std::string_view, char> known = {
          {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"#39", '\''}};
      const auto found = known.find(raw.substr(0, end));
      wants(found != known.end(), "an unknown entity");
      text += found->second;
      raw.remove_prefix(end + 1);
    }
    return text;
  }

  void next() {
    const auto at = rest_.find('<');
    wants(at != kNone, "an element is not closed");
    const std::string text = plain(take(at));
    for (const std::size_t index : open_) elements_[index].text += text;
    wants(!open_.empty() || text.empty(), "text outside of all elements");
    take(1);
    if (rest_.starts_with('/')) {
      take(1);
      const std::string_view name = take_to(">");
      wants(!open_.empty() && elements_[open_.back()].name == name, "the wrong end tag");
      open_.pop_back();
    } else {
      begin();
    }
  }

  void begin() {
    MarkupElement element;
    element.name = take(std::min(rest_.find_first_of(" />"), rest_.size()));
    wants(!element.name.empty() &&
              element.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == kNone,
          "a '<' that begins no tag");
    element.depth = open_.size();
    while (rest_.starts_with(' ')) {
      take(1);
      const std::string key(take_to("=\""));
      wants(key.find_first_not_of("abcdefghijklmnopqrstuvwxyzB-") == kNone, "no attribute");
      const std::string_view value = take_to("\"");
      wants(value.find('<') == kNone, "a '<' in an attribute");
      wants(element.attributes.emplace(key, plain(value)).second, "an attribute twice");
    }
    const bool is_whole = rest_.starts_with("/>");
    take_to(">");
    elements_.push_back(std::move(element));
    if (!is_whole) open_.push_back(elements_.size() - 1);
  }

  std::string_view rest_;
  std::vector<std::size_t> open_;
  std::vector<MarkupElement> elements_;
};

}  // namespace

std::vector<MarkupElement> parse_markup(const std::string& text) {
  REQUIRE(is_utf8(text));
  REQUIRE(std::none_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
  return MarkupReader(text).read();
}

std::vector<MarkupElement> elements_of(const std::vector<MarkupElement>& all,
                                       const std::string& name) {
  std::vector<MarkupElement> found;
  for (const MarkupElement& one : all) {
    if (one.name == name) found.push_back(one);
  }
  return found;
}

}  // namespace hotfix::test
