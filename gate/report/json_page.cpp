// SPDX-License-Identifier: MIT
#include "gate/report/json_page.h"

#include "gate/report/markup/markdown_text.h"
#include "rules/model/landing.h"

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
      {"state", "how it stands: " + names_up_to(LandingState::undecided)},
      {"evidence[]",
       "ids of the commits that prove it, oldest first: those that brought it; for `\"lost\"` "
       "those that undid it, for `\"withdrawn\"` and `\"waived\"` those that say so"},
      {"signal",
       "what decided: one of [the signals](../landing/README.md); `\"\"` when the question was not "
       "looked into"},
      {"similarity", "from 0 to 1: how much of the change the evidence accounts for"},
      {"reason", "why, in one line"},
      {"parts[]",
       "the places of production code that it changes; empty when they were not looked "
       "at one by one"},
      {"parts[].path", "the file"},
      {"parts[].lines", "`\"12-14\"` or `\"12\"`; `null` for the whole file"},
      {"parts[].state", "how this place stands: " + names_up_to(PartState::unclear)},
  };
}

void append(JsonKeys& keys, const JsonKeys& more, const std::string& prefix = {}) {
  for (const JsonKey& key : more) keys.push_back({prefix + key.path, key.words});
}

std::string section(const std::string& command, const std::string& words, const JsonKeys& keys) {
  return "\n## " + command + "\n\n" + words + "\n\n" + key_table(keys);
}

}  // namespace

JsonKeys report_keys() {
  return {
      {"version", "`1`"},
      {"verdict", "`\"pass\"`, `\"blocked\"` or `\"undecided\"`"},
      {"subject", "what was judged, and against what"},
      {"subject.branch", "short name of the judged branch; `null` for a commit or a range"},
      {"subject.head", "id of its tip"},
      {"subject.base", "id of the merge base with production; `null` when there is none"},
      {"subject.production", "id of production's tip; `null` when it was not found"},
      {"subject.development", "id of development's tip; `null` when it was not found"},
      {"findings[]", "what the rules saw, in the order of [the rules](../../rules/README.md)"},
      {"findings[].rule", "id of the rule"},
      {"findings[].level", "`\"error\"` blocks, `\"warning\"` does not"},
      {"findings[].message", "what was seen, in one line"},
      {"findings[].why", "what goes wrong otherwise"},
      {"findings[].fix[]",
       "shell commands that fix it, each to be run only when the one before succeeded; may be "
       "empty"},
      {"findings[].hint", "what to do where no command can do it; or `null`"},
      {"findings[].advice[]", "what depends on what a person knows; may be empty"},
      {"findings[].advice[].words", "when, and what"},
      {"findings[].advice[].commands[]", "as `fix`, for that case; may be empty"},
      {"findings[].details[]", "the lines below the message"},
      {"findings[].commit", "id of the commit in which it is; or `null`"},
      {"findings[].path", "the file in which it is; or `null`"},
      {"findings[].line", "the line of that file, from 1; or `null`"},
      {"waived[]", "what does not block because a commit of the branch waives it"},
      {"waived[].rule", "id of the rule"},
      {"waived[].reason", "why, as the waiver says"},
      {"waived[].commit", "id of the commit that carries the waiver"},
      {"undecided[]", "the rules that could not decide"},
      {"undecided[].rule", "id of the rule"},
      {"undecided[].reason", "what is missing"},
      {"undecided[].remedy", "what brings it: a command or a sentence"},
      {"rules[]", "ids of the rules that came to a decision"},
      {"notes[]", "remarks for a person, such as which policy was used"},
  };
}

JsonKeys landing_keys() {
  JsonKeys keys = {
      {"commit",
       "id of the commit that was asked about; what was asked, as it was written, when "
       "that names no commit"},
      {"onto", "the same of the branch; `\"\"` when none was named and none was found"},
  };
  append(keys, keys_of_a_landing());
  keys.push_back(
      {"remedy", "only of an undecided one: what lets it be decided, a command or a sentence"});
  return keys;
}

