// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/trail.h"

#include <algorithm>
#include <deque>
#include <map>
#include <unordered_map>
#include <utility>

namespace hotfix {

namespace {

// Bytes of one file, in all of its versions, that are compared commit by commit for one question:
// all files share kMostBytes, and none gets less than kLeastBytes. Of a file with more, a change
// log that every commit writes to or a large file that thousands changed, only so many versions are
// read.
constexpr std::size_t kMostBytes = std::size_t{64} << 20, kLeastBytes = std::size_t{4} << 20;
constexpr std::size_t kSamples = 32;      // evenly, along the branch
constexpr std::size_t kMostProbes = 128;  // with those between two samples that differ

// One file of the change along the branch: the versions that commits made of it, oldest first.
class Course {
 public:
  Course(const Contents& contents, const FilePart& part) : contents_(contents), part_(part) {}

  void add(std::size_t step, const TreeChange& change, std::size_t bytes) {
    steps_.push_back(step);
    versions_.push_back(change.after);
    bytes_ += bytes;
  }
  std::size_t bytes() const { return bytes_; }

  // The steps with which more or less of the change stood in the file than before, as far as the
  // samples tell: what came and went between two of them is not seen.
  std::unordered_set<std::size_t> turning_points() {
    std::unordered_set<std::size_t> found = {steps_.front()};
    std::deque<std::pair<std::size_t, std::size_t>> left;
    const std::size_t last = steps_.size() - 1, stride = std::max<std::size_t>(1, last / kSamples);
    for (std::size_t at = 0; at < last; at += stride) {
      left.emplace_back(at, std::min(at + stride, last));
    }
    for (; !left.empty(); left.pop_front()) {
      const auto [older, newer] = left.front();
      if (lacking(older) == lacking(newer)) continue;
      if (newer == older + 1 || known_.size() >= kMostProbes) {
        found.insert(steps_[newer]);
        continue;
      }
      const std::size_t middle = older + (newer - older) / 2;
      left.emplace_back(older, middle);
      left.emplace_back(middle, newer);
    }
    return found;
  }

 private:
  // The weight of the change that a version does not show; all of it where there is no text.
  double lacking(std::size_t version) {
    const auto [place, is_new] = known_.try_emplace(version, weight_of(part_.lines));
    const auto text = is_new ? contents_.text(versions_[version]) : std::nullopt;
    if (text) place->second = weight_of(unseen(part_.lines, result(), text->view()));
    return place->second;
  }
  std::string_view result() {
    if (!result_) result_ = contents_.text(part_.entry.after);
    return result_ ? result_->view() : std::string_view{};
  }

  const Contents& contents_;
  const FilePart& part_;
  std::vector<std::size_t> steps_;
  std::vector<TreeEntry> versions_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::size_t, double> known_;  // by version
  std::optional<Text> result_;
};

}  // namespace

Trail::Trail(LandingIndex& index, const Change& change, const Oid& onto,
             const std::unordered_set<Oid>& used)
    : index_(index),
      change_(change),
      onto_(onto),
      used_(used),
      places_(follow_moves(index.graph, index.windows, index.contents, change, onto)) {}

// Notes alone do not make a commit worth a look, unless the change is nothing else.
std::unordered_set<std::string> Trail::paths() const {
  std::unordered_set<std::string> wanted;
  for (const FilePart& part : change_.files) {
    if (change_.is_only_notes || !is_notes(part.entry.path)) wanted.insert(part.entry.path);
  }
  for (const auto& [new_name, name] : places_.moved) wanted.insert(new_name);
  return wanted;
}

const std::vector<TrailStep>& Trail::steps() {
  if (steps_) return *steps_;
  steps_.emplace();
  for (Candidate& candidate : index_.windows.touching(change_.tip, onto_, paths())) {
    if (is_used(candidate.commit)) continue;
    join_moves(candidate.changes, places_.moved);
    steps_->push_back({std::move(candidate)});
  }
  const std::vector<std::vector<TreeChange>> compared = worth_comparing();
  for (std::size_t i = 0; i < steps_->size(); ++i) {
    const auto share = [&](Direction direction) {
      return coverage_of(index_.contents, change_, compared[i], places_.moved, direction);
    };
    (*steps_)[i].does = share(Direction::does);
    (*steps_)[i].undoes = share(Direction::undoes);
  }
  return *steps_;
}

const FilePart* Trail::part_at(const std::string& path) const {
  const auto moved = places_.moved.find(path);
  const std::string& name = moved == places_.moved.end() ? path : moved->second;
  const auto found = std::lower_bound(
      change_.files.begin(), change_.files.end(), name,
      [](const FilePart& part, const std::string& wanted) { return part.entry.path < wanted; });
  return found != change_.files.end() && found->entry.path == name ? &*found : nullptr;
}

// The changes of each step, without those of large files in commits that leave as much of the
// change in them as was there.
std::vector<std::vector<TreeChange>> Trail::worth_comparing() const {
  std::map<std::string, Course> courses;
  for (std::size_t i = 0; i < steps_->size(); ++i) {
    for (const TreeChange& file : (*steps_)[i].candidate.changes) {
      const FilePart* part = part_at(file.path);
      if (part == nullptr || !part->is_text) continue;
      auto& course = courses.try_emplace(file.path, index_.contents, *part).first->second;
      course.add(i, file,
                 index_.contents.size_of(file.before) + index_.contents.size_of(file.after));
    }
  }
  const std::size_t most =
      std::max(kLeastBytes, kMostBytes / std::max<std::size_t>(1, courses.size()));
  std::vector<std::vector<TreeChange>> worth;
  for (const TrailStep& step : *steps_) worth.push_back(step.candidate.changes);
  for (auto& [path, course] : courses) {
    if (course.bytes() <= most) continue;
    const std::unordered_set<std::size_t> turns = course.turning_points();
    for (std::size_t i = 0; i < worth.size(); ++i) {
      const std::string& name = path;
      if (turns.contains(i)) continue;
      std::erase_if(worth[i], [&name](const TreeChange& file) { return file.path == name; });
    }
  }
  return worth;
}

std::optional<std::size_t> Trail::order_of(const Oid& commit) {
  return index_.windows.order_of(change_.tip, onto_, commit);
}

Located Trail::located_in(const Oid& tree) const {
  return [this, tree](const std::string& path) {
    return entry_in(index_.graph.repository(), tree, places_, path);
  };
}

Absence Trail::absence_in(const Oid& tree) {
  return absence_of(index_.contents, change_, located_in(tree));
}

ChangeParts& Trail::parts() {
  if (!parts_) parts_.emplace(index_.contents, change_, index_.is_material);
  return *parts_;
}

std::vector<MaterialPart> Trail::parts_in(const Oid& tree) { return parts().in(located_in(tree)); }

std::vector<Since> Trail::since(const Oid& tree) {
  return parts().since(located_in(tree), located_in(tree_of(onto_)));
}

std::vector<bool> Trail::moved_by(const Oid& commit) {
  return parts().moved_by(changes_of(index_.graph, commit));
}

}  // namespace hotfix
