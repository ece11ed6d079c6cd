// SPDX-License-Identifier: MIT
#include "gate/facts/gather.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "gate/base/error.h"
#include "gate/documents/post_mortems.h"
#include "gate/facts/arrivals.h"
#include "gate/facts/backport.h"
#include "gate/facts/changes.h"
#include "gate/facts/history.h"
#include "gate/facts/landings.h"
#include "gate/facts/origin.h"
#include "gate/facts/reverts.h"
#include "gate/facts/update.h"
#include "gate/facts/worktree.h"
#include "rules/model/need_table.h"
#include "rules/support/forge.h"

namespace hotfix {

namespace {

// How each need is gathered: one function a row of rules/model/needs.def, by its name. It fills the
// field of its fact, from facts that the row stands on, or throws Undecidable.
namespace gathering {

void history(const Inquiry& asked, Facts& facts) {
  facts.history = history_of(asked);
  // What is released was waived of the branches that it came from; of a release itself a waiver
  // names a hotfix, and goes no further (Promotion::Undone::Word).
  const bool is_release = asked.subject().kind == SubjectKind::promotion;
  if (!is_release) facts.waivers = waivers_in(facts.history->commits);
}

void origin(const Inquiry& asked, Facts& facts) {
  facts.origin = origin_of(asked, ids_of(facts.history->commits));
}

void lines(const Inquiry& asked, Facts& facts) {
  facts.changes = judged_files(asked, *facts.history, facts.origin, true);
}

void changes(const Inquiry& asked, Facts& facts) {
  if (!facts.changes) facts.changes = judged_files(asked, *facts.history, facts.origin, false);
}

void update(const Inquiry& asked, Facts& facts) { facts.update = update_of(asked); }

void reverts(const Inquiry& asked, Facts& facts) {
  Reverts reverts =
      reverts_in(asked, facts.update ? facts.update->commits : facts.history->commits);
  facts.reverts = std::move(reverts.found);
  facts.unknown.insert(facts.unknown.end(), reverts.unknown.begin(), reverts.unknown.end());
}

void containment(const Inquiry& asked, Facts& facts) { facts.containment = containment_of(asked); }

// The hook of commit-msg has it from git, and asks for nothing else.
void message(const Inquiry&, Facts&) {
  throw Undecidable("the message of a commit that is not made yet is known only to its hook",
                    "git commit");
}

void forecast(const Inquiry& asked, Facts& facts) {
  facts.forecast = forecast_of(asked, *facts.history, facts.origin);
}

void debts(const Inquiry& asked, Facts& facts) { facts.debts = debts_of(asked); }

void promotion(const Inquiry& asked, Facts& facts) {
  facts.promotion = facts.update ? promotion_by(asked, *facts.update) : promotion_ahead_of(asked);
}

// Only the forge knows these, and the programs ask no server. `what` of the pull request `is` or
// `are` not known.
[[noreturn]] void not_known(const std::string& what, const std::string& is, Forge forge) {
  throw Undecidable(what + " of the " + std::string(request_name(forge)) + " " + is + " not known",
                    give_pull_request(forge));
}

void pull_request(const Inquiry&, Facts& facts) {
  if (facts.pull_request) return;
  not_known("the title, body, labels and reviews", "are", facts.forge);
}

void description(const Inquiry& asked, Facts& facts) {
  const auto read_page = asked.question.read_page;
  if (!read_page) not_known("the description", "is", facts.forge);
  facts.description = read_page(facts.pull_request->body);
}

void reviews(const Inquiry& asked, Facts& facts) {
  pull_request(asked, facts);
  const PullRequest& known = *facts.pull_request;
  if (!known.reviews) not_known("the reviews", "are", facts.forge);
  // Else nobody could tell the author from a reviewer.
  if (!known.author_known) not_known("the author", "is", facts.forge);
}

void arrivals(const Inquiry& asked, Facts& facts) { facts.arrivals = arrivals_by(asked); }

void claims(const Inquiry& asked, Facts& facts) {
  facts.backport = backport_of(asked);
  facts.waivers = waivers_of_backport(asked);
}

void post_mortems(const Inquiry& asked, Facts& facts) {
  facts.post_mortems = hotfix::post_mortems(
      asked.index, asked.policy(), {production_of(asked), development_of(asked), asked.context.now},
      asked.question.read_page);
}

}  // namespace gathering

struct Row {
  Need need;
  void (*find_out)(const Inquiry&, Facts&);
};
constexpr Row kRows[] = {
#define HOTFIX_NEED(name, ...) {Need::name, gathering::name},
#include "rules/model/needs.def"
#undef HOTFIX_NEED
};

// `needs` and what they stand on, as far as it can be asked of the subject.
Need with_grounds(Need needs, const Subject& subject) {
  Need all = needs;
  for (const Need need : kNeeds) {
    if (has(needs, need)) all = all | askable(stands_on(need), subject);
  }
  return all;
}

bool is_grounded(Need need, const Facts& facts) {
  const Need grounds = askable(stands_on(need), facts.subject);
  return std::all_of(std::begin(kNeeds), std::end(kNeeds),
                     [&](Need ground) { return !has(grounds, ground) || is_met(facts, ground); });
}

// `need` and those of `needs` that stand on it: one reason is reported for all of them.
Need and_what_stands_on_it(Need need, Need needs) {
  Need all = need;
  for (const Need other : kNeeds) {
    if (has(needs, other) && has(stands_on(other), need)) all = all | other;
  }
  return all;
}

// What a push does not wait for: CI asks it again before anything is merged. Nothing that protects
// a branch from the push itself.
constexpr Need kCanWait = Need::forecast | Need::debts;

// While it lives, reading ends with the patience of the context, if `need` can wait. All needs of a
// run share that time.
class Hurry {
 public:
  Hurry(const Inquiry& asked, Need need) : repository_(asked.repository()) {
    if (!has(kCanWait, need) || !asked.context.patience) return;
    std::optional<Repository::Time>& end = asked.index.end;
    if (!end) end = std::chrono::steady_clock::now() + *asked.context.patience;
    repository_.read_until(end);
  }
  ~Hurry() { repository_.read_until(std::nullopt); }
  Hurry(const Hurry&) = delete;
  Hurry& operator=(const Hurry&) = delete;

