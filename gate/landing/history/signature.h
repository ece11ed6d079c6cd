// SPDX-License-Identifier: MIT
// What the text of a commit says, for nominating candidates. It can be forged: it decides nothing.
#pragma once

#include <cstdint>
#include <string_view>

namespace hotfix {

// 64-bit hashes, 0 when there is nothing to hash. They are kept in caches: a change of what is
// hashed needs a new cache version.
struct Signature {
  std::uint64_t subject = 0;      // of the subject without pull request numbers, case and blanks
  std::uint64_t author_date = 0;  // of the author's mail and the author's date
};

// The signature of a raw commit object.
Signature signature_of(std::string_view object);

// Has the raw commit object a line of message that begins with "Hotfix-", in any case?
bool has_hotfix_trailer(std::string_view object);

}  // namespace hotfix
