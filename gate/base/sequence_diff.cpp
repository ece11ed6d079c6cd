// SPDX-License-Identifier: MIT
#include "gate/base/sequence_diff.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace hotfix {

namespace {

constexpr std::size_t kShort = 100'000;  // tokens: less is gone through in no time

// Half-open stretches of both sides that are still to be aligned.
struct Span {
  std::size_t a_begin, a_end, b_begin, b_end;
  bool is_empty() const { return a_begin == a_end && b_begin == b_end; }
  std::size_t size() const { return a_end - a_begin + (b_end - b_begin); }
};

// A token of `a` and the one of `b` that it is paired with.
struct Pair {
  std::size_t a, b;
};

class Aligner {
 public:
  Aligner(const Tokens& a, const Tokens& b) : a_(a), b_(b) {}

  std::vector<DiffRegion> run() {
    align({0, a_.size(), 0, b_.size()});
    slide_all();
    return std::move(regions_);
  }

  std::size_t tangled() {
    const Span whole = trimmed({0, a_.size(), 0, b_.size()});
    const std::unordered_set<std::uint64_t> in_a(a_.begin(), a_.end()), in_b(b_.begin(), b_.end());
    std::size_t sum = 0;
    for (const Span& gap : between(unique_pairs(whole), whole)) {
      const auto shared = [](const Tokens& tokens, std::size_t begin, std::size_t end,
                             const std::unordered_set<std::uint64_t>& others) {
        return std::count_if(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                             tokens.begin() + static_cast<std::ptrdiff_t>(end),
                             [&](std::uint64_t token) { return others.contains(token); });
      };
      sum += static_cast<std::size_t>(std::min(shared(a_, gap.a_begin, gap.a_end, in_b),
                                               shared(b_, gap.b_begin, gap.b_end, in_a)));
    }
    return sum;
  }

 private:
  // What remains of a span between equal ends.
  Span trimmed(Span span) const {
    while (span.a_begin < span.a_end && span.b_begin < span.b_end &&
           a_[span.a_begin] == b_[span.b_begin]) {
      ++span.a_begin, ++span.b_begin;
    }
    while (span.a_begin < span.a_end && span.b_begin < span.b_end &&
           a_[span.a_end - 1] == b_[span.b_end - 1]) {
      --span.a_end, --span.b_end;
    }
    return span;
  }

  // Depth first, without recursion: each anchor may uncover the next.
  void align(const Span& whole) {
    std::vector<Span> left = {whole};
    while (!left.empty()) {
      const Span span = trimmed(left.back());
      left.pop_back();
      if (span.is_empty()) continue;
      const bool is_one_sided = span.a_begin == span.a_end || span.b_begin == span.b_end;
      if (is_one_sided) {
        add(span);
        continue;
      }
      const std::vector<Pair> anchors = may_search(span) ? unique_pairs(span) : std::vector<Pair>{};
      if (anchors.empty()) {
        align_by_edits(span);
        continue;
      }
      const std::vector<Span> gaps = between(anchors, span);
      left.insert(left.end(), gaps.rbegin(), gaps.rend());
    }
  }

  bool may_search(const Span& span) {
    searched_ += span.size();
    return searched_ <= kMostSearches * (a_.size() + b_.size()) + kShort;
  }

  // What of a span lies before, between and behind the anchors, without what their neighbours have
  // in common.
  std::vector<Span> between(const std::vector<Pair>& anchors, const Span& span) const {
    std::vector<Span> gaps;
    Span rest = span;
    for (const Pair& anchor : anchors) {
      const Span gap = trimmed({rest.a_begin, anchor.a, rest.b_begin, anchor.b});
      if (!gap.is_empty()) gaps.push_back(gap);
      rest.a_begin = anchor.a + 1;
      rest.b_begin = anchor.b + 1;
    }
    const Span gap = trimmed(rest);
    if (!gap.is_empty()) gaps.push_back(gap);
    return gaps;
  }

  void add(const Span& span) {
    const bool continues = !regions_.empty() && regions_.back().a_end == span.a_begin &&
                           regions_.back().b_end == span.b_begin;
    if (continues) {
      regions_.back().a_end = span.a_end;
      regions_.back().b_end = span.b_end;
    } else {
      regions_.push_back({span.a_begin, span.a_end, span.b_begin, span.b_end});
    }
  }

  // The longest row of tokens that are unique on both sides and stand in the same order.
  std::vector<Pair> unique_pairs(const Span& span) const {
    struct Seen {
      std::size_t in_a = 0, in_b = 0, a = 0, b = 0;
    };
    std::unordered_map<std::uint64_t, Seen> seen;
    for (std::size_t i = span.a_begin; i < span.a_end; ++i) {
      Seen& one = seen[a_[i]];
      ++one.in_a;
      one.a = i;
    }
    for (std::size_t i = span.b_begin; i < span.b_end; ++i) {
      const auto found = seen.find(b_[i]);
      if (found == seen.end()) continue;
      ++found->second.in_b;
      found->second.b = i;
    }
    std::vector<Pair> pairs;
    for (std::size_t i = span.a_begin; i < span.a_end; ++i) {
      const Seen& one = seen[a_[i]];
      if (one.in_a == 1 && one.in_b == 1) pairs.push_back({one.a, one.b});
    }
    return longest_rising(pairs);
  }

