// SPDX-License-Identifier: MIT
#include "gate/documents/about.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "gate/base/path.h"
#include "gate/base/time_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kShortestId = 12;  // digits, as reports print them
constexpr std::int64_t kDay = 24 * 60 * 60;

// "2026-01-02-login" of "docs/post-mortems/2026/2026-01-02-login.md".
std::string_view stem_of(std::string_view path) {
  const std::string_view name = base_name(path);
  return name.substr(0, name.rfind('.'));
}

struct DatedName {
  std::int64_t day = 0;
  std::string_view name;
};

// nullopt: it does not begin with a date.
std::optional<DatedName> dated(std::string_view stem) {
  const auto day = parse_date(stem.substr(0, 10));
  if (!day || stem.size() < 12 || stem[10] != '-') return std::nullopt;
  return DatedName{*day, stem.substr(11)};
}

bool is_name_byte(char c) {
  return c == '-' || c == '_' || (c & 0x80) != 0 || (c >= '0' && c <= '9') ||
         (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// As a name of its own: "hotfix/login" is not in "hotfix/login-again" nor in "hotfix/login/2".
bool names(std::string_view text, const std::string& name) {
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::string_view after = text.substr(at + name.size());
    const bool goes_on =
        !after.empty() && (is_name_byte(after[0]) || after[0] == '/' ||
                           (after[0] == '.' && after.size() > 1 && is_name_byte(after[1])));
    if (!goes_on && (at == 0 || !is_name_byte(text[at - 1]))) return true;
  }
  return false;
}

// What could be ids.
std::set<std::string> ids_in(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdefABCDEF";
  std::set<std::string> ids;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_not_of(digits), text.size());
    if (end >= kShortestId && end <= 40) ids.insert(lower(text.substr(0, end)));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_of(digits), text.size()));
  }
  return ids;
}

class Search {
 public:
  Search(const std::vector<HotfixNames>& hotfixes, const std::vector<std::string>& documents,
         const ReadDocument& text_of)
      : hotfixes_(hotfixes), documents_(documents), text_of_(text_of), found_(hotfixes.size()) {}

  void by_name(const std::vector<std::string>& expected, std::int64_t most_days) {
    each([&](std::size_t hotfix, std::size_t document) {
      const auto wanted = dated(stem_of(expected[hotfix])),
                 is = dated(stem_of(documents_[document]));
      return wanted && is && wanted->name == is->name &&
             std::abs(wanted->day - is->day) <= most_days * kDay;
    });
  }

  void by_id() {
    if (!is_open()) return;
    for (std::size_t document = 0; document < documents_.size(); ++document) {
      const std::set<std::string> ids = ids_in(text_of_(document));
      for (std::size_t i = 0; !ids.empty() && i < hotfixes_.size(); ++i) {
        const bool is_named = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
          return hotfixes_[i].commit.starts_with(id);
        });
        if (!is_named || found_[i]) continue;
        found_[i] = document;
        taken_.insert(document);
      }
    }
  }

  void by(std::string HotfixNames::*name) {
    each([&](std::size_t hotfix, std::size_t document) {
      const std::string& wanted = hotfixes_[hotfix].*name;
      return !wanted.empty() && !is_older(document, hotfix) && names(text_of_(document), wanted);
    });
  }

  std::vector<std::optional<std::size_t>> take() { return std::move(found_); }

 private:
  // The first document that fits and is nobody's yet.
  template <class Fits>
  void each(Fits fits) {
    for (std::size_t i = 0; i < hotfixes_.size(); ++i) {
      for (std::size_t document = 0; !found_[i] && document < documents_.size(); ++document) {
        if (taken_.contains(document) || !fits(i, document)) continue;
        found_[i] = document;
        taken_.insert(document);
      }
    }
  }

  bool is_open() const {
    return std::any_of(found_.begin(), found_.end(), [](const auto& one) { return !one; });
  }

  // Of an earlier incident: it may speak of what comes later, and is not about it.
  bool is_older(std::size_t document, std::size_t hotfix) const {
    const auto name = dated(stem_of(documents_[document]));
    return name && name->day + 2 * kDay <= hotfixes_[hotfix].released_at;
  }

  const std::vector<HotfixNames>& hotfixes_;
  const std::vector<std::string>& documents_;
  const ReadDocument& text_of_;
  std::vector<std::optional<std::size_t>> found_;
  std::set<std::size_t> taken_;
};

}  // namespace

std::vector<std::optional<std::size_t>> documents_about(const std::vector<HotfixNames>& hotfixes,
                                                        const std::vector<std::string>& expected,
                                                        const std::vector<std::string>& documents,
                                                        const ReadDocument& text_of) {
  Search search(hotfixes, documents, text_of);
  search.by_name(expected, 0);
  search.by_name(expected, 1);
  search.by_id();
  search.by(&HotfixNames::branch);
  search.by(&HotfixNames::reference);
  return search.take();
}

}  // namespace hotfix
