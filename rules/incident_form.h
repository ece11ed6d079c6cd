// SPDX-License-Identifier: MIT
// The description of a hotfix's pull request, read as the form that ci/github/hotfix.md is. People
// write it in a hurry: order, heading levels, bullets and punctuation do not matter.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rules/pull_request.h"

namespace hotfix {

enum class Part {
  severity,
  issue,
  impact,
  users_affected,
  data_at_risk,
  workarounds,
  root_cause,
  rollback_plan,
  database_backup,
};
inline constexpr std::size_t kParts = 9;

struct IncidentForm {
  // The lines with content that stand under a heading, or behind a label, of that name; those of
  // the parts inside it too. Without bullets and boxes.
  std::array<std::vector<std::string>, kParts> parts;
  std::vector<std::string> ticked;  // what stands at a ticked box, anywhere
  std::vector<std::string> lines;   // every line with content
  bool blank = true;                // there is not even a form
  bool unclosed_comment = false;    // the rest of it is hidden from every reader

  const std::vector<std::string>& answer(Part part) const {
    return parts[static_cast<std::size_t>(part)];
  }
};

// Comments, unticked boxes and placeholders (TBD, ..., <file>, [Brief description]) are no content;
// code is. Reads any bytes, in linear time: every line is looked at once for each name it may have.
IncidentForm read_incident_form(std::string_view markdown);

// The ASCII words of a text in lower case, one space between them: "Root-Cause:" is "root cause".
std::string words_of(std::string_view text);

// Whether `words` has these words in a row; both as words_of() makes them.
bool has_phrase(const std::string& words, const std::string& phrase);

// True when `words` has no other words than these: also when it has none.
bool only_words(const std::string& words, const std::vector<std::string>& allowed);

// Opens the description in an editor and saves it, as one line; empty when the number is not known.
std::vector<std::string> edit_description(const PullRequest& request);

}  // namespace hotfix
