// SPDX-License-Identifier: MIT
// GitHub's account of what happened, as a workflow run is given it.
// Formats: "Webhook events and payloads" and "Events that trigger workflows", docs.github.com.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/request/event.h"
#include "gate/request/pull_request_fields.h"

namespace hotfix {

// What happened, by its name in GITHUB_EVENT_NAME; other for a name that is not judged.
Event::Kind kind_of_event(std::string_view name);

// The names that are judged.
std::vector<std::string> event_names();

// `name` is GITHUB_EVENT_NAME, `payload` the content of the file at GITHUB_EVENT_PATH. An event
// that is never judged is Kind::other, whatever its payload; the ledger needs none. Throws
// Undecidable, with what to do, for no name at all, and for a payload that is empty, too large, not
// JSON, or lacks what its event must have.
Event read_github_event(const std::string& name, std::string_view payload);

}  // namespace hotfix
