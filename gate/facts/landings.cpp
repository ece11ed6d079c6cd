// SPDX-License-Identifier: MIT
#include "gate/facts/landings.h"

#include <algorithm>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/facts/changes.h"
#include "gate/facts/ci_files.h"
#include "gate/facts/history.h"
#include "gate/facts/own_changes.h"
#include "gate/facts/update.h"
#include "gate/landing/evidence/undone.h"
#include "gate/landing/forecast.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/picks.h"
#include "gate/landing/plain.h"
#include "gate/landing/promotion.h"
#include "rules/support/bringing.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

PickTarget pick_target(const Inquiry& asked) {
  return {development_of(asked), asked.question.refs.development};
}

// Those that a finding brings back with its commands: it is a push that waits.
void try_overdue(const Inquiry& asked, std::vector<Hotfix>& owed) {
  std::vector<Oid> ids;
  std::vector<Hotfix*> late;
  for (Hotfix& hotfix : owed) {
    const LandingState state = hotfix.landing.state;
    const bool is_gone = state == LandingState::missing || state == LandingState::lost;
    if (!hotfix.overdue || !is_gone || late.size() == kMostPicked) continue;
    ids.push_back(parse_oid(hotfix.commit));
    late.push_back(&hotfix);
  }
  const std::vector<std::optional<Forecast>> picks =
      try_picks(asked.index, ids, pick_target(asked));
  for (std::size_t i = 0; i < late.size(); ++i) late[i]->pick = picks[i];
}

// With how what it undoes is brought back, and what CI runs of it. `released`: production as it was
// before.
Promotion completed(const Inquiry& asked, Promotion promotion, const Oid& released) {
  const Matcher is_of_ci = ci_files(asked.repository(), asked.graph.header(released).tree);
  std::copy_if(promotion.arrives.begin(), promotion.arrives.end(),
               std::back_inserter(promotion.of_ci), is_of_ci);
  std::vector<Hotfix> undone;
  for (const Promotion::Undone& one : promotion.undone) undone.push_back(one.hotfix);
  try_picks(asked.index, undone, pick_target(asked));
  for (std::size_t i = 0; i < undone.size(); ++i) promotion.undone[i].hotfix.pick = undone[i].pick;
  return promotion;
}

// What a release branch has of its own: neither development nor production has it, and it is not a
// merge that git makes by itself.
std::vector<std::string> beside_development(const Inquiry& asked) {
  if (asked.subject().branch == asked.question.refs.development) return {};
  const Oid head = head_of(asked);
  const std::vector<Oid> ahead = diverge(asked.graph, production_of(asked), head).ahead;
  const std::unordered_set<Oid> news(ahead.begin(), ahead.end());
  std::vector<std::string> lines;
  for (const Oid& id : diverge(asked.graph, development_of(asked), head).ahead) {
    const bool is_merge = asked.graph.parents(id).size() > 1;
    if (!news.contains(id) || (is_merge && own_changes(asked.graph, id).empty())) continue;
    const Commit commit = asked.graph.commit(id);
    lines.push_back(short_id(commit.id) + " " + std::string(commit.subject()));
  }
  return lines;
}

// Where the branch begins; of one that both have merged, what its tip stands on, as Lander has it.
// nullopt: it is not that simple.
std::optional<Oid> start_of(const Inquiry& asked, const Oid& head, const Oid& target) {
  const auto line = plain_line(asked);
  if (!line) return std::nullopt;
  if (!line->ahead.empty()) return line->merge_bases.front();
  const std::vector<Oid>& parents = asked.graph.parents(head);
  const bool is_merged_twice = asked.index.windows.is_ancestor(head, target);
  return is_merged_twice && parents.size() == 1 ? std::optional(parents.front()) : std::nullopt;
}

// The files that the branch changes are on both branches as it left them: whoever brought it there,
// nothing of it is lost.
bool is_there_byte_for_byte(const Inquiry& asked, const Oid& head, const Oid& released,
                            const Oid& target) {
  const auto start = start_of(asked, head, target);
  if (!start) return false;
  const auto tree = [&](const Oid& commit) { return asked.graph.header(commit).tree; };
  const std::vector<TreeChange> changes = diff_trees(asked.repository(), tree(*start), tree(head));
  return !changes.empty() && has_result(asked.repository(), changes, tree(released)) &&
         has_result(asked.repository(), changes, tree(target));
}

