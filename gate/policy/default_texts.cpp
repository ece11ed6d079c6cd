// SPDX-License-Identifier: MIT
#include "gate/policy/default_texts.h"

namespace hotfix::default_texts {

std::string post_mortem() {
  return
      R"(# Hotfix Post-Mortem: [Issue Name]

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
}

std::string initiated() {
  return
      R"(🚨 HOTFIX INITIATED - {severity}

Issue: {issue}
Impact: {impact}
Estimated Fix Time: {estimate}
Assigned: {assigned}

Status: Investigating
Next Update: {next-update}
)";
}

std::string deployed() {
  return
      R"(✅ HOTFIX DEPLOYED

Issue: {issue}
Fix: {fix}
Deployed: {deployed}
Status: Monitoring

Please report any issues in #kars-support
)";
}

std::string complete() {
  return
      R"(✅ HOTFIX COMPLETE

Issue: {issue}
Resolution: {resolution}
Duration: {duration}
Impact: Resolved

Post-mortem scheduled for {post-mortem}
)";
}

}  // namespace hotfix::default_texts
