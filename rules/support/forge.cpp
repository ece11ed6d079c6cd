// SPDX-License-Identifier: MIT
// gh: cli.github.com/manual; glab: docs.gitlab.com/cli.
#include "rules/support/forge.h"

#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

// "host" of "https://user@host:443/path" and of "user@host:path"; empty for a path.
std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != kNone) {
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#"));
  } else {
    const auto colon = url.find(':');
    if (colon == kNone || url.find('/') < colon) return {};
    url = url.substr(0, colon);
  }
  url.remove_prefix(url.rfind('@') == kNone ? 0 : url.rfind('@') + 1);
  return url.substr(0, url.find(':'));
}

std::string number_of(const Facts& facts) {
  const std::size_t number = facts.pull_request ? facts.pull_request->number : 0;
  return number == 0 ? std::string() : std::to_string(number);
}

// The command that changes the pull request: by gh or by glab; only the words where there is no
// command.
ForgeFix change(const Facts& facts, const std::string& gh, const std::string& glab,
                std::string words) {
  const std::string number = number_of(facts);
  ForgeFix fix{{}, std::move(words)};
  if (number.empty()) return fix;
  if (facts.forge == Forge::github) fix.commands = {"gh pr edit " + number + " " + gh};
  if (facts.forge == Forge::gitlab) fix.commands = {"glab mr update " + number + " " + glab};
  return fix;
}

std::string joined(const Words& words, const std::string& before, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + before + word;
  return text;
}

// gh edits nothing in place: the description goes through a file.
std::string gh_edit_description(const std::string& number) {
  return "f=$(mktemp) && gh pr view " + number +
         " --json body --jq .body > \"$f\" && ${EDITOR:-vi} \"$f\" && gh pr edit " + number +
         " --body-file \"$f\"";
}

std::string gh_view(const std::string& which = "<number>") {
  return "gh pr view " + which + " --json " + std::string(kLiveFields);
}

std::string_view gh_switch_off(MergeMethod method) {
  return method == MergeMethod::rebase ? " --enable-rebase-merge=false"
                                       : " --enable-merge-commit=false";
}

}  // namespace

Forge forge_of_url(std::string_view url) {
  const std::string host = lower(host_of(url));
  const bool is_github = host.find("github") != std::string::npos;
  const bool is_gitlab = host.find("gitlab") != std::string::npos;
  if (is_github == is_gitlab) return Forge::none;
  return is_github ? Forge::github : Forge::gitlab;
}

void offer(Finding& finding, const ForgeFix& fix) {
  finding.fix = fix.commands;
  if (!finding.fix.empty()) return;
  std::string words = fix.words;
  words.front() = static_cast<char>(words.front() - 'a' + 'A');
  finding.hint = finding.hint.empty() ? words : words + ". " + finding.hint;
}

Advice advice(const std::string& words, const ForgeFix& fix) {
  if (!fix.commands.empty()) return {words, fix.commands};
  return {words + ": " + fix.words, {}};
}

ForgeFix set_target(const Facts& facts, const std::string& branch) {
  const std::string name = shell_quote(branch);
  return change(facts, "--base " + name, "--target-branch " + name,
                facts.forge == Forge::gitlab
                    ? "set the target branch of the merge request to " + branch
                    : "set the base of the pull request to " + branch);
}

ForgeFix set_title(const Facts& facts, const std::string& title) {
  const std::string option = "--title " + shell_quote(title);
  return change(facts, option, option, "set the title to: " + title);
}

ForgeFix add_label(const Facts& facts, const std::string& label) {
  const std::string name = shell_quote(label);
  return change(facts, "--add-label " + name, "--label " + name, "put the label " + label + " on");
}

ForgeFix remove_label(const Facts& facts, const std::string& label) {
  const std::string name = shell_quote(label);
  return change(facts, "--remove-label " + name, "--unlabel " + name, "take the label off");
}

ForgeFix ask_for_review(const Facts& facts, const Words& logins) {
  return change(facts, "--add-reviewer " + shell_quote(joined(logins, "", ",")),
                "--reviewer " + shell_quote(joined(logins, "+", ",")),
                "ask for a review by " + joined(logins, "", ", "));
}

ForgeFix edit_description(const Facts& facts) {
  ForgeFix fix = change(facts, {}, "--description -", "edit the description");
  if (!fix.commands.empty() && facts.forge == Forge::github) {
    fix.commands = {gh_edit_description(number_of(facts))};
  }
  return fix;
}

