// SPDX-License-Identifier: MIT
#include "gate/report/ledger/ledger_words.h"

#include <algorithm>
#include <tuple>

#include "gate/base/time_text.h"
#include "gate/report/ledger/post_mortem_words.h"
#include "rules/support/bringing.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// `work`, done on development.
Commands on_development_of(const LedgerReport& report, const Commands& work) {
  Facts facts;
  facts.refs = report.refs;
  return on_development(facts, work);
}

// "origin" of "origin/kars-dev"; empty for a local branch.
std::string remote_of(const std::string& ref, const std::string& branch) {
  const std::string suffix = "/" + branch;
  return ref.ends_with(suffix) ? ref.substr(0, ref.size() - suffix.size()) : std::string();
}

struct Target {
  const std::string& branch;
  const std::string& ref;  // as git names it here
};

// `work` done on a branch of its own, for a pull request to `target`.
LedgerFix by_pull_request(Forge forge, const Target& target, const std::string& name,
                          const Commands& work) {
  const std::string remote = remote_of(target.ref, target.branch);
  LedgerFix fix;
  fix.commands =
      on_new_branch(name, remote.empty() ? shell_quote(target.branch) : "FETCH_HEAD", work, remote);
  if (!remote.empty()) {
    fix.commands.insert(fix.commands.begin() + 1, "git fetch " + shell_quote(remote) + " " +
                                                      shell_quote("refs/heads/" + target.branch));
  }
  fix.then = (remote.empty() ? "merge " + name + " into " + target.branch
                             : "open the " + std::string(request_name(forge)) + " from " + name +
                                   " to " + target.branch);
  return fix;
}

// A revert is work like any other: development may be protected, and others should see it.
LedgerFix take_back(const LedgerReport& report, const Hotfix& rollback) {
  const std::string id = short_id(rollback.commit);
  LedgerFix fix = by_pull_request(
      report.pages.forge, {report.refs.development, report.refs.development_ref},
      report.backport_prefix + "rollback-" + id, {pick_from_production(rollback.commit)});
  fix.then += "; if " + report.refs.development +
              " fixed it instead, say so in a commit there: Hotfix-Waive: backport " + id +
              " <reason>";
  return fix;
}

// A commit under its own message; a merge's is no hotfix's.
Commands pick_as_hotfix(const Hotfix& hotfix) {
  if (hotfix.found_by == HotfixSign::subject) return {pick_from_production(hotfix.commit)};
  const std::string id = short_id(hotfix.commit);
  return {"git cherry-pick -n -m 1 " + id, "git commit -m 'hotfix: bring back " + id +
                                               "' -m '(cherry picked from commit " + hotfix.commit +
                                               ")'"};
}

LedgerFix bring_to_production(const LedgerReport& report, const Hotfix& hotfix) {
  return by_pull_request(report.pages.forge, {report.refs.production, report.refs.production_ref},
                         report.refs.hotfix_prefix + "again-" + short_id(hotfix.commit),
                         pick_as_hotfix(hotfix));
}

LedgerFix backport(const LedgerReport& report, const Hotfix& hotfix) {
  if (hotfix.found_by == HotfixSign::rollback) return take_back(report, hotfix);
  const BringingSteps steps = bringing_steps(
      {bringing(hotfix)}, [&](const Commands& work) { return on_development_of(report, work); });
  if (steps.stops.empty()) return {LedgerFix::When::owed, steps.commands};
  return {LedgerFix::When::owed, steps.commands, steps.stops + ". " + std::string(kOnceResolved),
          steps.then};
}

std::vector<LedgerFix> question(const LedgerReport& report, const Hotfix& hotfix) {
  std::vector<LedgerFix> fixes;
  if (!hotfix.landing.evidence.empty()) {
    fixes.push_back(
        {LedgerFix::When::to_look, {"git show " + short_id(hotfix.landing.evidence.back())}});
  }
  fixes.push_back(
      {LedgerFix::When::if_it_is, on_development_of(report, {confirm_landing(hotfix.commit)})});
  LedgerFix bring = backport(report, hotfix);
  if (bring.commands.empty()) return fixes;
  bring.when = LedgerFix::When::if_it_is_not;
  fixes.push_back(std::move(bring));
  return fixes;
}

template <class Test>
std::vector<const Hotfix*> hotfixes_where(const LedgerReport& report, Test wanted) {
  std::vector<const Hotfix*> result;
  for (const Hotfix& hotfix : report.hotfixes) {
    if (wanted(hotfix)) result.push_back(&hotfix);
  }
  return result;
}

