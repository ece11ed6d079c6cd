// SPDX-License-Identifier: MIT
#include "ci/verdict/event_page.h"

#include "ci/event/github_event.h"
#include "gate/report/markup/markdown_text.h"

namespace hotfix {

namespace {

// "`schedule`, `ledger`"; empty for what has no name of its own.
std::string names_of(Event::Kind kind) {
  std::string names;
  for (const std::string& name : event_names()) {
    if (kind_of_event(name) == kind) names += (names.empty() ? "`" : ", `") + name + "`";
  }
  return names;
}

}  // namespace

const std::vector<JudgedEvent>& judged_events() {
  static const std::vector<JudgedEvent> events = {
      {Event::Kind::pull_request, "pull request into production",
       "a hotfix or a revert by every rule; a promotion of development for the hotfixes it would "
       "undo; nothing else may go there. One that is closed is judged like an open one"},
      {Event::Kind::pull_request, "pull request into development",
       "from `backport/**` or a hotfix branch: whether it brings what it says; others are not "
       "judged"},
      {Event::Kind::merge_group, "merge queue of production",
       "the group, and each hotfix in it, by all that git can tell"},
      {Event::Kind::push, "push to production",
       "one squashed commit with a good subject for each hotfix, reverts, promotions, that it was "
       "not made anew or rewritten, and the ledger"},
      {Event::Kind::ledger, "schedule, by hand", "the ledger"},
      {Event::Kind::other, "anything else", "\"not applicable\", exit status 0"},
  };
  return events;
}

std::string event_page() {
  std::string page =
      markdown_page("ci/verdict/event_page.cpp", "The events that hotfix-gate judges") +
      "The names are those of `--event` and `$GITHUB_EVENT_NAME`. Production and development are "
      "branches: `kars-prod` and `kars-dev`\nunless the policy or an option names others.\n\n" +
      markdown_row({"event", "name", "what is judged"}) + "|---|---|---|\n";
  for (const JudgedEvent& event : judged_events()) {
    page +=
        markdown_row({std::string(event.what), names_of(event.kind), std::string(event.judged)});
  }
  return page;
}

}  // namespace hotfix
