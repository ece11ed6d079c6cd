// SPDX-License-Identifier: MIT
// Expressions for a handful of short texts, which take RE2 fifty times as long to compile as to
// search: a tenth of a push. The position automaton of V. M. Glushkov ("The abstract theory of
// automata", 1961), all of whose states are tried at once, a bit each, as in G. Navarro and
// M. Raffinot ("Flexible Pattern Matching in Strings", 2002).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hotfix {

// Calls `each` with the number of every bit that is set.
template <class Bits, class Each>
void for_each_bit(Bits bits, const Each& each) {
  for (; bits != 0; bits &= bits - 1) each(static_cast<unsigned>(std::countr_zero(bits)));
}

// Positions: the characters and classes of an expression, numbered as they stand in it.
class PositionSet {
 public:
  static constexpr unsigned kMost = 128;

  static PositionSet of(unsigned position) {
    PositionSet set;
    set.words_[position / 64] = std::uint64_t{1} << position % 64;
    return set;
  }
  bool empty() const { return (words_[0] | words_[1]) == 0; }
  PositionSet& operator|=(const PositionSet& other) {
    words_[0] |= other.words_[0];
    words_[1] |= other.words_[1];
    return *this;
  }
  PositionSet operator&(const PositionSet& other) const {
    PositionSet both;
    both.words_ = {words_[0] & other.words_[0], words_[1] & other.words_[1]};
    return both;
  }
  // Calls `each` for every position.
  template <class Each>
  void for_each(const Each& each) const {
    for (unsigned word = 0; word < words_.size(); ++word) {
      for_each_bit(words_[word], [&](unsigned bit) { each(word * 64 + bit); });
    }
  }

 private:
  std::array<std::uint64_t, kMost / 64> words_{};
};

// What a place between two characters of a text must be: any of these, as bits.
namespace place {
inline constexpr unsigned kBegin = 1;     // of the text: '^'
inline constexpr unsigned kEnd = 2;       // of the text: '$'
inline constexpr unsigned kBoundary = 4;  // of a word: '\b'
inline constexpr unsigned kAll = 8;       // sets of these
}  // namespace place

// Positions for each set of what the place before or behind them must be.
class PlacedSets {
 public:
  const PositionSet& at(unsigned place) const { return sets_[place]; }
  void add(unsigned place, const PositionSet& set) {
    sets_[place] |= set;
    places_ |= 1U << place;
  }
  unsigned places() const { return places_; }  // where there is one, as bits

 private:
  std::array<PositionSet, place::kAll> sets_{};
  unsigned places_ = 0;
};

class PositionAutomaton {
 public:
  enum class Dot { not_newline, any };

  // Of an RE2 expression under the flags of pattern.cpp. nullopt: it does not compile, or has more
  // than is understood here (flags, counted repetitions, names of classes), or is too long.
  static std::optional<PositionAutomaton> read(std::string_view expression, Dot dot);

  // Whether it is found in the text, as RE2 finds it.
  bool is_in(std::string_view text) const;
  // The same for the text as a whole.
  bool is_all_of(std::string_view text) const;

 private:
  friend class AutomatonReader;
  bool run(std::string_view text, bool is_whole) const;

  PlacedSets first_, last_;
  unsigned empty_ = 0;  // places that are a match by themselves, as bits
  // What may come next at each set of places, of each position; empty where nothing does.
  std::array<std::vector<PositionSet>, place::kAll> follow_;
  std::array<PositionSet, 256> positions_{};  // that a character can stand at
};

}  // namespace hotfix
