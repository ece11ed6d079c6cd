// SPDX-License-Identifier: MIT
// Small words that findings are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

// `text` as one word of a POSIX shell; quoted only when it must be.
std::string shell_quote(std::string_view text);

// True when `text` holds no control byte, so that it can be shown and pasted as it is.
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

// True for words of a person: neither a placeholder such as "<reason>" nor punctuation alone.
bool says_something(std::string_view text);

// ASCII only: rules never depend on a locale.
std::string lower(std::string_view text);
std::string_view trim(std::string_view text);
bool one_of(std::string_view text, const std::vector<std::string>& words);

}  // namespace hotfix
