// SPDX-License-Identifier: MIT
#include "gate/workflow/step.h"

#include <algorithm>
#include <string_view>

namespace hotfix {

namespace {

// Empty: there is nothing to take back.
Commands filled_undo(const Act& act, const IdOf& id_of) {
  if (act.makes.empty()) return act.undo;
  const std::string id = id_of ? id_of(act.makes) : std::string();
  if (id.empty()) return {};
  Commands undo = act.undo;
  for (std::string& command : undo) {
    for (auto at = command.find(kIdNow); at != std::string::npos; at = command.find(kIdNow)) {
      command.replace(at, std::string_view(kIdNow).size(), id);
    }
  }
  return undo;
}

// One of the acts after `at` did that itself.
bool is_done(const Step& step, std::size_t at, std::size_t done, const std::string& undo) {
  const auto from = step.acts.begin();
  return std::any_of(from + static_cast<std::ptrdiff_t>(at),
                     from + static_cast<std::ptrdiff_t>(done),
                     [&](const Act& act) { return act.command == undo; });
}

}  // namespace

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

Commands undo_of(const Step& step, std::size_t done, const IdOf& id_of) {
  Commands commands;
  for (std::size_t i = done; i-- > 0;) {
    for (const std::string& undo : filled_undo(step.acts[i], id_of)) {
      if (!is_done(step, i, done, undo)) commands.push_back(undo);
    }
  }
  return commands;
}

}  // namespace hotfix
