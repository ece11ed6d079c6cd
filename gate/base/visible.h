// SPDX-License-Identifier: MIT
// Bytes of a repository made safe to show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hotfix {

// For a terminal or a log: C0 and C1 controls, DEL, bidirectional and other invisible format
// controls, and bytes that are not UTF-8 come out as visible escapes (\x1b, \u202e). Everything
// else is kept.
std::string visible(std::string_view bytes);

// Valid UTF-8 that loses nothing: each byte that is not UTF-8 comes out as the four characters
// \xNN.
std::string valid_utf8(std::string_view bytes);

// At most `limit` bytes of `text`, cut between characters and marked "...".
std::string brief(std::string text, std::size_t limit = 100);

}  // namespace hotfix
