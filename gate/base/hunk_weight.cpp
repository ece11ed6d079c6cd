// SPDX-License-Identifier: MIT
#include "gate/base/hunk_weight.h"

#include <algorithm>
#include <optional>
#include <string>

#include "rules/code/live_lines.h"
#include "rules/code/spacing.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Number = std::size_t;
using Numbers = std::vector<Number>;

// How deep in blocks each line of a text begins, and which line opened the bracket it stands in.
class Depths {
 public:
  explicit Depths(const LineViews& lines) {
    int depth = 0;
    Numbers openers;
    for (Number number = 1; number <= lines.size(); ++number) {
      const std::string_view line = lines[number - 1];
      const int opened = opened_blocks(line);
      depth_.push_back(depth + std::min(0, leading(line)));
      opener_.push_back(openers.empty() ? 0 : openers.back());
      depth += opened;
      follow(line, number, openers);
    }
  }

  int of(Number number) const { return depth_[number - 1]; }
  // 0: it stands in no bracket, or in a brace.
  Number opener_of(Number number) const { return opener_[number - 1]; }

 private:
  // A line that begins with closers belongs to the block around.
  static int leading(std::string_view line) {
    const std::string_view inner = trim(line);
    int closed = 0;
    for (const char c : inner) {
      if (c != '}' && c != ')' && c != ']') break;
      --closed;
    }
    return closed;
  }

  // Braces are followed as 0: only what stands in parentheses is aligned with its opener.
  static void follow(std::string_view line, Number number, Numbers& openers) {
    for (const char c : without_strings(line)) {
      if (c == '(' || c == '[') openers.push_back(number);
      if (c == '{') openers.push_back(0);
      if ((c == ')' || c == ']' || c == '}') && !openers.empty()) openers.pop_back();
    }
  }

  std::vector<int> depth_;
  Numbers opener_;
};