struct Tally {
  std::size_t lost = 0;  // on production; counted among the overdue too
  std::size_t overdue = 0, due = 0, undecided = 0, waived = 0, settled = 0;
};

Tally tally(const LedgerReport& report) {
  Tally sum;
  for (const Hotfix& hotfix : report.hotfixes) {
    const LandingState state = hotfix.landing.state;
    const bool is_lost = !hotfix.lost_on_production.empty();
    if (is_lost) ++sum.lost;
    ++(is_lost                            ? sum.overdue
       : state == LandingState::undecided ? sum.undecided
       : state == LandingState::waived    ? sum.waived
       : is_settled(state)                ? sum.settled
       : hotfix.overdue                   ? sum.overdue
                                          : sum.due);
  }
  return sum;
}

// "1 hotfix is", "2 hotfixes are".
std::string these_are(std::size_t n) {
  return count(n, "hotfix", "hotfixes") + (n == 1 ? " is" : " are");
}

std::vector<LedgerFix> fixes_on_development(const LedgerReport& report, const Hotfix& hotfix) {
  const Landing& landing = hotfix.landing;
  if (landing.state == LandingState::uncertain) return question(report, hotfix);
  if (landing.state == LandingState::undecided) return {{LedgerFix::When::owed, {landing.fix}}};
  LedgerFix bring = backport(report, hotfix);
  return bring.commands.empty() ? question(report, hotfix) : std::vector<LedgerFix>{bring};
}

}  // namespace

std::vector<LedgerFix> fixes(const LedgerReport& report, const Hotfix& hotfix) {
  if (report.is_read) return {};
  const Landing& landing = hotfix.landing;
  std::vector<LedgerFix> all;
  if (!hotfix.lost_on_production.empty()) all.push_back(bring_to_production(report, hotfix));
  if (is_settled(landing.state)) return all;
  std::vector<LedgerFix> here = fixes_on_development(report, hotfix);
  if (!all.empty() && here.front().when == LedgerFix::When::owed) {
    here.front().when = LedgerFix::When::then;
  }
  all.insert(all.end(), here.begin(), here.end());
  return all;
}

std::string_view when_words(LedgerFix::When when) {
  switch (when) {
    case LedgerFix::When::to_look:
      return "Look at what is there";
    case LedgerFix::When::if_it_is:
      return "If that is it, put it on record";
    case LedgerFix::When::if_it_is_not:
      return "If it is not";
    case LedgerFix::When::then:
      return "Then, on development";
    case LedgerFix::When::owed:
      break;
  }
  return {};
}

std::vector<const Hotfix*> owed(const LedgerReport& report) {
  auto result = hotfixes_where(report, [](const Hotfix& one) { return !is_settled(one); });
  std::stable_sort(result.begin(), result.end(), [](const Hotfix* one, const Hotfix* other) {
    const auto rank = [](const Hotfix* hotfix) {
      return std::tuple(hotfix->lost_on_production.empty(), !is_debt(*hotfix), hotfix->deadline);
    };
    return rank(one) < rank(other);
  });
  return result;
}

std::vector<const Hotfix*> waived(const LedgerReport& report) {
  return hotfixes_where(report, [](const Hotfix& one) {
    return is_settled(one) && one.landing.state == LandingState::waived;
  });
}

std::vector<const Hotfix*> settled(const LedgerReport& report) {
  auto result = hotfixes_where(report, [](const Hotfix& one) {
    return is_settled(one) && one.landing.state != LandingState::waived;
  });
  std::reverse(result.begin(), result.end());
  return result;
}

std::string headline(const LedgerReport& report) {
  const Tally sum = tally(report);
  const std::string &production = report.refs.production, &development = report.refs.development;
  if (sum.lost > 0) {
    return count(sum.lost, "hotfix", "hotfixes") + (sum.lost == 1 ? " was" : " were") +
           " lost on " + production + ": a later commit took " + (sum.lost == 1 ? "it" : "them") +
           " out, and what " + (sum.lost == 1 ? "it" : "they") + " fixed is broken again";
  }
  if (sum.overdue > 0) {
    return these_are(sum.overdue) + " overdue: " + production + " has " +
           (sum.overdue == 1 ? "it" : "them") + ", " + development +
           " does not, and the next promotion may undo " + (sum.overdue == 1 ? "it" : "them");
  }
  if (sum.due > 0)
    return these_are(sum.due) + " not on " + development + " yet, within the deadline";
  if (sum.undecided > 0) return these_are(sum.undecided) + " undecided";
  if (const std::string words = rules_headline(report); !words.empty())
    return "no backport is owed, but " + words;
  if (report.hotfixes.empty() && !report.unsigned_commits.empty())
    return "nothing calls a commit of " + production + " a hotfix, but " +
           unsigned_headline(report);
  if (report.hotfixes.empty())
    return production + " has no hotfix that " + development + " could owe";
  return "nothing is owed: " + count(report.hotfixes.size(), "hotfix", "hotfixes") + " of " +
         production + ", all settled";
}

