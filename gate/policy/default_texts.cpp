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

}  // namespace hotfix::default_texts
