// SPDX-License-Identifier: MIT
// Event -> subjects -> reports: which branch is judged, as what, and against what.
#pragma once

#include "ci/verdict/gate_report.h"
#include "gate/request/event.h"
#include "gate/request/request.h"

namespace hotfix {

// Judges on the terms of the production tip that is here, whatever the event says about it. Never
// throws UsageError or Undecidable: that is a failure of the report.
GateReport judge_event(const Request& request, const Event& event);

}  // namespace hotfix
