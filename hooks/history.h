// SPDX-License-Identifier: MIT
// `history`, a command of hotfix-lint and of git hotfix: today's policy over what was merged into
// production in the past.
#pragma once

#include <string>

#include "gate/base/terminal.h"
#include "gate/replay/replay.h"
#include "gate/report/history/render_history.h"
#include "gate/request/request.h"

namespace CLI {
class App;
}

namespace hotfix {

struct HistoryOptions {
  const HistoryFormat* format = &history_formats().front();
  ReplayQuestion question;
  bool all = false;  // every one that would have been refused is listed
  ColorChoice color = ColorChoice::on_a_terminal;
};

// Adds the command to `app`, but for the options that say where: these go into `request`. It prints
// the replay and gives 0, whatever is found; it throws UsageError for a policy or a branch that is
// wrong, Undecidable when production is not here or its history is cut off. `program`: what a
// person types before it. All must live as long as `app`.
CLI::App* add_history(CLI::App& app, const std::string& program, const Request& request,
                      HistoryOptions& options, int& status);

}  // namespace hotfix
