// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/overlap.h"

#include <algorithm>
#include <cstdlib>

namespace hotfix {

namespace {

const FilePart* part_at(const Change& change, const std::string& path) {
  const auto found = std::lower_bound(
      change.files.begin(), change.files.end(), path,
      [](const FilePart& part, const std::string& wanted) { return part.entry.path < wanted; });
  return found != change.files.end() && found->entry.path == path ? &*found : nullptr;
}

const TreeEntry& origin_of(const TreeChange& change, Direction direction) {
  return direction == Direction::does ? change.before : change.after;
}

// The file of the change that the other commit touches. Not where it makes the whole file and the
// change only a part of it: an import is not a fix.
const FilePart* counterpart(const Change& change, const Moved& moved, const TreeChange& other,
                            Direction direction) {
  const auto renamed = moved.find(other.path);
  const FilePart* part = part_at(change, renamed == moved.end() ? other.path : renamed->second);
  const bool is_import =
      part && part->entry.before.mode != 0 && origin_of(other, direction).mode == 0;
  return is_import ? nullptr : part;
}

// The lines of another commit's file, in the direction that is compared; empty for no text.
LineChanges lines_of(Contents& contents, const TreeChange& other, Direction direction) {
  const auto made = contents.changes(other.before, other.after);
  if (!made) return {};
  return direction == Direction::does ? *made : inverse(*made);
}

const TreeEntry& result_of(const TreeChange& change, Direction direction) {
  return direction == Direction::does ? change.after : change.before;
}

// What is not text, or a new mode, is the same only when the result is.
double opaque_weight(const FilePart& part) { return part.weight - weight_of(part.lines); }
bool same_result(const FilePart& part, const TreeChange& other, Direction direction) {
  return part.entry.after == result_of(other, direction);
}

// Lines that found no partner in their own file.
void pool(LineChanges& all, const LineChanges& more) {
  all.insert(all.end(), more.begin(), more.end());
}
bool by_line_and_sign(const LineChange& a, const LineChange& b) {
  return a.line != b.line ? a.line < b.line : (a.change > 0) < (b.change > 0);
}

void merge_pool(LineChanges& all) {
  std::erase_if(all, [](const LineChange& one) { return one.change == 0; });
  std::sort(all.begin(), all.end(), by_line_and_sign);
  LineChanges merged;
  for (const LineChange& one : all) {
    if (!merged.empty() && !by_line_and_sign(merged.back(), one)) {
      merged.back().change += one.change;
    } else {
      merged.push_back(one);
    }
  }
  all = std::move(merged);
}

// Takes what both have out of both. The weights as each side sees them.
struct Taken {
  double wanted = 0, made = 0;
  double added = 0;  // of `wanted`
};
Taken take_shared(LineChanges& wanted, LineChanges& made) {
  Taken taken;
  auto other = made.begin();
  for (LineChange& one : wanted) {
    while (other != made.end() && by_line_and_sign(*other, one)) ++other;
    if (other == made.end()) break;
    if (by_line_and_sign(one, *other)) continue;
    const int both = std::min(std::abs(one.change), std::abs(other->change));
    taken.wanted += one.weight * both;
    if (one.change > 0) taken.added += one.weight * both;
    taken.made += other->weight * both;
    const int sign = one.change > 0 ? 1 : -1;
    one.change -= sign * both;
    other->change -= sign * both;
    if (other->change == 0) ++other;
  }
  return taken;
}

LineChanges only_added(LineChanges lines) {
  std::erase_if(lines, [](const LineChange& one) { return one.change < 0; });
  return lines;
}

double added_weight(const Change& change) {
  double weight = 0;
  for (const FilePart& part : change.files) weight += weight_of(only_added(part.lines));
  return weight;
}

// Notes say nothing, unless the change is nothing else.
bool is_beside_the_point(const Change& change, const TreeChange& file) {
  return !change.is_only_notes && is_notes(file.path);
}

double share(double some, double all) { return all > 0 ? std::min(1.0, some / all) : 0; }

// What is left of both sides while lines find their partners, first in their own file.
class Pairing {
 public:
  void want(const FilePart* part, LineChanges lines) {
    weight_ += weight_of(lines);
    for (const LineChange& one : lines) {
      if (one.change > 0) additions_ += one.weight * one.change;
    }
    wanted_.emplace(part, std::move(lines));
  }
  // What has no lines: there or not as a whole.
  void want_whole(double weight) { weight_ += weight; }
  void make_whole(double weight) { wanted_paired_ += weight; }

