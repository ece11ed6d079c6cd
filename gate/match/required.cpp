// SPDX-License-Identifier: MIT
#include "gate/match/required.h"

#include <array>

#include "rules/code/test_patterns.h"

namespace hotfix {

namespace {

bool is_in(std::string_view text, std::string_view word, bool at_edge) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    if (!at_edge || at == 0 || !expression::is_of_word(text[at - 1])) return true;
  }
  return false;
}

// To read these takes a seventh of the instructions of a small push.
template <const auto& expressions>
struct Compiled {
  static constexpr std::size_t kWords = [] {
    std::size_t words = 0;
    for (const std::string_view one : expressions) {
      const RequiredWords some = required_words(one);
      words += some.size();
    }
    return words;
  }();

  std::array<RequiredWord, kWords> words{};
  std::array<std::uint32_t, std::size(expressions)> ends{};

  constexpr Compiled() {
    std::size_t end = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const RequiredWords some = required_words(expressions[i]);
      for (const RequiredWord& word : some) words[end++] = word;
      ends[i] = static_cast<std::uint32_t>(end);
    }
  }
};

template <const auto& expressions>
constexpr Compiled<expressions> kCompiled;

struct Known {
  const std::string_view* table;
  std::span<const RequiredWord> words;
  std::span<const std::uint32_t> ends;
};

template <const auto& expressions>
Known known() {
  return {expressions, kCompiled<expressions>.words, kCompiled<expressions>.ends};
}

}  // namespace

bool has_required(std::string_view expression, std::span<const RequiredWord> required,
                  std::string_view text) {
  bool is_found = false;
  for (const RequiredWord& word : required) {
    if (word.size == 0) {
      if (!is_found) return false;
      is_found = false;
    } else if (!is_found) {
      is_found = is_in(text, expression.substr(word.begin, word.size), word.at_edge);
    }
  }
  return true;
}

RequiredOfList::RequiredOfList(std::span<const std::string_view> expressions) {
  using namespace test_patterns;
  for (const Known& one :
       {known<kCases>(), known<kFrameworks>(), known<kAssertions>(), known<kImports>(),
        known<kSkips>(), known<kExclusions>(), known<kInsideCode>()}) {
    if (one.table != expressions.data() || one.ends.size() != expressions.size()) continue;
    words_ = one.words;
    ends_ = one.ends;
    return;
  }
  for (const std::string_view expression : expressions) {
    const RequiredWords words = required_words(expression);
    read_now_.insert(read_now_.end(), words.begin(), words.end());
    ends_now_.push_back(static_cast<std::uint32_t>(read_now_.size()));
  }
  words_ = read_now_;
  ends_ = ends_now_;
}

std::span<const RequiredWord> RequiredOfList::of(std::size_t expression) const {
  const std::size_t begin = expression == 0 ? 0 : ends_[expression - 1];
  return words_.subspan(begin, ends_[expression] - begin);
}

}  // namespace hotfix
