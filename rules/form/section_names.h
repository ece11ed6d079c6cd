// SPDX-License-Identifier: MIT
// What the parts of a hotfix's description are called.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

enum class Part {
  severity,       // the section
  severity_line,  // "Severity: ..." anywhere else
  priority,       // the same by a name that other things have as well
  issue,
  impact,
  users_affected,
  data_at_risk,
  workarounds,
  root_cause,
  rollback_plan,
  database_backup,
};
inline constexpr std::size_t kParts = 11;

// The built-in English names, and those of a team.
class SectionNames {
 public:
  SectionNames() = default;
  // Each as a policy has it: "root cause = Ursache". What cannot be read is in `unreadable`.
  explicit SectionNames(const std::vector<std::string>& own);

  // The part that a heading or a label names first: "Impact of the issue" is the impact. Names of
  // the team go before.
  std::optional<Part> named(std::string_view text) const;

  // "Root cause" alone on a line is a heading; "customers" alone is an answer.
  bool is_section(std::string_view line) const;

  std::vector<std::string> unreadable;

 private:
  struct Name {
    Part part;
    std::string phrase;
  };
  std::vector<Name> own_;
};

}  // namespace hotfix
