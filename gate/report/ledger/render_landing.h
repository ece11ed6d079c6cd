// SPDX-License-Identifier: MIT
// One answer of `hotfix-lint landed`, one line a format.
#pragma once

#include <optional>
#include <string>

#include "rules/model/landing.h"

namespace hotfix {

struct LandingAnswer {
  std::string commit;  // full id; what was asked, as it was written, when that names no commit
  std::string onto;    // the same of the branch; empty: none was named and none was found
  std::string title;   // the commit's subject, or the name of the branch that was asked about
  Landing landing;
  std::optional<Forecast> pick = {};  // a cherry-pick of it onto the branch; nullopt: not tried
};

// State, short id, title, evidence and why: for a person. One line; where only parts of the change
// are absent, below it a line for each of them and the command that brings them.
std::string render_landing_text(const LandingAnswer& answer);

// One JSON object on one line, ASCII only, with its end. See json_page.h.
std::string render_landing_json(const LandingAnswer& answer);

}  // namespace hotfix
