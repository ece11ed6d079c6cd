// SPDX-License-Identifier: MIT
// The texts of the workflow, as its owner wrote them. What a person or a program fills in stands in
// square brackets, or as YYYY-MM-DD, HH:MM, X hours and P0/P1.
#pragma once

#include <string_view>

namespace hotfix::default_texts {

inline constexpr std::string_view kPostMortem = R"(# Hotfix Post-Mortem: [Issue Name]

## Incident Summary
- **Date:** YYYY-MM-DD
- **Duration:** X hours
- **Severity:** P0/P1
- **Impact:** [Description]

## Timeline
- **Detection:** HH:MM - [How discovered]
- **Response:** HH:MM - [First action]
- **Fix Deployed:** HH:MM - [Hotfix live]
- **Verified:** HH:MM - [Confirmed resolved]

## Root Cause
[Technical explanation]

## Resolution
[What was fixed]

## Prevention
- [ ] Add monitoring/alerting
- [ ] Add automated test
- [ ] Update documentation
- [ ] Code review improvements

## Lessons Learned
[What went well, what could improve]
)";

// The messages, with the fields of gate/policy/message.h.
inline constexpr std::string_view kInitiated = R"(🚨 HOTFIX INITIATED - {severity}

Issue: {issue}
Impact: {impact}
Estimated Fix Time: {estimate}
Assigned: {assigned}

Status: Investigating
Next Update: {next-update}
)";

inline constexpr std::string_view kDeployed = R"(✅ HOTFIX DEPLOYED

Issue: {issue}
Fix: {fix}
Deployed: {deployed}
Status: Monitoring

Please report any issues in #kars-support
)";

inline constexpr std::string_view kComplete = R"(✅ HOTFIX COMPLETE

Issue: {issue}
Resolution: {resolution}
Duration: {duration}
Impact: Resolved

Post-mortem scheduled for {post-mortem}
)";

}  // namespace hotfix::default_texts
