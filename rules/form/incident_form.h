// SPDX-License-Identifier: MIT
// The description of a hotfix's pull request, read as the form that ci/github/hotfix.md is. People
// write it in a hurry: order, heading levels, bullets and punctuation do not matter.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rules/form/section_names.h"
#include "rules/model/page.h"

namespace hotfix {

struct IncidentForm {
  // The lines with content that stand under a heading, or behind a label, of that name; those of
  // the parts inside it too. Without bullets and boxes.
  std::array<std::vector<std::string>, kParts> parts;
  // What comments hide in the same places: for a part, all of it in one text.
  std::array<std::string, kParts> comments;
  std::vector<std::string> ticked;    // what stands at a ticked box, anywhere
  std::vector<std::string> lines;     // every line with content
  std::vector<std::string> headings;  // as written, without their marks
  bool blank = true;                  // there is not even a form
  bool recognised = false;            // a part other than the severity is there, filled or not
  bool unclosed_comment = false;      // the rest of it is hidden from every reader

  const std::vector<std::string>& answer(Part part) const {
    return parts[static_cast<std::size_t>(part)];
  }
  const std::string& comment(Part part) const { return comments[static_cast<std::size_t>(part)]; }
};

// Unticked boxes and placeholders are not content; code, links and pictures are. Every line is
// looked at once for each name it may have.
IncidentForm read_incident_form(const Page& page, const SectionNames& names = {});

}  // namespace hotfix