// `git -c hotfix.<branch>.abandoned=<reason> push --delete`: said with the one command that it is
// about.
std::string reason_to_abandon(const Inquiry& asked) {
  if (asked.subject().kind != SubjectKind::removal) return {};
  return setting(asked.context.settings, "hotfix." + asked.subject().branch + ".abandoned");
}

// Would the branch still change what production made of it? A squash of the branch as it was before
// does most of what it does now, and not all.
bool has_more(const Inquiry& asked, const Landing& production) {
  if (!is_there(production.state) || production.signal == LandingSignal::ancestry ||
      production.signal == LandingSignal::equal_change) {
    return false;
  }
  const Oid tip = production_of(asked);
  const Oid made = production.evidence.empty()
                       ? tip
                       : entry_of(asked.index, parse_oid(production.evidence.back()), tip);
  const CommitMerge merged = merge_commits(asked.graph, made, head_of(asked));
  return !merged.conflicts.empty() || merged.tree != asked.graph.header(made).tree;
}

// The commits of production that are the whole branch, not only a part of it or something like it.
// Where production was moved to the branch, it is not known where that began.
bool is_whole(const Inquiry& asked, const Landing& landing) {
  const Oid head = head_of(asked);
  if (landing.signal == LandingSignal::ancestry) {
    return entry_of(asked.index, head, production_of(asked)) != head;
  }
  return landing.signal == LandingSignal::equal_change || landing.signal == LandingSignal::content;
}

// Production's own commits that brought the branch; of one that was rebased, each of them.
std::vector<Oid> brought_by(const Inquiry& asked, Lander& on_production, const Landing& landing) {
  const Oid production = production_of(asked);
  std::vector<Oid> found = ids_of(landing.evidence);
  for (const Oid& id : diverge(asked.graph, production, head_of(asked)).ahead) {
    const Landing alone = on_production.commit(id, production);
    const bool is_twin = alone.signal == LandingSignal::equal_change;
    if (is_twin) found.push_back(parse_oid(alone.evidence.back()));
  }
  for (Oid& id : found) id = entry_of(asked.index, id, production);
  return found;
}

// What the branch began at may be owed as well, which makes it look half there. Where production's
// commits that brought it are on development, or a person said that nothing is owed of them,
// nothing of the branch is. nullopt: it is not so.
std::optional<Landing> by_release(const Inquiry& asked, Lander& on_production,
                                  Lander& on_development, const Landing& production) {
  if (!is_there(production.state)) return std::nullopt;
  std::optional<Landing> weakest;
  for (const Oid& id : brought_by(asked, on_production, production)) {
    Landing landing = on_development.commit(id, development_of(asked));
    const bool is_waived = landing.state == LandingState::waived;
    const bool is_enough = is_waived ? asked.policy().setting(Role::backport).waivable
                                     : is_settled(landing.state) && is_whole(asked, production);
    if (!is_enough) return std::nullopt;
    if (!weakest || landing.state > weakest->state) weakest = std::move(landing);
  }
  return weakest;
}

Containment landings_of(const Inquiry& asked) {
  require_head(asked);
  const Oid head = head_of(asked);
  const Oid released = production_of(asked), target = development_of(asked);
  if (is_there_byte_for_byte(asked, head, released, target)) {
    Landing whole;
    whole.state = LandingState::equivalent;
    whole.signal = LandingSignal::in_effect;
    whole.similarity = 1;
    return {whole, whole, {}};
  }
  Lander on_production(asked.index), on_development(asked.index, released);
  Containment found{on_production.merged_or_branch(head, released),
                    on_development.merged_or_branch(head, target),
                    {}};
  for (const Landing* landing : {&found.production, &found.development}) {
    if (landing->state == LandingState::undecided) {
      throw Undecidable(landing->reason, landing->fix, landing->cause);
    }
  }
  if (has_more(asked, found.production)) found.production.state = LandingState::uncertain;
  if (!is_settled(found.development.state)) {
    const auto settled = by_release(asked, on_production, on_development, found.production);
    if (settled) found.development = *settled;
  }
  if (found.development.state == LandingState::lost) {
    found.picks = try_picks(asked.index, ids_of(found.production.evidence), pick_target(asked));
  }
  return found;
}

Forecast as_it_is_there() {
  Forecast found;
  found.outcome = Forecast::Outcome::present;
  return found;
}