std::string_view unindented(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Where two lines part that differ only in how many blanks stand between their columns: the place,
// in each, of the first sign behind the first such gap. nullopt: they differ in more, or in their
// indentation.
std::optional<std::pair<std::size_t, std::size_t>> moved_column(std::string_view one,
                                                                std::string_view other) {
  std::optional<std::pair<std::size_t, std::size_t>> moved;
  std::size_t i = one.size() - unindented(one).size(), j = other.size() - unindented(other).size();
  if (one.substr(0, i) != other.substr(0, j)) return std::nullopt;
  while (i < one.size() && j < other.size()) {
    if (one[i] != other[j]) return std::nullopt;
    const std::size_t gap = i, other_gap = j;
    while (is_blank(one[i]) && i + 1 < one.size() && is_blank(one[i + 1])) ++i;
    while (is_blank(other[j]) && j + 1 < other.size() && is_blank(other[j + 1])) ++j;
    ++i;
    ++j;
    if (!moved && i - gap != j - other_gap) moved = {i, j};
  }
  return i == one.size() && j == other.size() ? moved : std::nullopt;
}

bool has_column_at(std::string_view line, std::size_t place) {
  return place > 0 && place < line.size() && !is_blank(line[place]) && is_blank(line[place - 1]);
}

int sign(std::ptrdiff_t n) { return n < 0 ? -1 : n > 0 ? 1 : 0; }

// What `line` counts where `equal` bytes of it are as they were.
std::size_t beyond_one(std::string_view line, std::size_t equal) {
  const std::size_t changed = line.size() - std::min(equal, line.size());
  return changed == 0 ? 0 : (changed - 1) / kBytesOfLine;
}

// How many bytes two lines share at their start and at their end.
std::size_t shared(std::string_view one, std::string_view other) {
  const std::size_t most = std::min(one.size(), other.size());
  std::size_t start = 0, end = 0;
  while (start < most && one[start] == other[start]) ++start;
  while (end < most - start && one[one.size() - 1 - end] == other[other.size() - 1 - end]) ++end;
  return start + end;
}

class Weighing {
 public:
  Weighing(const DiffSide& before, const DiffSide& after, ChangedFile& file)
      : before_(before), after_(after), file_(file) {}

  void weigh(const LineHunk& hunk) {
    file_.deleted += hunk.removed.size();
    file_.added += hunk.added.size();
    const auto [removed, old_spacing] = parted(before_, hunk.removed);
    const auto [added, new_spacing] = parted(after_, hunk.added);
    weigh_substance(removed, added);
    weigh_spacing(old_spacing, new_spacing, removed, added);
  }

 private:
  static std::pair<Numbers, Numbers> parted(const DiffSide& side, const Numbers& numbers) {
    std::pair<Numbers, Numbers> parts;
    for (const Number number : numbers) {
      (side.is_substance(number) ? parts.first : parts.second).push_back(number);
    }
    return parts;
  }

  void weigh_substance(const Numbers& removed, const Numbers& added) {
    for (std::size_t i = 0; i < std::max(removed.size(), added.size()); ++i) {
      const std::string_view was = i < removed.size() ? before_.line(removed[i]) : "";
      const std::string_view is = i < added.size() ? after_.line(added[i]) : "";
      if (was.size() <= kBytesOfLine && is.size() <= kBytesOfLine) continue;
      const std::size_t equal = shared(was, is);
      file_.overlong += beyond_one(was, equal) + beyond_one(is, equal);
    }
  }

  // Blank lines beside a change are part of it. `old_lines` and `new_lines` are the lines beside
  // these that change more than spacing.
  void weigh_spacing(const Numbers& removed, const Numbers& added, const Numbers& old_lines,
                     const Numbers& new_lines) {
    file_.spacing += removed.size() + added.size();
    const std::size_t pairs = std::min(removed.size(), added.size());
    for (std::size_t i = 0; i < pairs; ++i) {
      const bool is_for_a_reason = is_explained(removed[i], added[i]) ||
                                   is_aligned(removed[i], added[i], old_lines, new_lines);
      if (!is_for_a_reason) file_.reformatted += 2;
    }
    if (!old_lines.empty() || !new_lines.empty()) return;
    file_.reformatted += blank_lines(before_, removed, pairs) + blank_lines(after_, added, pairs);
  }

  static std::size_t blank_lines(const DiffSide& side, const Numbers& numbers, std::size_t from) {
    return static_cast<std::size_t>(
        std::count_if(numbers.begin() + static_cast<std::ptrdiff_t>(from), numbers.end(),
                      [&](Number number) { return trim(side.line(number)).empty(); }));
  }

  // Its columns stand where those of a line do that changes: with a longer name all of them move.
  bool is_aligned(Number was, Number is, const Numbers& old_lines, const Numbers& new_lines) const {
    const auto moved = moved_column(before_.line(was), after_.line(is));
    if (!moved) return false;
    const auto& [old_place, new_place] = *moved;
    return std::any_of(new_lines.begin(), new_lines.end(),
                       [this, place = new_place](Number number) {
                         return has_column_at(after_.line(number), place);
                       }) ||
           std::any_of(old_lines.begin(), old_lines.end(),
                       [this, place = old_place](Number number) {
                         return has_column_at(before_.line(number), place);
                       });
  }

  bool is_explained(Number was, Number is) {
    const std::string_view old_line = before_.line(was), new_line = after_.line(is);
    if (unindented(old_line) != unindented(new_line)) return false;
    if (!depths_) depths_.emplace(before_.lines, after_.lines);
    const int deeper = depths_->after.of(is) - depths_->before.of(was);
    const int shift = sign(static_cast<std::ptrdiff_t>(indentation_of(new_line)) -
                           static_cast<std::ptrdiff_t>(indentation_of(old_line)));
    if (deeper != 0 && sign(deeper) == shift) return true;
    return after_.is_substance(depths_->after.opener_of(is)) ||
           before_.is_substance(depths_->before.opener_of(was));
  }

  struct BothDepths {
    BothDepths(const LineViews& old_lines, const LineViews& new_lines)
        : before(old_lines), after(new_lines) {}
    Depths before, after;
  };

  const DiffSide& before_;
  const DiffSide& after_;
  ChangedFile& file_;
  std::optional<BothDepths> depths_;  // asked for by few
};

}  // namespace

// Two alignments of the same files can disagree: no more is mere spacing than the number of lines
// that vanish when spacing is ignored.
void weigh_hunks(const DiffSide& before, const DiffSide& after, const std::vector<LineHunk>& hunks,
                 ChangedFile& file) {
  Weighing weighing(before, after, file);
  for (const LineHunk& hunk : hunks) weighing.weigh(hunk);
  const std::size_t total = file.added + file.deleted;
  const std::size_t substance = before.changed + after.changed;
  file.spacing = std::min(file.spacing, total - std::min(total, substance));
  file.reformatted = std::min(file.reformatted, file.spacing);
}

}  // namespace hotfix
