// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "rules/model/registry.h"
#include "rules/support/approvals.h"
#include "rules/support/bringing.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Effect = Promotion::Effect;
using Kind = Promotion::Kind;
using Undone = Promotion::Undone;
// Hotfixes that one cause undoes in the same ways: one finding. Not empty.
using Group = std::vector<Undone>;

constexpr std::size_t kMostListed = 10;  // hotfixes in the commands of a finding

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::push:
      return "push";
    case Kind::merge:
      return "merge";
    case Kind::squash:
      return "squash";
    case Kind::reset:
      return "reset";
  }
  return "";
}

// "merge, squash or reset"
std::string kinds(const std::vector<Kind>& by) {
  std::string text;
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (i > 0) text += i + 1 == by.size() ? " or " : ", ";
    text += word(by[i]);
  }
  return text;
}

bool is_push(const Undone& undone) { return undone.by.front() == Kind::push; }

// A merge keeps what only a reset would undo.
bool is_by_reset(const Undone& undone) { return undone.by == std::vector<Kind>{Kind::reset}; }

bool is_error(const Undone& undone) {
  const bool is_loss = undone.effect == Effect::gone || undone.effect == Effect::dropped;
  return is_loss && !is_by_reset(undone);
}

std::string undoing_commit(const Undone& undone) {
  const Landing& landing = undone.hotfix.landing;
  const bool is_known = landing.state == LandingState::lost && !landing.evidence.empty();
  return is_known ? landing.evidence.back() : std::string();
}

// Those that are settled by a word of a person stand alone: each has its own.
bool is_same_cause(const Undone& a, const Undone& b) {
  if (a.effect != b.effect || a.by != b.by) return false;
  const bool is_open = a.word.commit.empty() && b.word.commit.empty();
  // Of what is only a warning, one finding is enough.
  const bool is_one_kind = !is_error(a) && a.effect != Effect::unclear;
  const auto cause = [](const Undone& undone) {
    return std::make_pair(undone.hotfix.landing.state, undoing_commit(undone));
  };
  return is_open && (is_one_kind || cause(a) == cause(b));
}

// Errors first; of one level in the order of their first hotfixes.
std::vector<Group> by_cause(const std::vector<Undone>& all) {
  std::vector<Group> groups;
  for (const Undone& one : all) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
      return is_same_cause(group.front(), one);
    });
    if (same == groups.end()) {
      groups.push_back({one});
    } else {
      same->push_back(one);
    }
  }
  std::stable_partition(groups.begin(), groups.end(),
                        [](const Group& group) { return is_error(group.front()); });
  return groups;
}

std::string hotfix_line(const Hotfix& hotfix) {
  return short_id(hotfix.commit) + " \"" + hotfix.subject + "\" by " + hotfix.author;
}

// "hotfix 1234 "subject" by Kim Doe" or "24 hotfixes".
std::string hotfixes_of(const Group& group) {
  if (group.size() > 1) return count(group.size(), "hotfix", "hotfixes");
  return "hotfix " + hotfix_line(group.front().hotfix);
}

std::string what_happens(const Group& group, const Refs& refs) {
  const Undone& first = group.front();
  const std::string what = hotfixes_of(group);
  const std::string start =
      is_push(first) ? "the push" : "promoting " + refs.development + " by " + kinds(first.by);
  if (first.effect == Effect::conflicts) return start + " conflicts where production has " + what;
  return start + (first.effect == Effect::unclear ? " may undo " : " would undo ") + what;
}

