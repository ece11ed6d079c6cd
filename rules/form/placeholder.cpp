// SPDX-License-Identifier: MIT
#include "rules/form/placeholder.h"

#include <algorithm>
#include <string>
#include <vector>

#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

// Words in which every byte that is not ASCII counts as a letter, but for typographic punctuation.
std::string any_words(std::string_view text) {
  std::string letters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool punctuation = text.substr(i, 2) == "\xE2\x80";
    const auto c = static_cast<unsigned char>(text[i]);
    letters += !punctuation && (c >= 0x80 || is_ascii_word(c)) ? text[i] : ' ';
    if (punctuation) i += 2;
  }
  return lower(trim(letters));
}

// "<file>" and "[Brief description]", but neither a link nor a reference, which has a number.
bool is_prompt(std::string_view text) {
  if (text.size() < 2 || (text[0] != '<' && text[0] != '[')) return false;
  const char end = text[0] == '<' ? '>' : ']';
  if (text.find(end) != text.size() - 1) return false;
  return text.find("://") == kNone && text.find_first_of("@#0123456789") == kNone;
}

bool is_filler(std::string_view word) {
  static const std::vector<std::string> fillers = {
      "tbd", "tba", "tbc",  "todo", "to", "do",         "fixme",  "fill",
      "in",  "out", "this", "here", "be", "determined", "filled", "please"};
  const bool crosses = word.size() > 1 && word.find_first_not_of('x') == kNone;
  return crosses || one_of(word, fillers);
}

bool only_fillers(std::string_view words) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (!is_filler(words.substr(0, end))) return false;
    words = trim(words.substr(end));
  }
  return true;
}

// "TBD, probably the pool" tells what is known so far.
bool has_guess(const std::string& words) {
  static const std::vector<std::string> guesses = {"suspect", "suspected", "probably", "likely",
                                                   "maybe",   "perhaps",   "seems",    "because"};
  return std::any_of(guesses.begin(), guesses.end(),
                     [&](const std::string& guess) { return has_phrase(words, guess); });
}

// "TBD ..." and "TODO: ..."; "TODO list cannot be opened" is about a list.
bool is_postponed(std::string_view text) {
  text = without_emphasis(text);
  const auto end = std::min(text.find_first_of(" \t:-,.;!(*_"), text.size());
  const std::string mark = lower(text.substr(0, end));
  const std::string_view rest = trim(text.substr(end));
  const bool punctuated = !rest.empty() && (!is_ascii_word(static_cast<unsigned char>(rest[0])));
  const bool always = one_of(mark, {"tbd", "tba", "tbc", "fixme"});
  return (always || (mark == "todo" && punctuated)) && !has_guess(words_of(rest));
}

// "x"; but "n" is a no.
bool is_single_letter(std::string_view words) {
  return words.size() == 1 && words[0] >= 'a' && words[0] <= 'z' && words[0] != 'n';
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

bool has_any(const std::string& words, const std::vector<std::string>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](const std::string& phrase) { return has_phrase(words, phrase); });
}

// "Unknown", "not yet known", "to be investigated", and no word more. Bytes that are not ASCII may
// be one.
bool is_unknown(std::string_view text) {
  static const std::vector<std::string> signs = {
      "unknown",       "not known",    "yet known",     "unclear",    "no idea",   "unsure",
      "not sure",      "idk",          "dunno",         "don t know", "dont know", "do not know",
      "investigating", "investigated", "investigation", "no clue",    "not clear", "yet clear"};
  static const std::vector<std::string> around = {"unknown",
                                                  "not",
                                                  "known",
                                                  "yet",
                                                  "still",
                                                  "so",
                                                  "far",
                                                  "at",
                                                  "this",
                                                  "that",
                                                  "the",
                                                  "time",
                                                  "point",
                                                  "moment",
                                                  "currently",
                                                  "unclear",
                                                  "clear",
                                                  "no",
                                                  "idea",
                                                  "clue",
                                                  "unsure",
                                                  "sure",
                                                  "idk",
                                                  "dunno",
                                                  "don",
                                                  "t",
                                                  "dont",
                                                  "do",
                                                  "know",
                                                  "we",
                                                  "i",
                                                  "to",
                                                  "be",
                                                  "is",
                                                  "it",
                                                  "for",
                                                  "now",
                                                  "under",
                                                  "cause",
                                                  "root",
                                                  "are",
                                                  "investigating",
                                                  "investigated",
                                                  "investigation",
                                                  "being",
                                                  "as",
                                                  "of",
                                                  "ongoing"};
  const std::string words = words_of(text);
  return is_ascii(text) && has_any(words, signs) && only_words(words, around);
}

