// SPDX-License-Identifier: MIT
#include "gate/match/position_automaton.h"

#include <bitset>

#include "gate/match/required_words.h"

namespace hotfix {

namespace {

using Characters = std::bitset<256>;

constexpr unsigned kAnywhere = 1;  // the bit of a place that need not be anything

bool is_word_at(std::string_view text, std::size_t at) {
  return at < text.size() && expression::is_of_word(text[at]);
}

// Sets of places that hold the begin of the text, as bits.
constexpr unsigned kAtBegin = [] {
  unsigned sets = 0;
  for (unsigned set = 0; set < place::kAll; ++set) {
    if ((set & place::kBegin) != 0) sets |= 1U << set;
  }
  return sets;
}();

// What the place before that character is.
unsigned place_at(std::string_view text, std::size_t at) {
  const bool is_boundary = is_word_at(text, at) != (at > 0 && is_word_at(text, at - 1));
  return (at == 0 ? place::kBegin : 0) | (at == text.size() ? place::kEnd : 0) |
         (is_boundary ? place::kBoundary : 0);
}

bool holds(unsigned wanted, unsigned place) { return (wanted & ~place) == 0; }

Characters range(unsigned char first, unsigned char last) {
  Characters all;
  for (unsigned c = first; c <= last; ++c) all.set(c);
  return all;
}

// Of "\w" and the like; nullopt for any other letter.
std::optional<Characters> class_of(char letter) {
  Characters all;
  switch (letter) {
    case 'd':
    case 'D':
      all = range('0', '9');
      break;
    case 's':
    case 'S':
      for (const unsigned char blank : {'\t', '\n', '\f', '\r', ' '}) all.set(blank);
      break;
    case 'w':
    case 'W':
      all = range('0', '9') | range('A', 'Z') | range('a', 'z');
      all.set('_');
      break;
    default:
      return std::nullopt;
  }
  return letter >= 'a' ? all : ~all;
}

// A part of an expression.
struct Part {
  PlacedSets first, last;
  unsigned empty = 0;  // places that it may be nothing at, as bits

  static Part of_nothing(unsigned place = 0) {
    Part part;
    part.empty = 1U << place;
    return part;
  }
};

// What comes after, or before, something that may be nothing there.
void add_past(PlacedSets& to, unsigned empty, const PlacedSets& sets) {
  for_each_bit(empty, [&](unsigned past) {
    for_each_bit(sets.places(), [&](unsigned place) { to.add(past | place, sets.at(place)); });
  });
}

unsigned both_empty(unsigned one, unsigned other) {
  unsigned both = 0;
  for_each_bit(
      one, [&](unsigned i) { for_each_bit(other, [&](unsigned j) { both |= 1U << (i | j); }); });
  return both;
}

}  // namespace

// Reads an expression as RE2 does (github.com/google/re2/wiki/Syntax).
class AutomatonReader {
 public:
  AutomatonReader(std::string_view expression, PositionAutomaton::Dot dot)
      : rest_(expression), dot_(dot) {}

  std::optional<PositionAutomaton> read() {
    const Part all = alternatives();
    if (!is_understood_ || !rest_.empty()) return std::nullopt;
    made_.first_ = all.first;
    made_.last_ = all.last;
    made_.empty_ = all.empty;
    return std::move(made_);
  }

 private:
  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  // The next character; 0 at the end, which is then not understood.
  char take_any() {
    if (rest_.empty()) return give_up(), '\0';
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  Part give_up() {
    is_understood_ = false;
    rest_ = {};
    return {};
  }

  Part alternatives() {
    Part all = sequence();
    while (take("|")) {
      const Part other = sequence();
      add_past(all.first, kAnywhere, other.first);
      add_past(all.last, kAnywhere, other.last);
      all.empty |= other.empty;
    }
    return all;
  }

  Part sequence() {
    Part all = Part::of_nothing();
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      Part next = repeated();
      connect(all.last, next.first);
      add_past(all.first, all.empty, next.first);
      add_past(next.last, next.empty, all.last);
      all.last = next.last;
      all.empty = both_empty(all.empty, next.empty);
    }
    return all;
  }

  Part repeated() {
    const bool is_place = rest_.front() == '^' || rest_.front() == '$' || rest_.starts_with("\\b");
    Part part = atom();
    const char sign = rest_.empty() ? '\0' : rest_.front();
    const bool is_repetition = sign == '*' || sign == '+' || sign == '?';
    const bool is_counted = rest_.size() > 1 && sign == '{' && is_digit(rest_[1]);
    if (is_counted || (is_repetition && is_place)) return give_up();
    if (!is_repetition) return part;
    rest_.remove_prefix(1);
    take("?");  // as few as possible: the same texts
    if (sign != '?') connect(part.last, part.first);
    if (sign != '+') part.empty |= kAnywhere;
    const bool is_repeated_again =
        !rest_.empty() && std::string_view("*+?").find(rest_.front()) != std::string_view::npos;
    return is_repeated_again ? give_up() : part;
  }

  Part atom() {
    switch (const char c = take_any()) {
      case '^':
        return Part::of_nothing(place::kBegin);
      case '$':
        return Part::of_nothing(place::kEnd);
      case '.':
        return position(dot_ == PositionAutomaton::Dot::any ? ~Characters{} : ~range('\n', '\n'));
      case '(':
        return group();
      case '[':
        return position(bracketed());
      case '\\':
        return escaped();
      case '*':
      case '+':
      case '?':
        return give_up();
      case '{':
        if (!rest_.empty() && is_digit(rest_.front())) return give_up();
        [[fallthrough]];
      default:
        return position(c);
    }
  }

