// SPDX-License-Identifier: MIT
#include "gate/workflow/start.h"

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "rules/form/severity_levels.h"
#include "rules/form/severity_statements.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

constexpr std::size_t kLongestSlug = 50;  // bytes

const Options& severity_options(const Policy& policy) {
  return policy.setting(Role::severity).options;
}

std::string other_level(const std::string& level) { return level == "P0" ? "P1" : "P0"; }

// Which of them the words begin with; empty: none.
std::string criterion_in(const std::string& words, const Words& criteria) {
  for (const std::string& criterion : criteria) {
    if ((words_of(words) + " ").starts_with(words_of(criterion) + " ")) return criterion;
  }
  return {};
}

void refuse_criterion_of_other(const Severity& severity, const Options& options) {
  const std::string other = other_level(severity.level);
  if (!criterion_in(severity.criterion, severity_criteria(severity.level, options)).empty()) return;
  if (criterion_in(severity.criterion, severity_criteria(other, options)).empty()) return;
  throw Refused("'" + severity.criterion + "' is a criterion of " + other + ", not of " +
                severity.level);
}

// "  [ ] Back up production        railway run pg_dump": each further command below the first.
std::string box(const std::string& words, const Words& commands) {
  std::string text = "  [ ] " + words + "\n";
  for (const std::string& command : commands) text += "          " + visible(command) + "\n";
  return text;
}

// What is elsewhere must not be committed here.
std::string how_to_commit(const Policy& policy, const Incident& incident,
                          const std::string& folder) {
  const std::string command = commit_command(policy, incident);
  std::string text = "Then fix it, with a test that fails without the fix, and commit it as\n    ";
  if (!folder.empty()) {
    text = "Then fix it in its own work tree\n    cd " + visible(shell_quote(folder)) +
           "\nwith a test that fails without the fix, and commit it as\n    ";
  }
  return text + visible(folder.empty() ? command : in_folder(folder, command)) +
         "\n`git hotfix status` says at any time where it stands, and what comes next.\n";
}

}  // namespace

Step step_of(const Start& start) {
  const std::string id = short_id(start.id);
  Step step{"make " + start.branch + " at " + start.production + " (" + id + ")", {}};
  if (start.folder.empty()) {
    step.what += " and check it out";
    Commands commands = on_new_branch(start.branch, id, {}, {});
    const std::string branch = commands.back();
    commands.pop_back();
    step.acts = acts_of(commands);
    step.acts.push_back({branch, {"git checkout -", drop_branch(start.branch, start.id)}});
  } else {
    step.what += " in " + start.folder;
    step.acts = acts_of(in_new_worktree(start.branch, id, start.folder));
    step.acts.back().undo = {drop_worktree(start.folder), drop_branch(start.branch, start.id)};
  }
  append(step.acts, record(start.incident, start.branch));
  return step;
}

std::string commit_command(const Policy& policy, const Incident& incident) {
  const Words& types = policy.hotfix_types();
  const std::string type = types.empty() ? "" : types.front() + ": ";
  std::string command = "git commit -m " + shell_quote(type + "<what is fixed>");
  const auto add_trailer = [&](const std::string& key, const std::string& value) {
    command += " --trailer " + shell_quote(key + ": " + value);
  };
  if (!incident.severity.empty()) {
    add_trailer("Severity", incident.severity + " " +
                                (incident.criterion.empty() ? "<criterion>" : incident.criterion));
  }
  if (!incident.fixes.empty()) add_trailer("Fixes-Hotfix", incident.fixes);
  return command;
}

std::string branch_called(const std::string& words, const Policy& policy) {
  const std::string& prefix = policy.hotfix_prefix;
  const std::string rest = words.starts_with(prefix) ? words.substr(prefix.size()) : words;
  const std::string part = slug(rest, kLongestSlug);
  const std::string name = prefix + part;
  if (part.empty() || !policy.hotfix_branch(name)) {
    throw UsageError("'" + words + "' does not make a name of a hotfix branch; give a few words " +
                     "with '-' between them");
  }
  if (part != rest) throw UsageError("'" + rest + "' is not a good name: use " + part);
  return name;
}

Severity severity_of(const std::string& level, const std::string& criterion, const Policy& policy) {
  const Severity severity{level_of(level), std::string(trim(criterion))};
  if (severity.level.empty()) throw UsageError("'" + level + "' is not a severity: use P0 or P1");
  if (severity.level != "P0" && severity.level != "P1") {
    throw Refused(severity.level + " is not a hotfix: create an issue and schedule it for the " +
                  "regular release, by way of " + policy.development);
  }
  refuse_criterion_of_other(severity, severity_options(policy));
  return severity;
}

std::string preparation_text(const Policy& policy, const Incident& incident,
                             const std::string& folder) {
  std::string text = "Before you write the fix:\n";
  text += box("Back up the production database", policy.workflow.backup);
  text += box("Document the current state: error logs, affected users, timestamps",
              policy.workflow.logs);
  text += box("Identify the root cause", {});
  const Words criteria = severity_criteria(incident.severity, severity_options(policy));
  if (!criterion_in(incident.criterion, criteria).empty()) {
    return text + how_to_commit(policy, incident, folder);
  }
  text += box(incident.criterion.empty()
                  ? "Say which criterion of " + incident.severity + " is met:"
                  : "'" + visible(incident.criterion) + "' is not a criterion of " +
                        incident.severity + "; these are:",
              {});
  for (const std::string& one : criteria) {
    text += "          " + visible(one) + "\n";
  }
  return text + how_to_commit(policy, incident, folder);
}

}  // namespace hotfix
