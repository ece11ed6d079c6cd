// SPDX-License-Identifier: MIT
#include "ci/output/output_page.h"

#include "ci/output/github_output.h"
#include "gate/report/markup/markdown_text.h"

namespace hotfix {

namespace {

std::string output_table() {
  std::string table = markdown_row({"output", "value"}) + "|---|---|\n";
  for (const StepOutput& output : step_outputs()) {
    table += markdown_row({"`" + std::string(output.name) + "`", std::string(output.words)});
  }
  return table;
}

}  // namespace

JsonKeys gate_keys() {
  return {
      {"version", "`1`"},
      {"event", "what happened"},
      {"event.kind",
       "`\"pull_request\"`, `\"merge_group\"`, `\"push\"`, `\"ledger\"` or "
       "`\"other\"`: see [what is judged](../verdict/README.md)"},
      {"event.name", "its name, as the CI has it; or `null`"},
      {"event.branch", "short name of the branch that asks to go in or was pushed; or `null`"},
      {"event.target", "short name of the branch that it goes to; or `null`"},
      {"event.fork", "`\"owner/name\"` of the repository that the branch is in; `null`: this one"},
      {"event.head",
       "id of the branch's tip, or what a person wrote for it when it could not be "
       "found; `null` when the branch was deleted"},
      {"event.before",
       "the same of where production stood before; `null` when that is not asked "
       "or the branch was not there"},
      {"event.attempt", "`1`, and more when the run was started again"},
      {"event.pull_request", "number of the pull request; or `null`"},
      {"applicable", "whether the event is judged; one that is not passes"},
      {"verdict", "`\"pass\"`, `\"blocked\"`, `\"undecided\"` or `\"error\"`"},
      {"exit_status",
       "`0` pass, `1` blocked, `2` error: the command line or the policy is wrong, "
       "`3` undecided"},
      {"headline", "the verdict in one line"},
      {"reason", "why nothing was judged, or not all of it; else `null`"},
      {"remedy", "what lets it be judged: a command, a setting or a sentence; or `null`"},
      {"warnings[]", "remarks about the run itself, such as a payload that may be old"},
      {"policy",
       "where the policy was read, such as `\"origin/kars-prod:.hotfix.toml\"`; `null` "
       "when it was not"},
      {"reports[]",
       "for each subject what [`hotfix-lint --format json`]"
       "(../../gate/report/README.md#hotfix-lint---format-json) prints, and:"},
      {"reports[].kind",
       "as what it was judged: `\"hotfix\"`, `\"revert\"`, `\"promotion\"`, "
       "`\"backport\"`, `\"production\"`, or `\"stray\"` for what may not go there"},
      {"reports[].target", "short name of the branch that it goes to; or `null`"},
      {"reports[].pull_request", "number of its pull request; or `null`"},
      {"ledger",
       "what [`hotfix-lint audit --format json`]"
       "(../../gate/report/README.md#hotfix-lint-audit---format-json) prints; or `null`"},
  };
}

std::string output_page() {
  return markdown_page("ci/output/output_page.cpp and github_output.cpp",
                       "What hotfix-gate leaves for programs") +
         "## Step outputs\n\nAppended to `--output FILE`, which is `$GITHUB_OUTPUT` in a job that "
         "has one. Each is one line; ids are full.\n\n" +
         output_table() +
         "\n## hotfix-gate --format json\n\nOne object around those of "
         "[hotfix-lint](../../gate/report/README.md), by the same rules.\n\n" +
         key_table(gate_keys());
}

}  // namespace hotfix
