// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

enum class Level { off, warning, error };

// "off", "warning" or "error": as policies, outputs and JSON have it.
constexpr std::string_view level_name(Level level) {
  if (level == Level::off) return "off";
  return level == Level::warning ? "warning" : "error";
}

enum class FindingKind {
  fault,   // something is wrong, and whoever wrote the branch can put it right
  waiting  // nothing is wrong: somebody else has to act first
};

// What a person does who has seen that something is so.
struct Advice {
  std::string words;                  // when, and what; no command in it, no final full stop
  std::vector<std::string> commands;  // as Finding::fix has them; empty: the words say all
};

// One thing a rule saw. Text is raw bytes: a renderer escapes it for its sink.
struct Finding {
  std::string message;           // what was seen, one line, no final full stop
  std::vector<std::string> fix;  // shell commands that fix it, arguments quoted: each is run only
                                 // when the one before succeeded
  std::string hint;              // what to do where no command can do it; empty when `fix` says all
  std::vector<Advice> advice;    // below these: what depends on what a person knows
  std::vector<std::string> details;  // lines under the message (commits, paths), all of them
  std::string commit;                // full id of the commit it is about; empty: the whole branch
  std::string path;                  // empty: no single file
  std::size_t line = 0;              // 1-based line of `path` at the head; 0: the whole file
  FindingKind kind = FindingKind::fault;
  // A person set this one finding aside on the record, and counts for it where the policy lets the
  // rule be waived: the full id of the commit that says so, and why. Empty: nobody did.
  std::string waived_by, waived_because;
  Level level = Level::error;  // an upper bound: the policy's level of the rule may lower it
};

using Findings = std::vector<Finding>;

}  // namespace hotfix
