// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/absence.h"

#include <algorithm>

#include "gate/git/merge_file.h"

namespace hotfix {

namespace {

constexpr Absence kNothing{0, 0, 0}, kAll{1, 1, 0}, kUnclear{0, 1, 0};

// Which share of the part's lines is added or removed between the two texts.
double share_brought(const FilePart& part, std::string_view ours, std::string_view merged) {
  const double weight = weight_of(part.lines);
  if (weight == 0) return ours == merged ? 0 : 1;
  return shared_weight(part.lines, line_changes(ours, merged)) / weight;
}

Absence merged_absence(const FilePart& part, std::string_view base, std::string_view ours,
                       std::string_view theirs) {
  const auto merged = merge_text(base, ours, theirs, Favor::neither);
  if (!merged) return kUnclear;
  if (merged->is_clean) {
    const double brought = share_brought(part, ours, merged->text);
    return {brought, brought, 0};
  }
  const double sure = share_brought(part, ours, merge_text(base, ours, theirs, Favor::ours)->text);
  // A conflict often has moved code on one side: lines that are there already are not missing.
  const std::string all = merge_text(base, ours, theirs, Favor::theirs)->text;
  const double weight = weight_of(part.lines);
  const double possible =
      weight == 0
          ? share_brought(part, ours, all)
          : shared_weight(unseen(part.lines, theirs, ours), line_changes(ours, all)) / weight;
  return {std::min(sure, possible), std::max(sure, possible), 0};
}

bool same_blob(const TreeEntry& a, const TreeEntry& b) { return a.id == b.id; }

}  // namespace

Absence absence_of(const Contents& contents, const FilePart& part, const TreeEntry& now) {
  const TreeEntry &before = part.entry.before, &after = part.entry.after;
  if (now == after) return kNothing;
  if (now == before) return kAll;
  if (same_blob(before, after)) return now.mode == after.mode ? kNothing : kAll;
  if (same_blob(now, after)) return kNothing;
  // A file that should be gone and is there, in whatever form; or one that should be there and is
  // gone, which may have been its end or a move that nobody could follow.
  if (after.mode == 0) return kAll;
  if (now.mode == 0) return kUnclear;
  const auto base = contents.text(before), ours = contents.text(now), theirs = contents.text(after);
  if (!base || !ours || !theirs) return kUnclear;
  // Added here and there: a merge has no base to tell what is whose.
  if (before.mode == 0) return {0, share_brought(part, ours->view(), theirs->view()), 0};
  return merged_absence(part, base->view(), ours->view(), theirs->view());
}

Absence absence_of(const Contents& contents, const Change& change, const Located& located) {
  Absence sum;
  for (const FilePart& part : change.files) {
    const Absence one = absence_of(contents, part, located(part.entry.path));
    sum.sure += one.sure * part.weight;
    sum.possible += one.possible * part.weight;
    if (one.sure >= kAbsent && !is_beside_the_fix(part.entry.path)) ++sum.whole_files;
  }
  if (change.weight > 0) {
    sum.sure /= change.weight;
    sum.possible /= change.weight;
  }
  return sum;
}

}  // namespace hotfix