// How many keys of the row the word begins with.
std::size_t run_in(std::string_view word, std::string_view row) {
  const auto at = row.find(word.front());
  std::size_t run = 0;
  while (at != kNone && run < word.size() && at + run < row.size() && word[run] == row[at + run]) {
    ++run;
  }
  return run;
}

// A run of keys beside each other that the word begins with; 0 for less than three, and for less
// than four backwards: POI and DSA are words.
std::size_t keyboard_run(std::string_view word) {
  std::size_t longest = 0;
  for (std::string_view row : {"qwertyuiop", "asdfghjkl", "zxcvbnm"}) {
    longest = std::max(longest, run_in(word, row));
    const std::size_t back = run_in(word, std::string(row.rbegin(), row.rend()));
    if (back > 3) longest = std::max(longest, back);
  }
  return longest > 2 ? longest : 0;
}

// "asdf", "qweasd", "sdfsdf", "aaaa": what fingers type that say nothing.
bool is_mash(std::string_view word) {
  if (word.size() > 2 && word.find_first_not_of(word.front()) == kNone && is_ascii(word)) {
    return word.find_first_of("0123456789") == kNone;
  }
  if (word.size() > 4 && word.find_first_not_of("sdfghjkl") == kNone) return true;
  for (std::string_view rest = word; !rest.empty();) {
    const std::size_t run = keyboard_run(rest);
    if (run == 0) return false;
    rest.remove_prefix(run);
  }
  return !word.empty();
}

bool is_dummy(std::string_view word) {
  static const std::vector<std::string> dummies = {
      "foo", "bar", "baz",   "test",  "testing",   "lorem",    "ipsum", "blah",       "bla",
      "abc", "xyz", "dummy", "stuff", "something", "whatever", "asdf",  "placeholder"};
  return is_mash(word) || one_of(word, dummies);
}

bool only_dummies(std::string_view words) {
  const bool is_there = !words.empty();
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (!is_dummy(words.substr(0, end))) return false;
    words = trim(words.substr(end));
  }
  return is_there;
}

std::string words_of_all(const std::vector<std::string>& lines) {
  std::string words;
  for (const std::string& line : lines) words += words_of(line) + " ";
  return std::string(trim(words));
}

}  // namespace

std::string_view without_emphasis(std::string_view text) {
  const auto first = text.find_first_not_of("*_`|\"' \t");
  if (first == kNone) return {};
  return text.substr(first, text.find_last_not_of("*_`|\"' \t") - first + 1);
}

bool is_content(std::string_view text) {
  if (is_prompt(without_emphasis(text)) || is_postponed(text)) return false;
  const std::string words = any_words(text);
  return !is_single_letter(words) && !only_fillers(words) && !only_dummies(words) &&
         !is_unknown(text);
}

bool is_bare_no(const std::vector<std::string>& lines) {
  static const std::vector<std::string> noes = {
      "n",        "a",       "na",        "no",         "none",  "not",    "needed",
      "required", "is",      "was",       "database",   "db",    "backup", "it",
      "nothing",  "skipped", "necessary", "applicable", "taken", "made"};
  const std::string words = words_of_all(lines);
  const bool is_no = has_phrase(words, "no") || has_phrase(words, "none") ||
                     has_phrase(words, "n a") || has_phrase(words, "na") ||
                     has_phrase(words, "not") || has_phrase(words, "nothing") ||
                     has_phrase(words, "skipped");
  const bool ascii = std::all_of(lines.begin(), lines.end(), [](const std::string& line) {
    return std::all_of(line.begin(), line.end(), [](char c) { return (c & 0x80) == 0; });
  });
  return is_no && ascii && only_words(words, noes);
}

bool is_bare_yes(const std::vector<std::string>& lines) {
  static const std::vector<std::string> yeses = {
      "yes", "done", "ok",   "taken", "made", "is",   "was", "backup", "database",
      "db",  "has",  "been", "there", "we",   "have", "a",   "the",    "it"};
  const std::string words = words_of_all(lines);
  return !words.empty() && only_words(words, yeses);
}

}  // namespace hotfix