  Part group() {
    if (take("?") && !take(":")) return give_up();  // flags, or a name
    const Part part = alternatives();
    return take(")") ? part : give_up();
  }

  Part escaped() {
    if (take("b")) return Part::of_nothing(place::kBoundary);
    return position(escaped_characters());
  }

  // What a '\' stands before, in brackets or outside.
  Characters escaped_characters() {
    const char c = take_any();
    if (const auto named = class_of(c)) return *named;
    if (c == 'x') return hexadecimal();
    const auto letter = std::string_view("tnrfv").find(c);
    if (letter != std::string_view::npos) {
      const unsigned char control = byte("\t\n\r\f\v"[letter]);
      return range(control, control);
    }
    if (expression::is_of_word(c) || byte(c) >= 0x80) give_up();
    return range(byte(c), byte(c));
  }

  // Two digits.
  Characters hexadecimal() {
    unsigned value = 0;
    for (int digit = 0; digit < 2; ++digit) {
      const char c = take_any();
      const auto at = std::string_view("0123456789abcdef").find(c);
      if (at == std::string_view::npos) give_up();
      value = value << 4 | (at & 0xf);
    }
    return range(static_cast<unsigned char>(value), static_cast<unsigned char>(value));
  }

  Characters bracketed() {
    const bool is_negated = take("^");
    Characters all;
    for (bool is_first = true; is_first || !take("]"); is_first = false) {
      if (!is_understood_ || rest_.empty() || rest_.starts_with("[:")) return give_up(), all;
      const char c = take_any();
      if (c == '\\') {
        const Characters some = escaped_characters();
        if (rest_.starts_with("-") && !rest_.starts_with("-]")) give_up();  // a range from it
        all |= some;
        continue;
      }
      if (c == '-' && !is_first && !rest_.starts_with("]")) return give_up(), all;
      const bool is_range = rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
      if (!is_range) {
        all.set(byte(c));
        continue;
      }
      take("-");
      const char last = take_any();
      if (last == '\\' || byte(last) < byte(c)) return give_up(), all;
      all |= range(byte(c), byte(last));
    }
    return is_negated ? ~all : all;
  }

  Part position(const Characters& characters) {
    const PositionSet self = next_position();
    for (unsigned c = 0; c < characters.size(); ++c) {
      if (characters[c]) made_.positions_[c] |= self;
    }
    return part_of(self);
  }

  Part position(char c) {
    const PositionSet self = next_position();
    made_.positions_[byte(c)] |= self;
    return part_of(self);
  }

  PositionSet next_position() {
    if (!is_understood_ || positions_ == PositionSet::kMost) return give_up(), PositionSet{};
    return PositionSet::of(positions_++);
  }

  static Part part_of(const PositionSet& self) {
    Part part;
    part.first.add(0, self);
    part.last.add(0, self);
    return part;
  }

  void connect(const PlacedSets& from, const PlacedSets& to) {
    for_each_bit(from.places(), [&](unsigned before) {
      for_each_bit(to.places(), [&](unsigned behind) {
        std::vector<PositionSet>& follow = made_.follow_[before | behind];
        follow.resize(PositionSet::kMost);
        from.at(before).for_each([&](unsigned position) { follow[position] |= to.at(behind); });
      });
    });
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  static unsigned char byte(char c) { return static_cast<unsigned char>(c); }

  std::string_view rest_;
  PositionAutomaton::Dot dot_;
  bool is_understood_ = true;
  unsigned positions_ = 0;  // so far
  PositionAutomaton made_;
};

std::optional<PositionAutomaton> PositionAutomaton::read(std::string_view expression, Dot dot) {
  constexpr std::size_t kLongest = 512;  // bytes: a group in each takes some of the stack
  if (expression.size() > kLongest) return std::nullopt;
  return AutomatonReader(expression, dot).read();
}

bool PositionAutomaton::is_in(std::string_view text) const { return run(text, false); }

bool PositionAutomaton::is_all_of(std::string_view text) const { return run(text, true); }

bool PositionAutomaton::run(std::string_view text, bool is_whole) const {
  const unsigned asked = first_.places() | last_.places() | empty_;
  const bool begins_later = !is_whole && ((first_.places() | empty_) & ~kAtBegin) != 0;
  PositionSet active;
  for (std::size_t at = 0;; ++at) {
    const unsigned place = place_at(text, at);
    const bool may_begin = !is_whole || at == 0, may_end = !is_whole || at == text.size();
    PositionSet next;
    bool ends = false;
    for_each_bit(asked, [&](unsigned wanted) {
      if (!holds(wanted, place)) return;
      ends = ends || !(active & last_.at(wanted)).empty() ||
             (may_begin && (empty_ >> wanted & 1) != 0);
      if (may_begin) next |= first_.at(wanted);
    });
    if (may_end && ends) return true;
    if (at == text.size()) return false;
    for (unsigned wanted = 0; wanted < place::kAll; ++wanted) {
      if (follow_[wanted].empty() || !holds(wanted, place)) continue;
      active.for_each([&](unsigned position) { next |= follow_[wanted][position]; });
    }
    active = next & positions_[static_cast<unsigned char>(text[at])];
    if (active.empty() && !begins_later) return false;
  }
}

}  // namespace hotfix
