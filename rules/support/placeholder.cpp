// SPDX-License-Identifier: MIT
#include "rules/support/placeholder.h"

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
  return !is_single_letter(words) && !only_fillers(words);
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
