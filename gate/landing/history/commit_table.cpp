// SPDX-License-Identifier: MIT
#include "gate/landing/history/commit_table.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/git/commit.h"

namespace hotfix {

namespace {

constexpr CommitNumber kBeingRead = kNoCommit - 1;
constexpr std::size_t kRecentWindows = 8;

}  // namespace

// A commit whose parents are being read.
struct CommitTable::Frame {
  CommitRecord record;
  std::vector<Oid> parents;
  std::size_t next = 0;
};

CommitNumber CommitTable::find(const Oid& id) const {
  const auto found = numbers_.find(id);
  return found == numbers_.end() ? kNoCommit : found->second;
}

CommitNumber CommitTable::number(const Oid& id) {
  if (const CommitNumber known = find(id); known != kNoCommit) return known;
  std::vector<Frame> stack;
  try {
    read_history(id, stack);
  } catch (...) {
    for (const Frame& frame : stack) numbers_.erase(frame.record.id);
    throw;
  }
  return numbers_.at(id);
}

CommitTable::Frame CommitTable::read(const Oid& id) const {
  const Object object = repository_.read(id, ObjectType::commit);
  CommitHeader header = parse_commit_header(object.data());
  Frame frame;
  frame.record.id = id;
  frame.record.tree = header.tree;
  frame.record.signature = signature_of(object.data());
  frame.record.has_trailer = has_hotfix_trailer(object.data());
  frame.record.is_cut = !header.parents.empty() && repository_.shallow().contains(id);
  if (!frame.record.is_cut) frame.parents = std::move(header.parents);
  frame.record.parent_count = static_cast<std::uint16_t>(frame.parents.size());
  if (frame.record.parent_count != frame.parents.size()) {
    throw Undecidable("commit " + id.hex() + " has too many parents", "git fsck");
  }
  return frame;
}

void CommitTable::read_history(const Oid& tip, std::vector<Frame>& stack) {
  const auto enter = [&](const Oid& id) {
    stack.push_back(read(id));
    numbers_.emplace(id, kBeingRead);
  };
  for (enter(tip); !stack.empty();) {
    Frame& frame = stack.back();
    if (frame.next == frame.parents.size()) {
      finish(frame);
      stack.pop_back();
      continue;
    }
    const Oid parent = frame.parents[frame.next];
    const CommitNumber known = find(parent);
    if (known == kBeingRead) {
      throw Undecidable("commit " + parent.hex() + " is its own ancestor", "git fsck");
    }
    ++frame.next;
    if (known == kNoCommit) enter(parent);
  }
}

void CommitTable::finish(const Frame& frame) {
  CommitRecord record = frame.record;
  record.parents_at = static_cast<std::uint32_t>(parents_.size());
  for (const Oid& parent : frame.parents) parents_.push_back(numbers_.at(parent));
  numbers_.at(record.id) = static_cast<CommitNumber>(records_.size());
  has_cuts_ = has_cuts_ || record.is_cut != 0;
  records_.push_back(record);
}

template <class Visit>
void CommitTable::for_parents(CommitNumber commit, Visit visit) const {
  const CommitRecord& record = records_[commit];
  for (std::uint32_t i = 0; i < record.parent_count; ++i) visit(parents_[record.parents_at + i]);
}

void CommitTable::refuse_cut(CommitNumber commit) const {
  if (records_[commit].is_cut == 0) return;
  throw Undecidable(
      "history is shallow: it was cut off at " + records_[commit].id.hex().substr(0, 12),
      "git fetch --unshallow", Cause::not_fetched);
}

// From the tip's number down, each commit hands its flag to its parents.
const CommitTable::Flags& CommitTable::reachable(CommitNumber tip) {
  if (reachable_from_ == tip) return reachable_;
  reachable_from_ = tip;
  reachable_.assign(tip + 1, 0);
  reachable_[tip] = 1;
  for (CommitNumber commit = tip + 1; commit-- > 0;) {
    if (reachable_[commit] == 0) continue;
    for_parents(commit, [&](CommitNumber parent) { reachable_[parent] = 1; });
  }
  return reachable_;
}

// The first commits that `excluded` has and that are `reachable`, too: what they have is all that
// both sides have.
std::vector<CommitNumber> CommitTable::shared_tips(CommitNumber excluded, const Flags& reachable) {
  visited_.resize(records_.size());
  ++visit_;
  std::vector<CommitNumber> shared, stack;
  const auto enter = [&](CommitNumber commit) {
    if (visited_[commit] == visit_) return;
    visited_[commit] = visit_;
    const bool is_shared = commit < reachable.size() && reachable[commit] != 0;
    (is_shared ? shared : stack).push_back(commit);
  };
  for (enter(excluded); !stack.empty();) {
    const CommitNumber commit = stack.back();
    stack.pop_back();
    refuse_cut(commit);
    for_parents(commit, enter);
  }
  std::sort(shared.begin(), shared.end());
  return shared;
}

// From the tip's number down, each commit hands its color to its parents. When no commit that only
// `onto` has is left to look at, the rest cannot add to the window.
std::shared_ptr<const CommitWindow> CommitTable::between(const std::vector<CommitNumber>& shared,
                                                         CommitNumber onto) const {
  enum Color : std::uint8_t { kOnto = 1, kShared = 2 };
  Flags colors(onto + 1);
  std::size_t fresh = 0;
  const auto add = [&](CommitNumber commit, std::uint8_t color) {
    const std::uint8_t before = colors[commit];
    colors[commit] = before | color;
    fresh += colors[commit] == kOnto;
    fresh -= before == kOnto;
  };
  add(onto, kOnto);
  for (const CommitNumber commit : shared) add(commit, kShared);
  Flags members(onto + 1);
  for (CommitNumber commit = onto + 1; commit-- > 0 && fresh > 0;) {
    const std::uint8_t color = colors[commit];
    if (color == kOnto) {
      refuse_cut(commit);
      members[commit] = 1;
      --fresh;
    }
    if (color != 0) for_parents(commit, [&](CommitNumber parent) { add(parent, color); });
  }
  return std::make_shared<const CommitWindow>(sorted(members, onto));
}

// Depth first, parents in their order.
CommitWindow CommitTable::sorted(const Flags& members, CommitNumber onto) const {
  CommitWindow window;
  window.position.assign(members.size(), CommitWindow::kOutside);
  std::vector<std::pair<CommitNumber, std::uint16_t>> stack;
  const auto enter = [&](CommitNumber commit) {
    if (members[commit] == 0 || window.has(commit)) return;
    window.position[commit] = 0;
    stack.emplace_back(commit, std::uint16_t{0});
  };
  for (enter(onto); !stack.empty();) {
    auto& [commit, next] = stack.back();
    if (next < records_[commit].parent_count) {
      enter(parents(commit)[next++]);
      continue;
    }
    window.position[commit] = static_cast<std::uint32_t>(window.members.size());
    window.members.push_back(commit);
    window.ids.push_back(records_[commit].id);
    stack.pop_back();
  }
  return window;
}

std::shared_ptr<const CommitWindow> CommitTable::window(const Oid& excluded, const Oid& onto) {
  const CommitNumber last = number(onto);
  const CommitNumber first = number(excluded);
  std::vector<CommitNumber> shared = shared_tips(first, reachable(last));
  for (const Answer& answer : recent_) {
    if (answer.onto == last && answer.shared == shared) return answer.window;
  }
  auto window = between(shared, last);
  recent_.push_front({last, std::move(shared), window});
  if (recent_.size() > kRecentWindows) recent_.pop_back();
  return window;
}

bool CommitTable::is_ancestor(const Oid& ancestor, const Oid& descendant) {
  const CommitNumber tip = number(descendant);
  const CommitNumber wanted = find(ancestor);
  if (reachable_from_ != tip && !has_cuts_) return wanted <= tip && is_below(wanted, tip);
  const Flags& below = reachable(tip);
  if (wanted < below.size() && below[wanted] != 0) return true;
  for (CommitNumber commit = 0; has_cuts_ && commit < below.size(); ++commit) {
    if (below[commit] != 0) refuse_cut(commit);
  }
  return false;
}

// Looks only at the numbers between the two: no commit outside them leads from one to the other.
bool CommitTable::is_below(CommitNumber wanted, CommitNumber tip) const {
  Flags below(tip - wanted + 1);
  below.back() = 1;
  for (CommitNumber commit = tip; commit > wanted && below.front() == 0; --commit) {
    if (below[commit - wanted] == 0) continue;
    for_parents(commit, [&](CommitNumber parent) {
      if (parent >= wanted) below[parent - wanted] = 1;
    });
  }
  return below.front() != 0;
}

void CommitTable::save(RecordWriter& to) const {
  to.put_all(records_);
  to.put_all(parents_);
}

bool CommitTable::load(RecordReader& from) {
  records_ = from.take_all<CommitRecord>();
  parents_ = from.take_all<CommitNumber>();
  numbers_.reserve(records_.size());
  bool sound = from.ok();
  for (CommitNumber commit = 0; sound && commit < records_.size(); ++commit) {
    const CommitRecord& record = records_[commit];
    const std::size_t end = std::size_t{record.parents_at} + record.parent_count;
    sound = end <= parents_.size() && numbers_.emplace(record.id, commit).second &&
            std::all_of(parents_.begin() + record.parents_at, parents_.begin() + end,
                        [commit](CommitNumber parent) { return parent < commit; });
  }
  if (!sound) clear();
  return sound;
}

void CommitTable::clear() {
  records_.clear();
  parents_.clear();
  numbers_.clear();
  has_cuts_ = false;
  recent_.clear();
  reachable_from_ = kNoCommit;
}

}  // namespace hotfix