JsonKeys ledger_keys() {
  JsonKeys keys = {
      {"version", "`1`"},
      {"production", "id of production's tip"},
      {"development", "id of development's tip"},
      {"repository",
       "`\"owner/name\"` by the URL of its remote, or the name of its folder; or `null`"},
      {"url", "of its page on the forge; or `null`"},
      {"production_branch", "short name of the production branch"},
      {"development_branch", "short name of the development branch"},
      {"now", "the time as of which it was judged"},
      {"hotfixes[]", "every hotfix of production since it parted from development, oldest first"},
      {"hotfixes[].commit", "id of the commit that brought it to production"},
      {"hotfixes[].subject", "its first line"},
      {"hotfixes[].author", "who wrote it, and owes the backport"},
      {"hotfixes[].found_by",
       "by what it was taken for a hotfix: `\"subject\"`, `\"merge\"`, "
       "`\"pull-request\"` or `\"trailer\"`; `\"all\"`: the policy owes every commit; "
       "`\"rollback\"`: it takes back what development still has, which is the evidence"},
      {"hotfixes[].released_at", "when it came to production"},
  };
  append(keys, keys_of_a_landing(), "hotfixes[].");
  append(keys,
         {{"remedy", "what lets it be decided: a command or a sentence; or `null`"},
          {"begun_at", "when the first of its commits was written; `null` when git does not know"},
          {"landed_at", "when it came to development; `null` when it did not"},
          {"deadline", "when it must be there"},
          {"overdue",
           "whether it is owed and that time is past; true at once for what production lost"},
          {"lost_on_production",
           "id of the commit that took it out of production without saying so; or `null`"},
          {"false_date",
           "the date that the commit bears, where it is later than the next commit's or than "
           "`now`, and `released_at` is not it; or `null`"},
          {"post_mortem", "always `null`: git does not know it"}},
         "hotfixes[].");
  append(keys,
         {{"",
           "commits of production that nothing calls a hotfix and that development does "
           "not have, oldest first: a warning"},
          {".commit", "id of the commit"},
          {".subject", "its first line"},
          {".author", "who wrote it"},
          {".released_at", "when it came to production"},
          {".state", "how it stands, as of a hotfix"}},
         "unsigned_commits[]");
  keys.push_back({"notes[]", "remarks for a person, such as which policy was used"});
  return keys;
}

std::string key_table(const JsonKeys& keys) {
  std::string table = markdown_row({"key", "value"}) + "|---|---|\n";
  for (const JsonKey& key : keys) table += markdown_row({"`" + key.path + "`", key.words});
  return table;
}

std::string json_page() {
  return markdown_page("gate/report/json_page.cpp", "The JSON of hotfix-lint") +
         "ASCII only, with a final newline. Ids are full, times are UTC in ISO 8601. `a[].b` is "
         "the key `b` of every object in\nthe array `a`. Within a version no key is removed or "
         "changes its type; new ones may appear. Bytes of the repository that\nare not UTF-8 come "
         "out as visible escapes such as `\\xff`. What `hotfix-gate` adds is in "
         "[ci/output](../../ci/output/README.md).\n" +
         section("hotfix-lint --format json", "One object.", report_keys()) +
         section("hotfix-lint landed --json",
                 "One object a line, for each commit that is asked about. `--stdin` reads "
                 "`<commit> [<onto>]` lines and answers each with one,\nflushed, in order; a line "
                 "that cannot be answered is `\"undecided\"` and ends nothing.",
                 landing_keys()) +
         section("hotfix-lint audit --format json", "One object.", ledger_keys()) +
         section("hotfix-lint audit --merge --format json", "One object.",
                 {{"version", "`1`"},
                  {"ledgers[]",
                   "what `hotfix-lint audit --format json` prints, of each file in its order"}});
}

}  // namespace hotfix
