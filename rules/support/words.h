// SPDX-License-Identifier: MIT
// What people write, compared word by word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

bool is_ascii_word(unsigned char c);  // a letter or a digit

// The ASCII words of a text in lower case, one space between them: "Root-Cause:" is "root cause".
std::string words_of(std::string_view text);

// The same in any script: bytes that are not ASCII are kept as they are.
std::string phrase_of(std::string_view text);

// Whether `words` has these words in a row; both as words_of() makes them.
bool has_phrase(const std::string& words, const std::string& phrase);

// True when `words` has no other words than these: also when it has none.
bool only_words(const std::string& words, const std::vector<std::string>& allowed);

// Whether the text has the phrase somewhere without denying it right there: "not a <phrase>", "no
// sign of <phrase>", "<phrase>: no", and "<phrase>?" without a yes are denials. It looks no further
// than the words beside the phrase; "<phrase> is ruled out" affirms it.
bool affirms(std::string_view text, std::string_view phrase);

// Whether the text says somewhere that a deed is done, or can be: "revert" in "by reverting it",
// but not in "we will not revert", "cannot be reverted" and "revert: not possible". A deed that is
// not in ASCII is only looked for.
bool offers(std::string_view text, std::string_view deed);

}  // namespace hotfix