// One hotfix: its places. Several: a line for each.
std::vector<std::string> list_of(const Group& group) {
  if (group.size() == 1) return group.front().places;
  std::vector<std::string> lines;
  for (const Undone& undone : group) {
    std::string line = hotfix_line(undone.hotfix) + ": " + undone.places.front();
    const std::size_t more = undone.places.size() - 1;
    if (more > 0) line += " and " + std::to_string(more) + " more";
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string why_so(const Group& group, const std::string& development) {
  const Undone& undone = group.front();
  const Landing& landing = undone.hotfix.landing;
  const std::string it = group.size() == 1 ? "it" : "them";
  const std::string commit =
      landing.evidence.empty() ? "a commit there" : short_id(landing.evidence.back());
  if (undone.effect == Effect::dropped) {
    return development + " has " + it + (group.size() == 1 ? ": " + commit : std::string()) +
           ". Dropped on the way to production";
  }
  if (undone.effect == Effect::reworked) {
    return development + " had " + it + " when it was last promoted, and took " + it +
           " out since" + (group.size() == 1 ? ": " + commit : std::string());
  }
  if (is_by_reset(undone)) return development + " does not have " + it + "; a merge keeps " + it;
  if (landing.state == LandingState::lost) return development + " undid " + it + ": " + commit;
  if (landing.state == LandingState::waived) {
    return development + " does not have " + it +
           "; the backport is waived, but that does not allow undoing " + it + " here";
  }
  if (landing.state == LandingState::missing) return development + " does not have " + it;
  return development + " has something like " + it +
         (group.size() == 1 ? ": " + commit : std::string());
}

// The oldest of them first, as many as are listed.
BringingSteps bring_back(const Group& group, const Facts& facts) {
  std::vector<Bringing> ways;
  for (std::size_t i = 0; i < std::min(group.size(), kMostListed); ++i) {
    ways.push_back(bringing(group[i].hotfix));
  }
  return bringing_steps(ways, [&](const Commands& work) { return on_development(facts, work); });
}

// A person's word names one hotfix.
std::string how_to_waive(const Undone& undone) {
  return "If production may lose it, say why in a commit of the branch: Hotfix-Waive: promotion " +
         short_id(undone.hotfix.commit) + " <reason>";
}

// Where development has the fix, or may have it, a person has to look first.
void add_fix(Finding& finding, const Group& group, const Facts& facts) {
  const Undone& first = group.front();
  const std::string commit = first.hotfix.commit;
  if (first.effect == Effect::conflicts) {
    finding.advice = {{"Keep production's side there, or bring the fix to " +
                           facts.refs.development + " first; it is shown by",
                       {"git show " + short_id(commit)}}};
    return;
  }
  if (first.effect == Effect::dropped) {
    finding.hint = how_to_waive(first);
    finding.advice = {{"Make the merge again and keep the fix where it conflicts; it is shown by",
                       {"git show " + short_id(commit)}}};
    return;
  }
  const BringingSteps back = bring_back(group, facts);
  if (first.effect == Effect::reworked && !back.commands.empty()) {
    finding.advice = advice("If that was not meant, bring it back", back);
    return;
  }
  const LandingState state = first.hotfix.landing.state;
  const bool is_gone = state == LandingState::missing || state == LandingState::lost ||
                       state == LandingState::waived;
  if (is_gone && !back.commands.empty()) {
    offer(finding, back);
    finding.advice.push_back({"Then promote " + facts.refs.development + " again", {}});
    finding.advice.push_back({how_to_waive(first), {}});
    return;
  }
  finding.advice = {
      {std::string("If that is the fix, say so") + (group.size() == 1 ? "" : " of each"),
       on_development(facts, {confirm_landing(commit)})}};
  if (back.commands.empty()) return;
  for (Advice& one : advice("If not, bring it back", back)) {
    finding.advice.push_back(std::move(one));
  }
}

// "it is in another form, says Kim Doe".
std::string said(const Undone::Word& word, const std::string& development) {
  std::string text = word.has_landed ? development + " has it in another form" : word.reason;
  if (word.has_landed && !word.reason.empty()) text += ", " + word.reason;
  return text + " (says " + word.author + ")";
}

Finding finding_of(const Group& group, const Facts& facts) {
  const Undone& first = group.front();
  Finding finding;
  finding.level = is_error(first) ? Level::error : Level::warning;
  finding.message = what_happens(group, facts.refs);
  finding.details = list_of(group);
  finding.details.push_back(why_so(group, facts.refs.development));
  if (group.size() == 1) finding.commit = first.hotfix.commit;
  add_fix(finding, group, facts);
  finding.waived_by = first.word.commit;
  if (!first.word.commit.empty()) {
    finding.waived_because = said(first.word, facts.refs.development);
  }
  return finding;
}

bool is_told(const Undone& undone, const std::vector<Undone>& all) {
  return std::any_of(all.begin(), all.end(), [&](const Undone& other) {
    return other.hotfix.commit == undone.hotfix.commit && !is_by_reset(other);
  });
}

// Only by hand does somebody promote by a reset: a pull request is merged, and a push is judged as
// it is.
std::vector<Undone> worth_telling(const Facts& facts, const Options& options) {
  std::vector<Undone> all = facts.promotion->undone;
  const bool may_reset = facts.subject.stage == Stage::lint && options.flag("by_reset");
  if (!may_reset) {
    for (Undone& one : all) std::erase(one.by, Kind::reset);
    std::erase_if(all, [](const Undone& one) { return one.by.empty(); });
  }
  const std::vector<Undone> known = all;
  std::erase_if(all, [&](const Undone& one) { return is_by_reset(one) && is_told(one, known); });
  return all;
}

// The files by which production judges.
std::vector<std::string> judges_among(const Promotion& promotion, const Options& options) {
  std::vector<std::string> judges;
  for (const std::string& path : promotion.arrives) {
    const bool is_judge = one_of(path, promotion.of_ci) || options.matches("paths", path);
    if (is_judge) judges.push_back(path);
  }
  return judges;
}

// "minimal-diff and tests-present"
std::string switched_off(const Promotion& promotion) {
  std::vector<std::string> rules;
  for (const Promotion::Weakened& one : promotion.weakened) {
    if (!one.off.empty()) rules.push_back(one.off);
  }
  std::string text;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (i > 0) text += i + 1 == rules.size() ? " and " : ", ";
    text += rules[i];
  }
  return text;
}

std::string what_judges_then(const Promotion& promotion, const std::vector<std::string>& files,
                             const Refs& refs) {
  const std::string off = switched_off(promotion);
  if (!promotion.policy_error.empty()) return "brings a policy that cannot be read";
  if (!off.empty()) return "switches off " + off;
  if (!promotion.weakened.empty()) return "weakens the policy, or may";
  return "changes what " + refs.production +
         " is judged by: " + (files.size() == 1 ? files.front() : count(files.size(), "file"));
}

// Nothing is wrong with it, and the pull request is where somebody has to have seen it.
void ask_for_approval(Finding& finding, const Facts& facts, const Options& options) {
  const Stage stage = facts.subject.stage;
  if (stage == Stage::pull_request) {
    wait_for_approval(finding, facts, options);
    return;
  }
  finding.level = Level::warning;
  const bool is_merged = stage == Stage::merge_group || stage == Stage::released;
  const std::string request(request_name(facts.forge));
  finding.hint = is_merged ? "Whoever approved the " + request + " has to have seen that"
                           : "Its " + request + " needs a review for that";
}

Findings judge_what_judges(const Facts& facts, const Options& options) {
  const Promotion& promotion = *facts.promotion;
  const std::vector<std::string> files = judges_among(promotion, options);
  const bool is_policy = !promotion.weakened.empty() || !promotion.policy_error.empty();
  if (files.empty() && !is_policy) return {};
  Finding finding;
  finding.message =
      (facts.update ? std::string("the push ") : "promoting " + facts.refs.development + " ") +
      what_judges_then(promotion, files, facts.refs);
  if (!promotion.policy_error.empty()) finding.details.push_back(promotion.policy_error);
  for (const Promotion::Weakened& one : promotion.weakened) {
    finding.details.push_back(one.key + ": " + one.words);
  }
  if (files.size() == 1 && !is_policy) {
    finding.path = files.front();
  } else {
    finding.details.insert(finding.details.end(), files.begin(), files.end());
  }
  ask_for_approval(finding, facts, options);
  return {finding};
}

// The rules of a hotfix do not judge what is released, because development had it before.
Findings judge_beside(const Facts& facts, const Options& options) {
  const std::vector<std::string>& beside = facts.promotion->beside;
  if (beside.empty()) return {};
  Finding finding;
  finding.message = facts.subject.branch + " brings " + count(beside.size(), "commit") + " that " +
                    facts.refs.development + " does not have";
  finding.details = beside;
  ask_for_approval(finding, facts, options);
  return {finding};
}

Findings check(const Facts& facts, const Options& options) {
  Findings findings;
  for (const Group& group : by_cause(worth_telling(facts, options))) {
    findings.push_back(finding_of(group, facts));
  }
  for (Finding& finding : judge_beside(facts, options)) findings.push_back(std::move(finding));
  for (Finding& finding : judge_what_judges(facts, options)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace

constexpr Rule promotion{
    .id = "promotion",
    .summary =
        "No release of the development branch undoes a hotfix that production has, or changes "
        "unseen what production is judged by.",
    .why =
        "A hotfix that did not come back to the development branch is gone when that branch is "
        "released, with no conflict and no failing test: the incident happens again. And a release "
        "is the way by which a rule can be switched off where nobody looks.",
    .fix =
        "Bring the hotfix to the development branch first, and promote that; the finding prints "
        "the commands. Where it is wrong, a commit of that branch says so of one hotfix, and is "
        "named: Hotfix-Landed: <hotfix>, or Hotfix-Waive: promotion <hotfix> <reason>. A release "
        "that changes the policy, the CI or the hooks (paths of protected-paths), or brings "
        "commits "
        "that the development branch does not have, needs the approval that emergency-review would "
        "ask for.",
    .workflow = "Backport to Dev: the loss that a missing backport causes",
    .step = WorkflowStep::backport,
    .stages = {Stage::lint, Stage::push, Stage::pull_request, Stage::merge_group, Stage::released},
    .judges = {SubjectKind::production, SubjectKind::promotion},
    .needs = Need::promotion | Need::history,
    .waivable = true,
    .options = {{"by_reset", OptionKind::flag,
                 "hotfix-lint also warns of what only a promotion by reset would undo: production "
                 "replaced by development.",
                 true}},
    .check = check,
    .shares_options_of = "protected-paths",
    .role = Role::promotion,
};

}  // namespace hotfix::rules
