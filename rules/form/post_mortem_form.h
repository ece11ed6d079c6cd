// SPDX-License-Identifier: MIT
// A post-mortem, read as the form that the team's template is. People write it in a hurry and their
// own way: order, heading levels, bullets and punctuation do not matter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/model/page.h"

namespace hotfix {

// What a template leaves for a person to fill in: "[Technical explanation]", and the marks
// YYYY-MM-DD, HH:MM, X hours and P0/P1. In their order; views into `text`.
std::vector<std::string_view> fill_ins(std::string_view text);

// The sections of the template that the document does not have, or has as the template does: with
// what was to be filled in, with nothing, or with boxes that nobody ticked, changed or added to. In
// the template's order, as it calls them, with the labels that it is about, where it is those:
// "Timeline (Detection, Verified)".
std::vector<std::string> open_sections(const Page& document, const Page& form);

}  // namespace hotfix
