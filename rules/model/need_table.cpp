// SPDX-License-Identifier: MIT
#include "rules/model/need_table.h"

namespace hotfix {

namespace {

bool is_message(const Subject& subject) { return subject.stage == Stage::commit_msg; }

bool is_ledger(const Subject& subject) { return subject.kind == SubjectKind::ledger; }

bool is_commits(const Subject& subject) { return !is_message(subject) && !is_ledger(subject); }

bool is_branch(const Subject& subject) { return is_commits(subject) && !is_update(subject); }

bool is_pull_request(const Subject& subject) { return subject.stage == Stage::pull_request; }

bool is_arrival(const Subject& subject) {
  return subject.stage == Stage::merge_group || subject.stage == Stage::released;
}

struct Row {
  Need need;
  Need on;
  bool (*is_askable)(const Subject&);
  bool (*is_met)(const Facts&);
  std::string_view words;
};

constexpr Row kRows[] = {
#define HOTFIX_NEED(name, on, asked_of, met, words)                     \
  {Need::name, (on), [](const Subject& subject) { return (asked_of); }, \
   [](const Facts& facts) -> bool { return (met); }, (words)},
#include "rules/model/needs.def"
#undef HOTFIX_NEED
};

// Null for Need::none, and for several at once.
const Row* row_of(Need need) {
  for (const Row& row : kRows) {
    if (row.need == need) return &row;
  }
  return nullptr;
}

}  // namespace

std::string_view words_of(Need need) {
  const Row* row = row_of(need);
  return row ? row->words : std::string_view{};
}

Need stands_on(Need need) {
  const Row* row = row_of(need);
  return row ? row->on : Need::none;
}

Need askable(Need needs, const Subject& subject) {
  Need found = Need::none;
  for (const Row& row : kRows) {
    if (has(needs, row.need) && row.is_askable(subject)) found = found | row.need;
  }
  return found;
}

bool is_met(const Facts& facts, Need need) {
  const Row* row = row_of(need);
  return row && row->is_met(facts);
}

}  // namespace hotfix
