// SPDX-License-Identifier: MIT
// The document about a hotfix that development has, or should have, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

enum class PostMortemState {
  missing,     // development has no document about the hotfix
  unfinished,  // it has one with sections that are missing or as the template has them
  unreadable,  // it has one that is too long, or too deep, to be read
  waived,      // a person said, on the record, that none is needed
  written,     // it has one
};
// "missing", "unfinished" …: as it is printed and as JSON has it.
std::string_view state_name(PostMortemState state);

// About one hotfix of production.
struct PostMortem {
  std::string commit;   // full id of the hotfix on production
  std::string subject;  // of that commit
  std::string path;     // where it is; where it is looked for first when it is missing
  PostMortemState state = PostMortemState::missing;
  std::vector<std::string> open;           // the unfinished sections, as the template calls them
  std::optional<std::int64_t> written_at;  // when development got the document; nullopt: not known
  std::int64_t deadline = 0;               // seconds since the epoch
  bool overdue = false;                    // neither written nor waived, and the deadline is past
  std::string waived_by, waived_because;   // as Finding has them
};

}  // namespace hotfix
