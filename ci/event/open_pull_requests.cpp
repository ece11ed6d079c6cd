// SPDX-License-Identifier: MIT
#include "ci/event/open_pull_requests.h"

#include "ci/event/github_event.h"
#include "gate/request/strict_json.h"
#include "rules/support/forge.h"

namespace hotfix {

void apply_open_pull_requests(Event& event, std::string_view text) {
  if (event.kind != Event::Kind::pull_request) return;
  const StrictJson list =
      StrictJson::parse(text, {"--open-json", "ask for it again: " + list_open(), kPayloadLimit});
  std::vector<OpenPullRequest> found;
  for (const StrictJson& one : list.items()) {
    found.push_back({one.at("number").positive(), one.at("headRefOid").id()});
  }
  event.open = std::move(found);
}

}  // namespace hotfix
