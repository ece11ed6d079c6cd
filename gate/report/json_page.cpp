// SPDX-License-Identifier: MIT
#include "gate/report/json_page.h"

#include "gate/report/markup/markdown_text.h"
#include "rules/model/landing.h"
#include "rules/model/post_mortem.h"

namespace hotfix {

namespace {

// `"landed"`, `"equivalent"` …: the names of all states up to the last one.
template <class State>
std::string names_up_to(State last) {
  std::string names;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    names += (i == 0 ? "`\"" : ", `\"") + std::string(state_name(static_cast<State>(i))) + "\"`";
  }
  return names;
}

// What a landing is told by, here and in the ledger.
JsonKeys keys_of_a_landing() {
  return {
      {"state", "string", "how it stands: " + names_up_to(LandingState::undecided)},
      {"evidence[]", "list of strings",
       "ids of the commits that prove it, oldest first: those that brought it; for `\"lost\"` "
       "those that undid it, for `\"withdrawn\"` and `\"waived\"` those that say so"},
      {"signal", "string",
       "what decided: one of [the signals](../../gate/landing/README.md); `\"\"` when the question "
       "was not looked into"},
      {"similarity", "number", "from 0 to 1: how much of the change the evidence accounts for"},
      {"reason", "string", "why, in one line"},
      {"parts[]", "list of objects",
       "the places of production code that it changes; empty when they were not looked "
       "at one by one"},
      {"parts[].path", "string", "the file"},
      {"parts[].lines", "string or `null`", "`\"12-14\"` or `\"12\"`; `null` for the whole file"},
      {"parts[].state", "string", "how this place stands: " + names_up_to(PartState::unclear)},
  };
}

// What rules say, of one subject and of a ledger.
JsonKeys keys_of_rules() {
  return {
      {"findings[]", "list of objects",
       "what the rules saw, in the order of [the rules](../../rules/README.md)"},
      {"findings[].rule", "string", "id of the rule"},
      {"findings[].level", "string", "`\"error\"` blocks, `\"warning\"` does not"},
      {"findings[].message", "string", "what was seen, in one line"},
      {"findings[].why", "string", "what goes wrong otherwise"},
      {"findings[].fix[]", "list of strings",
       "shell commands that fix it, each to be run only when the one before succeeded; may be "
       "empty"},
      {"findings[].hint", "string or `null`", "what to do where no command can do it"},
      {"findings[].advice[]", "list of objects",
       "what depends on what a person knows; may be empty"},
      {"findings[].advice[].words", "string", "when, and what"},
      {"findings[].advice[].commands[]", "list of strings",
       "as `fix`, for that case; may be empty"},
      {"findings[].details[]", "list of strings", "the lines below the message"},
      {"findings[].commit", "string or `null`", "id of the commit in which it is"},
      {"findings[].path", "string or `null`", "the file in which it is"},
      {"findings[].line", "number or `null`", "the line of that file, from 1"},
      {"waived[]", "list of objects", "what does not block because a commit waives it"},
      {"waived[].rule", "string", "id of the rule"},
      {"waived[].reason", "string", "why, as the waiver says"},
      {"waived[].commit", "string", "id of the commit that carries the waiver"},
      {"undecided[]", "list of objects", "the rules that could not decide"},
      {"undecided[].rule", "string", "id of the rule"},
      {"undecided[].reason", "string", "what is missing"},
      {"undecided[].remedy", "string", "what brings it: a command or a sentence"},
  };
}

void append(JsonKeys& keys, const JsonKeys& more, const std::string& prefix = {}) {
  for (const JsonKey& key : more) keys.push_back({prefix + key.path, key.type, key.words});
}

}  // namespace

JsonKeys report_keys() {
  JsonKeys keys = {
      {"version", "number", "`1`"},
      {"verdict", "string", "`\"pass\"`, `\"blocked\"` or `\"undecided\"`"},
      {"subject", "object", "what was judged, and against what"},
      {"subject.branch", "string or `null`",
       "short name of the judged branch; `null` where a commit was named"},
      {"subject.head", "string", "id of its tip"},
      {"subject.base", "string or `null`",
       "id of the merge base with production; `null` when there is none"},
      {"subject.production", "string or `null`",
       "id of production's tip; `null` when it was not found"},
      {"subject.development", "string or `null`",
       "id of development's tip; `null` when it was not found"},
  };
  append(keys, keys_of_rules());
  append(keys,
         {
             {"rules[]", "list of strings", "ids of the rules that came to a decision"},
             {"notes[]", "list of strings", "remarks for a person, such as which policy was used"},
         });
  return keys;
}

