// SPDX-License-Identifier: MIT
// What is judged of each event, in words. A test compares the table with the events that are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/request/event.h"

namespace hotfix {

struct JudgedEvent {
  Event::Kind kind;
  std::string_view what;    // what happened
  std::string_view judged;  // what judge_event does about it
};

// Every kind of event; one of which more can be said has several rows.
const std::vector<JudgedEvent>& judged_events();

// ci/verdict/README.md.
std::string event_page();

}  // namespace hotfix
