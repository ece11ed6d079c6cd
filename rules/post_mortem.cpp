// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

std::string title_of(const PostMortem& one) { return short_id(one.commit) + " " + one.subject; }

// It writes a file that the person has to finish, and says how that comes to development.
Finding missing(const PostMortem& one, const std::string& development) {
  Finding finding;
  finding.message = development + " has no post-mortem of " + title_of(one);
  finding.details = {"it would be " + one.path};
  finding.fix = {"git hotfix post-mortem --write " + short_id(one.commit)};
  return finding;
}

Finding unfinished(const PostMortem& one, const std::string& development) {
  Finding finding;
  finding.message =
      "the post-mortem of " + title_of(one) + " is not filled in: " + with_commas(one.open);
  finding.path = one.path;
  finding.hint = "Fill it in, in " + one.path + " on " + development;
  return finding;
}

Finding unreadable(const PostMortem& one, const std::string& development) {
  Finding finding;
  finding.message = "the post-mortem of " + title_of(one) + " is too long or too deep to be read";
  finding.path = one.path;
  finding.hint = "Make " + one.path + " on " + development +
                 " shorter than 65,536 characters: put logs into files of their own";
  return finding;
}

Finding about(const PostMortem& one, const std::string& development) {
  if (one.state == PostMortemState::unfinished) return unfinished(one, development);
  if (one.state == PostMortemState::unreadable) return unreadable(one, development);
  return missing(one, development);
}

// Newest first: whoever was there still knows.
Findings check(const Facts& facts, const Options&) {
  Findings findings;
  const std::vector<PostMortem>& all = *facts.post_mortems;
  for (auto one = all.rbegin(); one != all.rend(); ++one) {
    if (!one->overdue && one->state != PostMortemState::waived) continue;
    Finding finding = about(*one, facts.refs.development);
    finding.commit = one->commit;
    finding.waived_by = one->waived_by;
    finding.waived_because = one->waived_because;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

constexpr Rule post_mortem{
    .id = "post-mortem",
    .summary =
        "Each hotfix has a post-mortem on development within 48 hours, with its sections filled "
        "in.",
    .why =
        "After two days nobody remembers what was seen and done, and in which order. What is not "
        "written down is not prevented, and the next hotfix is for the same thing.",
    .fix =
        "git hotfix post-mortem --write makes the document with all that git knows; fill in the "
        "rest and bring it to development. The deadline, the folder and the template are "
        "[post_mortem] of the policy.",
    .workflow = "Post-Mortem: Document Incident, within 48 hours; Don't: Skip post-mortem",
    .step = WorkflowStep::post_mortem,
    .stages = {Stage::audit},
    .judges = {SubjectKind::ledger},
    .needs = Need::post_mortems,
    .level = Level::warning,
    .check = check,
    .role = Role::post_mortem,
};

}  // namespace hotfix::rules
