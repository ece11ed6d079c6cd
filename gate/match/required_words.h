// SPDX-License-Identifier: MIT
// Which words every text has that an expression is found in; also known while the program is
// compiled.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hotfix {

// A piece of the expression that requires it.
struct RequiredWord {
  std::uint16_t begin = 0, size = 0;
  bool at_edge = false;  // no letter, digit or '_' stands before it

  bool operator==(const RequiredWord&) const = default;
};

// Lists of words, each of them closed by an empty word. A text in which the expression is found has
// a word of each list. No list: nothing is known, and every text has to be searched.
using RequiredWords = std::vector<RequiredWord>;

namespace expression {

inline constexpr auto kNone = std::string_view::npos;
inline constexpr std::size_t kFewCharacters = 4;  // of a class that is looked for one by one

constexpr bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_of_word(char c) { return is_alphanumeric(c) || c == '_'; }

// Which stand for themselves wherever they are, outside of brackets.
inline constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  plain.fill(true);
  for (const char c : std::string_view("^$.()[|*+?{\\"))
    plain[static_cast<unsigned char>(c)] = false;
  return plain;
}();

constexpr bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

inline constexpr std::size_t kTellsEnough = 3;  // bytes of a word

// Of the lists from `begin` on keeps the words of the one that tells most: whose shortest word is
// the longest, or the first that is long enough. False when there is none.
constexpr bool keep_best(RequiredWords& lists, std::size_t begin) {
  std::size_t best = begin, best_end = begin, best_size = 0;
  for (std::size_t from = begin, i = begin, shortest = kTellsEnough; i < lists.size(); ++i) {
    if (lists[i].size > 0) {
      shortest = std::min<std::size_t>(shortest, lists[i].size);
      continue;
    }
    if (shortest > best_size) {
      best = from;
      best_end = i;
      best_size = shortest;
    }
    from = i + 1;
    shortest = kTellsEnough;
  }
  const auto at = [&](std::size_t i) { return lists.begin() + static_cast<std::ptrdiff_t>(i); };
  lists.erase(std::copy(at(best), at(best_end), at(begin)), lists.end());
  return best_size > 0;
}

// Reads an expression as RE2 does (github.com/google/re2/wiki/Syntax).
class Reader {
 public:
  constexpr explicit Reader(std::string_view expression)
      : expression_(expression), rest_(expression) {
    if (expression.size() > kLongest) give_up();
    lists_.reserve(32);
    alternatives();
    is_understood_ = is_understood_ && rest_.empty();
  }

  // No larger than it has to be: there are dozens of them.
  constexpr RequiredWords take() const {
    if (!is_understood_) return {};
    return RequiredWords(lists_.begin(), lists_.end());
  }

 private:
  static constexpr std::size_t kLongest = 0xffff;  // what a RequiredWord can speak of

  constexpr bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  constexpr void give_up() {
    is_understood_ = false;
    rest_ = {};
  }

  constexpr void add(std::string_view text) {
    lists_.push_back({static_cast<std::uint16_t>(text.data() - expression_.data()),
                      static_cast<std::uint16_t>(text.size()),
                      at_edge_ && is_of_word(text.front())});
  }

  constexpr void close() { lists_.push_back({}); }

  constexpr void require(std::string_view text) {
    add(text);
    close();
    at_edge_ = false;
  }

  constexpr void alternatives() {
    const std::size_t begin = lists_.size();
    const bool at_edge = at_edge_;
    sequence();
    if (!rest_.starts_with('|')) return;
    bool is_known = keep_best(lists_, begin);
    while (take('|')) {
      const std::size_t one = lists_.size();
      at_edge_ = at_edge;
      sequence();
      is_known = keep_best(lists_, one) && is_known;
    }
    if (!is_known) lists_.resize(begin);
    if (is_known) close();
  }

