// SPDX-License-Identifier: MIT
// Looking for the few words that an expression requires costs next to nothing where compiling the
// expressions would be a third of a push.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "gate/match/required_words.h"

namespace hotfix {

// Whether a text has all that the expression requires.
bool has_required(std::string_view expression, std::span<const RequiredWord> required,
                  std::string_view text);

// What each expression of a list requires.
class RequiredOfList {
 public:
  // Of a table of default patterns that was read when the program was compiled; else it is read
  // now.
  explicit RequiredOfList(std::span<const std::string_view> expressions);
  RequiredOfList(const RequiredOfList&) = delete;
  RequiredOfList& operator=(const RequiredOfList&) = delete;

  std::span<const RequiredWord> of(std::size_t expression) const;

 private:
  RequiredWords read_now_;
  std::vector<std::uint32_t> ends_now_;
  std::span<const RequiredWord> words_;  // of all, one expression after the other
  std::span<const std::uint32_t> ends_;  // where each expression's end in it
};

}  // namespace hotfix