// The newest commit of the branch that development merged already, where the branch is one line:
// `left`, what is still to be brought, comes after it.
std::optional<Oid> merged_early(const History& history, const std::vector<Oid>& left) {
  const auto is_merge = [](const Commit& commit) { return commit.parents.size() > 1; };
  const std::vector<Commit>& commits = history.commits;
  if (std::any_of(commits.begin(), commits.end(), is_merge)) return std::nullopt;
  for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit) {
    const Oid id = parse_oid(commit->id);
    if (std::find(left.begin(), left.end(), id) == left.end()) return id;
  }
  return std::nullopt;
}

// What development has by a pick, and worked on since, conflicts with itself. Where there is no
// time to look, the conflict is told.
bool was_picked_early(const Inquiry& asked, const Oid& head, const Oid& target) try {
  Lander on_development(asked.index, production_of(asked));
  return is_there(on_development.branch(head, target).state);
} catch (const OutOfTime&) {
  return false;
}

}  // namespace

Containment containment_of(const Inquiry& asked) {
  Containment found = landings_of(asked);
  found.abandoned = reason_to_abandon(asked);
  return found;
}

Forecast forecast_of(const Inquiry& asked, const History& history,
                     const std::optional<Origin>& origin) {
  const Oid target = development_of(asked);
  const Oid head = head_of(asked);
  const std::vector<Oid> left = diverge(asked.graph, target, head).ahead;
  if (left.empty()) return as_it_is_there();
  // Throws where no history is shared, so that there is a merge base after it.
  std::vector<TreeChange> changes = judged_changes(asked, history, origin);
  Oid base = parse_oid(history.merge_bases.front());
  if (const auto merged = merged_early(history, left)) {
    base = *merged;
    changes = diff_trees(asked.repository(), asked.graph.header(base).tree,
                         asked.graph.header(head).tree);
  }
  Forecast found =
      forecast(asked.index, {std::move(changes), base, target, asked.question.refs.development});
  const bool is_told = found.outcome == Forecast::Outcome::conflicts;
  return is_told && was_picked_early(asked, head, target) ? as_it_is_there() : found;
}

namespace {

std::string text_of(const OptionValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::string lines;
  for (const std::string& word : std::get<Words>(value)) lines.append(word).append(1, '\n');
  return lines;
}

// What "nothing is owed" depends on: the two tips, and all that the policy says. Empty: on more
// than that, as where the ledger begins at a tag.
std::string question_of_debts(const Inquiry& asked, const LedgerQuestion& question) {
  const Policy& policy = asked.policy();
  if (!policy.backport.since.empty()) return {};
  std::string text = question.production.hex() + " " + question.development.hex() + " " +
                     policy.production + " " + policy.development;
  for (const auto& [key, set] : policy.set) text += "\n" + key + " " + text_of(set.value);
  return text;
}

}  // namespace

// Most pushes find nothing owed, again and again between the same two tips. No time changes that.
std::vector<Hotfix> debts_of(const Inquiry& asked) {
  const bool is_told = asked.subject().stage == Stage::push && !asked.subject().old_head.empty();
  if (is_told) return {};
  const LedgerQuestion question{production_of(asked), development_of(asked), asked.context.now};
  constexpr std::size_t kFew = 16;  // pairs of tips
  Memory memory(asked.repository(), "debts-v1", kFew);
  const std::string asks = question_of_debts(asked, question);
  if (!asks.empty() && memory.find(asks) != nullptr) return {};
  std::vector<Hotfix> owed = ledger(asked.index, asked.policy(), question);
  std::erase_if(owed, [](const Hotfix& hotfix) { return is_settled(hotfix); });
  if (!asks.empty() && owed.empty()) memory.keep(asks, "none");
  try_overdue(asked, owed);
  return owed;
}

Promotion promotion_ahead_of(const Inquiry& asked) {
  require_head(asked);
  Promotion promotion =
      completed(asked,
                promotion_ahead(asked.index, asked.policy(),
                                {production_of(asked), head_of(asked), asked.context.now}),
                production_of(asked));
  promotion.beside = beside_development(asked);
  return promotion;
}

Promotion promotion_by(const Inquiry& asked, const Update& update) {
  const bool moves =
      update.kind == Update::Kind::rewrite || update.kind == Update::Kind::fast_forward;
  const bool is_known = moves && !update.was_deleted;
  if (!is_known || update.reverts_tip || is_released_at_home(asked)) return {};
  return completed(asked,
                   promotion_by_push(asked.index, asked.policy(),
                                     {old_head_of(asked), development_of(asked), asked.context.now},
                                     head_of(asked)),
                   old_head_of(asked));
}

}  // namespace hotfix
