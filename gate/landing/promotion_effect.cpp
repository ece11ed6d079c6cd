// SPDX-License-Identifier: MIT
#include "gate/landing/promotion_effect.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "gate/base/error.h"
#include "gate/git/trailers.h"
#include "gate/landing/evidence/moves.h"
#include "gate/landing/hotfix_sign.h"
#include "rules/model/registry.h"
#include "rules/support/parts.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Effect = Promotion::Effect;
using Undone = Promotion::Undone;
using Parts = std::vector<MaterialPart>;

constexpr std::size_t kShortestId = 7;  // digits, as in the trailers of a backport

std::string place_of(const MaterialPart& part) {
  return hotfix::place_of(LandingPart{part.path, part.first, part.last, part.state});
}

// The files of a hotfix that are material. Their lines are not read.
Change material_change(LandingIndex& index, const Oid& commit) {
  Change change;
  change.tip = commit;
  for (TreeChange& entry : changes_of(index.graph, commit)) {
    if (!index.is_material(entry.path)) continue;
    FilePart part;
    part.entry = std::move(entry);
    change.files.push_back(std::move(part));
  }
  return change;
}

// One hotfix in any number of trees.
class HotfixFiles {
 public:
  HotfixFiles(LandingIndex& index, Change change) : index_(index), change_(std::move(change)) {}

  const Change& change() const { return change_; }

  // Looks for files that the tree of `tip` no longer has under their names where `tip` moved them.
  void follow(const Oid& tip) {
    const Oid tree = index_.graph.header(tip).tree;
    const bool is_complete =
        std::all_of(change_.files.begin(), change_.files.end(), [&](const FilePart& part) {
          return part.entry.after.mode == 0 || entry(tree, part.entry.path).mode != 0;
        });
    if (is_complete) return;
    const auto moved = follow_moves(index_.graph, index_.windows, index_.contents, change_, tip);
    for (const auto& [path, name] : moved.now) names_[path].push_back(name);
  }

  // Its own name, and those that it was moved to.
  std::vector<std::string> names_of(const std::string& path) const {
    std::vector<std::string> names = {path};
    const auto moved = names_.find(path);
    if (moved != names_.end()) {
      names.insert(names.end(), moved->second.begin(), moved->second.end());
    }
    return names;
  }

  TreeEntry entry(const Oid& tree, const std::string& path) const {
    for (const std::string& name : names_of(path)) {
      const TreeEntry found = find_path(index_.graph.repository(), tree, name);
      if (found.mode != 0) return found;
    }
    return {};
  }

  bool is_one_of(const std::string& path, const std::vector<std::string>& list) const {
    const std::vector<std::string> names = names_of(path);
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return std::find(list.begin(), list.end(), name) != list.end();
    });
  }

  Parts in(const Oid& tree) const {
    if (!parts_) parts_.emplace(index_.contents, change_, index_.is_material);
    return parts_->in([&](const std::string& path) { return entry(tree, path); });
  }

  // Forgets the files that are not to be looked at.
  void keep(const std::function<bool(const std::string& path)>& is_wanted) {
    parts_.reset();
    std::erase_if(change_.files, [&](const FilePart& part) { return !is_wanted(part.entry.path); });
  }

 private:
  LandingIndex& index_;
  Change change_;
  mutable std::optional<ChangeParts> parts_;  // of change_; read when they are asked for
  std::map<std::string, std::vector<std::string>> names_;
};

// A landing that a trailer alone decided is shown with who said so.
bool has_landed(const Landing& landing) {
  return is_there(landing.state) && landing.signal != LandingSignal::testimony;
}

bool names(std::string_view id, const std::string& commit) {
  return id.size() >= kShortestId && commit.starts_with(lower(id));
}

// The first word, and what follows it.
std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
  text = trim(text);
  const auto end = std::min(text.find_first_of(" \t"), text.size());
  return {text.substr(0, end), trim(text.substr(end))};
}

std::optional<Undone::Word> word_in(const Trailer& trailer, const std::string& hotfix) {
  const auto [first, rest] = first_word(trailer.value);
  if (trailer.key == "hotfix-landed" && names(first, hotfix)) {
    return Undone::Word{{}, {}, std::string(rest), true};
  }
  if (trailer.key != "hotfix-waive" || first != rule_with(Role::promotion).id) return std::nullopt;
  const auto [id, reason] = first_word(rest);
  if (!names(id, hotfix) || !says_something(reason)) return std::nullopt;
  return Undone::Word{{}, {}, std::string(reason), false};
}