  // By patience sorting on `b`; the pairs come in the order of `a`.
  static std::vector<Pair> longest_rising(const std::vector<Pair>& pairs) {
    constexpr std::size_t kNone = ~std::size_t{0};
    std::vector<std::size_t> piles, before(pairs.size(), kNone);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto place = std::lower_bound(
          piles.begin(), piles.end(), pairs[i].b,
          [&](std::size_t pile, std::size_t wanted) { return pairs[pile].b < wanted; });
      if (place != piles.begin()) before[i] = *std::prev(place);
      if (place == piles.end()) {
        piles.push_back(i);
      } else {
        *place = i;
      }
    }
    std::vector<Pair> row;
    for (std::size_t i = piles.empty() ? kNone : piles.back(); i != kNone; i = before[i]) {
      row.push_back(pairs[i]);
    }
    std::reverse(row.begin(), row.end());
    return row;
  }

  // The shortest edit of a span with no unique tokens. `reach[d]` keeps, for every diagonal k from
  // -d to d, how far into `a` d edits come.
  void align_by_edits(const Span& span) {
    const auto n = static_cast<std::ptrdiff_t>(span.a_end - span.a_begin);
    const auto m = static_cast<std::ptrdiff_t>(span.b_end - span.b_begin);
    std::vector<std::vector<std::ptrdiff_t>> reach;
    for (std::ptrdiff_t d = 0; d <= static_cast<std::ptrdiff_t>(kMostEdits); ++d) {
      reach.emplace_back(static_cast<std::size_t>(2 * d + 1));
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        std::ptrdiff_t x = d == 0 ? 0 : start_of(reach[static_cast<std::size_t>(d - 1)], d, k);
        while (x < n && x - k < m && x - k >= 0 && same(span, x, x - k)) ++x;
        reach.back()[static_cast<std::size_t>(k + d)] = x;
        if (x >= n && x - k >= m) return add_edits(span, reach, d, k);
      }
    }
    add(span);
  }

  // Where d edits begin on diagonal k, from the better of its neighbours with d - 1.
  static std::ptrdiff_t start_of(const std::vector<std::ptrdiff_t>& last, std::ptrdiff_t d,
                                 std::ptrdiff_t k) {
    const auto at = [&](std::ptrdiff_t diagonal) {
      return last[static_cast<std::size_t>(diagonal + d - 1)];
    };
    const bool from_above = k == -d || (k != d && at(k - 1) < at(k + 1));
    return from_above ? at(k + 1) : at(k - 1) + 1;
  }

  bool same(const Span& span, std::ptrdiff_t x, std::ptrdiff_t y) const {
    return a_[span.a_begin + static_cast<std::size_t>(x)] ==
           b_[span.b_begin + static_cast<std::size_t>(y)];
  }

  // Walks back from the end and adds the edits in order.
  void add_edits(const Span& span, const std::vector<std::vector<std::ptrdiff_t>>& reach,
                 std::ptrdiff_t d, std::ptrdiff_t k) {
    std::vector<Span> edits;
    for (; d > 0; --d) {
      const auto& last = reach[static_cast<std::size_t>(d - 1)];
      const auto at = [&](std::ptrdiff_t diagonal) {
        return last[static_cast<std::size_t>(diagonal + d - 1)];
      };
      const bool from_above = k == -d || (k != d && at(k - 1) < at(k + 1));
      const std::ptrdiff_t from = from_above ? k + 1 : k - 1;
      const auto x = static_cast<std::size_t>(at(from));
      const auto y = static_cast<std::size_t>(at(from) - from);
      const std::size_t a = span.a_begin + x, b = span.b_begin + y;
      edits.push_back(from_above ? Span{a, a, b, b + 1} : Span{a, a + 1, b, b});
      k = from;
    }
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) add(*edit);
  }

  // A stretch that was only added, or only removed, may stand in several places with one result:
  // it is put where it stands last, so that two alignments put it alike. Those that meet become
  // one.
  void slide_all() {
    std::vector<DiffRegion> done;
    for (auto region = regions_.rbegin(); region != regions_.rend(); ++region) {
      slide(*region, done.empty() ? a_.size() : done.back().a_begin);
      const bool meets = !done.empty() && done.back().a_begin == region->a_end;
      if (meets) {
        done.back().a_begin = region->a_begin;
        done.back().b_begin = region->b_begin;
      } else {
        done.push_back(*region);
      }
    }
    std::reverse(done.begin(), done.end());
    regions_ = std::move(done);
  }

  void slide(DiffRegion& region, std::size_t end) const {
    const bool adds = region.a_begin == region.a_end;
    if (!adds && region.b_begin != region.b_end) return;
    while (region.a_end < end &&
           (adds ? b_[region.b_begin] : a_[region.a_begin]) == a_[region.a_end]) {
      ++region.a_begin, ++region.a_end, ++region.b_begin, ++region.b_end;
    }
  }

  const Tokens& a_;
  const Tokens& b_;
  std::vector<DiffRegion> regions_;
  std::size_t searched_ = 0;  // tokens among which unique ones were looked for, again and again
};

}  // namespace

std::vector<DiffRegion> diff_sequences(const Tokens& a, const Tokens& b) {
  return Aligner(a, b).run();
}

std::size_t tangled(const Tokens& a, const Tokens& b) { return Aligner(a, b).tangled(); }

}  // namespace hotfix
