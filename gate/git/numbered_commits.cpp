// SPDX-License-Identifier: MIT
#include "gate/git/numbered_commits.h"

#include "gate/base/error.h"

namespace hotfix {

namespace {

// What is no date in one of them, or too late for the file, says nothing.
bool is_date(std::int64_t in_file, std::int64_t in_object) {
  constexpr std::int64_t kEnd = std::int64_t{1} << 34;
  return in_file == in_object || in_file == 0 || in_object <= 0 || in_object >= kEnd;
}

}  // namespace

void NumberedCommits::Places::add(CommitGraph::Position place, Number number) {
  if (2 * ++taken_ >= slots_.size()) grow();
  slot_of(place) = {place, number};
}

NumberedCommits::Places::Slot& NumberedCommits::Places::slot_of(CommitGraph::Position place) {
  constexpr std::uint32_t kGolden = 2654435769;  // spreads what follows each other
  std::size_t at = (place * kGolden) & (slots_.size() - 1);
  while (slots_[at].number != kNobody && slots_[at].place != place) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at];
}

void NumberedCommits::Places::grow() {
  const std::vector<Slot> old = std::move(slots_);
  slots_.assign(2 * old.size(), {});
  for (const Slot& slot : old) {
    if (slot.number != kNobody) slot_of(slot.place) = slot;
  }
}

NumberedCommits::Number NumberedCommits::number(const Oid& id) {
  const auto known = numbers_.find(id);
  if (known != numbers_.end()) return known->second;
  const auto place = file_.find(id);
  const Number number = place ? at_place(*place) : meet({0, kNowhere, 0, {}, kUnread, 0});
  remember(number, id);
  return number;
}

Oid NumberedCommits::id(Number commit) {
  const auto known = ids_.find(commit);
  if (known != ids_.end()) return known->second;
  const Oid id = file_.id(met_[commit].place);
  remember(commit, id);
  return id;
}

std::vector<Oid> NumberedCommits::ids(std::span<const Number> commits) {
  std::vector<Oid> ids;
  for (const Number commit : commits) ids.push_back(id(commit));
  return ids;
}

void NumberedCommits::require_same(const Oid& id, const CommitHeader& header) {
  if (is_same(id, header)) return;
  throw WrongCommitGraph("the commit-graph is wrong about commit " + id.hex().substr(0, 12));
}

NumberedCommits::Number NumberedCommits::meet(const Met& met) {
  met_.push_back(met);
  return static_cast<Number>(met_.size() - 1);
}

NumberedCommits::Number NumberedCommits::at_place(CommitGraph::Position place) {
  if (const Number known = places_.find(place); known != kNobody) return known;
  const CommitGraph::Row row = file_.row(place);  // may throw
  const Number number = meet({row.time, place, row.level, row.edges, kUnread, 0});
  places_.add(place, number);
  return number;
}

void NumberedCommits::remember(Number number, const Oid& id) {
  numbers_.emplace(id, number);
  ids_.emplace(number, id);
}

void NumberedCommits::read_parents(Number commit) {
  const std::size_t begin = parents_.size();
  if (const auto place = met_[commit].place; place == kNowhere) {
    const std::vector<Oid>& ids = header(commit).parents;
    for (const Oid& id : ids) parents_.push_back(number(id));
  } else {
    file_.parents(place, met_[commit].edges, found_);
    for (const CommitGraph::Position parent : found_) parents_.push_back(below(commit, parent));
  }
  met_[commit].parents_at = static_cast<std::uint32_t>(begin);
  met_[commit].parent_count = static_cast<std::uint32_t>(parents_.size() - begin);
}

// A line that goes round would never end.
NumberedCommits::Number NumberedCommits::below(Number child, CommitGraph::Position parent) {
  const Number number = at_place(parent);
  if (met_[number].level >= met_[child].level) throw CommitGraph::Damaged();
  return number;
}

bool NumberedCommits::is_same(const Oid& id, const CommitHeader& header) try {
  const Number commit = number(id);
  const CommitGraph::Position place = met_[commit].place;
  if (place == kNowhere) return true;
  const CommitGraph::Row row = file_.row(place);
  return row.tree == header.tree && is_date(row.time, header.time) &&
         ids(parents(commit)) == header.parents;
} catch (const CommitGraph::Damaged&) {
  return false;
}

}  // namespace hotfix