ForgeFix choose_squash(const Facts& facts, const std::string& subject) {
  const std::string number = number_of(facts);
  if (facts.forge == Forge::gitlab) {
    return {{},
            "on the page of the merge request, turn auto-merge off, tick Squash commits" +
                (subject.empty() ? "" : ", give it this message: " + subject + ",") +
                " and turn auto-merge on again"};
  }
  ForgeFix fix{
      {},
      "turn auto-merge off, and on again with " +
          (subject.empty() ? std::string(squash_name(facts.forge)) : "this subject: " + subject)};
  if (facts.forge != Forge::github || number.empty()) return fix;
  const std::string merge = "gh pr merge " + number;
  fix.commands = {
      merge + " --disable-auto",
      merge + " --auto --squash" + (subject.empty() ? "" : " --subject " + shell_quote(subject))};
  return fix;
}

ForgeFix open_pull_request(Forge forge, const std::string& base, const std::string& head) {
  const std::string into = shell_quote(base), from = shell_quote(head);
  ForgeFix fix{{},
               "open a " + std::string(request_name(forge)) + " from " + head + " into " + base};
  if (forge == Forge::github) {
    fix.commands = {"gh pr create --base " + into + " --head " + from};
  } else if (forge == Forge::gitlab) {
    fix.commands = {"glab mr create --target-branch " + into + " --source-branch " + from};
  }
  return fix;
}

ForgeFix squash_request(Forge forge, std::size_t number) {
  const std::string name = std::to_string(number);
  ForgeFix fix{
      {},
      "merge the " + std::string(request_name(forge)) + " by " + std::string(squash_name(forge))};
  if (forge == Forge::github) fix.commands = {"gh pr merge " + name + " --squash"};
  if (forge == Forge::gitlab) fix.commands = {"glab mr merge " + name + " --squash"};
  return fix;
}

ForgeFix allow_squash(Forge forge) {
  switch (forge) {
    case Forge::github:
      return {{"gh repo edit --enable-squash-merge"},
              "allow squash merging in the settings of the repository"};
    case Forge::gitlab:
      return {{},
              "in Settings, Merge requests of the project, set Squash commits when merging to "
              "Require"};
    case Forge::none:
      break;
  }
  return {{}, "allow Squash & Merge in the settings of the repository"};
}

ForgeFix allow_squash_not(Forge forge, MergeMethod other) {
  ForgeFix fix = allow_squash(forge);
  if (!fix.commands.empty()) fix.commands.back() += gh_switch_off(other);
  if (forge == Forge::none) {
    fix.words += other == MergeMethod::rebase ? ", and no rebase" : ", and no merge commits";
  }
  return fix;
}

std::string_view request_name(Forge forge) {
  return forge == Forge::gitlab ? "merge request" : "pull request";
}

std::string_view squash_name(Forge forge) {
  return forge == Forge::gitlab ? "Squash commits" : "Squash & Merge";
}

std::string_view approvers(Forge forge) {
  return forge == Forge::gitlab ? "a member of the project"
                                : "an owner, member or collaborator of the repository";
}

std::string_view unseen_members(Forge forge) {
  if (forge == Forge::github) {
    return "The token of the gate may not see a private membership of the organisation, and a "
           "member is not always somebody who may write: list who may approve in reviewers under "
           "[rules.emergency-review], or give the gate the token of an app that may read members";
  }
  return "The token of the gate may not see every membership: list who may approve in reviewers "
         "under [rules.emergency-review], or give the gate a token that sees them";
}

std::string_view template_folder(Forge forge) {
  switch (forge) {
    case Forge::github:
      return ".github/PULL_REQUEST_TEMPLATE";
    case Forge::gitlab:
      return ".gitlab/merge_request_templates";
    case Forge::none:
      break;
  }
  return "the repository";
}

std::string view_pull_request(Forge forge, const std::string& branch) {
  return forge == Forge::github ? gh_view(shell_quote(branch)) : std::string();
}

std::string give_pull_request(Forge forge) {
  if (forge == Forge::gitlab) {
    return "set the CI/CD variable HOTFIX_GITLAB_TOKEN of the project: a project access token with "
           "read_api, masked and not protected";
  }
  return "give them with --pr-json FILE, which is what this prints: " + gh_view();
}

std::string ask_again(Forge forge) {
  return forge == Forge::gitlab ? "run the job again" : "ask for it again: " + gh_view();
}

std::string list_open() {
  return "gh pr list --state open --base <production> --limit 1000 --json number,headRefOid";
}

std::string close_pull_request(Forge forge, std::size_t number) {
  const std::string name = std::to_string(number);
  if (forge == Forge::github) return "gh pr close " + name;
  return forge == Forge::gitlab ? "glab mr close " + name : "close pull request " + name;
}

std::string_view whole_history(Forge forge) {
  switch (forge) {
    case Forge::github:
      return "in the step of actions/checkout, set: fetch-depth: 0";
    case Forge::gitlab:
      return "in the variables of the job, set: GIT_DEPTH: '0'";
    case Forge::none:
      break;
  }
  return "let the CI clone the whole history";
}

}  // namespace hotfix