JsonKeys landing_keys() {
  JsonKeys keys = {
      {"commit", "string",
       "id of the commit that was asked about; what was asked, as it was written, when "
       "that names no commit"},
      {"onto", "string", "the same of the branch; `\"\"` when none was named and none was found"},
  };
  append(keys, keys_of_a_landing());
  keys.push_back({"remedy", "string",
                  "only of an undecided one: what lets it be decided, a command or a sentence"});
  return keys;
}

JsonKeys ledger_keys() {
  JsonKeys keys = {
      {"version", "number", "`1`"},
      {"production", "string", "id of production's tip"},
      {"development", "string", "id of development's tip"},
      {"repository", "string or `null`",
       "`\"owner/name\"` by the URL of its remote, or the name of its folder"},
      {"url", "string or `null`", "of its page on the forge"},
      {"production_branch", "string", "short name of the production branch"},
      {"development_branch", "string", "short name of the development branch"},
      {"now", "string", "the time as of which it was judged"},
      {"hotfixes[]", "list of objects",
       "every hotfix of production since it parted from development, oldest first"},
      {"hotfixes[].commit", "string", "id of the commit that brought it to production"},
      {"hotfixes[].subject", "string", "its first line"},
      {"hotfixes[].author", "string", "who wrote it, and owes the backport"},
      {"hotfixes[].found_by", "string",
       "by what it was taken for a hotfix: `\"subject\"`, `\"merge\"`, "
       "`\"pull-request\"` or `\"trailer\"`; `\"all\"`: the policy owes every commit; "
       "`\"rollback\"`: it takes back what development still has, which is the evidence"},
      {"hotfixes[].released_at", "string", "when it came to production"},
  };
  append(keys, keys_of_a_landing(), "hotfixes[].");
  append(
      keys,
      {{"remedy", "string or `null`", "what lets it be decided: a command or a sentence"},
       {"begun_at", "string or `null`",
        "when the first of its commits was written; `null` when git does not know"},
       {"landed_at", "string or `null`", "when it came to development; `null` when it did not"},
       {"deadline", "string", "when it must be there"},
       {"overdue", "boolean",
        "whether it is owed and that time is past; true at once for what production lost"},
       {"lost_on_production", "string or `null`",
        "id of the commit that took it out of production without saying so"},
       {"false_date", "string or `null`",
        "the date that the commit bears, where it is later than the next commit's or than "
        "`now`, and `released_at` is not it"},
       {"post_mortem", "object or `null`",
        "the document about it; `null` where none is asked of it, or nobody looked"},
       {"post_mortem.path", "string",
        "where it is on development; where it is looked for first when it is missing"},
       {"post_mortem.state", "string", "how it stands: " + names_up_to(PostMortemState::written)},
       {"post_mortem.written_at", "string or `null`",
        "when development got it; `null` when it did not, or when that is not known"},
       {"post_mortem.deadline", "string", "when it must be there"},
       {"post_mortem.overdue", "boolean",
        "whether that time is past, and it is neither written nor waived"},
       {"post_mortem.placeholders[]", "list of strings",
        "the sections that are missing or still as the template has them"}},
      "hotfixes[].");
  append(keys,
         {{"", "list of objects",
           "commits of production that nothing calls a hotfix and that development does "
           "not have, oldest first: a warning"},
          {".commit", "string", "id of the commit"},
          {".subject", "string", "its first line"},
          {".author", "string", "who wrote it"},
          {".released_at", "string", "when it came to production"},
          {".state", "string", "how it stands, as of a hotfix"}},
         "unsigned_commits[]");
  append(keys, keys_of_rules());
  keys.push_back({"undecided[].level", "string",
                  "`\"error\"` where that fails the ledger, `\"warning\"` where it does not"});
  keys.push_back(
      {"notes[]", "list of strings", "remarks for a person, such as which policy was used"});
  return keys;
}

JsonKeys ledgers_keys() {
  return {{"version", "number", "`1`"},
          {"ledgers[]", "list of objects",
           "what `hotfix-lint audit --format json` prints, of each file in its order"}};
}

