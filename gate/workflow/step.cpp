// SPDX-License-Identifier: MIT
#include "gate/workflow/step.h"

namespace hotfix {

Acts acts_of(const Commands& commands) {
  Acts acts;
  for (const std::string& command : commands) acts.push_back({command});
  return acts;
}

void append(Acts& acts, const Acts& more) { acts.insert(acts.end(), more.begin(), more.end()); }

Commands commands_of(const Step& step) {
  Commands commands;
  for (const Act& act : step.acts) commands.push_back(act.command);
  return commands;
}

Commands undo_of(const Step& step, std::size_t done) {
  Commands commands;
  for (std::size_t i = done; i-- > 0;) {
    if (const std::string& undo = step.acts[i].undo; !undo.empty()) commands.push_back(undo);
  }
  return commands;
}

}  // namespace hotfix
