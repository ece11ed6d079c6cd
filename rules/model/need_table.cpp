// SPDX-License-Identifier: MIT
#include "rules/model/need_table.h"

namespace hotfix {

namespace {

bool is_message(const Subject& subject) { return subject.stage == Stage::commit_msg; }

bool is_commits(const Subject& subject) { return !is_message(subject); }

bool is_branch(const Subject& subject) { return is_commits(subject) && !is_update(subject); }

bool is_pull_request(const Subject& subject) { return subject.stage == Stage::pull_request; }

bool is_arrival(const Subject& subject) {
  return subject.stage == Stage::merge_group || subject.stage == Stage::released;
}

bool is_askable(Need need, const Subject& subject) {
  switch (need) {
#define HOTFIX_NEED(name, on, asked_of, ...) \
  case Need::name:                           \
    return (asked_of);
#include "rules/model/needs.def"
#undef HOTFIX_NEED
    case Need::none:
      break;
  }
  return false;
}

}  // namespace

std::string_view words_of(Need need) {
  switch (need) {
#define HOTFIX_NEED(name, on, asked_of, met, words) \
  case Need::name:                                  \
    return (words);
#include "rules/model/needs.def"
#undef HOTFIX_NEED
    case Need::none:
      break;
  }
  return "";
}

Need stands_on(Need need) {
  switch (need) {
#define HOTFIX_NEED(name, on, ...) \
  case Need::name:                 \
    return (on);
#include "rules/model/needs.def"
#undef HOTFIX_NEED
    case Need::none:
      break;
  }
  return Need::none;
}

Need askable(Need needs, const Subject& subject) {
  Need found = Need::none;
  for (const Need need : kNeeds) {
    if (has(needs, need) && is_askable(need, subject)) found = found | need;
  }
  return found;
}

bool is_met(const Facts& facts, Need need) {
  switch (need) {
#define HOTFIX_NEED(name, on, asked_of, met, ...) \
  case Need::name:                                \
    return (met);
#include "rules/model/needs.def"
#undef HOTFIX_NEED
    case Need::none:
      break;
  }
  return false;
}

}  // namespace hotfix