JsonKeys history_keys() {
  JsonKeys keys = {
      {"version", "number", "`1`"},
      {"production", "string", "id of production's tip"},
      {"production_branch", "string", "short name of the production branch"},
      {"development_branch", "string or `null`",
       "the same of development; `null` when there is none, and every commit of production's own "
       "line counts as a change"},
      {"policy", "string", "where the policy came from"},
      {"asked", "number", "how many changes were asked for"},
      {"promotions", "number", "of development, that were passed on the way and left out"},
      {"shared", "number", "commits that development has on its own line as well, left out too"},
      {"others", "number", "changes that nothing calls a hotfix, which `--hotfixes` left out"},
      {"changes[]", "list of objects", "what came to production, newest first"},
      {"changes[].commit", "string", "id of the commit that brought it"},
      {"changes[].subject", "string", "its first line"},
      {"changes[].branch", "string or `null`",
       "the branch that was merged; `null` when the commit does not say"},
      {"changes[].released_at", "string", "when it came to production"},
      {"changes[].hotfix", "boolean", "whether the policy calls it a hotfix"},
      {"changes[].outcome", "string",
       "`\"refused\"`, `\"undecided\"`, `\"warned\"` or `\"passed\"`, as far as `rules` tell"},
      {"changes[].files", "number or `null`",
       "of production code, as minimal-diff counts them; `null` where no limit is chosen by it: a "
       "plain revert, what brought development along, what could not be read"},
      {"changes[].lines", "number or `null`", "the same of lines"},
      {"changes[].findings[]", "list of objects", "what the rules saw"},
      {"changes[].findings[].rule", "string", "id of the rule"},
      {"changes[].findings[].level", "string", "`\"error\"` refuses, `\"warning\"` does not"},
      {"changes[].findings[].message", "string", "what was seen, in one line"},
      {"changes[].waived[]", "list of objects", "what its commits waived"},
      {"changes[].waived[].rule", "string", "id of the rule"},
      {"changes[].waived[].reason", "string", "why, as the waiver says"},
      {"changes[].waived[].commit", "string", "id of the commit that carries the waiver"},
  };
  append(keys,
         {{"changes[].undecided[]", "list of objects", "the rules that could not decide"},
          {"changes[].undecided[].rule", "string", "id of the rule"},
          {"changes[].undecided[].reason", "string", "what is missing"},
          {"changes[].undecided[].remedy", "string", "what brings it: a command or a sentence"},
          {"changes[].rules[]", "list of strings", "ids of the rules that came to a decision"},
          {"rules[]", "list of objects", "the rules that were replayed, each with its sums"},
          {"rules[].rule", "string", "id of the rule"},
          {"rules[].refused", "number", "changes that it would have refused"},
          {"rules[].alone", "number", "of these: that no other rule would have refused"},
          {"rules[].warned", "number", "changes that it warns of"},
          {"rules[].waived", "number", "changes of which it is waived"},
          {"rules[].not_judged", "number", "changes of which it could not say anything"},
          {"not_replayed[]", "list of objects", "rules of the policy that say nothing of the past"},
          {"not_replayed[].rule", "string", "id of the rule"},
          {"not_replayed[].reason", "string", "why"},
          {"sized", "number", "changes that have a size"},
          {"percentiles[]", "list of objects", "their sizes, by the nearest rank"},
          {"percentiles[].percent", "number", "so many of them are not larger"},
          {"percentiles[].files", "number", "than this, by files"},
          {"percentiles[].lines", "number", "and this, by lines"},
          {"limit", "object", "the limits of the policy"},
          {"limit.max_files", "number", "`max_files` of minimal-diff"},
          {"limit.max_lines", "number", "`max_lines` of it"},
          {"limit.keep_within", "number", "changes that keep within both"},
          {"fitting", "object or `null`",
           "the same of limits that 90 % keep within; `null` when fewer than 10 have a size"},
          {"fitting.max_files", "number", "as in `limit`"},
          {"fitting.max_lines", "number", "as in `limit`"},
          {"fitting.keep_within", "number", "as in `limit`"},
          {"notes[]", "list of strings", "remarks for a person, such as which policy was used"}});
  return keys;
}

std::string key_table(const JsonKeys& keys) {
  std::string table = markdown_row({"key", "type", "value"}) + "|---|---|---|\n";
  for (const JsonKey& key : keys) {
    table += markdown_row({"`" + key.path + "`", key.type, key.words});
  }
  return table;
}

}  // namespace hotfix
