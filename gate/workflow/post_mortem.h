// SPDX-License-Identifier: MIT
// The document about one hotfix, with all that git and the record of its incident know of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gate/documents/hotfix_names.h"
#include "gate/workflow/course.h"
#include "rules/model/page.h"

namespace hotfix {

// Empty or nullopt: not known, so that the document keeps what the template has there. Bytes of
// anybody; times are seconds since the epoch.
struct PostMortemValues {
  std::vector<std::string> commits;  // full ids of what production got of it
  std::string title, severity, impact;
  std::string action;      // what was done first
  std::string live;        // as what it is on production
  std::string cause;       // may have several lines, as the next
  std::string resolution;  // what was fixed
  std::optional<std::int64_t> detected, started, deployed, verified;
};

// `message`: of production's commit, which the course must have. `read_page` is
// gate/page/markdown.h.
PostMortemValues post_mortem_values(const Course& course, const std::string& message,
                                    const Refs& refs, Page (*read_page)(std::string_view markdown));

// The template with these in their places: told by what stands in brackets there, and by the label
// or the heading that it is at. It names each commit, so that it is found under any name. Nothing
// that a commit or a record says becomes markup.
std::string post_mortem_text(const std::string& form, const PostMortemValues& values);

}  // namespace hotfix