// What one outcome does to one hotfix.
class Judgement {
 public:
  Judgement(LandingIndex& index, const HotfixFiles& files, const Oid& production,
            const PromotionOutcome& outcome)
      : files_(files),
        outcome_(outcome),
        promoted_(index.graph.header(outcome.promoted).tree),
        released_(files.in(index.graph.header(production).tree)),
        arriving_(files.in(outcome.tree)) {}

  std::size_t count() const { return released_.size(); }  // of places

  // Is there a place that production has in effect, and that may go?
  bool has_doubts() const {
    for (std::size_t i = 0; i < released_.size(); ++i) {
      if (is_in_doubt(i)) return true;
    }
    return false;
  }

  // Where it has which effect. `brought` are places that the last promotion brought, and that
  // development itself then took out.
  std::map<Effect, std::vector<std::string>> effects(const Landing& landing,
                                                     const std::vector<bool>& brought) {
    const Parts developed = promoted_ == outcome_.tree ? arriving_ : files_.in(promoted_);
    std::map<Effect, std::vector<std::string>> found;
    for (std::size_t i = 0; i < released_.size(); ++i) {
      if (!is_in_doubt(i)) continue;
      auto effect = effect_at(i, developed[i].state, landing);
      if (effect == Effect::gone && brought[i]) effect = Effect::reworked;
      if (effect) found[*effect].push_back(place_of(released_[i]));
    }
    return found;
  }

 private:
  bool is_in_doubt(std::size_t i) const {
    return released_[i].state == PartState::in_effect &&
           (arriving_[i].state != PartState::in_effect || is_in_conflict(i));
  }

  std::optional<Effect> effect_at(std::size_t i, PartState developed,
                                  const Landing& landing) const {
    const bool landed = has_landed(landing);
    if (is_in_conflict(i)) {
      const bool is_safe = is_there(landing.state) || developed == PartState::in_effect;
      return is_safe ? std::nullopt : std::optional(Effect::conflicts);
    }
    if (arriving_[i].state != PartState::absent) return effect_of_other_lines(i, landing);
    if (developed == PartState::in_effect) return Effect::dropped;
    if (!landed) return Effect::gone;
    // Development has the hotfix, and lacks this place by later work.
    return developed == PartState::absent ? std::nullopt : std::optional(Effect::dropped);
  }

  // Development's own file in the place of production's: it may be the fix in other words.
  std::optional<Effect> effect_of_other_lines(std::size_t i, const Landing& landing) const {
    const std::string& path = released_[i].path;
    const bool is_of_development =
        files_.entry(outcome_.tree, path) == files_.entry(promoted_, path);
    if (!is_of_development || is_there(landing.state)) return std::nullopt;
    if (landing.state == LandingState::lost) return std::nullopt;  // by later work
    return landing.state == LandingState::uncertain ? Effect::unclear : Effect::gone;
  }

  // There the tree has what production has.
  bool is_in_conflict(std::size_t i) const {
    return files_.is_one_of(released_[i].path, outcome_.conflicts);
  }

  const HotfixFiles& files_;
  const PromotionOutcome& outcome_;
  Oid promoted_;  // tree
  Parts released_, arriving_;
};

std::vector<bool> in_effect(const Parts& parts) {
  std::vector<bool> result;
  for (const MaterialPart& part : parts) result.push_back(part.state == PartState::in_effect);
  return result;
}

// Which places a merge left out though none of its sides took them out since they parted: a
// conflict that was solved with old lines, a stale branch. None when it is not a merge.
std::vector<bool> left_out_by(LandingIndex& index, const HotfixFiles& files, const Oid& commit,
                              std::size_t all) {
  std::vector<bool> result(all, false);
  const std::vector<Oid>& parents = index.graph.parents(commit);
  if (parents.size() < 2) return result;
  const auto at = [&](const Oid& id) { return in_effect(files.in(index.graph.header(id).tree)); };
  const auto merged = at(commit), own = at(parents[0]), other = at(parents[1]);
  const auto bases = diverge(index.graph, parents[0], parents[1]).merge_bases;
  const auto base = bases.empty() ? result : at(bases.front());
  for (std::size_t i = 0; i < all; ++i) {
    const bool other_took_it_out = base[i] && !other[i];
    result[i] = own[i] && !merged[i] && !other_took_it_out;
  }
  return result;
}