 private:
  const Repository& repository_;
};

// The forecast is worth telling without the debts: there are none then, as for a branch that was
// pushed before.
void leave_to_ci(Need need, Facts& facts) {
  facts.left_to_ci = facts.left_to_ci | need;
  if (need == Need::debts) facts.debts.emplace();
}

// Where a person who is at this clone has the branch checked out; a CI's clone is not the person's.
Subject in_its_worktree(const Repository& repository, Subject subject) {
  const bool is_here = subject.stage == Stage::lint || subject.stage == Stage::push;
  if (is_here && !subject.local_branch.empty()) {
    subject.worktree = other_worktree_with(repository, subject.local_branch);
  }
  return subject;
}

}  // namespace

Facts gather(const Context& context, LandingIndex& index, const Question& question, Need needs) {
  Facts facts;
  facts.subject = in_its_worktree(context.repository, question.subject);
  facts.refs = question.refs;
  facts.forge = context.forge;
  if (question.pull_request != nullptr) facts.pull_request = *question.pull_request;
  const Inquiry asked{context, index.graph, index, question, askable(needs, question.subject)};
  const Need wanted = with_grounds(asked.needs, question.subject);
  for (const Row& row : kRows) {
    if (!has(wanted, row.need) || !is_grounded(row.need, facts)) continue;
    try {
      const Hurry hurry(asked, row.need);
      row.find_out(asked, facts);
    } catch (const OutOfTime&) {
      leave_to_ci(row.need, facts);
    } catch (const Undecidable& unknown) {
      facts.unknown.push_back({and_what_stands_on_it(row.need, asked.needs), unknown.what(),
                               unknown.fix, unknown.cause});
    }
  }
  return facts;
}

}  // namespace hotfix