  // `part`: the file of the change that the other one's file is; null: the change has none.
  void make(const FilePart* part, LineChanges lines) {
    made_ += weight_of(lines);
    if (part) {
      const Taken taken = take_shared(wanted_.at(part), lines);
      wanted_paired_ += taken.wanted;
      made_paired_ += taken.made;
      added_ += taken.added;
    }
    pool(made_left_, lines);
  }

  Overlap result() {
    LineChanges wanted_left;
    for (const auto& [part, lines] : wanted_) pool(wanted_left, lines);
    merge_pool(wanted_left);
    merge_pool(made_left_);
    const Taken in_other_files = take_shared(wanted_left, made_left_);
    Overlap overlap;
    overlap.coverage = share(wanted_paired_ + in_other_files.wanted, weight_);
    overlap.additions = additions_ > 0 ? share(added_ + in_other_files.added, additions_) : 1;
    overlap.same_file = share(wanted_paired_, weight_);
    overlap.precision = share(made_paired_ + in_other_files.made, made_);
    return overlap;
  }

 private:
  std::map<const FilePart*, LineChanges> wanted_;
  LineChanges made_left_;
  double weight_ = 0, additions_ = 0;  // wanted
  double made_ = 0;                    // by the other one
  // Paired within a file, as each side weighs it, and what of it is added.
  double wanted_paired_ = 0, made_paired_ = 0, added_ = 0;
};

}  // namespace

double coverage_of(Contents& contents, const Change& change, const std::vector<TreeChange>& other,
                   const Moved& moved, Direction direction) {
  const double additions = direction == Direction::undoes ? added_weight(change) : 0;
  double covered = 0;
  for (const TreeChange& file : other) {
    const FilePart* part = counterpart(change, moved, file, direction);
    if (!part) continue;
    const LineChanges made = lines_of(contents, file, direction);
    covered += shared_weight(additions > 0 ? only_added(part->lines) : part->lines, made);
    if (same_result(*part, file, direction)) covered += opaque_weight(*part);
  }
  return share(covered, additions > 0 ? additions : change.weight);
}

Overlap overlap_of(Contents& contents, const Change& change, const std::vector<TreeChange>& other,
                   const Moved& moved, Direction direction) {
  Pairing pairing;
  for (const FilePart& part : change.files) {
    pairing.want(&part, part.lines);
    pairing.want_whole(opaque_weight(part));
  }
  for (const TreeChange& file : other) {
    if (is_beside_the_point(change, file)) continue;
    const FilePart* part = counterpart(change, moved, file, direction);
    pairing.make(part, lines_of(contents, file, direction));
    if (part && same_result(*part, file, direction)) pairing.make_whole(opaque_weight(*part));
  }
  return pairing.result();
}

Overlap word_overlap_of(const Contents& contents, const Change& change,
                        const std::vector<TreeChange>& other, const Moved& moved) {
  Pairing pairing;
  for (const FilePart& part : change.files) {
    const bool counts = !is_beside_the_point(change, part.entry);
    pairing.want(&part,
                 counts ? contents.words(part.entry.before, part.entry.after) : LineChanges{});
  }
  for (const TreeChange& file : other) {
    const FilePart* part = counterpart(change, moved, file, Direction::does);
    if (!part || is_beside_the_point(change, file)) continue;
    pairing.make(part, contents.words(file.before, file.after));
  }
  return pairing.result();
}

}  // namespace hotfix
