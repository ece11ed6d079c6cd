// SPDX-License-Identifier: MIT
#include "gate/landing/text/line_changes.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "gate/landing/text/characters.h"

namespace hotfix {

namespace {

// What lines weigh, 0 to 1.
constexpr float kLeastWeight =
    0.02F;  // a bracket: something, so that a change of nothing else counts
constexpr float kImportShare = 0.3F;  // an import tells that much of another line: any may need it
constexpr int kFullLine = 24;         // word characters that make a line tell as much as it can

// The end of the murmur3 hash: every bit of the input reaches every bit of the output.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

// Takes the bytes of a line that count, one after the other.
class LineHasher {
 public:
  void add(char c) {
    word_ = (word_ << 8) | static_cast<unsigned char>(c);
    if (++size_ % 8 == 0) {
      hash_ = mix(hash_ ^ word_) + size_;
      word_ = 0;
    }
  }
  bool empty() const { return size_ == 0; }
  std::uint64_t finish() const { return mix(hash_ ^ word_) + size_; }

 private:
  std::uint64_t hash_ = 0, word_ = 0;
  std::size_t size_ = 0;
};

bool is_import(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return false;
  line.remove_prefix(first);
  for (std::string_view word : {"import ", "from ", "#include", "using ", "use ", "require"}) {
    if (line.substr(0, word.size()) == word) return true;
  }
  return false;
}

float weight_of_line(std::string_view line, int word_characters) {
  const float told = static_cast<float>(std::min(word_characters, kFullLine)) / kFullLine;
  return std::max(kLeastWeight, is_import(line) ? told * kImportShare : told);
}

// Calls `each` with the hash, the line and its word characters, for every line that is not empty.
template <class Each>
void for_each_line(std::string_view text, const Each& each) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    LineHasher hasher;
    int words = 0;
    char last = 0;
    bool gap = false;
    for (char c : line) {
      if (is_blank(c)) {
        gap = true;
        continue;
      }
      if (gap && is_word(c) && is_word(last)) hasher.add(' ');
      hasher.add(c);
      words += is_word(c) ? 1 : 0;
      last = c;
      gap = false;
    }
    if (!hasher.empty()) each(hasher.finish(), line, words);
  }
}

// The same for words.
template <class Each>
void for_each_word(std::string_view text, const Each& each) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    LineHasher hasher;
    while (at < text.size() && is_word(text[at])) hasher.add(text[at++]);
    if (at == start) {
      ++at;
    } else {
      each(hasher.finish(), text.substr(start, at - start), static_cast<int>(at - start));
    }
  }
}

template <class Each>
void for_each(Unit unit, std::string_view text, const Each& each) {
  if (unit == Unit::line) {
    for_each_line(text, each);
  } else {
    for_each_word(text, each);
  }
}

// Whole lines at both ends that are the same on both sides have no part in the change.
void trim_common(std::string_view& a, std::string_view& b) {
  const auto shared = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const auto line = shared == 0 ? std::string_view::npos : a.rfind('\n', shared - 1);
  const std::size_t head = line == std::string_view::npos ? 0 : line + 1;
  a.remove_prefix(head);
  b.remove_prefix(head);
  const auto tail = static_cast<std::size_t>(
      std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
  const auto kept = a.find('\n', a.size() - tail);
  const std::size_t cut = kept == std::string_view::npos ? 0 : a.size() - kept - 1;
  a.remove_suffix(cut);
  b.remove_suffix(cut);
}

bool by_line(const LineChange& a, const LineChange& b) { return a.line < b.line; }

// How often each of `wanted` stands in `text`, in their order.
std::vector<int> occurrences(const LineChanges& wanted, std::string_view text, Unit unit) {
  std::vector<int> counts(wanted.size());
  for_each(unit, text, [&](std::uint64_t hash, std::string_view, int) {
    const auto found =
        std::lower_bound(wanted.begin(), wanted.end(), LineChange{hash, 0, 0}, by_line);
    if (found != wanted.end() && found->line == hash) {
      ++counts[static_cast<std::size_t>(found - wanted.begin())];
    }
  });
  return counts;
}

// Each line once, those that cancel out not at all.
LineChanges summed(LineChanges all) {
  std::sort(all.begin(), all.end(), by_line);
  LineChanges sum;
  for (const LineChange& one : all) {
    if (!sum.empty() && sum.back().line == one.line) {
      sum.back().change += one.change;
    } else {
      sum.push_back(one);
    }
  }
  std::erase_if(sum, [](const LineChange& one) { return one.change == 0; });
  return sum;
}

}  // namespace

LineChanges line_changes(std::string_view before, std::string_view after, Unit unit) {
  trim_common(before, after);
  LineChanges all;
  const auto note = [&all](int change) {
    return [&all, change](std::uint64_t hash, std::string_view line, int words) {
      all.push_back({hash, change, weight_of_line(line, words)});
    };
  };
  for_each(unit, before, note(-1));
  for_each(unit, after, note(+1));
  return summed(std::move(all));
}

LineChanges added(const LineChanges& first, const LineChanges& second) {
  LineChanges all = first;
  all.insert(all.end(), second.begin(), second.end());
  return summed(std::move(all));
}

LineChanges inverse(LineChanges changes) {
  for (LineChange& one : changes) one.change = -one.change;
  return changes;
}

double share_in(const LineChanges& lines, std::string_view text) {
  const std::vector<int> counts = occurrences(lines, text, Unit::line);
  double all = 0, found = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int added = std::max(lines[i].change, 0);
    all += lines[i].weight * added;
    found += lines[i].weight * std::min(counts[i], added);
  }
  return all > 0 ? found / all : 0;
}

LineChanges unseen(LineChanges wanted, std::string_view after, std::string_view text) {
  const std::vector<int> goal = occurrences(wanted, after, Unit::line);
  const std::vector<int> have = occurrences(wanted, text, Unit::line);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    int& change = wanted[i].change;
    const int open = goal[i] - have[i];
    change = change > 0 ? std::clamp(open, 0, change) : std::clamp(open, change, 0);
  }
  std::erase_if(wanted, [](const LineChange& one) { return one.change == 0; });
  return wanted;
}

void weigh_by_rarity(LineChanges& changes, std::string_view before, std::string_view after,
                     Unit unit) {
  const std::vector<int> first = occurrences(changes, before, unit);
  const std::vector<int> second = occurrences(changes, after, unit);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const int copies = std::max({first[i], second[i], 1});
    changes[i].weight /= 1 + std::log2(static_cast<float>(copies));
  }
}

double weight_of(const LineChanges& changes) {
  double sum = 0;
  for (const LineChange& one : changes) sum += one.weight * std::abs(one.change);
  return sum;
}

double shared_weight(const LineChanges& wanted, const LineChanges& made) {
  double sum = 0;
  auto other = made.begin();
  for (const LineChange& one : wanted) {
    while (other != made.end() && other->line < one.line) ++other;
    if (other == made.end()) break;
    if (other->line != one.line || (other->change > 0) != (one.change > 0)) continue;
    sum += one.weight * std::min(std::abs(one.change), std::abs(other->change));
  }
  return sum;
}

}  // namespace hotfix