// Which places were promoted with `last`, and went by a change that development made on purpose.
std::vector<bool> brought_by(LandingIndex& index, const HotfixFiles& files, const Oid& last,
                             const Landing& landing) {
  std::vector<bool> brought = in_effect(files.in(index.graph.header(last).tree));
  if (landing.state != LandingState::lost || landing.evidence.empty()) return brought;
  const Oid undoing = parse_oid(landing.evidence.back());
  const std::vector<bool> left_out = left_out_by(index, files, undoing, brought.size());
  for (std::size_t i = 0; i < brought.size(); ++i) brought[i] = brought[i] && !left_out[i];
  return brought;
}

// What a person says of the hotfix on the branch. Nobody knew that it was undone before it was.
Undone::Word word_about(LandingIndex& index, const Oid& hotfix, const Landing& landing,
                        const Oid& branch) {
  Undone::Word newest;
  for (const Oid& id : index.windows.with_hotfix_trailer(hotfix, branch)) {
    const Commit commit = index.graph.commit(id);
    for (const Trailer& trailer : trailers_of(commit.message)) {
      auto word = word_in(trailer, hotfix.hex());
      if (!word) continue;
      word->commit = commit.id;
      word->author = commit.author;
      newest = std::move(*word);
    }
  }
  const bool was_undone = landing.state == LandingState::lost && !landing.evidence.empty();
  if (newest.commit.empty() || !was_undone) return newest;
  const Oid undoing = parse_oid(landing.evidence.back());
  return index.windows.is_ancestor(undoing, parse_oid(newest.commit)) ? newest : Undone::Word{};
}

}  // namespace

PromotionEffects::PromotionEffects(LandingIndex& index, const Policy& policy, const Oid& production)
    : index_(index), policy_(policy), production_(production), lander_(index, production) {}

// What the last promotion by a merge since the hotfix merged; nullopt: there was none, or it cannot
// be told from a branch of production itself, on whose own line the hotfix is.
std::optional<Oid> PromotionEffects::last_promoted(const Oid& hotfix) const {
  Graph& graph = index_.graph;
  FirstParentWalk line(graph, production_);
  for (auto id = line.next(); id && *id != hotfix; id = line.next()) {
    const std::vector<Oid>& parents = graph.parents(*id);
    if (parents.size() < 2 || hotfix_sign(graph.commit(*id), policy_)) continue;
    const Oid merged = parents[1];
    FirstParentWalk own(graph, merged);
    auto step = own.next();
    while (step && *step != hotfix) step = own.next();
    if (!step) return merged;
  }
  return std::nullopt;
}

std::vector<Undone> PromotionEffects::on(const Hotfix& hotfix, const PromotionOutcome& outcome) {
  const Oid commit = parse_oid(hotfix.commit);
  HotfixFiles files(index_, material_change(index_, commit));
  files.follow(production_);
  files.follow(outcome.promoted);
  const Oid released = index_.graph.header(production_).tree;
  files.keep([&](const std::string& path) {
    return files.is_one_of(path, outcome.conflicts) ||
           files.entry(released, path) != files.entry(outcome.tree, path);
  });
  Judgement judgement(index_, files, production_, outcome);
  if (!judgement.has_doubts()) return {};
  const Landing landing = lander_.commit(commit, outcome.promoted);
  if (landing.state == LandingState::undecided) {
    throw Undecidable(landing.reason, landing.fix, landing.cause);
  }
  if (landing.state == LandingState::withdrawn) return {};
  const auto last = last_promoted(commit);
  const std::vector<bool> brought = last ? brought_by(index_, files, *last, landing)
                                         : std::vector<bool>(judgement.count(), false);
  std::vector<Undone> found;
  for (auto& [effect, where] : judgement.effects(landing, brought)) {
    Undone undone{hotfix, effect, outcome.kinds, std::move(where), {}};
    undone.hotfix.landing = landing;
    const bool is_known = effect != Effect::conflicts && effect != Effect::unclear;
    if (is_known) undone.word = word_about(index_, commit, landing, outcome.said_on);
    const bool is_about_development = undone.word.has_landed && effect == Effect::dropped;
    if (is_about_development) undone.word = {};
    found.push_back(std::move(undone));
  }
  return found;
}

}  // namespace hotfix