std::string counts(const LedgerReport& report) {
  const Tally sum = tally(report);
  return count(report.hotfixes.size(), "hotfix", "hotfixes") + ": " + std::to_string(sum.overdue) +
         " overdue, " + std::to_string(sum.due) + " due, " + std::to_string(sum.undecided) +
         " undecided, " + std::to_string(sum.waived) + " waived, " + std::to_string(sum.settled) +
         " settled";
}

std::string urgency(const LedgerReport& report, const Hotfix& hotfix) {
  if (!hotfix.lost_on_production.empty()) return "lost on production";
  if (!is_debt(hotfix)) return std::string(state_name(hotfix.landing.state));
  const std::int64_t late = report.now - hotfix.deadline;
  return hotfix.overdue ? shown_duration(late) + " late" : "due in " + shown_duration(-late);
}

std::string_view state_words(LandingState state) {
  switch (state) {
    case LandingState::landed:
      return "the very commit is there";
    case LandingState::equivalent:
      return "the same change by another commit";
    case LandingState::adapted:
      return "the same fix in another form: a conflict resolved, squashed or split";
    case LandingState::lost:
      return "it was there, and was undone";
    case LandingState::withdrawn:
      return "production took it back, so nothing is owed";
    case LandingState::waived:
      return "a person said on the record that nothing is owed";
    case LandingState::uncertain:
      return "something like it is there; a person must say whether that is it";
    case LandingState::missing:
      return "it is not there";
    case LandingState::undecided:
      return "it could not be found out";
  }
  return {};
}

std::string loss_words(const LedgerReport& report, const Hotfix& hotfix) {
  if (hotfix.lost_on_production.empty()) return {};
  return "lost on production by " + short_id(hotfix.lost_on_production) + ": it took this out of " +
         report.refs.production + " and does not say that it reverts it";
}

std::string false_date_words(const Hotfix& hotfix) {
  if (!hotfix.false_date) return {};
  return "its own date, " + shown_time(*hotfix.false_date) +
         ", cannot be; counted from the commit after it, or from now";
}

std::string unsigned_headline(const LedgerReport& report) {
  const std::size_t n = report.unsigned_commits.size();
  if (n == 0) return {};
  return count(n, "production commit") + (n == 1 ? " bears" : " bear") +
         " no sign of a hotfix and " + (n == 1 ? "is" : "are") + " not on " +
         report.refs.development;
}

std::vector<const Hotfix*> newest_unsigned(const LedgerReport& report, std::size_t most) {
  std::vector<const Hotfix*> newest;
  const auto& all = report.unsigned_commits;
  for (auto one = all.rbegin(); one != all.rend() && newest.size() < most; ++one) {
    newest.push_back(&*one);
  }
  return newest;
}

Commands unsigned_fix(const LedgerReport& report, std::size_t most) {
  if (report.is_read) return {};
  const std::vector<const Hotfix*> newest = newest_unsigned(report, most);
  std::string pick;
  for (auto one = newest.rbegin(); one != newest.rend(); ++one) {
    const std::string& commit = (*one)->commit;
    pick += pick.empty() ? pick_from_production(commit) : " " + short_id(commit);
  }
  return on_development_of(report, {pick});
}

std::string unsigned_note(const LedgerReport& report) {
  return "if one is not owed, say so in a commit on " + report.refs.development +
         " with the line Hotfix-Waive: backport <id> <reason>; to have all of them owed, set "
         "hotfixes = \"all\" under [backport] in .hotfix.toml";
}

std::string evidence_words(const Landing& landing) {
  constexpr std::size_t kMost = 3;
  std::string words;
  for (std::size_t i = 0; i < std::min(kMost, landing.evidence.size()); ++i) {
    words += (i == 0 ? "" : ", ") + short_id(landing.evidence[i]);
  }
  if (landing.evidence.size() <= kMost) return words;
  return words + " and " + std::to_string(landing.evidence.size() - kMost) + " more";
}

}  // namespace hotfix
