// SPDX-License-Identifier: MIT
#include "ci/output/output_page.h"

#include "ci/output/github_output.h"
#include "gate/report/markup/markdown_text.h"

namespace hotfix {

JsonKeys gate_keys() {
  return {
      {"version", "number", "`1`"},
      {"event", "object", "what happened"},
      {"event.kind", "string",
       "`\"pull_request\"`, `\"merge_group\"`, `\"push\"`, `\"ledger\"` or "
       "`\"other\"`: see [what is judged](../../ci/verdict/README.md)"},
      {"event.name", "string or `null`", "its name, as the CI has it"},
      {"event.branch", "string or `null`",
       "short name of the branch that asks to go in or was pushed"},
      {"event.target", "string or `null`", "short name of the branch that it goes to"},
      {"event.fork", "string or `null`",
       "`\"owner/name\"` of the repository that the branch is in; `null`: this one"},
      {"event.head", "string or `null`",
       "id of the branch's tip, or what a person wrote for it when it could not be "
       "found; `null` when the branch was deleted"},
      {"event.before", "string or `null`",
       "the same of where production stood before; `null` when that is not asked "
       "or the branch was not there"},
      {"event.attempt", "number", "`1`, and more when the run was started again"},
      {"event.pull_request", "number or `null`", "number of the pull request"},
      {"applicable", "boolean", "whether the event is judged; one that is not passes"},
      {"verdict", "string", "`\"pass\"`, `\"blocked\"`, `\"undecided\"` or `\"error\"`"},
      {"exit_status", "number",
       "`0` pass, `1` blocked, `2` error: the command line or the policy is wrong, "
       "`3` undecided"},
      {"headline", "string", "the verdict in one line"},
      {"reason", "string or `null`", "why nothing was judged, or not all of it; else `null`"},
      {"remedy", "string or `null`", "what lets it be judged: a command, a setting or a sentence"},
      {"warnings[]", "list of strings",
       "remarks about the run itself, such as a payload that may be old"},
      {"policy", "string or `null`",
       "where the policy was read, such as `\"origin/kars-prod:.hotfix.toml\"`; `null` "
       "when it was not"},
      {"reports[]", "list of objects",
       "for each subject what [`hotfix-lint --format json`]"
       "(#a-judgement) prints, and:"},
      {"reports[].kind", "string",
       "as what it was judged: `\"hotfix\"`, `\"revert\"`, `\"promotion\"`, "
       "`\"backport\"`, `\"production\"`, or `\"stray\"` for what may not go there"},
      {"reports[].target", "string or `null`", "short name of the branch that it goes to"},
      {"reports[].pull_request", "number or `null`", "number of its pull request"},
      {"ledger", "object or `null`",
       "what [`hotfix-lint audit --format json`]"
       "(#the-ledger) prints"},
  };
}

std::string output_table() {
  std::string table = markdown_row({"output", "value"}) + "|---|---|\n";
  for (const StepOutput& output : step_outputs()) {
    table += markdown_row({"`" + std::string(output.name) + "`", std::string(output.words)});
  }
  return table;
}

}  // namespace hotfix