  constexpr void sequence() {
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      if (is_plain(rest_.front())) {
        run(0);
        continue;
      }
      const std::size_t begin = lists_.size();
      const bool was_at_edge = at_edge_, is_space = rest_.starts_with("\\s");
      atom();
      if (repeated(begin)) at_edge_ = is_space && was_at_edge;
    }
  }

  // Plain characters, the first of which may be an escaped one. A repetition is about the last.
  constexpr void run(std::size_t escaped) {
    std::size_t size = escaped;
    while (size < rest_.size() && is_plain(rest_[size])) ++size;
    const std::string_view all = rest_.substr(0, size);
    rest_.remove_prefix(size);
    const bool is_repeated =
        !rest_.empty() && std::string_view("*+?{").find(rest_.front()) != kNone;
    if (!is_repeated) return require(all);
    if (size > 1) require(all.substr(0, size - 1));
    const std::size_t begin = lists_.size();
    require(all.substr(size - 1));
    repeated(begin);
  }

  constexpr void atom() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    switch (c) {
      case '^':
        at_edge_ = true;
        return;
      case '$':
      case '.':
      case '{':  // of no repetition: it stands for itself
        at_edge_ = false;
        return;
      case '(':
        return group();
      case '[':
        return characters();
      case '\\':
        return escaped();
      default:
        return give_up();
    }
  }

  constexpr void group() {
    if (take('?') && !take(':')) return give_up();  // flags, or a name
    alternatives();
    at_edge_ = false;
    if (!take(')')) give_up();
  }

  // A few characters by themselves are looked for; ranges and what is left out may be anything.
  constexpr void characters() {
    const std::size_t begin = lists_.size();
    bool is_plain = !take('^');
    for (bool is_first = true; is_first || !rest_.starts_with(']'); is_first = false) {
      if (rest_.starts_with("[:")) return give_up();
      if (rest_.starts_with('-')) is_plain = false;
      if (take('\\') && !rest_.empty() && is_alphanumeric(rest_.front())) is_plain = false;
      if (rest_.empty()) return give_up();
      add(rest_.substr(0, 1));
      rest_.remove_prefix(1);
    }
    rest_.remove_prefix(1);
    at_edge_ = false;
    is_plain = is_plain && lists_.size() - begin <= kFewCharacters;
    if (!is_plain) lists_.resize(begin);
    if (is_plain) close();
  }

  constexpr void escaped() {
    if (rest_.empty()) return give_up();
    if (!is_alphanumeric(rest_.front())) return run(1);
    const char c = rest_.front();
    if (std::string_view("bBAzsSwWdD").find(c) == kNone) return give_up();
    at_edge_ = c == 'b' || c == 's';
    rest_.remove_prefix(1);
  }

  // Takes what repeats the part that is required from `begin` on, and says whether that may be
  // absent: then it requires nothing.
  constexpr bool repeated(std::size_t begin) {
    bool may_be_absent = false;
    while (true) {
      if (take('*') || take('?')) {
        may_be_absent = true;
      } else if (const auto least = take_count()) {
        may_be_absent = may_be_absent || *least == 0;
      } else if (!take('+')) {
        if (may_be_absent) lists_.resize(begin);
        return may_be_absent;
      }
    }
  }

  // Of "{2}", "{2,}" or "{2,3}" the least, 1 for more; any other brace stands for itself.
  constexpr std::optional<int> take_count() {
    if (!rest_.starts_with('{')) return std::nullopt;
    const auto past_digits = [&](std::size_t at) {
      return std::min(rest_.find_first_not_of("0123456789", at), rest_.size());
    };
    const std::size_t least_end = past_digits(1);
    const bool has_most = rest_.substr(least_end).starts_with(',');
    const std::size_t end = has_most ? past_digits(least_end + 1) : least_end;
    if (least_end == 1 || !rest_.substr(end).starts_with('}')) return std::nullopt;
    const bool is_zero = rest_.substr(1, least_end - 1).find_first_not_of('0') == kNone;
    rest_.remove_prefix(end + 1);
    return is_zero ? 0 : 1;
  }

  std::string_view expression_, rest_;
  RequiredWords lists_;
  bool at_edge_ = false;  // what comes next has no letter, digit or '_' before it
  bool is_understood_ = true;
};

}  // namespace expression

// Of an RE2 expression that compiles, under its default flags. What is not understood, such as a
// flag, requires nothing.
constexpr RequiredWords required_words(std::string_view expression) {
  const expression::Reader reader(expression);
  return reader.take();
}

}  // namespace hotfix
