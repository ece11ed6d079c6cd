// SPDX-License-Identifier: MIT
// What a person does on the forge, in the words of that forge. The only file that knows the
// programs of forges, gh and glab, and the names of their settings.
#pragma once

#include <string>
#include <string_view>

#include "rules/model/facts.h"
#include "rules/model/finding.h"
#include "rules/model/forge.h"
#include "rules/model/option.h"
#include "rules/support/fix.h"

namespace hotfix {

// The forge that the URL of a remote or of a page plainly names: a host with "github" or "gitlab"
// in it. none for other hosts and for paths.
Forge forge_of_url(std::string_view url);

// One thing that is done on the forge.
struct ForgeFix {
  Commands commands;  // empty: the forge is not known, its program cannot do it, or the pull
                      // request has no number
  std::string words;  // the same for its web page, as "set the title to: x"; never empty
};

// Makes `fix` the fix of the finding; where it has no commands, its words go ahead of the hint.
void offer(Finding& finding, const ForgeFix& fix);

// `words`, and the commands; where there are none, "<words>: <words of the fix>".
Advice advice(const std::string& words, const ForgeFix& fix);

// About the pull request of `facts`. Names may be any bytes: they are quoted here.
ForgeFix set_target(const Facts& facts, const std::string& branch);
ForgeFix set_title(const Facts& facts, const std::string& title);
ForgeFix add_label(const Facts& facts, const std::string& label);
ForgeFix remove_label(const Facts& facts, const std::string& label);
ForgeFix ask_for_review(const Facts& facts, const Words& logins);
// Opens the description in an editor and saves it.
ForgeFix edit_description(const Facts& facts);
// Sets auto-merge to Squash & Merge, under that subject; empty: the forge's choice.
ForgeFix choose_squash(const Facts& facts, const std::string& subject = {});

// Opens a pull request from branch `head` into branch `base`.
ForgeFix open_pull_request(Forge forge, const std::string& base, const std::string& head);
// Merges pull request `number` by Squash & Merge.
ForgeFix squash_request(Forge forge, std::size_t number);
// Lets the repository be merged by Squash & Merge.
ForgeFix allow_squash(Forge forge);
// The same, and no more by `other`.
ForgeFix allow_squash_not(Forge forge, MergeMethod other);

// What the forge calls a request to merge a branch: "pull request" or "merge request".
std::string_view request_name(Forge forge);
// How it makes one commit of a branch: "Squash & Merge" or "Squash commits".
std::string_view squash_name(Forge forge);

// Who may approve when the policy names nobody: "an owner, member or collaborator of the
// repository".
std::string_view approvers(Forge forge);

// Why the forge may call a member of the team something else, and what to do about it: a sentence.
std::string_view unseen_members(Forge forge);

// Where the team's copy of the form for hotfixes, ci/github/hotfix.md, lies.
std::string_view template_folder(Forge forge);

// The keys of a pull request that the gate reads: gh pr view <number> --json <these>.
inline constexpr std::string_view kLiveFields =
    "number,state,title,body,author,labels,isDraft,reviews,headRefOid,baseRefName,autoMergeRequest,"
    "url,commits";

// Prints those of the pull request of `branch`; empty: the forge's program cannot.
std::string view_pull_request(Forge forge, const std::string& branch);

// How the gate is told what only the forge knows of a pull request.
std::string give_pull_request(Forge forge);
// How it is asked for once more, after an answer that cannot be read.
std::string ask_again(Forge forge);

// How the open pull requests into production are listed, for the gate to read.
std::string list_open();
// What closes a pull request: a command, or words for it.
std::string close_pull_request(Forge forge, std::size_t number);

// The setting by which a job of the forge's CI clones the whole history.
std::string_view whole_history(Forge forge);

}  // namespace hotfix
