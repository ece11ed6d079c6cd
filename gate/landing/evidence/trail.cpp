// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/trail.h"

namespace hotfix {

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
  const auto share = [&](const Candidate& candidate, Direction direction) {
    return coverage_of(index_.contents, change_, candidate.changes, places_.moved, direction);
  };
  for (Candidate& candidate : index_.windows.touching(change_.tip, onto_, paths())) {
    if (is_used(candidate.commit)) continue;
    join_moves(candidate.changes, places_.moved);
    const double does = share(candidate, Direction::does);
    const double undoes = share(candidate, Direction::undoes);
    steps_->push_back({std::move(candidate), does, undoes});
  }
  return *steps_;
}

std::optional<std::size_t> Trail::order_of(const Oid& commit) {
  return index_.windows.order_of(change_.tip, onto_, commit);
}

// A file that the tree no longer has under its name is looked for where it moved.
Located Trail::located_in(const Oid& tree) const {
  return [this, tree](const std::string& path) {
    const Repository& repository = index_.graph.repository();
    const TreeEntry entry = find_path(repository, tree, path);
    const auto moved = places_.now.find(path);
    if (entry.mode != 0 || moved == places_.now.end()) return entry;
    return find_path(repository, tree, moved->second);
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
