// SPDX-License-Identifier: MIT
// Text that findings are made of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // bytes; 0 when the first byte begins no valid sequence
};

// The first character of `text`; of length 0 where there is none, and at the end.
Character first_character(std::string_view text);

// Characters that move, hide or reorder what a reader sees: controls, and the format characters of
// Unicode's bidirectional algorithm (UAX 9), zero-width ones and tags among them.
bool deceives(char32_t code);

bool is_utf8(std::string_view text);

// True when all of `text` is valid UTF-8 and nothing in it deceives: it can be shown as it is.
bool is_showable(std::string_view text);

// `text` as one word of a POSIX shell, interactive or not; quoted only when it must be. The word
// can always be shown as it is: bytes that cannot are written by printf.
std::string shell_quote(std::string_view text);

// False for what shell_quote cannot do: a NUL, or a newline at the end.
bool can_be_quoted(std::string_view text);

// True when `text` holds no control byte.
bool is_pasteable(std::string_view text);

// The first 12 digits of an id: enough for git, short enough to read.
std::string short_id(std::string_view id);

// "1 file", "3 files"; `plural` for words that do not take an s.
std::string count(std::size_t n, std::string_view singular, std::string_view plural = {});

// "120 bytes", "3 kB", "4.1 MB"
std::string size_words(std::size_t bytes);

// The first `limit` lines and, when there are more, "and 7 more".
std::vector<std::string> first_few(std::vector<std::string> lines, std::size_t limit = 5);

// `text` as a part of a branch name: lower case, every run of other characters one '-', at most
// `limit` bytes, and a name that git accepts. Empty when nothing is left.
std::string slug(std::string_view text, std::size_t limit = 50);

// "a, b, c".
std::string with_commas(const std::vector<std::string>& words);

// True for words of a person: neither a placeholder such as "<reason>" nor punctuation alone.
bool says_something(std::string_view text);

// ASCII only: rules never depend on a locale.
std::string lower(std::string_view text);
std::string_view trim(std::string_view text);
bool one_of(std::string_view text, const std::vector<std::string>& words);

}  // namespace hotfix
